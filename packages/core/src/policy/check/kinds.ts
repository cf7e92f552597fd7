/**
 * Kinds and units, checked again on the tree: a rule that comes as data never met the compiler.
 *
 * Each operator says which nodes must have which kinds; the first named is what would be right.
 */
import { type ColumnType, isYmd } from '../../kernel/index.ts'
import { ATTRIBUTES } from '../attributes.ts'
import type { Programme } from '../programme.ts'
import type { Kind, Node, NodeOf } from '../tree.ts'
import { type Catalogue, nameOf, type Placed, type Problem, placed, treesOf } from './problem.ts'

type Asked = readonly (readonly [node: Node, kinds: readonly Kind[]])[]
type Checked = { readonly programme: Programme; readonly catalogue: Catalogue; readonly place: Placed }
type Demands = { readonly [Op in Node['op']]: (node: NodeOf<Op>, checked: Checked) => Asked }

const NUMBER: readonly Kind[] = ['int', 'fenMonth', 'fenOnce', 'days', 'months']
const ORDERED: readonly Kind[] = [...NUMBER, 'date']
const bool = (node: Node): readonly [Node, readonly Kind[]] => [node, ['bool']]
const shifting = (node: NodeOf<'addDays'>, length: Kind): Asked => [
  [node, ['date']],
  [node.date, ['date']],
  [node.count, ['int', length]],
]
const same = (node: Node, other: Node): readonly [Node, readonly Kind[]] => [node, [other.kind]]

/** The kind in which a column of a register reaches a rule; null where a rule may not read it. */
export function kindOfColumn(type: ColumnType): Kind | null {
  switch (type.kind) {
    case 'date':
      return 'date'
    case 'integer':
      return 'int'
    case 'money':
      return type.period === 'month' ? 'fenMonth' : type.period === 'once' ? 'fenOnce' : null
    case 'code':
    case 'division':
    case 'text':
      return 'code'
    case 'flag':
      return 'bool'
    default:
      return null
  }
}

const columnKind = (name: string, { place, catalogue }: Checked): readonly Kind[] => {
  const register = catalogue.registers.find(({ id }) => id === place.records?.register)
  const column = register?.columns.find(({ id }) => id === name)
  const kind = column ? kindOfColumn(column.type) : null
  return kind === null ? [] : [kind]
}

const DEMANDS: Demands = {
  const: (node) => [[node, fitting(node.kind, node.value) ? [node.kind] : []]],
  asOf: (node) => [[node, ['date']]],
  attribute: (node) => [[node, ATTRIBUTES[node.name] ? [ATTRIBUTES[node.name]?.kind ?? 'bool'] : []]],
  variable: (node, { programme }) => [[node, kindOfVariable(programme, node.name)]],
  via: (node, { programme }) => [[node, kindOfVariable(programme, node.name)]],
  parameter: (node, { programme }) => [
    [node, programme.parameters.filter(({ id }) => id === node.id).map(({ kind }) => kind)],
  ],
  column: (node, checked) => [[node, columnKind(node.name, checked)]],
  aggregate: (node) => [
    bool(node.where),
    ...(node.fn === 'exists' ? [bool(node)] : []),
    ...(node.fn === 'count' ? ([[node, ['int']]] as Asked) : []),
    ...(node.value ? ([[node.value, node.fn === 'sum' ? NUMBER : ORDERED], same(node.value, node)] as Asked) : []),
    ...(node.none ? [same(node.none, node)] : []),
  ],
  members: (node) => [
    bool(node.where),
    ...(node.fn === 'exists' ? [bool(node)] : []),
    ...(node.fn === 'count' ? ([[node, ['int']]] as Asked) : []),
    ...(node.value ? ([[node.value, node.fn === 'sum' ? NUMBER : ORDERED], same(node.value, node)] as Asked) : []),
    ...(node.none ? [same(node.none, node)] : []),
  ],
  and: (node) => [bool(node), ...node.args.map(bool)],
  or: (node) => [bool(node), ...node.args.map(bool)],
  max: (node) => [[node, ORDERED], ...node.args.map((arg) => same(arg, node))],
  min: (node) => [[node, ORDERED], ...node.args.map((arg) => same(arg, node))],
  not: (node) => [bool(node), bool(node.arg)],
  present: (node) => [bool(node)],
  compare: (node) => [
    bool(node),
    same(node.right, node.left),
    ...(['eq', 'ne'].includes(node.relation) ? [] : ([[node.left, ORDERED]] as Asked)),
  ],
  in: (node) => [bool(node), [node.value, ['code']]],
  when: (node) => [bool(node.condition), same(node.then, node), same(node.otherwise, node)],
  add: (node) => [[node, NUMBER], same(node.left, node), same(node.right, node)],
  sub: (node) => [[node, NUMBER], same(node.left, node), same(node.right, node)],
  // Money a month for so many months is money once.
  mul: (node) => [
    [node, NUMBER],
    [node.left, node.kind === 'fenOnce' ? ['fenOnce', 'fenMonth'] : [node.kind]],
    [node.right, node.left.kind === node.kind ? ['int'] : ['int', 'months']],
  ],
  mod: (node) => [[node, NUMBER], same(node.left, node), [node.right, ['int', node.kind]]],
  // A count of one amount in another of its kind, or an amount by a count.
  divide: (node) =>
    node.kind === 'int'
      ? [[node.numerator, NUMBER], same(node.divisor, node.numerator)]
      : [[node, NUMBER], same(node.numerator, node), [node.divisor, ['int']]],
  addMonths: (node) => shifting(node, 'months'),
  addMonthsUp: (node) => shifting(node, 'months'),
  addDays: (node) => shifting(node, 'days'),
  age: (node) => [
    [node, ['int']],
    [node.birth, ['date']],
    [node.on, ['date']],
  ],
  dayNumber: (node) => [
    [node, ['int']],
    [node.date, ['date']],
  ],
  datePart: (node) => [
    [node, ['int']],
    [node.date, ['date']],
  ],
  makeDate: (node) => [[node, ['date']], ...[node.year, node.month, node.day].map((part) => [part, ['int']] as const)],
}

