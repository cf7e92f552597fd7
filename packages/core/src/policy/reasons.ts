/**
 * From what decided a verdict to what an officer would sign, and what a village may read.
 *
 * One structure, two renderings. Full: verdict, decisive conditions with facts, days and source register, the article,
 * the arithmetic, parameters with their status, what is missing and who holds it. Neutral: no word of custody,
 * rehabilitation or illness; only whether the parents' situation is verified, and what to ask at the door.
 */
import { formatYmdZh, isYmd, plainYuan, type Register, type Text } from '../kernel/index.ts'
import { type ConditionResult, type Evidence, type Explained, type Missing, valueAt, type Who } from './evaluate.ts'
import { type Condition, type Facts, type ParameterRow, type Programme, rowsOn } from './programme.ts'
import { reach } from './references.ts'

export type Fact = {
  readonly register: string
  readonly registerName: string
  readonly who: Who
  readonly text: string
  readonly sure: boolean
  readonly from: number | null
  readonly to: number | null
}
export type ReasonLine = {
  readonly condition: string
  readonly result: 'met' | 'notMet' | 'unknown'
  readonly label: Text
  readonly requires: Text
  readonly says: Text
  readonly neutral: Text
  readonly facts: readonly Fact[]
  readonly article: string
  readonly status: string
  readonly missing: readonly string[]
  readonly decisive: boolean
}
export type UsedParameter = {
  readonly id: string
  readonly label: Text
  readonly key: string | null
  readonly value: string
  readonly unit: string
  readonly source: string
  readonly status: ParameterRow['status']
  readonly toConfirm: boolean
}
export type Reasons = {
  readonly verdict: Text
  readonly lines: readonly ReasonLine[]
  readonly arithmetic: readonly string[]
  readonly parameters: readonly UsedParameter[]
  readonly missing: readonly string[]
}

const PERSON: Readonly<Record<Who, string>> = { self: '本人', father: '父亲', mother: '母亲' }

/** The days and codes of a record that a reader needs, in the catalogue's own words. */
function factOf(evidence: Evidence, registers: readonly Register[]): Fact {
  const register = registers.find(({ id }) => id === evidence.register)
  const parts = (register?.columns ?? []).flatMap((column) => {
    const value = evidence.row[column.id] ?? null
    if (value === null || column.type.kind === 'name' || column.type.kind === 'residentId') return []
    if (column.type.kind === 'date')
      return isYmd(Number(value)) ? [`${column.label.zh}${formatYmdZh(Number(value))}`] : []
    if (column.type.kind === 'code')
      return [column.type.list.entries.find(({ code }) => code === value)?.zh ?? String(value)]
    if (column.type.kind === 'integer') return [`${column.label.zh}${value}`]
    return column.type.kind === 'money' ? [`${column.label.zh}${plainYuan(Number(value))}元`] : []
  })
  const end = (name: string | null | undefined): number | null =>
    name ? Number(evidence.row[name] ?? 0) || null : null
  return {
    register: evidence.register,
    registerName: register?.label.zh ?? evidence.register,
    who: evidence.who,
    text: parts.join(','),
    sure: evidence.truth === true,
    from: end(register?.period?.from),
    to: end(register?.period?.to),
  }
}

const ATTRIBUTE: Readonly<Record<string, string>> = {
  registered: '户籍登记',
  cancelDate: '户籍登记',
  birth: '出生日期',
}
const PARENT_STATE: Readonly<Record<number, string>> = {
  1: '登记册上没有记载',
  2: '登记的证件号查不到人',
  3: '登记册里有两种说法',
}

