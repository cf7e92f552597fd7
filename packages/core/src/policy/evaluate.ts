/**
 * The single-case evaluator: one person, every fact in memory, a trace of what decided.
 *
 * Its verdict, amount and bits equal those of every other engine on every row; the trace is what it alone can give.
 */
import { addMonths, all3, any3, assert, not3, type Ymd } from '../kernel/index.ts'
import { arithmetic, numbers, safe } from './arithmetic.ts'
import { type Attributes, type FactRow, type Facts, type Programme, placesOf, rowAt, type Status } from './programme.ts'
import { parameterBits } from './references.ts'
import type { Node, NodeOf, Parent, RecordSet, Value } from './tree.ts'

/** Of whom a record tells; `member`: somebody else of the household. */
export type Who = 'self' | Parent | 'member'
/** A row that counted for a condition. `truth` null: it might count, and nobody knows. */
export type Evidence = {
  readonly who: Who
  readonly records: string
  readonly register: string
  readonly row: FactRow
  readonly truth: boolean | null
}
export type Missing =
  | { readonly kind: 'register'; readonly register: string; readonly who: Who }
  | { readonly kind: 'doubtful'; readonly register: string; readonly who: Who }
  | { readonly kind: 'field'; readonly register: string; readonly who: Who }
  | { readonly kind: 'attribute'; readonly name: string; readonly who: Who }
  | { readonly kind: 'parent'; readonly who: Who; readonly state: number }
  | { readonly kind: 'parameter'; readonly id: string; readonly key: string | null }

export type ConditionResult = {
  readonly id: string
  readonly value: boolean | null
  readonly evidence: readonly Evidence[]
  /** Rows that were looked at and do not count: what a refusal must answer. */
  readonly related: readonly Evidence[]
  readonly missing: readonly Missing[]
}
export type Result = {
  readonly status: Status
  readonly category: string | null
  readonly amountFen: number | null
  readonly failed: number
  readonly unknown: number
  readonly params: number
}
/** The verdict alone, without a condition traced. */
export type Outcome = Omit<Result, 'failed' | 'unknown'>
export type Explained = Result & { readonly conditions: readonly ConditionResult[] }

/** `turns`, where asked for: the days that a comparison looked at, on or just after which it could turn. */
type Trace = { evidence: Evidence[]; related: Evidence[]; missing: Missing[]; turns?: Ymd[] }
/** A named expression as it was found of a person, with what was seen on the way. */
type Known = { readonly value: Value; readonly trace: Trace }

type Scope = {
  readonly programme: Programme
  readonly facts: Facts
  readonly who: Who
  readonly person: number
  readonly row: FactRow | null
  readonly register: string
  readonly trace: Trace
  /** What has been found already: each named expression is worked out once a person. */
  readonly known: Map<string, Known>
}

const asBool = (value: Value): boolean | null => (value === null ? null : Boolean(value))

function compare(relation: string, left: Value, right: Value): boolean | null {
  if (left === null || right === null) return null
  switch (relation) {
    case 'eq':
      return left === right
    case 'ne':
      return left !== right
    case 'lt':
      return left < right
    case 'le':
      return left <= right
    case 'gt':
      return left > right
    default:
      return left >= right
  }
}

/** The value of a node for a person; null is unknown. */
function value(node: Node, scope: Scope): Value {
  const of = (child: Node): Value => value(child, scope)
  switch (node.op) {
    case 'const':
      return node.value
    case 'asOf':
      return scope.facts.asOf
    case 'attribute':
      return attributeOf(node.name, scope)
    case 'variable':
      return variable(node.name, scope)
    case 'via':
      return viaParent(node.parent, node.name, scope)
    case 'parameter':
      return parameterOf(node, scope)
    case 'column':
      return columnOf(node.name, scope)
    case 'aggregate':
      return aggregate(node, scope)
    case 'members':
      return members(node, scope)
    case 'and':
      return all3(node.args.map((arg) => asBool(of(arg))))
    case 'or':
      return any3(node.args.map((arg) => asBool(of(arg))))
    case 'not':
      return not3(asBool(of(node.arg)))
    case 'present':
      return of(node.arg) !== null
    case 'compare': {
      const [left, right] = [of(node.left), of(node.right)]
      if (scope.trace.turns !== undefined && node.left.kind === 'date') {
        if (node.left.op !== 'asOf') scope.trace.turns.push(Number(left ?? 0))
        if (node.right.op !== 'asOf') scope.trace.turns.push(Number(right ?? 0))
      }
      return compare(node.relation, left, right)
    }
    case 'in': {
      const found = of(node.value)
      return found === null ? null : node.codes.includes(String(found))
    }
    case 'when':
      return choose(node, scope)
    case 'age': {
      const [birth, years] = [of(node.birth), arithmetic(node, of)]
      if (birth !== null && years !== null) scope.trace.turns?.push(addMonths(Number(birth), (Number(years) + 1) * 12))
      return years
    }
    default:
      return arithmetic(node, of)
  }
}

