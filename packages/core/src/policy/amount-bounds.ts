/**
 * The lowest and the highest amount over everything that the unknown facts of a person could be.
 *
 * Every way the unknown truths could turn out is tried; an unknown number lies within what its column declares, an unknown
 * amount is no less than 0. The bounds always hold; where one unknown number stands in two places they may be wide.
 */
import { MOST_FEN, plainYuan, type Register, type Text } from '../kernel/index.ts'
import { declaredLeaves } from './check/bounds.ts'
import { outcomeOf, valueAt } from './evaluate.ts'
import { type Gap, gapOf } from './evidence-text.ts'
import { hull, type Interval, intervalOf, type Leaves, point } from './interval.ts'
import { keyOf } from './node-key.ts'
import type { FactRow, Facts, Programme } from './programme.ts'
import { MOST_FACTS, openFacts, settling, testsUnder, wayOf } from './settle.ts'
import { type Node, type NodeOf, walk } from './tree.ts'
import { PERIOD } from './verdict.ts'

export type AmountBounds = {
  readonly lowFen: number
  /** Null: nothing bounds it, for a figure of law is open. */
  readonly highFen: number | null
  readonly text: Text
  /** The facts that it hangs on. */
  readonly missing: readonly Gap[]
}

type Ask = {
  readonly programme: Programme
  readonly facts: Facts
  readonly person: number
  readonly registers: readonly Register[]
}
const UNBOUNDED = Number.POSITIVE_INFINITY
/** Whole numbers of so many values are tried one by one: they often stand above and below a division. */
const MOST_VALUES = 64

const isMoney = (node: Node): boolean => node.kind.startsWith('fen')
const atLeastNothing = (node: Node, { lo, hi }: Interval): Interval =>
  isMoney(node) ? { lo: Math.max(0, lo), hi } : { lo, hi }

/** The rows of the person that a node asks, each by itself. */
function rowsOf({ programme, facts, person }: Ask, node: NodeOf<'aggregate'>): readonly FactRow[] | null {
  const set = programme.records.find(({ id }) => id === node.records)
  if (!set || !facts.available.includes(set.register)) return null
  const own = (facts.records[set.register] ?? []).filter((row) => row['person'] === person)
  const kept = own.filter((row) => set.present === null || (row[set.present] ?? null) !== null)
  return kept.length === 0 && set.absence.means === 'unknown' ? null : kept
}

/** Over a person's rows: what each could add, whether or not it counts for certain. */
function ofRows(ask: Ask, node: NodeOf<'aggregate'>, declared: Interval): Interval {
  const rows = rowsOf(ask, node)
  const set = ask.programme.records.find(({ id }) => id === node.records)
  if (rows === null || !set) return atLeastNothing(node, declared)
  const judged = rows.map((row) => {
    const alone: Ask = { ...ask, facts: { ...ask.facts, records: { ...ask.facts.records, [set.register]: [row] } } }
    const told = (one: Partial<NodeOf<'aggregate'>>) =>
      valueAt(ask.programme, alone.facts, ask.person, { ...node, ...one } as Node)
    const truth = told({ op: 'aggregate', kind: 'bool', fn: 'exists', value: null, none: null })
    const value = node.value ? told({ fn: 'largest', where: ALWAYS, none: null }) : 0
    const inside = declaredLeaves(ask.programme, ask, set.register)
    const of: Leaves['of'] = (one) =>
      one.op === 'column' && typeof (row[one.name] ?? null) === 'number' ? point(Number(row[one.name])) : inside.of(one)
    const open = node.value ? atLeastNothing(node, intervalOf(node.value, { of, truth: () => null })) : point(0)
    return { truth, value: typeof value === 'number' ? point(value) : open }
  })
  const some = judged.filter(({ truth }) => truth !== false)
  if (node.fn === 'count') return { lo: some.filter(({ truth }) => truth === true).length, hi: some.length }
  if (node.fn !== 'sum') {
    const sure = some.some(({ truth }) => truth === true)
    const none = node.none && !sure ? [intervalOf(node.none, leavesOf(ask, new Map()))] : []
    return hull([...some.map(({ value }) => value), ...none])
  }
  const might = some.map(({ truth, value }) => (truth === true ? value : hull([point(0), value])))
  return { lo: might.reduce((sum, { lo }) => sum + lo, 0), hi: might.reduce((sum, { hi }) => sum + hi, 0) }
}
const ALWAYS: Node = { op: 'const', kind: 'bool', value: true }

