/**
 * A value of the tree in words, in Chinese as a lawyer would write it and in English; one line for each operator.
 *
 * Nothing is said that the tree does not hold: words come from the labels of the catalogue and the programme.
 */
import { formatYmd, formatYmdZh, isYmd, plainYuan, type Register, type Text } from '../../kernel/index.ts'
import { ATTRIBUTES } from '../attributes.ts'
import { parameterText } from '../evidence-text.ts'
import type { Programme } from '../programme.ts'
import type { Node, NodeOf, RecordSet, Relation } from '../tree.ts'

export type Reader = {
  readonly programme: Programme
  readonly registers: readonly Register[]
  /** The records whose rows the words speak of; null outside. */
  readonly records: RecordSet | null
}
type Say = (node: Node) => Text
type Words = { readonly [Op in Node['op']]: (node: NodeOf<Op>, say: Say, reader: Reader) => Text }

export const text = (zh: string, en: string): Text => ({ zh, en })
const joined = (all: readonly Text[], zh: string, en: string): Text =>
  text(all.map((one) => one.zh).join(zh), all.map((one) => one.en).join(en))
const quoted = (label: Text): Text => text(`“${label.zh}”`, `"${label.en}"`)

export const setOf = ({ programme }: Reader, id: string): RecordSet | null =>
  programme.records.find((one) => one.id === id) ?? null
export const registerOf = ({ registers }: Reader, set: RecordSet | null): Register | null =>
  registers.find(({ id }) => id === set?.register) ?? null
export const inside = (reader: Reader, node: NodeOf<'aggregate'>): Reader => ({
  ...reader,
  records: setOf(reader, node.records),
})

const columnOf = (reader: Reader, name: string) =>
  registerOf(reader, reader.records)?.columns.find(({ id }) => id === name)
/** 刑期（月）: the unit of a column goes without saying in a sentence. */
const bare = (label: Text): Text => text(label.zh.replace(/（[^）]*）$/, ''), label.en)

/** What a code stands for where it is held against a column; else the code. */
function codeText(reader: Reader, subject: Node, code: string): Text {
  const type = subject.op === 'column' ? columnOf(reader, subject.name)?.type : undefined
  const entry = type?.kind === 'code' ? type.list.entries.find((one) => one.code === code) : undefined
  return entry ? text(entry.zh, entry.en) : text(code, code)
}

function constant({ kind, value }: NodeOf<'const'>): Text {
  if (value === null) return text('无法判断', 'cannot be told')
  if (typeof value === 'boolean') return value ? text('是', 'yes') : text('否', 'no')
  if (kind === 'date' && isYmd(Number(value))) return text(formatYmdZh(Number(value)), formatYmd(Number(value)))
  if (kind === 'date') return text('无', 'none')
  if (kind.startsWith('fen')) return text(`${plainYuan(Number(value))}元`, `${plainYuan(Number(value))} yuan`)
  return text(String(value), String(value))
}

/** A figure with its value where it has one alone; where it has changed or differs by place, the table tells. */
function figure({ id, key, place }: NodeOf<'parameter'>, { programme }: Reader): Text {
  const parameter = programme.parameters.find((one) => one.id === id)
  if (!parameter) return text(id, id)
  const rows = parameter.rows.filter((row) => row.key === key)
  const [only] = rows
  if (rows.length !== 1 || !only || place !== undefined)
    return text(`“${parameter.label.zh}”（见参数）`, `"${parameter.label.en}" (see figures)`)
  const value = parameterText(parameter, only)
  if (parameter.kind === 'bool' || only.value === null)
    return text(`“${parameter.label.zh}”（现为${value.zh}）`, `"${parameter.label.en}" (now: ${value.en})`)
  const [unit, unitEn] = [parameter.unit.zh.split('/')[0] ?? '', parameter.unit.en.split('/')[0] ?? '']
  return text(`“${parameter.label.zh}”（${value.zh}${unit}）`, `"${parameter.label.en}" (${value.en} ${unitEn})`)
}

const DATE_RELATION: Readonly<Record<Relation, Text>> = {
  lt: text('早于', 'is before'),
  le: text('不晚于', 'is not after'),
  gt: text('晚于', 'is after'),
  ge: text('不早于', 'is not before'),
  eq: text('就是', 'is'),
  ne: text('不是', 'is not'),
}
const NUMBER_RELATION: Readonly<Record<Relation, Text>> = {
  lt: text('低于', 'is less than'),
  le: text('不超过', 'is at most'),
  gt: text('超过', 'is more than'),
  ge: text('不低于', 'is at least'),
  eq: text('等于', 'is'),
  ne: text('不等于', 'is not'),
}
const CODE_RELATION: Readonly<Partial<Record<Relation, Text>>> = { eq: text('为', 'is'), ne: text('不是', 'is not') }

