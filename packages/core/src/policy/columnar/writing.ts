/** What a writer of JavaScript holds, and the small things that all its parts do. */
import type { Programme } from '../programme.ts'
import type { Node, NodeOf } from '../tree.ts'
import type { Population } from './columns.ts'
import type { Operators } from './operators.ts'

/** A name in the text; `sure`: it is never NaN. */
export type Operand = { readonly name: string; readonly sure: boolean }
export type Block = { readonly lines: string[]; readonly known: Map<string, Operand>; readonly outer: Block | null }
/** Where an expression stands: of whom (`row`), and in which register's row, if in any. */
export type Place = { readonly block: Block; readonly row: string; readonly register: string | null }

export type Writer = {
  readonly programme: Programme
  readonly population: Population
  readonly operators: Operators
  /** What the text refers to: columns, helpers; by name. */
  readonly env: Map<string, unknown>
  /** Functions of the text, by name; written once each. */
  readonly functions: Map<string, string>
  /** Parameter nodes by the name of the variable that holds the figure. */
  readonly parameters: Map<string, NodeOf<'parameter'>>
  /** What has been asked of the household at hand, by the question's text. */
  readonly answers: Map<string, Operand>
  /** Whether the figure is known on the days that the text is for. */
  readonly isKnown: (node: NodeOf<'parameter'>) => boolean
  readonly codeOf: (code: string) => number
  readonly fresh: () => string
  /** Writes what is needed to know the node, and says under which name it stands. */
  readonly write: (node: Node, place: Place) => Operand
}

const texts = new WeakMap<Node, string>()
/** A node as text: the same for nodes that say the same. */
export function keyOf(node: Node): string {
  const known = texts.get(node) ?? JSON.stringify(node)
  texts.set(node, known)
  return known
}

export const newBlock = (outer: Block | null = null): Block => ({ lines: [], known: new Map(), outer })
export const inside = (place: Place): Place => ({ ...place, block: newBlock(place.block) })
export const textOf = (block: Block): string => block.lines.join('\n')
export const NOTHING: Operand = { name: 'NaN', sure: false }

/** Letters, digits and underscores only, and no two names alike. */
export const safe = (name: string): string => name.replaceAll(/\W/g, (odd) => `_${odd.codePointAt(0)}_`)

/** Gives the value a name, in this block. */
export function named(writer: Writer, place: Place, text: string, sure: boolean): Operand {
  const name = writer.fresh()
  place.block.lines.push(`const ${name} = ${text};`)
  return { name, sure }
}

/** What the text knows a thing of the outside by. */
export function environment(writer: Writer, name: string, thing: unknown): string {
  const known = `$${safe(name)}`
  writer.env.set(known, thing)
  return known
}
