/**
 * A programme over columns: one pass, typed arrays in, typed arrays out (the columnar engine).
 *
 * The tree is written as JavaScript once; the day and the figures are set for each run, so that months and reforms share the
 * text. No dependency, no clock, no file: it runs in Node, in worker threads and in a browser whose content policy lets a
 * page compile code.
 */
import type { Ymd } from '../../kernel/index.ts'
import type { Result } from '../evaluate.ts'
import { type Programme, placesOf, rowAt } from '../programme.ts'
import { parameterBits } from '../references.ts'
import type { Node, NodeOf } from '../tree.ts'
import type { Population } from './columns.ts'
import { javascript, type Operators } from './operators.ts'
import { write } from './writer.ts'
import { inside, newBlock, type Place, textOf, type Writer } from './writing.ts'

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
type Figures = Readonly<Record<string, unknown>>
type Text = {
  readonly set: (asOf: Ymd, figures: Figures) => void
  readonly run: (from: number, to: number, out: unknown) => void
}

function writerOf(programme: Programme, population: Population, operators: Operators): Writer & { codes: string[] } {
  const places = new Map<string, number>()
  const codes: string[] = []
  let count = 0
  const writer = {
    programme,
    population,
    operators,
    env: new Map(),
    functions: new Map(),
    parameters: new Map(),
    codes,
    codeOf: (code: string) => {
      const known = places.get(code)
      if (known !== undefined) return known
      places.set(code, codes.length)
      return codes.push(code) - 1
    },
    fresh: () => `t${count++}`,
    write: (node: Node, place: Place) => write(writer, node, place),
  }
  return writer
}

const HERE = (): Place => ({ block: newBlock(), row: 'i', register: null })

/** The text as a pair of functions: `set` the day and the figures, `run` over a stretch of rows. */
function assemble(writer: Writer, body: string): Text {
  const figures = [...writer.parameters.keys()]
  const names = [...writer.env.keys()]
  const text = [
    `let asof = 0, ${figures.map((name) => `${name} = NaN`).join(', ') || 'none_ = 0'};`,
    ...writer.functions.values(),
    `function set(day, figures) { asof = day; ${figures.map((name) => `${name} = figures.${name};`).join(' ')} }`,
    `function run(from, to, out) {\n${body}\n}`,
    'return { set, run };',
  ].join('\n')
  // The text holds nothing but what the writer wrote: names are cleaned, values are numbers.
  const make = new Function(...names, `'use strict';\n${text}`)
  return make(...writer.env.values()) as Text
}

const number = (value: unknown): number => (value === null || value === undefined ? Number.NaN : Number(value))

/** The figures in force on a day, by the name that the text has for them. */
function figuresOn(writer: Writer & { codes: string[] }, programme: Programme, asOf: Ymd): Figures {
  const asNumber = (value: unknown): number => (typeof value === 'string' ? writer.codeOf(value) : number(value))
  const figure = (node: NodeOf<'parameter'>): unknown => {
    const parameter = programme.parameters.find(({ id }) => id === node.id)
    const at = (place: string | null): number =>
      asNumber(parameter ? rowAt(parameter, node.key, place, asOf)?.value : null)
    if (!node.place) return at(null)
    const everywhere = parameter === undefined || placesOf(parameter, node.key, asOf).length === 0
    const found = new Map<number, number>()
    return (code: number): number => {
      if (everywhere) return at(null)
      if (Number.isNaN(code)) return Number.NaN
      const known = found.get(code) ?? at(writer.codes[code] ?? null)
      found.set(code, known)
      return known
    }
  }
  return Object.fromEntries([...writer.parameters].map(([name, node]) => [name, figure(node)]))
}

function outcomeText(writer: Writer, programme: Programme): string {
  const place = HERE()
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
  lines.push('out.status[i] = status; out.pick[i] = pick; out.amountFen[i] = amount;')
  lines.push('out.failed[i] = failed; out.unknown[i] = unknown;')
  return `for (let i = from; i < to; i++) {\n${textOf(place.block)}\n}`
}

const room = (persons: number): Determined => ({
  status: new Uint8Array(persons),
  pick: new Int8Array(persons),
  amountFen: new Float64Array(persons),
  failed: new Float64Array(persons),
  unknown: new Float64Array(persons),
})

/** A programme made ready for a population: ask it for any day; `figures` of another version of the programme are a reform. */
export function overColumns(programme: Programme, population: Population, operators: Operators = javascript) {
  const writer = writerOf(programme, population, operators)
  const text = assemble(writer, outcomeText(writer, programme))
  return (asOf: Ymd, figures: Programme = programme): Determined => {
    const out = room(population.persons)
    text.set(asOf, figuresOn(writer, figures, asOf))
    text.run(0, population.persons, out)
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
  const writer = writerOf(programme, population, javascript)
  const loops = (['person', 'home'] as const).map((per) => {
    const place = HERE()
    for (const { name, node } of wanted.filter((one) => (one.per ?? 'person') === per))
      place.block.lines.push(
        `out[${JSON.stringify(name)}][${per === 'home' ? 'h' : 'i'}] = ${writer.write(node, place).name};`,
      )
    return place.block.lines.length === 0
      ? ''
      : per === 'person'
        ? `for (let i = from; i < to; i++) {\n${textOf(place.block)}\n}`
        : `for (let i = from; i < to; i++) {\nconst h = $home[i];\nif (h < 0 || $homeStarts[h] !== i) continue;\n${textOf(place.block)}\n}`
  })
  if (population.home) writer.env.set('$home', population.home)
  if (population.homeStarts) writer.env.set('$homeStarts', population.homeStarts)
  const text = assemble(writer, loops.join('\n'))
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
      out: Readonly<Record<string, Float64Array>>,
      options: { readonly figures?: Programme; readonly from?: number; readonly to?: number } = {},
    ): void => {
      text.set(asOf, figuresOn(writer, options.figures ?? programme, asOf))
      text.run(options.from ?? 0, options.to ?? population.persons, out)
    },
  }
}
