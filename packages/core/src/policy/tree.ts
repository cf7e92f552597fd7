/**
 * The rule language's expression tree: plain readonly data, serialisable, without functions.
 *
 * One tree is evaluated (evaluate.ts), compiled to SQL (to-sql.ts), checked (check.ts) and read aloud (reasons.ts).
 * Values are known or unknown (null); unknown is not no.
 */
import type { Text } from '../kernel/index.ts'

/** bool, whole number, money in fen a month or once, a length in days or in whole months, day yyyymmdd, code. */
export type Kind = 'bool' | 'int' | 'fenMonth' | 'fenOnce' | 'days' | 'months' | 'date' | 'code'
export type Relation = 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge'
/** ceil and floor: up and down the number line; up and down: away from zero and toward it; halves: away, toward, to even. */
export type Rounding = 'ceil' | 'floor' | 'up' | 'down' | 'halfUp' | 'halfDown' | 'halfEven'
export type DatePart = 'year' | 'month' | 'day'
export type Parent = 'father' | 'mother'
export type Value = number | string | boolean | null

export type Node =
  | { readonly op: 'const'; readonly kind: Kind; readonly value: Value }
  | { readonly op: 'asOf'; readonly kind: 'date' }
  /** A column of persons: birth, registered, urbanRural … */
  | { readonly op: 'attribute'; readonly kind: Kind; readonly name: string }
  | { readonly op: 'variable'; readonly kind: Kind; readonly name: string }
  /** The variable's value at the father or mother; unknown where that parent is not a known person. */
  | { readonly op: 'via'; readonly kind: Kind; readonly parent: Parent; readonly name: string }
  /** `place`: a division code; the row of the longest division that holds it counts, else that of everywhere. */
  | {
      readonly op: 'parameter'
      readonly kind: Kind
      readonly id: string
      readonly key: string | null
      readonly place?: Node
    }
  /** A column of the record at hand; only inside an aggregate. */
  | { readonly op: 'column'; readonly kind: Kind; readonly name: string }
  | {
      readonly op: 'aggregate'
      readonly kind: Kind
      readonly fn: 'exists' | 'count' | 'sum' | 'largest' | 'smallest'
      readonly records: string
      readonly where: Node
      readonly value: Node | null
      readonly none: Node | null
    }
  /** Over everybody of the person's household, the person included; unknown where the household is. */
  | {
      readonly op: 'members'
      readonly kind: Kind
      readonly fn: 'exists' | 'count' | 'sum' | 'largest' | 'smallest'
      readonly where: Node
      readonly value: Node | null
      readonly none: Node | null
    }
  | { readonly op: 'and' | 'or' | 'max' | 'min'; readonly kind: Kind; readonly args: readonly Node[] }
  | { readonly op: 'not' | 'present'; readonly kind: 'bool'; readonly arg: Node }
  | {
      readonly op: 'compare'
      readonly kind: 'bool'
      readonly relation: Relation
      readonly left: Node
      readonly right: Node
    }
  | { readonly op: 'in'; readonly kind: 'bool'; readonly value: Node; readonly codes: readonly string[] }
  | {
      readonly op: 'when'
      readonly kind: Kind
      readonly condition: Node
      readonly then: Node
      readonly otherwise: Node
    }
  /** mod: the remainder has the sign of the divisor; unknown where that is 0. */
  | { readonly op: 'add' | 'sub' | 'mul' | 'mod'; readonly kind: Kind; readonly left: Node; readonly right: Node }
  | {
      readonly op: 'divide'
      readonly kind: Kind
      readonly numerator: Node
      readonly divisor: Node
      readonly round: Rounding
    }
  /** Where the month has no such day: addMonths takes its last day, addMonthsUp the first of the next month. */
  | {
      readonly op: 'addMonths' | 'addMonthsUp' | 'addDays'
      readonly kind: 'date'
      readonly date: Node
      readonly count: Node
    }
  | { readonly op: 'age'; readonly kind: 'int'; readonly birth: Node; readonly on: Node }
  /** Days since 1970-01-01. */
  | { readonly op: 'dayNumber'; readonly kind: 'int'; readonly date: Node }
  | { readonly op: 'datePart'; readonly kind: 'int'; readonly part: DatePart; readonly date: Node }
  /** Unknown where there is no such day. */
  | { readonly op: 'makeDate'; readonly kind: 'date'; readonly year: Node; readonly month: Node; readonly day: Node }

type WithOp<N, Op> = N extends { readonly op: infer Ops } ? (Op extends Ops ? N : never) : never
/** The nodes that can carry an operator: for tables by operator, which no new operator may miss. */
export type NodeOf<Op extends Node['op']> = WithOp<Node, Op>

/** A node whose kind the compiler knows, so that money + count does not compile. */
export type Expr<K extends Kind = Kind> = Node & { readonly kind: K }

/** What no row means, with the source that says so. */
export type Absence = { readonly means: 'notThere' | 'unknown'; readonly cite: Text }

/** Dated records of one register that hang on a person. `present`: only rows where this column is filled are records. */
export type RecordSet = {
  readonly id: string
  readonly register: string
  readonly present: string | null
  readonly absence: Absence
}

/** The nodes directly under a node. */
export function childrenOf(node: Node): readonly Node[] {
  switch (node.op) {
    case 'and':
    case 'or':
    case 'max':
    case 'min':
      return node.args
    case 'not':
    case 'present':
      return [node.arg]
    case 'compare':
    case 'add':
    case 'sub':
    case 'mul':
    case 'mod':
      return [node.left, node.right]
    case 'in':
      return [node.value]
    case 'when':
      return [node.condition, node.then, node.otherwise]
    case 'divide':
      return [node.numerator, node.divisor]
    case 'addMonths':
    case 'addMonthsUp':
    case 'addDays':
      return [node.date, node.count]
    case 'age':
      return [node.birth, node.on]
    case 'dayNumber':
    case 'datePart':
      return [node.date]
    case 'makeDate':
      return [node.year, node.month, node.day]
    case 'parameter':
      return node.place ? [node.place] : []
    case 'aggregate':
    case 'members':
      return [node.where, ...(node.value ? [node.value] : []), ...(node.none ? [node.none] : [])]
    default:
      return []
  }
}

/** Every node of a tree, the root first. */
export function* walk(node: Node): Generator<Node> {
  yield node
  for (const child of childrenOf(node)) yield* walk(child)
}
