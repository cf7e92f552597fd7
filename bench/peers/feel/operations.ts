/** FEEL's operations by their names, over arguments in order: what each is in our words. */
import {
  abs,
  add,
  and,
  type Expr,
  ge,
  int,
  le,
  mod,
  type Numeric,
  no,
  not,
  or,
  type Relation,
  type Rounding,
  when,
  yes,
} from '@doudi/core/policy'
import {
  type Asked,
  alike,
  compare,
  literalOf,
  minus,
  opposite,
  plus,
  power,
  product,
  quotient,
  rounded,
} from '../numbers.ts'
import { NotExpressible, relationOf, type Scalar, scalar, scalarOf, scalarsOf, type Term, UNKNOWN } from '../terms.ts'
import { calendarDay, date, dayWords, property, wholeMonths } from './days.ts'
import { intervalRelation } from './intervals.ts'
import { equal, isIn, itemsOf, said, truth } from './truths.ts'

type Operation = (args: readonly Term[], asked: Asked, given: Readonly<Record<string, Term>>) => Term

const arg = (args: readonly Term[], at: number): Term => args[at] ?? UNKNOWN
const two =
  (work: (left: Term, right: Term, asked: Asked) => Term): Operation =>
  (args, asked) =>
    work(arg(args, 0), arg(args, 1), asked)
const ofDays =
  (work: (day: Expr<'date'>) => Expr): Operation =>
  (args) =>
    scalar(work(calendarDay(arg(args, 0))))
/** Digits are part of the rule: none given is 0, an unknown number of them is refused. */
const rounding =
  (round: Rounding): Operation =>
  (args) =>
    rounded(scalarOf(arg(args, 0), 'int'), args.length < 2 ? 0 : literalOf(args[1]), round)

/** A list that is not there is unknown, whatever is asked of it. */
const overTruths =
  (all: (...truths: Expr<'bool'>[]) => Expr<'bool'>, none: Expr<'bool'>): Operation =>
  (args) => {
    const items = itemsOf(arg(args, 0))
    return said(items.length === 0 ? none : all(...items.map(truth)))
  }
const overNumbers =
  (work: (items: readonly Scalar[], asked: Asked) => Scalar): Operation =>
  (args, asked) => {
    const items = args.length === 1 ? itemsOf(arg(args, 0)) : args
    return items.length === 0 ? UNKNOWN : work(scalarsOf(items), asked)
  }

const extreme =
  (op: 'max' | 'min') =>
  (items: readonly Scalar[]): Scalar => {
    const { nodes, den } = alike(items)
    return scalar({ op, kind: nodes[0]?.kind ?? 'int', args: nodes } as Expr, den)
  }
const total = (items: readonly Scalar[]): Scalar => items.reduce((sum, item) => scalarOf(plus(sum, item), 'int'))

/** The smallest that at least so many are not above; of an even number the mean of the two in the middle. */
function median(items: readonly Scalar[], asked: Asked): Scalar {
  const { nodes, den } = alike(items)
  const numbers = nodes as Expr<Numeric>[]
  const highest = { op: 'max', kind: numbers[0]?.kind ?? 'int', args: numbers } as Expr<Numeric>
  const at = (rank: number): Scalar => {
    const enough = numbers.map((limit) => {
      const count = numbers.map((one) => when(le(one, limit), int(1), int(0))).reduce((sum, one) => add(sum, one))
      return when(ge(count, int(rank)), limit, highest)
    })
    return scalar({ op: 'min', kind: highest.kind, args: enough } as Expr, den)
  }
  const half = Math.floor(items.length / 2)
  if (items.length % 2 === 1) return at(half + 1)
  return quotient(plus(at(half), at(half + 1)), scalar(int(2)), asked)
}

const OPERATIONS: Readonly<Record<string, Operation>> = {
  '+': two(plus),
  '-': two(minus),
  '*': two(product),
  '/': two(quotient),
  '**': two(power),
  '=': two((left, right) => said(equal(left, right))),
  '!=': two((left, right) => said(not(equal(left, right)))),
  and: two((left, right) => said(and(truth(left), truth(right)))),
  or: two((left, right) => said(or(truth(left), truth(right)))),
  not: (args) => said(not(truth(arg(args, 0)))),
  in: two((value, test) => said(isIn(value, test))),
  between: (args) => said(and(compare('ge', arg(args, 0), arg(args, 1)), compare('le', arg(args, 0), arg(args, 2)))),
  negate: (args) => opposite(arg(args, 0)),
  abs: (args) => {
    const { node, den } = scalarOf(arg(args, 0), 'int')
    return scalar(abs(node as Expr<'int'>), den)
  },
  modulo: (args) => {
    const { nodes, den } = alike(scalarsOf([arg(args, 0), arg(args, 1)]))
    return scalar(mod(nodes[0] as Expr<'int'>, nodes[1] as Expr<'int'>), den)
  },
  floor: rounding('floor'),
  ceiling: rounding('ceil'),
  decimal: rounding('halfEven'),
  'round up': rounding('up'),
  'round down': rounding('down'),
  'round half up': rounding('halfUp'),
  'round half down': rounding('halfDown'),
  all: overTruths(and, yes),
  any: overTruths(or, no),
  product: overNumbers((items) => items.reduce((left, right) => product(left, right))),
  sum: overNumbers(total),
  min: overNumbers(extreme('min')),
  max: overNumbers(extreme('max')),
  mean: overNumbers((items, asked) => quotient(total(items), scalar(int(items.length)), asked)),
  median: overNumbers(median),
  date: (args, _, given) => date(given, args),
  'years and months duration': two(wholeMonths),
  property: (args) => {
    const name = arg(args, 1)
    if (name.is !== 'scalar' || name.node.op !== 'const') throw new NotExpressible('a property without a name')
    return property(arg(args, 0), String(name.node.value))
  },
  ...Object.fromEntries(Object.entries(dayWords).map(([name, work]) => [name, ofDays(work)])),
}

/** Operations that read or write text, or times of day. */
const LEFT: Readonly<Record<string, string>> = {
  number: 'text read as a value',
  duration: 'text read as a value',
  'date and time': 'a time of day',
  time: 'a time of day',
}

export function feel(op: string, given: Readonly<Record<string, Term>>, asked: Asked): Term {
  const args = Object.values(given)
  const relation: Relation | null = relationOf(op)
  const operation = OPERATIONS[op]
  if (operation) return operation(args, asked, given)
  if (relation !== null) return said(compare(relation, arg(args, 0), arg(args, 1)))
  const interval = intervalRelation(op)
  if (interval !== null) return said(interval(arg(args, 0), arg(args, 1)))
  throw new NotExpressible(LEFT[op] ?? `the operation ${op}`)
}
