/**
 * One expression as JavaScript statements. Unknown is NaN, which arithmetic carries by itself; only comparisons and
 * conditions look for it. What a block has worked out once is a name for it and for the blocks inside it.
 */
import { assert } from '../../kernel/index.ts'
import { arithmetic } from '../arithmetic.ts'
import { childrenOf, type Node, type NodeOf, type Value, walk } from '../tree.ts'
import type { Column } from './columns.ts'
import { overRecords } from './loops.ts'
import type { Operators } from './operators.ts'
import {
  type Block,
  environment,
  inside,
  keyOf,
  NOTHING,
  named,
  newBlock,
  type Operand,
  type Place,
  safe,
  textOf,
  type Writer,
} from './writing.ts'

/** Writes what is needed to know the node, and says under which name it stands. */
export function write(writer: Writer, node: Node, place: Place): Operand {
  const key = `${place.row} ${place.register} ${keyOf(node)}`
  for (let block: Block | null = place.block; block !== null; block = block.outer) {
    const before = block.known.get(key)
    if (before) return before
  }
  const operand = writeNew(writer, node, place)
  place.block.known.set(key, operand)
  return operand
}

const SURE = (operands: readonly Operand[]): boolean => operands.every(({ sure }) => sure)
/** `text` where all operands are known, else unknown. */
const ifKnown = (operands: readonly Operand[], text: string): string => {
  const unsure = operands.filter(({ sure }) => !sure)
  return unsure.length === 0
    ? text
    : `${unsure.map(({ name }) => `${name} !== ${name}`).join(' || ')} ? NaN : (${text})`
}

function writeNew(writer: Writer, node: Node, place: Place): Operand {
  const { operators } = writer
  const of = (child: Node): Operand => write(writer, child, place)
  const name = (text: string, sure: boolean): Operand => named(writer, place, text, sure)
  switch (node.op) {
    case 'const':
      return constant(writer, node.value)
    case 'asOf':
      return { name: 'asof', sure: true }
    case 'attribute':
      return readColumn(writer, place, node.name, writer.population.attributes[node.name], place.row)
    case 'column':
      return readColumn(
        writer,
        place,
        node.name,
        writer.population.records[place.register ?? '']?.columns[node.name],
        'r',
      )
    case 'parameter':
      return parameter(writer, node, place)
    case 'variable': {
      const expr = exprOf(writer, node.name)
      return isShort(expr) ? of(expr) : name(`${variable(writer, node.name)}(${place.row})`, false)
    }
    case 'via': {
      if (writer.population[node.parent] === undefined) return NOTHING
      const parents = environment(writer, node.parent, writer.population[node.parent])
      const parent = name(`${parents}[${place.row}]`, true)
      return name(`${parent.name} < 0 ? NaN : ${variable(writer, node.name)}(${parent.name})`, false)
    }
    case 'aggregate':
      return overRecords(writer, node, place)
    case 'members':
      return writer.answers.get(keyOf(node)) ?? NOTHING
    case 'and':
    case 'or':
      return connective(writer, node, place)
    case 'not': {
      const arg = of(node.arg)
      return name(operators.not(arg.name), arg.sure)
    }
    case 'present':
      return name(`${operators.present(of(node.arg).name)} ? 1 : 0`, true)
    case 'compare': {
      const both = [of(node.left), of(node.right)] as const
      return name(ifKnown(both, `${operators[node.relation](both[0].name, both[1].name)} ? 1 : 0`), SURE(both))
    }
    case 'in': {
      const value = of(node.value)
      return name(ifKnown([value], `${operators.in(value.name, node.codes.map(writer.codeOf))} ? 1 : 0`), value.sure)
    }
    case 'when':
      return choose(writer, node, place)
    case 'add':
    case 'sub':
    case 'mul': {
      const both = [of(node.left), of(node.right)] as const
      return name(operators[node.op](both[0].name, both[1].name), SURE(both))
    }
    case 'max':
    case 'min': {
      const all = node.args.map(of)
      return name(operators[node.op](all.map((one) => one.name)), SURE(all))
    }
    case 'age': {
      const both = [of(node.birth), of(node.on)] as const
      const ripe = node.on.op === 'asOf' ? 'ripe' : name(operators.ripe(both[1].name), both[1].sure).name
      return name(ifKnown(both, operators.age(both[0].name, ripe)), SURE(both))
    }
    case 'divide': {
      const text = operators[`${node.round}Divide` as keyof Operators]
      if (typeof text !== 'function') return computed(writer, node, place)
      const [n, d] = [of(node.numerator), of(node.divisor)]
      return name(`${d.name} > 0 ? ${(text as Operators['ceilDivide'])(n.name, d.name)} : NaN`, false)
    }
    default:
      return computed(writer, node, place)
  }
}

