/** Questions to a person's records, and to the people of a household, as loops. */
import type { Node, NodeOf } from '../tree.ts'
import {
  environment,
  inside,
  keyOf,
  NOTHING,
  newBlock,
  type Operand,
  type Place,
  textOf,
  type Writer,
} from './writing.ts'

type Asked = NodeOf<'aggregate'> | NodeOf<'members'>
type Names = { readonly result: string; readonly any: string }

/** The result's variables as a fold begins. */
function begin(writer: Writer, node: Asked, at: Place, { result, any }: Names): string {
  const none = node.none ? writer.write(node.none, at).name : 'NaN'
  const flag = writer.operators[node.fn].start === null ? `, ${any} = false` : ''
  return `let ${result} = ${flag === '' ? 0 : none}${flag};`
}

/** The statements that take one row or member in, whose condition stands as `truth`. */
function take(writer: Writer, node: Asked, at: Place, truth: Operand, { result, any }: Names): string {
  const fold = writer.operators[node.fn]
  const always = truth.name === '1'
  const there = always ? { ...at, block: { ...at.block, lines: [] } } : inside(at)
  const value = node.value ? writer.write(node.value, there).name : ''
  const held = `${textOf(there.block)}\n${fold.held(result, value, any)}`
  if (always) return held
  if (truth.sure && fold.sure) return fold.sure(result, truth.name)
  const unknown = truth.sure ? '' : ` else if (${truth.name} !== ${truth.name}) {\n${fold.unknown(result, any)}\n}`
  return `if (${truth.name} === 1) {\n${held}\n}${unknown}`
}

/** A doubtful row asserts nothing unless its condition is surely false. */
export function overRecords(writer: Writer, node: NodeOf<'aggregate'>, place: Place): Operand {
  const set = writer.programme.records.find(({ id }) => id === node.records)
  const rows = set && writer.population.records[set.register]
  if (!set || !rows) return NOTHING
  const at = { ...place, register: set.register, block: newBlock(place.block) }
  const { lines } = at.block
  const starts = environment(writer, `${set.register}_starts`, rows.starts)
  const names = { result: writer.fresh(), any: writer.fresh() }
  const [index, seen] = [writer.fresh(), writer.fresh()]
  place.block.lines.push(begin(writer, node, place, names))
  const silent = set.absence.means === 'unknown'
  if (silent) place.block.lines.push(`let ${seen} = false;`)
  const present = set.present === null ? null : writer.write({ op: 'column', kind: 'date', name: set.present }, at)
  if (present && !present.sure) lines.push(`if (${present.name} !== ${present.name}) continue;`)
  if (silent) lines.push(`${seen} = true;`)
  const where = writer.write(node.where, at)
  const doubtful = rows.doubtful === null ? null : environment(writer, `${set.register}_doubtful`, rows.doubtful)
  const truth = doubtful === null ? where : { name: writer.fresh(), sure: false }
  if (doubtful !== null)
    lines.push(`const ${truth.name} = ${doubtful}[r] === 1 && ${where.name} !== 0 ? NaN : ${where.name};`)
  lines.push(take(writer, node, at, truth, names))
  place.block.lines.push(
    `for (let r = ${starts}[${place.row}], ${index} = ${starts}[${place.row} + 1]; r < ${index}; r++) {\n${textOf(at.block)}\n}`,
    ...(silent ? [`if (!${seen}) ${names.result} = NaN;`] : []),
  )
  return { name: names.result, sure: false }
}

/**
 * All questions to a household in one walk over its members `j`, from `first` up to `last`; the answers are known in
 * `place` from then on. `homeless` is true of whoever has no household that is known.
 */
export function askHousehold(writer: Writer, asked: readonly NodeOf<'members'>[], place: Place): void {
  if (asked.length === 0) return
  const at: Place = { block: newBlock(place.block), row: 'j', register: null }
  const answers = asked.map((node) => {
    const names = { result: writer.fresh(), any: writer.fresh() }
    place.block.lines.push(begin(writer, node, place, names))
    const truth = writer.write(node.where, at)
    at.block.lines.push(take(writer, node, at, truth, names))
    return { node, names }
  })
  place.block.lines.push(`for (let j = first; j < last; j++) {\n${textOf(at.block)}\n}`)
  place.block.lines.push(`if (homeless) { ${answers.map(({ names }) => `${names.result} = NaN;`).join(' ')} }`)
  for (const { node, names } of answers) writer.answers.set(keyOf(node as Node), { name: names.result, sure: false })
}
