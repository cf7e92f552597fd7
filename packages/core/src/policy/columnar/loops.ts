/** Questions to a person's records and to a household, as loops. */
import type { NodeOf } from '../tree.ts'
import {
  environment,
  inside,
  NOTHING,
  named,
  newBlock,
  type Operand,
  type Place,
  textOf,
  type Writer,
} from './writing.ts'

type Asked = NodeOf<'aggregate'> | NodeOf<'members'>

export function foldRows(writer: Writer, node: Asked, place: Place): Operand {
  return node.op === 'members' ? overMembers(writer, node, place) : overRecords(writer, node, place)
}

/** The statements that take one row or member in. */
function step(writer: Writer, node: Asked, at: Place, truth: string): string {
  const fold = writer.operators[node.fn]
  const there = inside(at)
  if (node.value) there.block.lines.push(`const v = ${writer.write(node.value, there).name};`)
  return `if (${truth} === 1) {\n${textOf(there.block)}\n${fold.held}\n} else if (${truth} !== ${truth}) {\n${fold.unknown}\n}`
}

/** `let t` as the fold begins: the value of no row, where the fold has one. */
function begin(writer: Writer, node: Asked, at: Place): string {
  const none = node.none ? writer.write(node.none, at).name : 'NaN'
  const { start } = writer.operators[node.fn]
  return `let t = ${start === 'none' ? none : start}, any = false;`
}

/** A doubtful row asserts nothing unless its condition is surely false. */
function overRecords(writer: Writer, node: NodeOf<'aggregate'>, place: Place): Operand {
  const set = writer.programme.records.find(({ id }) => id === node.records)
  const rows = set && writer.population.records[set.register]
  if (!set || !rows) return NOTHING
  const at = { ...place, register: set.register, block: newBlock(place.block) }
  const starts = environment(writer, `${set.register}_starts`, rows.starts)
  const outer = inside(place)
  outer.block.lines.push(begin(writer, node, outer))
  const present = set.present === null ? null : writer.write({ op: 'column', kind: 'date', name: set.present }, at)
  if (present && !present.sure) at.block.lines.push(`if (${present.name} !== ${present.name}) continue;`)
  at.block.lines.push('seen = true;')
  const where = writer.write(node.where, at)
  const doubtful = rows.doubtful === null ? null : environment(writer, `${set.register}_doubtful`, rows.doubtful)
  const truth = doubtful === null ? where.name : 'b'
  if (doubtful !== null)
    at.block.lines.push(`const b = ${doubtful}[r] === 1 && ${where.name} !== 0 ? NaN : ${where.name};`)
  at.block.lines.push(step(writer, node, at, truth))
  const name = writer.fresh()
  const silent = set.absence.means === 'unknown' ? 'if (!seen) t = NaN;\n' : ''
  place.block.lines.push(
    `let ${name}; {\nlet seen = false;\n${textOf(outer.block)}\nfor (let r = ${starts}[${place.row}], e = ${starts}[${place.row} + 1]; r < e; r++) {\n${textOf(at.block)}\n}\n${silent}${name} = t;\n}`,
  )
  return { name, sure: false }
}

/** Once a household: the members stand together, so the last answer is kept until another household is asked. */
function overMembers(writer: Writer, node: NodeOf<'members'>, place: Place): Operand {
  const { home, homeStarts } = writer.population
  if (!home || !homeStarts) return NOTHING
  const [homes, starts] = [environment(writer, 'home', home), environment(writer, 'homeStarts', homeStarts)]
  const key = `h_${JSON.stringify(node)}`
  const known = writer.functions.get(key)
  const name = known === undefined ? `h${writer.fresh()}` : known.slice(0, known.indexOf('\n')).replace('// ', '')
  if (known === undefined) {
    const outer: Place = { block: newBlock(), row: 'j', register: null }
    outer.block.lines.push(begin(writer, node, outer))
    const at = inside(outer)
    const where = writer.write(node.where, at)
    at.block.lines.push(step(writer, node, at, where.name))
    writer.functions.set(
      key,
      `// ${name}\nlet ${name}_of = -1, ${name}_is = NaN;\nfunction ${name}(i) {\nconst h = ${homes}[i];\nif (h < 0) return NaN;\nif (h !== ${name}_of) {\n${textOf(outer.block)}\nfor (let j = ${starts}[h], e = ${starts}[h + 1]; j < e; j++) {\n${textOf(at.block)}\n}\n${name}_of = h; ${name}_is = t;\n}\nreturn ${name}_is;\n}`,
    )
  }
  return named(writer, place, `${name}(${place.row})`, false)
}
