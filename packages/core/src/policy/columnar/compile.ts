/**
 * A programme over columns: one pass, typed arrays in, typed arrays out (the columnar engine).
 *
 * The tree is written as JavaScript once; the day and the figures are set for each run, so that months and reforms share the
 * text. No dependency, no clock, no file: it runs in Node, in worker threads and in a browser whose content policy lets a
 * page compile code.
 */
import type { Ymd } from '../../kernel/index.ts'
import type { Result } from '../evaluate.ts'
import type { Programme } from '../programme.ts'
import { parameterBits } from '../references.ts'
import type { Node } from '../tree.ts'
import type { NumberArray, Population } from './columns.ts'
import { javascript, type Operators } from './operators.ts'
import { runnerOf } from './text.ts'
import { inside, type Place, safe, textOf, type Writer } from './writing.ts'

/** Row by row of the persons. `pick`: the category that decides, -1 where every test is false. */
export type Determined = {
  /** 0 not eligible, 1 eligible, 2 cannot tell. */
  readonly status: Uint8Array
  readonly pick: Int8Array
  /** NaN unless eligible. */
  readonly amountFen: Float64Array
  readonly failed: Float64Array
  readonly unknown: Float64Array
}
function writeOutcome(writer: Writer, programme: Programme, place: Place): void {
  const { lines } = place.block
  lines.push('let failed = 0, unknown = 0, status = 0, pick = -1, amount = NaN;')
  for (const [bit, { expr }] of programme.conditions.entries()) {
    const { name, sure } = writer.write(expr, place)
    lines.push(`if (${name} === 0) failed += ${2 ** bit};`)
    if (!sure) lines.push(`else if (${name} !== ${name}) unknown += ${2 ** bit};`)
  }
  let at = place
  for (const [index, { test, amount }] of programme.categories.entries()) {
    const truth = writer.write(test, at)
    const due = inside(at)
    const fen = writer.write(amount, due)
    lines.push(
      `if (${truth.name} !== 0) {\npick = ${index};\nif (${truth.name} === 1) {\n${textOf(due.block)}\namount = ${fen.name};\n}\nstatus = amount === amount ? 1 : 2;\n} else {`,
    )
    at = { ...at, block: { lines, known: new Map(), outer: at.block } }
  }
  lines.push('}'.repeat(programme.categories.length))
  for (const name of RESULTS) lines.push(`out_${name}[i] = ${name === 'amountFen' ? 'amount' : name};`)
}

const RESULTS = ['status', 'pick', 'amountFen', 'failed', 'unknown'] as const
const room = (persons: number): Determined => ({
  status: new Uint8Array(persons),
  pick: new Int8Array(persons),
  amountFen: new Float64Array(persons),
  failed: new Float64Array(persons),
  unknown: new Float64Array(persons),
})

/** A programme made ready for a population: ask it for any day; `figures` of another version of the programme are a reform. */
export function overColumns(programme: Programme, population: Population, operators: Operators = javascript) {
  const run = runnerOf(
    { programme, population, operators },
    {
      roots: [
        ...programme.conditions.map(({ expr }) => expr),
        ...programme.categories.flatMap(({ test, amount }) => [test, amount]),
      ],
      body: (writer) => ({ home: () => {}, person: (place) => writeOutcome(writer, programme, place) }),
      results: RESULTS,
    },
  )
  return (asOf: Ymd, figures: Programme = programme): Determined => {
    const out = room(population.persons)
    run({ asOf, figures, from: 0, to: population.persons }, out)
    return out
  }
}

const STATUS = ['ineligible', 'eligible', 'unknown'] as const

/** A row of the result in the words of every engine. */
export function reading(programme: Programme, asOf: Ymd): (determined: Determined, row: number) => Result {
  const tests = programme.categories.map(({ test }) => test)
  const all = parameterBits(programme, tests, asOf)
  const params = programme.categories.map(({ amount }, at) =>
    parameterBits(programme, [...tests.slice(0, at + 1), amount], asOf),
  )
  return (determined, row) => {
    const status = STATUS[determined.status[row] ?? 2] ?? 'unknown'
    const pick = determined.pick[row] ?? 0
    const bits = { failed: determined.failed[row] ?? 0, unknown: determined.unknown[row] ?? 0 }
    if (status !== 'eligible') return { status, category: null, amountFen: null, ...bits, params: all }
    const category = programme.categories[pick]?.code ?? null
    return { status, category, amountFen: determined.amountFen[row] ?? null, ...bits, params: params[pick] ?? all }
  }
}

/** Named expressions worked out for every person, or once for every household (`per: 'home'`). */
export type Wanted = { readonly name: string; readonly node: Node; readonly per?: 'home' }

/** Values of whatever is asked, NaN where unknown; the arrays are the caller's and are filled again at each run. */
export function valuesOverColumns(programme: Programme, population: Population, wanted: readonly Wanted[]) {
  const those = (per: 'home' | 'person') => wanted.filter((one) => (one.per ?? 'person') === per)
  const fill = (writer: Writer, per: 'home' | 'person', row: string) => (place: Place) => {
    for (const { name, node } of those(per))
      place.block.lines.push(`out_${safe(name)}[${row}] = ${writer.write(node, place).name};`)
  }
  const home = (writer: Writer) => (place: Place) => {
    const known = inside(place)
    fill(writer, 'home', 'h')(known)
    if (known.block.lines.length > 0) place.block.lines.push(`if (!homeless) {\n${textOf(known.block)}\n}`)
  }
  const run = runnerOf(
    { programme, population, operators: javascript },
    {
      roots: wanted.map(({ node }) => node),
      body: (writer) => ({ home: home(writer), person: fill(writer, 'person', 'i') }),
      results: wanted.map(({ name }) => name),
    },
  )
  return {
    /** Where to write: one array a name. */
    room: (): Record<string, Float64Array> =>
      Object.fromEntries(
        wanted.map(({ name, per }) => [
          name,
          new Float64Array(per === 'home' ? (population.homeStarts?.length ?? 1) - 1 : population.persons),
        ]),
      ),
    run: (
      asOf: Ymd,
      out: Readonly<Record<string, NumberArray>>,
      options: { readonly figures?: Programme; readonly from?: number; readonly to?: number } = {},
    ): void => {
      const { figures = programme, from = 0, to = population.persons } = options
      run({ asOf, figures, from, to }, out)
    },
  }
}
