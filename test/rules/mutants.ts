/**
 * One plausible mistake for each printer of the dialect and for each thing the compiler prints by itself.
 *
 * The equality test must notice every one of them, else it would not notice the same mistake made for real.
 */
import type { Node, Programme } from '@doudi/core/policy'
import { type Dialect, duckdb, type Spelling } from '@doudi/core/sql'

type Operator = Exclude<keyof Dialect, keyof Spelling>

const known = (arg: string): string => `coalesce(${arg}, FALSE)`
const surely = (truth: string): string => `coalesce(${truth}, FALSE)`

/** The operator's printer with one mistake in it; a new operator without a mutant does not compile. */
const wrongPrinters = (right: Dialect): { readonly [K in Operator]: Dialect[K] } => ({
  eq: (a, b) => `(${a} >= ${b})`,
  ne: (a, b) => `(${a} > ${b})`,
  lt: right.le,
  le: right.lt,
  gt: right.ge,
  ge: right.gt,
  and: (args) => right.and(args.map(known)),
  or: (args) => right.or(args.map(known)),
  not: (arg) => known(right.not(arg)),
  in: (value, codes) => known(right.in(value, codes)),
  present: (arg) => `(${arg} IS NOT DISTINCT FROM ${arg})`,
  when: (arms, otherwise) =>
    `(CASE ${arms.map(({ condition, value }) => `WHEN ${condition} THEN ${value}`).join(' ')} ELSE ${otherwise} END)`,
  add: (a, b) => `(${a} + ${b} + 1)`,
  sub: (a, b) => `(${a} - ${b} - 1)`,
  mul: (a, b) => `(${a} * ${b} + 1)`,
  mod: (n, d) => `((${n}) % nullif(${d}, 0))`,
  max: (args) => `greatest(${args.join(', ')})`,
  min: (args) => `least(${args.join(', ')})`,
  ceilDivide: right.floorDivide,
  floorDivide: right.downDivide,
  upDivide: right.ceilDivide,
  downDivide: right.floorDivide,
  halfUpDivide: right.halfEvenDivide,
  halfDownDivide: right.halfUpDivide,
  halfEvenDivide: right.halfDownDivide,
  addMonths: (d, n) => right.addMonths(d, `(${n}) + 1`),
  addMonthsUp: right.addMonths,
  addDays: (d, n) => right.addDays(d, `(${n}) + 1`),
  age: (birth, on) => right.age(right.addDays(birth, '1'), on),
  dayNumber: (d) => `(${right.yearPart(d)} * 365 + ${right.monthPart(d)} * 30 + ${right.dayPart(d)})`,
  yearPart: (d) => `(${right.yearPart(d)} + 1)`,
  monthPart: (d) => `CAST(${right.downDivide(d, '100')} AS BIGINT)`,
  dayPart: (d) => `CAST((${d}) % 10 AS BIGINT)`,
  makeDate: (year, month, day) => `CAST(${year} * 10000 + ${month} * 100 + ${day} AS INTEGER)`,
  exists: (truth) => right.exists(surely(truth)),
  count: (truth) => right.count(surely(truth)),
  sum: (truth, value) => right.sum(surely(truth), value),
  largest: right.smallest,
  smallest: right.largest,
})

/** Where a programme never meets the unknown that a mistake needs, a cruder one in the same printer. */
const crudePrinters = (right: Dialect): Readonly<Partial<Dialect>> => ({
  or: right.and,
  largest: (truth, value, none) => `(${right.largest(truth, value, none)} + 1)`,
  not: (arg) => arg,
  when: ([first, ...arms], otherwise) =>
    right.when([{ condition: first?.condition ?? 'TRUE', value: otherwise }, ...arms], first?.value ?? otherwise),
})

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'op' in value

/** The programme with every node replaced that the mistake touches. */
function rewrite<T>(value: T, mistake: (node: Node) => Node): T {
  if (Array.isArray(value)) return value.map((one) => rewrite(one, mistake)) as T
  if (typeof value !== 'object' || value === null) return value
  const inner = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, rewrite(one, mistake)]))
  return (isNode(inner) ? mistake(inner) : inner) as T
}

const everywhere =
  (mistake: (node: Node) => Node) =>
  (programme: Programme): Programme => ({
    ...programme,
    variables: rewrite(programme.variables, mistake),
    conditions: rewrite(programme.conditions, mistake),
    categories: rewrite(programme.categories, mistake),
  })

/** What is printed without the dialect's help: leaves, parents, clamps of its own. */
export const WRONG_TREES: Readonly<Record<string, (programme: Programme) => Programme>> = {
  'a whole number one too large': everywhere((node) =>
    node.op === 'const' && node.kind === 'int' && typeof node.value === 'number'
      ? { ...node, value: node.value + 1 }
      : node,
  ),
  'an unknown constant as no': everywhere((node) =>
    node.op === 'const' && node.kind === 'bool' && node.value === null ? { ...node, value: false } : node,
  ),
  'father and mother mixed up': everywhere((node) =>
    node.op === 'via' ? { ...node, parent: node.parent === 'father' ? 'mother' : 'father' } : node,
  ),
  'the day asked for a day late': everywhere((node) =>
    node.op === 'asOf'
      ? { op: 'addDays', kind: 'date', date: node, count: { op: 'const', kind: 'int', value: 1 } }
      : node,
  ),
  'everybody of the household counted': everywhere((node) =>
    node.op === 'members' ? { ...node, where: { op: 'const', kind: 'bool', value: true } } : node,
  ),
  'the figure of everywhere, whatever the place': everywhere((node) => {
    if (node.op !== 'parameter') return node
    const { place: _, ...bare } = node
    return bare
  }),
  'rows of the register before the one that begins': (programme) => ({
    ...programme,
    parameters: programme.parameters.map((parameter) => ({
      ...parameter,
      rows: parameter.rows.map((row) => (typeof row.value === 'number' ? { ...row, value: row.value - 1 } : row)),
    })),
  }),
  'an open parameter as no': (programme) => ({
    ...programme,
    parameters: programme.parameters.map((parameter) => ({
      ...parameter,
      rows: parameter.rows.map((row) =>
        row.value === null ? { ...row, value: parameter.kind === 'bool' ? false : 0 } : row,
      ),
    })),
  }),
  'the order of precedence reversed': (programme) => ({
    ...programme,
    categories: programme.categories.toReversed(),
  }),
  'a condition named after its neighbour': (programme) => ({
    ...programme,
    conditions: [...programme.conditions.slice(1), ...programme.conditions.slice(0, 1)],
  }),
}

export const withPrinter = (right: Dialect, operator: Operator, crude: boolean): Dialect => ({
  ...right,
  [operator]: (crude ? crudePrinters(right)[operator] : undefined) ?? wrongPrinters(right)[operator],
})
export const OPERATORS = Object.keys(wrongPrinters(duckdb)) as Operator[]

/** The printers that the trees of a programme need. */
export function usedOperators(nodes: Iterable<Node>): ReadonlySet<Operator> {
  const used = new Set<Operator>()
  for (const node of nodes) {
    if (node.op === 'compare') used.add(node.relation)
    else if (node.op === 'divide') used.add(`${node.round}Divide`)
    else if (node.op === 'datePart') used.add(`${node.part}Part`)
    else if (node.op === 'aggregate' || node.op === 'members') used.add(node.fn)
    else if (OPERATORS.includes(node.op as Operator)) used.add(node.op as Operator)
  }
  return used
}
