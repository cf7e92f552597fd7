/** A truth or an amount as numbered clauses: what must all hold, what may hold, what follows if. */
import type { Text } from '../../kernel/index.ts'
import { keyOf } from '../node-key.ts'
import type { Node, NodeOf } from '../tree.ts'
import { inside, type Reader, registerOf, sayIn, text } from './say.ts'

export type Clause = {
  readonly text: Text
  /** Where the words are explained further: `variable-dead`, `parameter-P-CH-STD`; null where they speak for themselves. */
  readonly ref: string | null
  readonly parts: readonly Clause[]
}

const plain = (words: Text, parts: readonly Clause[] = [], ref: string | null = null): Clause => ({
  text: words,
  ref,
  parts,
})

/** Parts that have a name of their own, by what they say. */
export type Named = ReadonlyMap<string, { readonly label: Text; readonly asks: Text; readonly ref: string }>

/** Parts of the same connective are one list; what has a name stays whole. */
const flat = (node: Node, op: 'and' | 'or', named: Named, top = true): readonly Node[] =>
  node.op === op && (top || !named.has(keyOf(node))) ? node.args.flatMap((arg) => flat(arg, op, named, false)) : [node]

function refOf(node: Node): string | null {
  if (node.op === 'variable' || node.op === 'via') return `variable-${node.name}`
  return node.op === 'parameter' ? `parameter-${node.id}` : null
}

function ofRows(reader: Reader, node: NodeOf<'aggregate'>, there: boolean): Clause {
  const within = inside(reader, node)
  const register = registerOf(within, within.records)
  const name = text(register?.label.zh ?? node.records, register?.label.en ?? node.records)
  const parts = flat(node.where, 'and', new Map()).filter((one) => one.op !== 'const')
  const has = there ? text('有一条记录', 'a row') : text('没有一条记录', 'no row')
  const words = text(
    `登记册《${name.zh}》中${has.zh}${parts.length === 0 ? '' : '，该记录：'}`,
    `${has.en} of the register ${name.en}${parts.length === 0 ? '' : ' where'}`,
  )
  const [only] = parts
  if (parts.length === 1 && only && only.op !== 'or' && only.op !== 'and') {
    const said = sayIn(within, only)
    return plain(text(`${words.zh}${said.zh}`, `${words.en} ${said.en}`))
  }
  return plain(
    words,
    parts.map((part) => clauseOf(within, part)),
  )
}

/** Two short parts are read in one breath. */
const ONE_BREATH = 44

function list(node: NodeOf<'and'>, parts: readonly Clause[]): Clause {
  const all = node.op === 'and'
  const [first, second, ...more] = parts
  const simple = first && second && more.length === 0 && [first, second].every((part) => part.parts.length === 0)
  const zh = parts.map((part) => part.text.zh).join(all ? '，且' : '，或')
  const refs = new Set(parts.map(({ ref }) => ref).filter((ref) => ref !== null))
  if (simple && refs.size === 0 && zh.length <= ONE_BREATH)
    return plain(text(zh, parts.map((part) => part.text.en).join(all ? ' and ' : ' or ')))
  return plain(
    all ? text('同时符合下列各项：', 'All of these hold:') : text('符合下列任何一项：', 'Any of these holds:'),
    parts,
  )
}

function negated(reader: Reader, { arg }: NodeOf<'not'>, named: Named): Clause {
  const own = named.get(keyOf(arg))
  if (own) return plain(text(`不属于：${own.label.zh}`, `not: ${own.label.en}`), [], own.ref)
  if (arg.op === 'aggregate' && arg.fn === 'exists') return ofRows(reader, arg, false)
  if (arg.op === 'present') return plain(sayIn(reader, { op: 'not', kind: 'bool', arg }))
  const inner = clauseOf(reader, arg, named)
  return inner.parts.length === 0
    ? plain(text(`不属于：${inner.text.zh}`, `not: ${inner.text.en}`), [], inner.ref)
    : listed(arg, inner)
}

/** A list turned round: not all of them, or none of them. */
function listed(arg: Node, inner: Clause): Clause {
  if (arg.op === 'and') return plain(text('下列各项不同时符合：', 'Not all of these hold:'), inner.parts)
  if (arg.op === 'or') return plain(text('下列各项都不符合：', 'None of these holds:'), inner.parts)
  return plain(text('不属于下列情形：', 'Not the case:'), [inner])
}

function either(reader: Reader, node: NodeOf<'when'>, named: Named): Clause {
  const of = (child: Node): Clause => clauseOf(reader, child, named)
  const branch = (zh: string, en: string, child: Node): Clause => {
    const inner = of(child)
    const { parts, ref } = inner
    return parts.length === 0
      ? plain(text(`${zh}${inner.text.zh}`, `${en} ${inner.text.en}`), [], ref)
      : plain(text(`${zh}${inner.text.zh}`, `${en} ${inner.text.en}`), parts)
  }
  return plain(text('分两种情况：', 'Either way:'), [
    branch('如果', 'if', node.condition),
    branch('则为', 'then', node.then),
    branch('否则为', 'else', node.otherwise),
  ])
}

const asked = ({ label, asks }: { readonly label: Text; readonly asks: Text }): Text =>
  text(`${label.zh}：${asks.zh}`, `${label.en}: ${asks.en}`)

/** A truth or an amount as clauses. */
export function clauseOf(reader: Reader, node: Node, named: Named = new Map()): Clause {
  const own = named.get(keyOf(node))
  if (own) return plain(own.label.zh === own.asks.zh ? own.label : asked(own), [], own.ref)
  switch (node.op) {
    case 'and':
    case 'or':
      return list(
        node,
        flat(node, node.op, named).map((part) => clauseOf(reader, part, named)),
      )
    case 'not':
      return negated(reader, node, named)
    case 'when':
      return either(reader, node, named)
    case 'aggregate':
      return node.fn === 'exists' ? ofRows(reader, node, true) : plain(sayIn(reader, node))
    case 'const':
      return node.value === null
        ? plain(text('登记说不清，须核实', 'the register cannot tell; to be verified'))
        : plain(sayIn(reader, node))
    default:
      return plain(sayIn(reader, node), [], refOf(node))
  }
}