function choose(node: NodeOf<'when'>, scope: Scope): Value {
  const condition = asBool(value(node.condition, scope))
  if (condition !== null) return value(condition ? node.then : node.otherwise, scope)
  const then = value(node.then, scope)
  return then !== null && then === value(node.otherwise, scope) ? then : null
}

function variableOf(programme: Programme, name: string): Node {
  const found = programme.variables.find(({ id }) => id === name)
  assert(found, `no variable ${name}`)
  return found.expr
}

function variable(name: string, scope: Scope): Value {
  const key = `${scope.who} ${scope.person} ${name}`
  const known = scope.known.get(key) ?? find(name, scope)
  scope.known.set(key, known)
  const { evidence, related, missing, turns } = known.trace
  scope.trace.evidence.push(...evidence)
  scope.trace.related.push(...related)
  scope.trace.missing.push(...missing)
  scope.trace.turns?.push(...(turns ?? []))
  return known.value
}

function find(name: string, scope: Scope): Known {
  const trace = traceOf(scope.trace.turns === undefined ? undefined : [])
  const found = value(variableOf(scope.programme, name), { ...scope, trace })
  const once = <T>(items: readonly T[]): T[] => [...new Set(items)]
  return {
    value: found,
    trace: {
      evidence: once(trace.evidence),
      related: once(trace.related),
      missing: once(trace.missing),
      ...(trace.turns === undefined ? {} : { turns: once(trace.turns) }),
    },
  }
}

const traceOf = (turns: Ymd[] | undefined): Trace => ({
  evidence: [],
  related: [],
  missing: [],
  ...(turns === undefined ? {} : { turns }),
})

function attributesOf(scope: Scope): Attributes {
  return scope.facts.persons[scope.person] ?? {}
}

function attributeOf(name: string, scope: Scope): Value {
  const found = attributesOf(scope)[name] ?? null
  if (found === null) scope.trace.missing.push({ kind: 'attribute', name, who: scope.who })
  return found
}

function viaParent(parent: Parent, name: string, scope: Scope): Value {
  const own = attributesOf(scope)
  const person = own[parent] ?? null
  const state = Number(own[`${parent}State`] ?? 1)
  if (state !== 0 || person === null) {
    scope.trace.missing.push({ kind: 'parent', who: parent, state })
    return null
  }
  return variable(name, { ...scope, who: parent, person: Number(person) })
}

/** Where the place is unknown, so is a figure that differs by place. */
function parameterOf({ id, key, place }: NodeOf<'parameter'>, scope: Scope): Value {
  const found = scope.programme.parameters.find((one) => one.id === id)
  assert(found, `no parameter ${id}`)
  const where = place === undefined ? null : value(place, scope)
  if (place !== undefined && where === null && placesOf(found, key, scope.facts.asOf).length > 0) return null
  const row = rowAt(found, key, where === null ? null : String(where), scope.facts.asOf)
  if (!row || row.value === null) scope.trace.missing.push({ kind: 'parameter', id, key })
  return row?.value ?? null
}

function columnOf(name: string, scope: Scope): Value {
  return scope.row?.[name] ?? null
}

function recordSetOf(programme: Programme, id: string): RecordSet {
  const found = programme.records.find((one) => one.id === id)
  assert(found, `no records ${id}`)
  return found
}

/** A doubtful row asserts nothing: unless its condition is false, it only makes silence unknown. */
function aggregate(node: NodeOf<'aggregate'>, scope: Scope): Value {
  const set = recordSetOf(scope.programme, node.records)
  if (!scope.facts.available.includes(set.register)) {
    scope.trace.missing.push({ kind: 'register', register: set.register, who: scope.who })
    return null
  }
  const rows = (scope.facts.records[set.register] ?? []).filter(
    (row) => row['person'] === scope.person && (set.present === null || (row[set.present] ?? null) !== null),
  )
  if (rows.length === 0 && set.absence.means === 'unknown') {
    scope.trace.missing.push({ kind: 'field', register: set.register, who: scope.who })
    return null
  }
  const judged = rows.map((row) => {
    const inner = { ...scope, row, register: set.register }
    const sure = asBool(value(node.where, inner))
    const truth = row['doubtful'] === true && sure !== false ? null : sure
    const seen = { who: scope.who, records: set.id, register: set.register, row, truth }
    if (truth === false) scope.trace.related.push(seen)
    else scope.trace.evidence.push(seen)
    if (truth === null)
      scope.trace.missing.push({
        kind: row['doubtful'] === true ? 'doubtful' : 'field',
        register: set.register,
        who: scope.who,
      })
    const counted = node.value ? value(node.value, inner) : null
    if (truth === true && node.value && counted === null)
      scope.trace.missing.push({ kind: 'field', register: set.register, who: scope.who })
    return { truth, value: counted }
  })
  return fold(node, judged, scope)
}

