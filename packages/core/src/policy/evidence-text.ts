/** Facts, gaps and parameters in the words of the catalogue and the law, for whoever signs. */
import { formatYmdZh, isYmd, plainYuan, type Register } from '../kernel/index.ts'
import { ATTRIBUTES } from './attributes.ts'
import type { Evidence, Missing, Who } from './evaluate.ts'
import type { Parameter, ParameterRow, Programme } from './programme.ts'
import { columnsRead } from './references.ts'

export type Fact = {
  readonly register: string
  readonly registerName: string
  readonly who: Who
  readonly text: string
  readonly sure: boolean
  readonly from: number | null
  readonly to: number | null
}

export const PERSON: Readonly<Record<Who, string>> = {
  self: '本人',
  father: '父亲',
  mother: '母亲',
  member: '家庭成员',
}

/** 刑期（月） and 14: 刑期14个月. */
function counted(label: string, value: number): string {
  const [, name = label, unit = ''] = /^(.*)（(月|年|人)）$/.exec(label) ?? []
  return `${name}${value}${unit === '月' ? '个月' : unit}`
}

/** What the rule read of a record, in the catalogue's own words. */
export function factOf(evidence: Evidence, registers: readonly Register[], programme: Programme): Fact {
  const register = registers.find(({ id }) => id === evidence.register)
  const read = columnsRead(programme, evidence.records)
  const parts = (register?.columns ?? []).flatMap((column) => {
    const value = evidence.row[column.id] ?? null
    if (value === null || !read.has(column.id)) return []
    if (column.type.kind === 'date')
      return isYmd(Number(value)) ? [`${column.label.zh}${formatYmdZh(Number(value))}`] : []
    if (column.type.kind === 'code')
      return [column.type.list.entries.find(({ code }) => code === value)?.zh ?? String(value)]
    if (column.type.kind === 'integer') return [counted(column.label.zh, Number(value))]
    return column.type.kind === 'money' ? [`${column.label.zh}${plainYuan(Number(value))}元`] : []
  })
  const end = (name: string | null | undefined): number | null =>
    name ? Number(evidence.row[name] ?? 0) || null : null
  return {
    register: evidence.register,
    registerName: register?.label.zh ?? evidence.register,
    who: evidence.who,
    text: parts.join('，'),
    sure: evidence.truth === true,
    from: end(register?.period?.from),
    to: end(register?.period?.to),
  }
}

const PARENT_STATE: Readonly<Record<number, string>> = {
  1: '登记册上没有记载',
  2: '登记的证件号查不到人',
  3: '登记册里有两种说法',
}

/** What would settle a question: the fact, and the department that could bring it. */
export function missingText(missing: Missing, registers: readonly Register[], programme: Programme): string {
  const owner = (id: string): string => {
    const register = registers.find((one) => one.id === id)
    return register ? `${register.label.zh}（${register.owner.zh}）` : id
  }
  switch (missing.kind) {
    case 'register':
      return `${owner(missing.register)}尚未接入`
    case 'doubtful':
      return `${PERSON[missing.who]}：${owner(missing.register)}有一条记录证件号相同而姓名、性别或生日不符，须核对`
    case 'field':
      return `${PERSON[missing.who]}：${owner(missing.register)}的记录尚不能据以判断`
    case 'attribute':
      return `${PERSON[missing.who]}：${ATTRIBUTES[missing.name]?.label.zh ?? missing.name}查不到`
    case 'parent':
      return `${PERSON[missing.who]}：${PARENT_STATE[missing.state] ?? '不明'}，须走访核实`
    case 'parameter': {
      const label = programme.parameters.find(({ id }) => id === missing.id)?.label.zh ?? missing.id
      return `${label}：待确认`
    }
  }
}

/** A parameter's value as an officer reads it, without its unit. */
export function parameterText(parameter: Parameter, row: ParameterRow): string {
  if (row.value === null) return '待确认'
  if (typeof row.value === 'boolean') return row.value ? '是' : '否'
  const money = parameter.kind === 'fenMonth' || parameter.kind === 'fenOnce'
  return money ? plainYuan(Number(row.value)) : String(row.value)
}
