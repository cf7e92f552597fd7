/**
 * From what the writer wrote to something that runs: one text for each set of figures that are known, made when first asked.
 */
import type { Ymd } from '../../kernel/index.ts'
import { type Parameter, type Programme, placesOf, rowAt } from '../programme.ts'
import { reach } from '../references.ts'
import type { Node, NodeOf } from '../tree.ts'
import type { Population } from './columns.ts'
import { askHousehold } from './loops.ts'
import type { Operators } from './operators.ts'
import { write } from './writer.ts'
import { environment, inside, keyOf, newBlock, type Place, safe, textOf, type Writer } from './writing.ts'

type Figures = Readonly<Record<string, unknown>>
type Text = {
  readonly set: (asOf: Ymd, figures: Figures) => void
  readonly run: (from: number, to: number, out: unknown) => void
}
type Subject = { readonly programme: Programme; readonly population: Population; readonly operators: Operators }
type Known = Writer['isKnown']
type Coded = Writer & { readonly codes: readonly string[] }

function writerOf({ programme, population, operators }: Subject, isKnown: Known): Coded {
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
    answers: new Map(),
    codes,
    isKnown,
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

/** Names of the outside as locals of the loop, where an engine keeps them in registers. */
function localised(body: string, names: readonly string[]): string {
  const used = names.filter((name) => new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`).test(body))
  const renamed = used.reduce(
    (text, name) => text.replaceAll(new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`, 'g'), `_${name}`),
    body,
  )
  return `${used.map((name) => `const _${name} = ${name};`).join('\n')}\n${renamed}`
}

/** The text as a pair of functions: `set` the day and the figures, `run` over a stretch of rows. */
function assemble(writer: Writer, body: string, results: readonly string[]): Text {
  const figures = [...writer.parameters.keys()]
  const names = [...writer.env.keys()]
  const outputs = results.map((name) => `const out_${safe(name)} = out[${JSON.stringify(name)}];`)
  const text = [
    `let asof = 0, ripe = 0, ${figures.map((name) => `${name} = NaN`).join(', ') || 'none_ = 0'};`,
    ...writer.functions.values(),
    `function set(day, figures) { asof = day; ripe = ${writer.operators.ripe('day')}; ${figures.map((name) => `${name} = figures.${name};`).join(' ')} }`,
    `function run(from, to, out) {\n${outputs.join('\n')}\n${localised(body, ['asof', 'ripe', ...figures, ...names])}\n}`,
    'return { set, run };',
  ].join('\n')
  // The text holds nothing but what the writer wrote: names are cleaned, values are numbers.
  const make = new Function(...names, `'use strict';\n${text}`)
  return make(...writer.env.values()) as Text
}

/** What is worked out of a household, and of each of its people. */
export type Body = { readonly home: (place: Place) => void; readonly person: (place: Place) => void }

/** Household by household: what its people are asked, then what it is told, then each of them. */
function walked(writer: Writer, roots: readonly Node[], { home, person }: Body): string {
  const { population } = writer
  const homes = population.home && population.homeStarts
  const place: Place = { block: newBlock(), row: 'first', register: null }
  const asked = new Map<string, NodeOf<'members'>>()
  for (const root of roots)
    for (const node of reach(writer.programme, root)) if (node.op === 'members') asked.set(keyOf(node), node)
  if (homes) askHousehold(writer, [...asked.values()], place)
  home(place)
  const each: Place = { ...inside(place), row: 'i' }
  person(each)
  const persons = each.block.lines.length === 0 ? '' : `for (let i = first; i < last; i++) {\n${textOf(each.block)}\n}`
  if (!homes) return persons.replace('let i = first; i < last', 'let i = from; i < to')
  const [of, starts] = [
    environment(writer, 'home', population.home),
    environment(writer, 'homeStarts', population.homeStarts),
  ]
  return `for (let first = from, last = from; first < to; first = last) {\nconst h = ${of}[first], homeless = h < 0;\nlast = homeless ? first + 1 : ${starts}[h + 1];\n${textOf(place.block)}\n${persons}\n}`
}

const number = (value: unknown): number => (value === null || value === undefined ? Number.NaN : Number(value))

/** The figures in force on a day, by the name that the text has for them. */
function figuresOn(writer: Coded, programme: Programme, asOf: Ymd): Figures {
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

const isKnownOn = (programme: Programme, asOf: Ymd, { id, key }: { id: string; key: string | null }): boolean => {
  const parameter = programme.parameters.find((one) => one.id === id)
  return parameter !== undefined && (rowAt(parameter, key, null, asOf)?.value ?? null) !== null
}
const keysOf = ({ id, rows }: Parameter) => [...new Set(rows.map(({ key }) => key))].map((key) => ({ id, key }))

/** What is to be worked out: the nodes that it hangs on, how it is written, under which names it comes out. */
export type Task = {
  readonly roots: readonly Node[]
  readonly body: (writer: Writer) => Body
  readonly results: readonly string[]
}
export type Stretch = { readonly asOf: Ymd; readonly figures: Programme; readonly from: number; readonly to: number }

/** Runs the task over a stretch of persons (whole households) into `out`. */
export function runnerOf(subject: Subject, { roots, body, results }: Task): (stretch: Stretch, out: unknown) => void {
  const made = new Map<string, { readonly writer: Coded; readonly text: Text }>()
  const make = (isKnown: Known) => {
    const writer = writerOf(subject, isKnown)
    return { writer, text: assemble(writer, walked(writer, roots, body(writer)), results) }
  }
  return ({ asOf, figures, from, to }, out) => {
    const name = subject.programme.parameters
      .flatMap(keysOf)
      .map((one) => (isKnownOn(figures, asOf, one) ? 1 : 0))
      .join('')
    const ready = made.get(name) ?? make((node) => isKnownOn(figures, asOf, node))
    made.set(name, ready)
    ready.text.set(asOf, figuresOn(ready.writer, figures, asOf))
    ready.text.run(from, to, out)
  }
}