function missingText(missing: Missing, registers: readonly Register[], programme: Programme): string {
  const owner = (id: string): string => {
    const register = registers.find((one) => one.id === id)
    return register ? `${register.label.zh}(${register.owner.zh})` : id
  }
  switch (missing.kind) {
    case 'register':
      return `${owner(missing.register)}尚未接入`
    case 'doubtful':
      return `${PERSON[missing.who]}:${owner(missing.register)}有一条记录证件号相同而姓名、性别或生日不符,须核对`
    case 'field':
      return `${PERSON[missing.who]}:${owner(missing.register)}的记录尚不能据以判断`
    case 'attribute':
      return `${PERSON[missing.who]}:${ATTRIBUTE[missing.name] ?? missing.name}查不到`
    case 'parent':
      return `${PERSON[missing.who]}:${PARENT_STATE[missing.state] ?? '不明'},须走访核实`
    case 'parameter': {
      const label = programme.parameters.find(({ id }) => id === missing.id)?.label.zh ?? missing.id
      return `${label}(${missing.id}):待确认`
    }
  }
}

const resultOf = (value: boolean | null): ReasonLine['result'] =>
  value === null ? 'unknown' : value ? 'met' : 'notMet'

/** Which conditions carry the verdict: those of the category held; for a refusal those that fail; for doubt those unknown. */
function isDecisive(told: Explained, condition: Condition, result: ConditionResult, programme: Programme): boolean {
  const category = programme.categories.find(({ code }) => code === told.category)
  if (category) return category.because.includes(condition.id) && result.value === true
  const because = new Set(programme.categories.flatMap(({ because: ids }) => ids))
  if (told.status === 'unknown') return result.value === null
  const gates = programme.conditions.filter(({ id }) => !because.has(id) && id !== 'inSchool').map(({ id }) => id)
  const gateFails = told.conditions.some(({ id, value }) => gates.includes(id) && value === false)
  return gateFails
    ? gates.includes(condition.id) && result.value === false
    : because.has(condition.id) && condition.id !== 'placed' && result.value === false
}

function verdictOf(programme: Programme, told: Explained): Text {
  const category = programme.categories.find(({ code }) => code === told.category)
  if (category && told.amountFen !== null) {
    const amount = told.amountFen > 0 ? `,每月应发${plainYuan(told.amountFen)}元` : ''
    return {
      zh: `符合“${category.label.zh}”${amount}。`,
      en: `Qualifies as ${category.label.en}${told.amountFen > 0 ? `: ${plainYuan(told.amountFen)} yuan a month` : ''}.`,
    }
  }
  return told.status === 'unknown'
    ? { zh: `是否符合${programme.label.zh}尚不能确定,须核实。`, en: 'Cannot be told yet; to be verified.' }
    : { zh: `不符合${programme.label.zh}的条件。`, en: 'Does not qualify.' }
}

/** The difference, line by line, from the same values that the rule used. */
function arithmeticOf(programme: Programme, facts: Facts, person: number, told: Explained): string[] {
  if (told.category === null || told.amountFen === null || !programme.variables.some(({ id }) => id === 'heldFamily'))
    return []
  const of = (name: string): number =>
    Number(valueAt(programme, facts, person, { op: 'variable', kind: 'int', name }) ?? 0)
  const standard = Number(
    valueAt(programme, facts, person, { op: 'parameter', kind: 'fenMonth', id: 'P-CH-STD', key: told.category }) ?? 0,
  )
  const [family, persons, own] = [of('heldFamily'), of('heldPersons'), of('heldOwn')]
  const lines = [`标准 ${plainYuan(standard)}元/月`]
  if (own > 0) lines.push(`减 本人特困供养金、困难残疾人生活补贴 ${plainYuan(own)}元`)
  if (family > 0) lines.push(`减 低保金人均 ${plainYuan(family)}÷${persons}人`)
  return [...lines, `得 ${plainYuan(told.amountFen)}元/月${family > 0 && family % persons !== 0 ? '(进到分)' : ''}`]
}