function constant(writer: Writer, value: Value): Operand {
  if (value === null) return NOTHING
  return { name: String(typeof value === 'string' ? writer.codeOf(value) : Number(value)), sure: true }
}

function readColumn(writer: Writer, place: Place, name: string, column: Column | undefined, row: string): Operand {
  if (!column) return NOTHING
  const full = `${place.register === null || row !== 'r' ? '' : `${place.register}_`}${name}`
  const at =
    column.per !== 'home'
      ? row
      : row === 'first'
        ? 'h'
        : `${environment(writer, 'home', writer.population.home)}[${row}]`
  const raw = `${environment(writer, full, column.values)}[${at}]`
  const value = column.codes
    ? `${environment(writer, `${full}_codes`, Float64Array.from(column.codes, writer.codeOf))}[${raw}]`
    : raw
  if (column.known === null) return named(writer, place, value, true)
  return named(
    writer,
    place,
    `${environment(writer, `${full}_known`, column.known)}[${at}] === 1 ? ${value} : NaN`,
    false,
  )
}

/** A figure is a variable of the text, set anew for each day; one that differs by place is looked up by the place. */
function parameter(writer: Writer, node: NodeOf<'parameter'>, place: Place): Operand {
  const index = writer.programme.parameters.findIndex(({ id }) => id === node.id)
  const name = `q${index}_${safe(node.key ?? '')}${node.place ? '_at' : ''}`
  writer.parameters.set(name, node)
  if (!node.place) return { name, sure: writer.isKnown(node) }
  const where = write(writer, node.place, place)
  return named(writer, place, `${name}(${where.name})`, false)
}

const exprOf = (writer: Writer, id: string): Node => {
  const found = writer.programme.variables.find((one) => one.id === id)
  assert(found, `no variable ${id}`)
  return found.expr
}
/** Short enough to stand where it is asked for; another is a function of the person. */
const MOST_NODES = 30
const isShort = (expr: Node): boolean => {
  const nodes = [...walk(expr)]
  return nodes.length <= MOST_NODES && nodes.every(({ op }) => op !== 'aggregate')
}

function variable(writer: Writer, id: string): string {
  const name = `v_${safe(id)}`
  if (writer.functions.has(name)) return name
  writer.functions.set(name, '')
  const block = newBlock()
  const result = write(writer, exprOf(writer, id), { block, row: 'i', register: null })
  writer.functions.set(name, `function ${name}(i) {\n${textOf(block)}\nreturn ${result.name};\n}`)
  return name
}

/** Whether the node is known of everybody: then there is nothing to look out for. */
function isSure(writer: Writer, node: Node, register: string | null): boolean {
  const { attributes, records, home } = writer.population
  switch (node.op) {
    case 'const':
      return node.value !== null
    case 'attribute':
      return attributes[node.name]?.known === null && (attributes[node.name]?.per !== 'home' || home !== undefined)
    case 'column':
      return records[register ?? '']?.columns[node.name]?.known === null
    case 'parameter':
      return node.place === undefined && writer.isKnown(node)
    case 'variable': {
      const expr = exprOf(writer, node.name)
      return isShort(expr) && isSure(writer, expr, register)
    }
    case 'asOf':
    case 'present':
      return true
    case 'and':
    case 'or':
    case 'not':
    case 'compare':
    case 'in':
    case 'when':
    case 'add':
    case 'sub':
    case 'mul':
    case 'max':
    case 'min':
    case 'age':
      return childrenOf(node).every((child) => isSure(writer, child, register))
    default:
      return false
  }
}