function compare({ relation, left, right }: NodeOf<'compare'>, say: Say, reader: Reader): Text {
  const words =
    left.kind === 'date'
      ? DATE_RELATION[relation]
      : left.kind === 'code'
        ? (CODE_RELATION[relation] ?? NUMBER_RELATION[relation])
        : NUMBER_RELATION[relation]
  const other =
    right.op === 'const' && typeof right.value === 'string' ? quoted(codeText(reader, left, right.value)) : say(right)
  // 未满18周岁 rather than 周岁低于18.
  if (left.op === 'age' && right.op === 'const' && (relation === 'lt' || relation === 'ge'))
    return relation === 'lt'
      ? text(`未满${other.zh}周岁`, `under ${other.en}`)
      : text(`年满${other.zh}周岁`, `${other.en} or over`)
  return text(`${say(left).zh}${words.zh}${other.zh}`, `${say(left).en} ${words.en} ${other.en}`)
}

const ROUNDED: Readonly<Record<NodeOf<'divide'>['round'], Text>> = {
  ceil: text('有零头的向上进', 'rounded up'),
  floor: text('零头向下舍', 'rounded down'),
  up: text('有零头的进一（负数向更小）', 'rounded away from zero'),
  down: text('零头舍去', 'rounded toward zero'),
  halfUp: text('四舍五入', 'rounded half up'),
  halfDown: text('五舍六入', 'rounded half down'),
  halfEven: text('四舍六入五成双', 'rounded half to even'),
}
/** To what: the fen, or the whole. */
function rounded({ round, kind }: NodeOf<'divide'>): Text {
  const { zh, en } = ROUNDED[round]
  return kind.startsWith('fen') ? text(`${zh}到分`, `${en} to the fen`) : text(`${zh}到整数`, `${en} to the whole`)
}
const DATE_PART = { year: text('年', 'year'), month: text('月', 'month'), day: text('日', 'day') } as const

/** What is taken over rows or members: the count, the sum, the largest. */
function folded(fn: NodeOf<'aggregate'>['fn'], kind: Node['kind'], value: Text | null): Text {
  const of = value ?? text('', '')
  const days = kind === 'date'
  switch (fn) {
    case 'exists':
      return text('有记录', 'a record')
    case 'count':
      return text('条数', 'the number of rows')
    case 'sum':
      return text(`${of.zh}之和`, `the sum of ${of.en}`)
    case 'largest':
      return text(`${days ? '最晚' : '最大'}的${of.zh}`, `the ${days ? 'latest' : 'largest'} ${of.en}`)
    case 'smallest':
      return text(`${days ? '最早' : '最小'}的${of.zh}`, `the ${days ? 'earliest' : 'smallest'} ${of.en}`)
  }
}

function aggregate(node: NodeOf<'aggregate'>, say: Say, reader: Reader): Text {
  const within = inside(reader, node)
  const register = registerOf(within, within.records)
  const where = node.where.op === 'const' ? null : sayIn(within, node.where)
  const value = node.value ? sayIn(within, node.value) : null
  const what = folded(node.fn, node.kind, value)
  const rows = text(
    `登记册《${register?.label.zh ?? node.records}》中${where ? `${where.zh}的记录` : '全部记录'}`,
    `of the rows of ${register?.label.en ?? node.records}${where ? ` where ${where.en}` : ''}`,
  )
  // Day 0 is no day: nothing to tell.
  const none = node.none && !(node.none.op === 'const' && node.none.kind === 'date') ? say(node.none) : null
  const empty = none === null ? text('', '') : text(`（没有则为${none.zh}）`, ` (${none.en} where there is none)`)
  return node.fn === 'exists'
    ? text(
        `有${rows.zh}`,
        `there is a row of ${register?.label.en ?? node.records}${where ? ` where ${where.en}` : ''}`,
      )
    : text(`${rows.zh}，${what.zh}${empty.zh}`, `${what.en} ${rows.en}${empty.en}`)
}

function members(node: NodeOf<'members'>, say: Say): Text {
  const where = node.where.op === 'const' ? null : say(node.where)
  const who = text(
    `户内${where ? `${where.zh}的人` : '各人'}`,
    `members of the household${where ? ` of whom ${where.en}` : ''}`,
  )
  if (node.fn === 'exists') return text(`有${who.zh}`, `there are ${who.en}`)
  if (node.fn === 'count') return text(`${who.zh}数`, `the number of ${who.en}`)
  const what = folded(node.fn, node.kind, node.value ? say(node.value) : null)
  return text(`${who.zh}，${what.zh}`, `${what.en} over ${who.en}`)
}

function shifted({ date, count }: NodeOf<'addDays'>, say: Say, unit: Text): Text {
  const by = say(count)
  const bareCount = count.op === 'const'
  const zh = bareCount ? `${by.zh}${unit.zh}` : by.zh
  return text(`${say(date).zh}满${zh}之日`, `${say(date).en} plus ${bareCount ? `${by.en} ${unit.en}` : by.en}`)
}