function parametersOf(programme: Programme, facts: Facts, told: Explained): UsedParameter[] {
  const category = programme.categories.find(({ code }) => code === told.category)
  const nodes = category ? [category.test, category.amount] : programme.categories.map(({ test }) => test)
  const used = new Map<string, UsedParameter>()
  for (const node of nodes.flatMap((one) => [...reach(programme, one)])) {
    if (node.op !== 'parameter') continue
    const parameter = programme.parameters.find(({ id }) => id === node.id)
    const row = parameter ? rowsOn(parameter, facts.asOf).find(({ key }) => key === node.key) : undefined
    if (!parameter || !row) continue
    const value =
      row.value === null
        ? '待确认'
        : typeof row.value === 'boolean'
          ? row.value
            ? '是'
            : '否'
          : parameter.kind === 'fenMonth' || parameter.kind === 'fenOnce'
            ? plainYuan(Number(row.value))
            : String(row.value)
    used.set(`${node.id}|${node.key}`, {
      id: node.id,
      label: parameter.label,
      key: node.key,
      value,
      unit: parameter.unit.zh,
      source: `${row.citation.title} ${row.citation.article}`,
      status: row.status,
      toConfirm: row.status === 'assumed' || row.status === 'open',
    })
  }
  return [...used.values()]
}

export function reasonsOf(
  programme: Programme,
  facts: Facts,
  person: number,
  told: Explained,
  registers: readonly Register[],
): Reasons {
  const lines = programme.conditions.map((condition, at): ReasonLine => {
    const result = told.conditions[at] ?? { id: condition.id, value: null, evidence: [], missing: [] }
    const kind = resultOf(result.value)
    return {
      condition: condition.id,
      result: kind,
      label: condition.label,
      requires: condition.requires,
      says: kind === 'met' ? condition.met : kind === 'notMet' ? condition.notMet : condition.unknown,
      neutral: condition.neutral,
      facts: result.evidence.map((one) => factOf(one, registers)),
      article: `${condition.citation.title} ${condition.citation.article}`,
      status: condition.citation.status,
      missing: result.missing.map((one) => missingText(one, registers, programme)),
      decisive: isDecisive(told, condition, result, programme),
    }
  })
  const missing =
    told.status === 'unknown'
      ? [...new Set(lines.filter(({ decisive }) => decisive).flatMap((line) => line.missing))]
      : []
  return {
    verdict: verdictOf(programme, told),
    lines,
    arithmetic: arithmeticOf(programme, facts, person, told),
    parameters: parametersOf(programme, facts, told),
    missing,
  }
}

/** What a county officer would sign. */
export function fullText(reasons: Reasons): string {
  const decisive = reasons.lines.filter(({ decisive: one }) => one)
  const because = decisive.map((line) => {
    const facts = line.facts
      .filter(({ sure }) => sure || line.result === 'unknown')
      .map(
        (fact) => `${PERSON[fact.who]}:${fact.registerName}${fact.register}${fact.text === '' ? '' : `,${fact.text}`}`,
      )
    return `${line.says.zh}${facts.length > 0 ? `(${[...new Set(facts)].join(';')})` : ''}。依据:${line.article}${line.status === 'assumed' ? '【待确认】' : ''}。`
  })
  const money = reasons.arithmetic.length > 0 ? [`计算:${reasons.arithmetic.join(',')}。`] : []
  const missing = reasons.missing.length > 0 ? [`尚缺:${reasons.missing.join(';')}。`] : []
  const confirm = reasons.parameters
    .filter(({ toConfirm }) => toConfirm)
    .map(({ id, key }) => (key === null ? id : `${id}[${key}]`))
  return [
    reasons.verdict.zh,
    ...because,
    ...money,
    ...missing,
    ...(confirm.length > 0 ? [`待确认的参数:${confirm.join('、')}。`] : []),
  ].join('\n')
}

/** What may be read in a village: what is verified, what to ask; nothing of why. */
export function neutralText(reasons: Reasons): string {
  const groups = new Map<string, ReasonLine['result'][]>()
  for (const line of reasons.lines) {
    if (!line.decisive) continue
    groups.set(line.neutral.zh, [...(groups.get(line.neutral.zh) ?? []), line.result])
  }
  const shown = [...groups].map(([label, results]) => `${label}:${results.includes('unknown') ? '待核实' : '已核实'}`)
  const ask = ['孩子现在和谁一起住、由谁照料?', '是否在上学?', '监护人和联系电话是否有变化?', '近期生活有没有急需?']
  return [
    `请上门核实。${shown.join(';')}。`,
    ...ask.map((question, at) => `${at + 1}. ${question}`),
    '不向邻里说明来意,不公示。',
  ].join('\n')
}
