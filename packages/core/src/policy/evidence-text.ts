/** Facts, gaps and parameters in the words of the catalogue and the law, for whoever signs. */
import { type Column, formatYmd, formatYmdZh, isYmd, plainYuan, type Register, type Text } from '../kernel/index.ts'
import { ATTRIBUTES } from './attributes.ts'
import type { Evidence, Missing, Who } from './evaluate.ts'
import type { Parameter, ParameterRow, Programme } from './programme.ts'
import { columnsRead } from './references.ts'
import type { Value } from './tree.ts'

export type Language = keyof Text
const both = (say: (language: Language) => string): Text => ({ zh: say('zh'), en: say('en') })
/** `2026年11月23日`, `2026-11-23`. */
export const dayText = (day: number, language: Language): string =>
  language === 'zh' ? formatYmdZh(day) : formatYmd(day)

export type Fact = {
  readonly register: string
  readonly registerName: Text
  readonly who: Who
  readonly text: Text
  readonly sure: boolean
  readonly from: number | null
  readonly to: number | null
}
/** What is missing, and the register and office that could bring it; null where no register can. */
export type Gap = {
  readonly text: Text
  readonly holder: { readonly register: string; readonly owner: Text } | null
}

export const PERSON: Readonly<Record<Who, Text>> = {
  self: { zh: '本人', en: 'the person' },
  father: { zh: '父亲', en: 'father' },
  mother: { zh: '母亲', en: 'mother' },
  member: { zh: '家庭成员', en: 'member of the household' },
}

/** 刑期（月） and 14: 刑期14个月. */
function counted(label: Text, value: number, language: Language): string {
  if (language === 'en') return `${label.en} ${value}`
  const [, name = label.zh, unit = ''] = /^(.*)（(月|年|人)）$/.exec(label.zh) ?? []
  return `${name}${value}${unit === '月' ? '个月' : unit}`
}

/** One cell as a reader sees it; null where it says nothing (texts and places are not read by rules). */
export function cellText({ label, type }: Column, value: Value, language: Language): string | null {
  if (value === null) return null
  const named = (text: string): string => (language === 'zh' ? `${label.zh}${text}` : `${label.en} ${text}`)
  switch (type.kind) {
    case 'date':
      return isYmd(Number(value)) ? named(dayText(Number(value), language)) : null
    case 'code':
      return type.list.entries.find(({ code }) => code === value)?.[language] ?? String(value)
    case 'integer':
      return counted(label, Number(value), language)
    case 'money':
      return named(language === 'zh' ? `${plainYuan(Number(value))}元` : `${plainYuan(Number(value))} yuan`)
    default:
      return null
  }
}

/** What the rule read of a record, in the catalogue's own words. */
export function factOf(evidence: Evidence, registers: readonly Register[], programme: Programme): Fact {
  const register = registers.find(({ id }) => id === evidence.register)
  const read = columnsRead(programme, evidence.records)
  const columns = (register?.columns ?? []).filter(({ id }) => read.has(id))
  const told = (language: Language): string =>
    columns
      .map((column) => cellText(column, evidence.row[column.id] ?? null, language))
      .filter((part) => part !== null)
      .join(language === 'zh' ? '，' : ', ')
  const end = (name: string | null | undefined): number | null =>
    name ? Number(evidence.row[name] ?? 0) || null : null
  return {
    register: evidence.register,
    registerName: register?.label ?? { zh: evidence.register, en: evidence.register },
    who: evidence.who,
    text: both(told),
    sure: evidence.truth === true,
    from: end(register?.period?.from),
    to: end(register?.period?.to),
  }
}

const PARENT_STATE: Readonly<Record<number, Text>> = {
  1: { zh: '登记册上没有记载', en: 'on no register' },
  2: { zh: '登记的证件号查不到人', en: 'the number on record leads to nobody' },
  3: { zh: '登记册里有两种说法', en: 'the registers name two' },
}
const UNCLEAR: Text = { zh: '不明', en: 'unclear' }

/** What would settle a question: the fact, and the department that could bring it. */
export function gapOf(missing: Missing, registers: readonly Register[], programme: Programme): Gap {
  if (missing.kind === 'parameter') {
    const label = programme.parameters.find(({ id }) => id === missing.id)?.label
    const name = label ?? { zh: missing.id, en: missing.id }
    return { text: { zh: `${name.zh}：待确认`, en: `${name.en}: to be confirmed by the city` }, holder: null }
  }
  const who = PERSON[missing.who]
  if (missing.kind === 'parent') {
    const state = PARENT_STATE[missing.state] ?? UNCLEAR
    return {
      text: { zh: `${who.zh}：${state.zh}，须走访核实`, en: `${who.en}: ${state.en}; a visit must tell` },
      holder: null,
    }
  }
  if (missing.kind === 'attribute') {
    const label = ATTRIBUTES[missing.name]?.label ?? { zh: missing.name, en: missing.name }
    return { text: { zh: `${who.zh}：${label.zh}查不到`, en: `${who.en}: ${label.en} not found` }, holder: null }
  }
  const register = registers.find((one) => one.id === missing.register)
  const holder = register ? { register: register.id, owner: register.owner } : null
  const of = register
    ? { zh: `${register.label.zh}（${register.owner.zh}）`, en: `${register.label.en} (${register.owner.en})` }
    : { zh: missing.register, en: missing.register }
  const said: Readonly<Record<typeof missing.kind, Text>> = {
    register: { zh: `${of.zh}尚未接入`, en: `${of.en} is not connected` },
    doubtful: {
      zh: `${who.zh}：${of.zh}有一条记录证件号相同而姓名、性别或生日不符，须核对`,
      en: `${who.en}: a row of ${of.en} has the same number and another name, sex or birth date; to be compared`,
    },
    field: {
      zh: `${who.zh}：${of.zh}的记录尚不能据以判断`,
      en: `${who.en}: what ${of.en} holds is not enough to tell`,
    },
  }
  return { text: said[missing.kind], holder }
}

/** A parameter's value as an officer reads it, without its unit. */
export function parameterText({ kind }: Parameter, { value }: ParameterRow): Text {
  if (value === null) return { zh: '待确认', en: 'to be confirmed' }
  if (typeof value === 'boolean') return value ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' }
  const text = kind.startsWith('fen') ? plainYuan(Number(value)) : String(value)
  return { zh: text, en: text }
}