/** The operands in order, until one decides; one that is unknown leaves it unknown unless a later one decides. */
function connective(writer: Writer, node: NodeOf<'and'> | NodeOf<'or'>, place: Place): Operand {
  const { decides, known } = node.op === 'and' ? writer.operators.and : writer.operators.or
  if (node.args.length > 0 && isSure(writer, node, place.register))
    return named(writer, place, node.args.map((arg) => write(writer, arg, place).name).join(` ${known} `), true)
  const name = writer.fresh()
  const { lines } = place.block
  lines.push(`let ${name} = ${1 - decides};`)
  let sure = true
  let within = place
  for (const arg of node.args) {
    const operand = write(writer, arg, within)
    lines.push(`if (${operand.name} === ${decides}) ${name} = ${decides};`)
    if (!operand.sure) lines.push(`else if (${operand.name} !== ${operand.name}) ${name} = NaN;`)
    sure = sure && operand.sure
    lines.push(`if (${name} !== ${decides}) {`)
    within = { ...within, block: { lines, known: new Map(), outer: within.block } }
  }
  lines.push('}'.repeat(node.args.length))
  return { name, sure }
}

function choose(writer: Writer, node: NodeOf<'when'>, place: Place): Operand {
  const condition = write(writer, node.condition, place)
  const isNothing = node.otherwise.op === 'const' && node.otherwise.value === 0 && node.kind !== 'code'
  if (isNothing && condition.sure && isSure(writer, node.then, place.register)) {
    const taken = writer.operators.when === 1 ? condition.name : `(1 - ${condition.name})`
    return named(writer, place, `${taken} * ${write(writer, node.then, place).name}`, true)
  }
  const name = writer.fresh()
  const yes = writer.operators.when
  const branch = (one: Node, there: Place): { readonly text: string; readonly operand: Operand } => {
    const operand = write(writer, one, there)
    return { text: `${textOf(there.block)}\n${name} = ${operand.name};`, operand }
  }
  const [then, other] = [branch(node.then, inside(place)), inside(place)]
  const otherwise = branch(node.otherwise, other)
  place.block.lines.push(`let ${name} = ${condition.sure ? 0 : 'NaN'};`)
  place.block.lines.push(`if (${condition.name} === ${yes}) {\n${then.text}\n} else {\n${otherwise.text}`)
  // Unknown: what follows stands unless it is not what would have been said here. Written once, however long the chain.
  if (!condition.sure) {
    const there = inside(other)
    const said = write(writer, node.then, there)
    place.block.lines.push(
      `if (${condition.name} !== ${condition.name}) {\n${textOf(there.block)}\nif (${said.name} !== ${name}) ${name} = NaN;\n}`,
    )
  }
  place.block.lines.push('}')
  return { name, sure: condition.sure && then.operand.sure && otherwise.operand.sure }
}

/** Everything else is the evaluator's own arithmetic, called with the operands. */
function computed(writer: Writer, node: Node, place: Place): Operand {
  const children = childrenOf(node)
  const operands = children.map((child) => write(writer, child, place))
  const helper = (...values: readonly number[]): number => {
    const result = arithmetic(node, (child) => {
      const value = values[children.indexOf(child)] ?? Number.NaN
      return Number.isNaN(value) ? null : value
    })
    return result === null ? Number.NaN : Number(result)
  }
  const name = environment(writer, `${node.op}_${writer.fresh()}`, helper)
  return named(writer, place, `${name}(${operands.map((one) => one.name).join(', ')})`, false)
}