const kindOfVariable = (programme: Programme, name: string): readonly Kind[] =>
  programme.variables.filter(({ id }) => id === name).map(({ expr }) => expr.kind)

/** Day 0 stands for "no day": smaller than any. */
function fitting(kind: Kind, value: unknown): boolean {
  if (value === null) return true
  if (kind === 'bool') return typeof value === 'boolean'
  if (kind === 'code') return typeof value === 'string'
  return typeof value === 'number' && (kind !== 'date' || value === 0 || isYmd(value))
}

const KIND_NAME: Readonly<Record<Kind, readonly [zh: string, en: string]>> = {
  bool: ['是否', 'yes or no'],
  int: ['整数', 'a whole number'],
  fenMonth: ['每月金额', 'money a month'],
  fenOnce: ['一次性金额', 'money once'],
  days: ['天数', 'a number of days'],
  months: ['月数', 'a number of months'],
  date: ['日期', 'a day'],
  code: ['代码', 'a code'],
}
const named = (kinds: readonly Kind[], at: 0 | 1): string =>
  kinds.length === 0
    ? at === 0
      ? '规则可读的值'
      : 'a value that a rule may read'
    : kinds.map((kind) => KIND_NAME[kind]?.[at] ?? kind).join(at === 0 ? '或' : ' or ')

const what = (node: Node): string => (node.op === 'const' ? String(node.value) : (nameOf(node)[0] ?? node.op))

/** Kinds of every node; where a name leads nowhere, the ids say so. */
export function checkKinds(programme: Programme, catalogue: Catalogue): readonly Problem[] {
  const found = new Map<string, Problem>()
  for (const tree of treesOf(programme))
    for (const place of placed(programme, tree)) {
      const demand = DEMANDS[place.node.op] as (node: Node, checked: Checked) => Asked
      for (const [node, kinds] of demand(place.node, { programme, catalogue, place }))
        if (!kinds.includes(node.kind))
          found.set(`${tree.id} ${place.node.op} ${what(node)}`, {
            code: 'UNIT',
            programme: programme.id,
            path: place.path,
            names: [...nameOf(node), tree.id],
            text: {
              zh: `${what(node)}作为“${named([node.kind], 0)}”用在这里，应是${named(kinds, 0)}。`,
              en: `${what(node)} is used as ${named([node.kind], 1)}; ${named(kinds, 1)} is asked for.`,
            },
            remedy: {
              zh: '单位和周期必须一致：先换算，或改用另一个值。',
              en: 'Units and periods must agree: convert first, or use another value.',
            },
          })
    }
  for (const { id, kind, rows } of programme.parameters)
    for (const { value } of rows)
      if (!fitting(kind, value))
        found.set(`${id} ${value}`, {
          code: 'UNIT',
          programme: programme.id,
          path: `parameters/${id}`,
          names: [id],
          text: {
            zh: `参数${id}的值${value}不是${named([kind], 0)}。`,
            en: `The value ${value} of ${id} is not ${named([kind], 1)}.`,
          },
          remedy: { zh: '改值，或改参数的种类。', en: 'Mend the value, or the kind of the parameter.' },
        })
  return [...found.values()]
}