/** What is known is a point; what is not lies where its rows or its declaration put it. */
function leavesOf(ask: Ask, tried: ReadonlyMap<string, number>): Leaves {
  const { programme, facts, person } = ask
  const declared = declaredLeaves(programme, ask)
  const leaves: Leaves = {
    truth: (node) => valueAt(programme, facts, person, node) as boolean | null,
    of: (node) => {
      const fixed = tried.get(keyOf(node))
      if (fixed !== undefined) return point(fixed)
      const value = valueAt(programme, facts, person, node)
      if (typeof value === 'number') return point(value)
      if (node.op === 'parameter') return { lo: 0, hi: UNBOUNDED }
      if (node.op === 'aggregate') return ofRows(ask, node, declared.of(node) ?? { lo: 0, hi: MOST_FEN })
      if (node.op === 'variable') {
        const expr = programme.variables.find(({ id }) => id === node.name)?.expr
        return expr ? intervalOf(expr, leaves) : null
      }
      const said = declared.of(node)
      return said === null ? null : atLeastNothing(node, said)
    },
  }
  return leaves
}

/** The amount's interval; a whole number that nobody knows is tried value by value where there are few. */
function amountInterval(ask: Ask, amount: Node): Interval {
  const leaves = leavesOf(ask, new Map())
  const unknown = [...walk(amount)].filter(
    (node) => node.kind === 'int' && valueAt(ask.programme, ask.facts, ask.person, node) === null,
  )
  const few = unknown.map((node) => ({ node, ...intervalOf(node, leaves) })).find(({ lo, hi }) => hi - lo < MOST_VALUES)
  if (!few) return intervalOf(amount, leaves)
  const values = Array.from({ length: few.hi - few.lo + 1 }, (_, at) => few.lo + at)
  return hull(values.map((value) => intervalOf(amount, leavesOf(ask, new Map([[keyOf(few.node), value]])))))
}

/** For each way the unknown truths could turn out: the category then held, null for none. */
function possibleCategories({ programme, facts, person }: Ask): ReadonlySet<number | null> {
  const open = openFacts(programme, facts, person)
  const first = (tests: readonly Node[]): number | null => {
    const at = tests.findIndex((test) => valueAt(programme, facts, person, test) !== false)
    return at < 0 ? null : at
  }
  if (open.length <= MOST_FACTS)
    return new Set(Array.from({ length: 2 ** open.length }, (_, way) => first(testsUnder(programme, wayOf(open, way)))))
  const told = programme.categories.map(({ test }) => valueAt(programme, facts, person, test))
  const sure = told.indexOf(true)
  const reached = told.map((_, at) => at).filter((at) => told[at] !== false && (sure < 0 || at <= sure))
  return new Set([...reached, ...(sure < 0 ? [null] : [])])
}

function boundsText({ categories }: Programme, { lo, hi }: Interval, missing: readonly Gap[]): Text {
  const { due, per } = PERIOD[categories.every(({ amount }) => amount.kind === 'fenOnce') ? 'fenOnce' : 'fenMonth']
  const [low, high] = [plainYuan(lo), Number.isFinite(hi) ? plainYuan(hi) : null]
  const zh = high === null ? `不低于${low}元` : low === high ? `${low}元` : `${low}至${high}元`
  const en = high === null ? `at least ${low} yuan` : low === high ? `${low} yuan` : `${low} to ${high} yuan`
  const [waits, waitsEn] = [
    missing.map(({ text }) => text.zh).join('；'),
    missing.map(({ text }) => text.en).join('; '),
  ]
  return {
    zh: `${due.replace('应发', '')}${zh}${waits === '' ? '' : `，待核：${waits}`}。`,
    en: `${en}${per.en}${waitsEn === '' ? '' : `, pending: ${waitsEn}`}.`,
  }
}

/** Null where the verdict is known. `gaps`: what the reasons say is missing, where no single fact would settle it. */
export function amountBounds(
  programme: Programme,
  facts: Facts,
  person: number,
  { registers, gaps }: { readonly registers: readonly Register[]; readonly gaps: readonly Gap[] },
): AmountBounds | null {
  if (outcomeOf(programme, facts, person).status !== 'unknown') return null
  const ask: Ask = { programme, facts, person, registers }
  const each = [...possibleCategories(ask)].map((at) => {
    const category = at === null ? undefined : programme.categories[at]
    return category ? amountInterval(ask, category.amount) : point(0)
  })
  const whole = hull(each)
  const settle = settling(programme, facts, person).missing.map((one) => gapOf(one, registers, programme))
  const missing = settle.length > 0 ? [...new Map(settle.map((gap) => [gap.text.zh, gap])).values()] : gaps
  return {
    lowFen: whole.lo,
    highFen: Number.isFinite(whole.hi) ? whole.hi : null,
    text: boundsText(programme, whole, missing),
    missing,
  }
}
