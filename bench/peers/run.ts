/** Every row through every engine, counted by suite. */
import { checkBounds, checkKinds, missingFor, type Node, type Parameter, type Value, walk } from '@doudi/core/policy'
import { type Answer, bare, type Engine, nobody } from './engines.ts'
import { judge, judgeRefusal, nodesOf, seen, type Verdict } from './judge.ts'
import type { Row } from './rows.ts'
import { Alien, NotExpressible } from './terms.ts'
import { type Translation, translate } from './translate.ts'

export type Judged = { readonly row: Row; readonly verdict: Verdict }
export type Suite = {
  readonly source: string
  readonly suite: string
  readonly rows: number
  readonly equal: number
  readonly different: number
  readonly notExpressible: number
}

/** What nobody knows stands in the tree as a figure that is open, so that it can be told what is missing. */
function openFigures(nodes: readonly Node[]): readonly Parameter[] {
  const found = new Map<string, Parameter>()
  for (const node of nodes.flatMap((root) => [...walk(root)]))
    if (node.op === 'parameter')
      found.set(node.id, { id: node.id, label: bare.label, kind: node.kind, unit: bare.label, rows: [] })
  return [...found.values()]
}
/** The same tree with nothing left to ask: an open figure is unknown. */
function closed<T>(value: T, done = new Map<unknown, unknown>()): T {
  if (typeof value !== 'object' || value === null) return value
  const known = done.get(value)
  if (known !== undefined) return known as T
  const isOpen = 'op' in value && value.op === 'parameter' && 'kind' in value
  const made = isOpen
    ? { op: 'const', kind: value.kind, value: null }
    : Array.isArray(value)
      ? value.map((one) => closed(one, done))
      : Object.fromEntries(Object.entries(value).map(([name, one]) => [name, closed(one, done)]))
  done.set(value, made)
  return made as T
}

type Ready = {
  readonly row: Row
  readonly translation: Translation
  readonly nodes: readonly Node[]
  readonly missing: readonly string[]
}

/** The checks that every rule of ours goes through before it runs. */
function refusal(nodes: readonly Node[], parameters: readonly Parameter[]): 'kinds' | 'bounds' | null {
  const variables = nodes.map((node, at) => ({
    id: `v${at}`,
    label: bare.label,
    expr: node as (typeof bare.variables)[number]['expr'],
  }))
  const programme = { ...bare, parameters, variables }
  if (checkKinds(programme, { registers: [] }).length > 0) return 'kinds'
  return checkBounds(programme, { registers: [] }).length > 0 ? 'bounds' : null
}

function prepare(row: Row): Ready | Verdict {
  try {
    const translation = translate(row)
    const nodes = [...nodesOf(translation.answer), ...translation.exact]
    const parameters = openFigures(nodes)
    const wrong = refusal(nodes, parameters)
    if (wrong === 'kinds') return judgeRefusal(row.expect)
    if (wrong === 'bounds') throw new NotExpressible('a number or a scale beyond 2^53')
    const asked = [...nodesOf(translation.answer)].flatMap((node) =>
      missingFor({ ...bare, parameters }, nobody, 0, node),
    )
    const missing = asked.flatMap((one) => (one.kind === 'parameter' ? [one.id.replace(/\|[^|]*$/, '')] : []))
    return { row, translation, nodes: nodes.map((node) => closed(node)), missing: [...new Set(missing)] }
  } catch (error) {
    return excused(row, error)
  }
}

/** Where no tree can be built of a value that our operation does not take, a row that wants a refusal has it. */
function excused({ expect }: Row, error: unknown): Verdict {
  if (error instanceof Alien && expect.error === true) return { is: 'equal' }
  if (error instanceof NotExpressible) return { is: 'notExpressible', why: error.message }
  return { is: 'notExpressible', why: `could not be read: ${error instanceof Error ? error.message : String(error)}` }
}

function verdictOf({ row, translation, nodes, missing }: Ready, answers: readonly Answer[]): Verdict {
  const failed = answers.find((answer) => typeof answer === 'object' && answer !== null)
  if (failed !== undefined) return { is: 'different', why: null }
  const values = new Map(nodes.map((_, at) => [at, answers[at] as Value]))
  const flat = [...nodesOf(translation.answer), ...translation.exact]
  const place = new Map(flat.map((node, at) => [node, at] as const))
  const of = (node: Node): Value => values.get(place.get(node) ?? -1) ?? null
  try {
    const isExact = translation.exact.every((truth) => of(truth) !== false)
    return judge(row.expect, seen(translation.answer, of), { ...translation, isExact, missing })
  } catch (error) {
    return excused(row, error)
  }
}

const RANK: Readonly<Record<Verdict['is'], number>> = { different: 0, notExpressible: 1, equal: 2 }
/** Equal only where every engine is; a difference that nobody explains before one that is. */
const worst = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.toSorted(
    (a, b) =>
      RANK[a.is] - RANK[b.is] ||
      Number(a.is === 'different' && a.why !== null) - Number(b.is === 'different' && b.why !== null),
  )[0] ?? { is: 'notExpressible', why: 'no engine' }

/** Judges all rows; the nodes of each suite go to an engine together. */
export async function judgeRows(rows: readonly Row[], engines: readonly Engine[]): Promise<readonly Judged[]> {
  const judged = new Map<Row, Verdict>()
  for (const suite of Map.groupBy(rows, (row) => `${row.source} ${row.suite}`).values()) {
    const prepared = suite.map((row) => [row, prepare(row)] as const)
    for (const [row, one] of prepared) if ('is' in one) judged.set(row, one)
    const ready = prepared.flatMap(([, one]) => ('is' in one ? [] : [one]))
    const nodes = ready.flatMap((one) => one.nodes)
    const said = await Promise.all(engines.map((engine) => engine.answers(nodes)))
    let from = 0
    for (const one of ready) {
      const to = from + one.nodes.length
      judged.set(one.row, worst(said.map((answers) => verdictOf(one, answers.slice(from, to)))))
      from = to
    }
  }
  return rows.flatMap((row) => {
    const verdict = judged.get(row)
    return verdict ? [{ row, verdict }] : []
  })
}

/** Counts, in the order in which the suites come. */
export function tally(judged: readonly Judged[]): readonly Suite[] {
  const groups = Map.groupBy(judged, ({ row }) => JSON.stringify([row.source, row.suite]))
  return [...groups].map(([key, all]) => {
    const [source, suite] = JSON.parse(key) as [string, string]
    const count = (is: Verdict['is']): number => all.filter(({ verdict }) => verdict.is === is).length
    return {
      source,
      suite,
      rows: all.length,
      equal: count('equal'),
      different: count('different'),
      notExpressible: count('notExpressible'),
    }
  })
}
