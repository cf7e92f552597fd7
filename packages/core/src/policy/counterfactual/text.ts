/** A counterfactual as a sentence: 若父亲有死亡登记（死亡日期…），则符合…. */
import { isYmd, plainYuan, type Register, type Text } from '../../kernel/index.ts'
import { ATTRIBUTES } from '../attributes.ts'
import type { Who } from '../evaluate.ts'
import { cellText, dayText, type Language, PERSON } from '../evidence-text.ts'
import type { FactRow, Facts, Programme } from '../programme.ts'
import type { Value } from '../tree.ts'
import { verdictOf } from '../verdict.ts'
import type { Change } from './change.ts'
import type { Counterfactual } from './search.ts'

type Told = {
  readonly programme: Programme
  readonly facts: Facts
  readonly person: number
  readonly registers: readonly Register[]
}

function whoOf({ facts, person }: Told, whose: number, changes: readonly Change[]): Who {
  if (whose === person) return 'self'
  const own = facts.persons[person] ?? {}
  const known = changes.find((change) => change.is === 'known' && change.as === whose)
  if (known?.is === 'known') return known.parent
  return own['father'] === whose ? 'father' : own['mother'] === whose ? 'mother' : 'member'
}

const unknownText: Text = { zh: '不明', en: 'unknown' }
function valueText(value: Value, language: Language): string {
  if (value === null) return unknownText[language]
  if (typeof value === 'boolean') return language === 'zh' ? (value ? '是' : '否') : value ? 'yes' : 'no'
  return typeof value === 'number' && isYmd(value) ? dayText(value, language) : String(value)
}

function rowText(register: Register | undefined, row: FactRow, language: Language): string {
  const cells = (register?.columns ?? []).flatMap((column) => cellText(column, row[column.id] ?? null, language) ?? [])
  const joined = cells.join(language === 'zh' ? '，' : ', ')
  return joined === '' ? '' : language === 'zh' ? `（${joined}）` : ` (${joined})`
}

function changeText(told: Told, change: Change, all: readonly Change[], language: Language): string {
  const who = PERSON[whoOf(told, change.person, all)][language]
  const zh = language === 'zh'
  if (change.is === 'attribute') {
    const label = ATTRIBUTES[change.name]?.label[language] ?? change.name
    const [from, to] = [valueText(change.from, language), valueText(change.to, language)]
    return zh ? `${who}的${label}不是${from}而是${to}` : `the ${label} of ${who} were ${to}, not ${from}`
  }
  if (change.is === 'known') {
    const alone = all.length === 1
    const parent = PERSON[change.parent][language]
    return zh
      ? `${parent}已查明${alone ? '、名下没有相关记录' : ''}`
      : `the ${parent} were known${alone ? ' and on no register' : ''}`
  }
  const register = told.registers.find(({ id }) => id === change.register)
  const name = register?.label[language] ?? change.register
  if (change.is === 'field' && change.name === 'doubtful')
    return zh
      ? `${who}的${name}记录核对无误${rowText(register, change.row, language)}`
      : `the row of ${name} proved to be of ${who}${rowText(register, change.row, language)}`
  if (change.is === 'field') {
    const column = register?.columns.find(({ id }) => id === change.name)
    const label = column?.label[language] ?? change.name
    const shown = (value: Value): string =>
      (column && value !== null ? cellText(column, value, language) : null) ??
      `${label}${zh ? '' : ' '}${valueText(value, language)}`
    const money = column?.type.kind === 'money' && typeof change.from === 'number' && typeof change.to === 'number'
    const by = money ? Number(change.to) - Number(change.from) : 0
    const step =
      by === 0
        ? ''
        : zh
          ? `（${by > 0 ? '多' : '少'}${plainYuan(Math.abs(by))}元）`
          : ` (${plainYuan(Math.abs(by))} yuan ${by > 0 ? 'more' : 'less'})`
    return zh
      ? `${who}${name}里不是“${shown(change.from)}”而是“${shown(change.to)}”${step}`
      : `${name} of ${who} said "${shown(change.to)}", not "${shown(change.from)}"${step}`
  }
  const row = rowText(register, change.row, language)
  if (change.is === 'remove')
    return zh ? `没有${who}的这条${name}记录${row}` : `this row of ${name} of ${who} were not there${row}`
  return zh ? `${who}有${name}记录${row}` : `${who} had a row of ${name}${row}`
}

export function counterfactualText(told: Told, { changes, outcome }: Counterfactual): Text {
  const parts = (language: Language): string =>
    changes.map((change) => changeText(told, change, changes, language)).join(language === 'zh' ? '，并且' : ' and ')
  const verdict = verdictOf(told.programme, outcome)
  return { zh: `若${parts('zh')}，则${verdict.zh}`, en: `If ${parts('en')}: ${verdict.en}` }
}
