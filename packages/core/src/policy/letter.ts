/**
 * The two renderings of one structure. Full, for county and town: what an officer would sign. Neutral, for the village:
 * no word of custody, rehabilitation or illness; only whether a matter is verified, and what to ask at the door.
 */
import { formatYmdZh } from '../kernel/index.ts'
import type { Who } from './evaluate.ts'
import { type Fact, PERSON } from './evidence-text.ts'
import type { ReasonLine, Reasons } from './reasons.ts'

/** 死亡登记，死亡日期…; a register's name that says nothing new beside the status is not said twice. */
const source = (fact: Fact, named: readonly string[]): string =>
  [named.includes(fact.registerName) ? '' : fact.registerName, fact.text].filter(Boolean).join('，')

/** Facts by the person they are about: 父亲死亡（死亡登记R03，死亡日期…）；母亲…. */
function witnesses(line: ReasonLine): string {
  const facts = line.facts.filter(({ sure }) => sure || line.result === 'unknown')
  const shown = facts.length > 0 ? facts : line.result === 'notMet' ? line.related : []
  const about = new Set<Who>([...line.named.map(({ who }) => who), ...shown.map(({ who }) => who)])
  const parts = [...about].map((who) => {
    const named = line.named.filter((one) => one.who === who).map(({ label }) => label.zh)
    const sources = [...new Set(shown.filter((one) => one.who === who).map((fact) => source(fact, named)))]
    const found = sources.length > 0 ? `（${sources.join('；')}）` : ''
    return `${who === 'self' ? '' : PERSON[who]}${named.join('、')}${found}`
  })
  const told = parts.filter((part) => part !== '').join('；')
  // 母亲无符合情形（…）: the sentence has named its person already.
  if (about.size === 1 && line.named.length === 0) return told.replace(/^[^（]*/, '')
  return told === '' || told.startsWith('（') ? told : `：${told}`
}

const sentence = (line: ReasonLine): string =>
  `${line.says.zh}${witnesses(line)}。依据：${line.article}${line.status === 'assumed' ? '【待确认】' : ''}。`

/** A refusal or a doubt, category by category; what has been said once is not said again beside something new. */
function grounded({ grounds, lines }: Reasons): string[] {
  const told = new Set<string>()
  return grounds.map(({ label, conditions }) => {
    const fresh = conditions.filter((id) => !told.has(id))
    const ids = fresh.length > 0 ? fresh : conditions
    for (const id of conditions) told.add(id)
    const because = lines.filter(({ condition }) => ids.includes(condition)).map(sentence)
    return `${label.zh === '' ? '' : `${label.zh}：`}${because.join('')}`
  })
}

/** Beside a category held: records that were found and do not count, and for what. */
const besides = ({ lines }: Reasons): string[] =>
  lines
    .filter(({ decisive, result, related }) => !decisive && result === 'notMet' && related.length > 0)
    .map((line) => `另查：${line.says.zh}${witnesses(line)}。`)

/** What a county officer would sign. */
export function fullText(reasons: Reasons): string {
  const held = reasons.grounds.length === 0 ? reasons.lines.filter(({ decisive }) => decisive).map(sentence) : []
  const confirm = reasons.parameters
    .filter(({ toConfirm }) => toConfirm)
    .map(({ label, keyLabel, value }) => {
      const name = keyLabel === '' ? label.zh : `${label.zh}（${keyLabel}）`
      return value === '待确认' ? name : `${name}：${value}`
    })
  return [
    `截至${formatYmdZh(reasons.asOf)}，${reasons.verdict.zh}`,
    ...held,
    ...(held.length > 0 ? besides(reasons) : []),
    ...grounded(reasons),
    ...(reasons.arithmetic.length > 0 ? [`计算：${reasons.arithmetic.join('，')}。`] : []),
    ...(reasons.missing.length > 0 ? [`尚缺：${reasons.missing.join('；')}。`] : []),
    ...(reasons.foreseen === null
      ? []
      : [
          `按现有登记，自${formatYmdZh(reasons.foreseen.on)}起${reasons.foreseen.verdict.zh.replace(/。$/, '')}，届时复核。`,
        ]),
    ...(confirm.length > 0 ? [`待确认的参数：${[...new Set(confirm)].join('、')}。`] : []),
  ].join('\n')
}

const ASK = ['孩子现在和谁一起住、由谁照料？', '是否在上学？', '监护人和联系电话是否有变化？', '近期生活有没有急需？']

/** What may be read in a village: what is verified, what to ask; nothing of why. */
export function neutralText(reasons: Reasons): string {
  const groups = new Map<string, ReasonLine['result'][]>()
  for (const line of reasons.lines) {
    if (!line.decisive) continue
    groups.set(line.neutral.zh, [...(groups.get(line.neutral.zh) ?? []), line.result])
  }
  const shown = [...groups].map(([label, results]) => `${label}：${results.includes('unknown') ? '待核实' : '已核实'}`)
  return [
    `请上门核实。${shown.length > 0 ? `${shown.join('；')}。` : ''}`,
    ...ASK.map((question, at) => `${at + 1}. ${question}`),
    '不向邻里说明来意，不公示。',
  ].join('\n')
}