/** Everybody of the household, each judged as a person. */
function members(node: NodeOf<'members'>, scope: Scope): Value {
  const household = attributeOf('household', scope)
  if (household === null) return null
  const people = Object.entries(scope.facts.persons).filter(([, one]) => one['household'] === household)
  const judged = people.map(([id]) => {
    const person = Number(id)
    const inner: Scope = { ...scope, person, who: person === scope.person ? scope.who : 'member' }
    const truth = asBool(value(node.where, inner))
    return { truth, value: node.value && truth !== false ? value(node.value, inner) : null }
  })
  return fold(node, judged, scope)
}

function fold(
  node: Pick<NodeOf<'aggregate'>, 'fn' | 'none'>,
  judged: readonly { truth: boolean | null; value: Value }[],
  scope: Scope,
): Value {
  const true_ = judged.filter(({ truth }) => truth === true)
  const anyUnknown = judged.some(({ truth }) => truth === null)
  if (node.fn === 'exists') return true_.length > 0 ? true : anyUnknown ? null : false
  if (anyUnknown) return null
  if (node.fn === 'count') return true_.length
  const values = numbers(true_.map((one) => one.value))
  if (values === null) return null
  if (node.fn === 'sum') return safe(values.reduce((a, b) => a + b, 0))
  if (values.length === 0) return node.none ? value(node.none, scope) : null
  return node.fn === 'largest' ? Math.max(...values) : Math.min(...values)
}

const scopeOf = (programme: Programme, facts: Facts, person: number, turns?: Ymd[]): Scope => ({
  programme,
  facts,
  who: 'self',
  person,
  row: null,
  register: '',
  trace: traceOf(turns),
  known: new Map(),
})

/** The value of one expression; for sparse defaults and tests. */
export const valueAt = (programme: Programme, facts: Facts, person: number, node: Node): Value =>
  value(node, scopeOf(programme, facts, person))

/** What the rule says of a person on `facts.asOf`, with what decided each condition. */
export function evaluate(programme: Programme, facts: Facts, person: number): Explained {
  const { known } = scopeOf(programme, facts, person)
  const conditions = programme.conditions.map((condition): ConditionResult => {
    const scope = { ...scopeOf(programme, facts, person), known }
    const found = asBool(value(condition.expr, scope))
    const missing = found === null ? unique(scope.trace.missing) : []
    const evidence = unique(scope.trace.evidence)
    return { id: condition.id, value: found, evidence, related: unrelated(scope.trace.related, evidence), missing }
  })
  const bits = (wanted: boolean | null): number =>
    conditions.reduce((sum, { value: v }, bit) => sum + (v === wanted ? 2 ** bit : 0), 0)
  return { ...outcomeOf(programme, facts, person), failed: bits(false), unknown: bits(null), conditions }
}

/** A row that counts through one clause is no counter-evidence through another. */
function unrelated(related: readonly Evidence[], evidence: readonly Evidence[]): readonly Evidence[] {
  const counted = new Set(evidence.map(({ row }) => row))
  return unique(related.filter(({ row }) => !counted.has(row)))
}

/** What keeps one expression unknown; empty where it is known. */
export function missingFor(programme: Programme, facts: Facts, person: number, node: Node): readonly Missing[] {
  const scope = scopeOf(programme, facts, person)
  return value(node, scope) === null ? unique(scope.trace.missing) : []
}

function unique<T>(items: readonly T[]): readonly T[] {
  // The same thing many times over is told by itself, before its text is.
  const seen = new Map([...new Set(items)].map((item) => [JSON.stringify(item), item]))
  return [...seen.values()]
}

/**
 * The first category whose test is true, if none before it is unknown; cannot tell while one before it, or the amount,
 * is unknown; otherwise not eligible. `turns` gathers the days that the outcome hangs on (foresee.ts).
 */
export function outcomeOf(programme: Programme, facts: Facts, person: number, turns?: Ymd[]): Outcome {
  const scope = scopeOf(programme, facts, person, turns)
  const tests = programme.categories.map(({ test }) => test)
  const params = (nodes: readonly Node[]): number => parameterBits(programme, nodes, facts.asOf)
  for (const [index, category] of programme.categories.entries()) {
    const truth = asBool(value(category.test, scope))
    if (truth === false) continue
    const amount = truth === null ? null : value(category.amount, scope)
    if (truth === null || amount === null) break
    const used = [...tests.slice(0, index + 1), category.amount]
    return { status: 'eligible', category: category.code, amountFen: Number(amount), params: params(used) }
  }
  const all3False = programme.categories.every(({ test }) => asBool(value(test, scope)) === false)
  return { status: all3False ? 'ineligible' : 'unknown', category: null, amountFen: null, params: params(tests) }
}