function greatest({ args }: NodeOf<'max'>, say: Say): Text {
  const zero = args.find((arg) => arg.op === 'const' && arg.value === 0)
  const [other, ...more] = args.filter((arg) => arg !== zero)
  if (zero && other && more.length === 0) return text(`${say(other).zh}（低于0的按0）`, `${say(other).en} (0 if below)`)
  return text(`${joined(args.map(say), '、', '').zh}中最大的`, `the largest of ${joined(args.map(say), '', ', ').en}`)
}

const WORDS: Words = {
  const: constant,
  asOf: () => text('研判日', 'the day asked'),
  attribute: ({ name }) => ATTRIBUTES[name]?.label ?? text(name, name),
  variable: ({ name }, _, { programme }) =>
    quoted(programme.variables.find(({ id }) => id === name)?.label ?? text(name, name)),
  via: ({ parent, name }, _, { programme }) => {
    const label = programme.variables.find(({ id }) => id === name)?.label ?? text(name, name)
    const who = parent === 'father' ? text('父亲', 'the father') : text('母亲', 'the mother')
    return text(`${who.zh}“${label.zh}”`, `${who.en} is "${label.en}"`)
  },
  parameter: (node, _, reader) => figure(node, reader),
  column: ({ name }, _, reader) => bare(columnOf(reader, name)?.label ?? text(name, name)),
  aggregate,
  members,
  and: ({ args }, say) => joined(args.map(say), '，且', ' and '),
  or: ({ args }, say) => {
    const all = joined(args.map(say), '，或', ' or ')
    return text(`（${all.zh}）`, `(${all.en})`)
  },
  not: ({ arg }, say) =>
    arg.op === 'present'
      ? text(`未登记${say(arg.arg).zh}`, `no ${say(arg.arg).en} on record`)
      : text(`并非${say(arg).zh}`, `not: ${say(arg).en}`),
  present: ({ arg }, say) => text(`已登记${say(arg).zh}`, `${say(arg).en} on record`),
  compare,
  in: ({ value, codes }, say, reader) => {
    const all = joined(
      codes.map((code) => codeText(reader, value, code)),
      '、',
      ', ',
    )
    return text(
      `${say(value).zh}为${all.zh}${codes.length > 1 ? '之一' : ''}`,
      `${say(value).en} is ${codes.length > 1 ? 'one of ' : ''}${all.en}`,
    )
  },
  when: ({ condition, then, otherwise }, say) =>
    text(
      `如果${say(condition).zh}，则为${say(then).zh}，否则为${say(otherwise).zh}`,
      `if ${say(condition).en} then ${say(then).en}, else ${say(otherwise).en}`,
    ),
  add: ({ left, right }, say) => text(`${say(left).zh}加${say(right).zh}`, `${say(left).en} plus ${say(right).en}`),
  sub: ({ left, right }, say) => text(`${say(left).zh}减${say(right).zh}`, `${say(left).en} less ${say(right).en}`),
  mul: ({ left, right }, say) =>
    text(`（${say(left).zh}）乘以${say(right).zh}`, `(${say(left).en}) times ${say(right).en}`),
  divide: (node, say) => {
    const [numerator, divisor, how] = [say(node.numerator), say(node.divisor), rounded(node)]
    return text(
      `（${numerator.zh}）除以${divisor.zh}，${how.zh}`,
      `(${numerator.en}) divided by ${divisor.en}, ${how.en}`,
    )
  },
  mod: ({ left, right }, say) =>
    text(`（${say(left).zh}）除以${say(right).zh}的余数`, `the remainder of (${say(left).en}) by ${say(right).en}`),
  max: greatest,
  min: ({ args }, say) =>
    text(`${joined(args.map(say), '、', '').zh}中最小的`, `the least of ${joined(args.map(say), '', ', ').en}`),
  addMonths: (node, say) => shifted(node, say, text('个月', 'months')),
  addMonthsUp: (node, say) => {
    const day = shifted(node, say, text('个月', 'months'))
    return text(
      `${day.zh}（当月无此日的顺延到次月1日）`,
      `${day.en} (the first of the next month where there is no such day)`,
    )
  },
  addDays: (node, say) => shifted(node, say, text('天', 'days')),
  dayNumber: ({ date }, say) => text(`${say(date).zh}的日序`, `the day number of ${say(date).en}`),
  datePart: ({ part, date }, say) =>
    text(`${say(date).zh}的${DATE_PART[part].zh}`, `the ${DATE_PART[part].en} of ${say(date).en}`),
  makeDate: ({ year, month, day }, say) =>
    text(
      `${say(year).zh}年${say(month).zh}月${say(day).zh}日`,
      `the day of year ${say(year).en}, month ${say(month).en}, day ${say(day).en}`,
    ),
  age: ({ birth, on }, say) =>
    text(`按${say(birth).zh}计到${say(on).zh}的周岁`, `the age in years by ${say(birth).en} on ${say(on).en}`),
}

export function sayIn(reader: Reader, node: Node): Text {
  const words = WORDS[node.op] as (node: Node, say: Say, reader: Reader) => Text
  return words(node, (child) => sayIn(reader, child), reader)
}
