/**
 * The two renderings of one structure. Full, for county and town: what an officer would sign. Neutral, for the village:
 * no word of custody, rehabilitation or illness; only whether a matter is verified, and what to ask at the door.
 */
import type { Who } from './evaluate.ts'
import { dayText, type Fact, type Language, PERSON } from './evidence-text.ts'
import type { ReasonLine, Reasons } from './reasons.ts'

/** How each language writes what stands between the words. */
const WRITTEN = {
  zh: {
    comma: '，',
    semicolon: '；',
    colon: '：',
    list: '、',
    stop: '。',
    open: '（',
    close: '）',
    source: '依据：',
    toConfirm: '【待确认】',
    besides: '另查：',
    arithmetic: '计算：',
    missing: '尚缺：',
    asOf: (day: string) => `截至${day}，`,
    foreseen: (day: string, verdict: string) => `按现有登记，自${day}起${verdict}，届时复核。`,
    openParameters: '待确认的参数：',
  },
  en: {
    comma: ', ',
    semicolon: '; ',
    colon: ': ',
    list: ', ',
    stop: '. ',
    open: ' (',
    close: ')',
    source: 'Basis: ',
    toConfirm: ' [to be confirmed]',
    besides: 'Also seen: ',
    arithmetic: 'Sum: ',
    missing: 'Missing: ',
    asOf: (day: string) => `As of ${day}: `,
    foreseen: (day: string, verdict: string) =>
      `By what the registers say today, from ${day}: ${verdict}. To be looked at again then.`,
    openParameters: 'Parameters to be confirmed: ',
  },
} as const

/** 死亡登记，死亡日期…; a register's name that says nothing new beside the status is not said twice. */
const source = (fact: Fact, named: readonly string[], language: Language): string =>
  [named.includes(fact.registerName[language]) ? '' : fact.registerName[language], fact.text[language]]
    .filter(Boolean)
    .join(WRITTEN[language].comma)

/** Facts by the person they are about: 父亲死亡（死亡登记R03，死亡日期…）；母亲…. */
function witnesses(line: ReasonLine, language: Language): string {
  const { semicolon, colon, list, open, close } = WRITTEN[language]
  const facts = line.facts.filter(({ sure }) => sure || line.result === 'unknown')
  const shown = facts.length > 0 ? facts : line.result === 'notMet' ? line.related : []
  const about = new Set<Who>([...line.named.map(({ who }) => who), ...shown.map(({ who }) => who)])
  const parts = [...about].map((who) => {
    const named = line.named.filter((one) => one.who === who).map(({ label }) => label[language])
    const sources = [...new Set(shown.filter((one) => one.who === who).map((fact) => source(fact, named, language)))]
    const found = sources.length > 0 ? `${open}${sources.join(semicolon)}${close}` : ''
    const person = who === 'self' ? '' : PERSON[who][language]
    const status = named.join(list)
    return `${person}${language === 'en' && person !== '' && status !== '' ? ' ' : ''}${status}${found}`
  })
  const told = parts.filter((part) => part !== '').join(semicolon)
  // 母亲无符合情形（…）: the sentence has named its person already.
  if (about.size === 1 && line.named.length === 0) return told.includes(open) ? told.slice(told.indexOf(open)) : ''
  return told === '' || told.startsWith(open) ? told : `${colon}${told}`
}

function sentence(line: ReasonLine, language: Language): string {
  const { stop, source: basis, toConfirm } = WRITTEN[language]
  const assumed = line.status === 'assumed' ? toConfirm : ''
  return `${capital(line.says[language], language)}${witnesses(line, language)}${stop}${basis}${line.article}${assumed}${stop}`
}
const capital = (text: string, language: Language): string =>
  language === 'en' ? text.charAt(0).toUpperCase() + text.slice(1) : text

/** A refusal or a doubt, category by category; what has been said once is not said again beside something new. */
function grounded({ grounds, lines }: Reasons, language: Language): string[] {
  const told = new Set<string>()
  return grounds.map(({ label, conditions }) => {
    const fresh = conditions.filter((id) => !told.has(id))
    const ids = fresh.length > 0 ? fresh : conditions
    for (const id of conditions) told.add(id)
    const because = lines.filter(({ condition }) => ids.includes(condition)).map((line) => sentence(line, language))
    const name = label[language] === '' ? '' : `${capital(label[language], language)}${WRITTEN[language].colon}`
    return `${name}${because.join('')}`
  })
}

/** Beside a category held: records that were found and do not count, and for what. */
function besides({ lines }: Reasons, language: Language): string[] {
  const { besides: also, stop } = WRITTEN[language]
  return lines
    .filter(({ decisive, result, related }) => !decisive && result === 'notMet' && related.length > 0)
    .map((line) => `${also}${line.says[language]}${witnesses(line, language)}${stop}`)
}

/** What a county officer would sign. */
export function fullText(reasons: Reasons, language: Language = 'zh'): string {
  const says = WRITTEN[language]
  const decisive = reasons.lines.filter((line) => line.decisive)
  const held = reasons.grounds.length === 0 ? decisive.map((line) => sentence(line, language)) : []
  const confirm = reasons.parameters
    .filter(({ toConfirm }) => toConfirm)
    .map(({ label, keyLabel, value, status }) => {
      const key = keyLabel[language] === '' ? '' : `${says.open}${keyLabel[language]}${says.close}`
      return `${label[language]}${key}${status === 'open' ? '' : `${says.colon}${value[language]}`}`
    })
  const line = (head: string, parts: readonly string[], between: string): string[] =>
    parts.length === 0 ? [] : [`${head}${parts.join(between)}${says.stop}`]
  const { foreseen } = reasons
  return [
    `${says.asOf(dayText(reasons.asOf, language))}${reasons.verdict[language]}`,
    ...held,
    ...(held.length > 0 ? besides(reasons, language) : []),
    ...grounded(reasons, language),
    ...line(
      says.arithmetic,
      reasons.arithmetic.map((one) => one[language]),
      says.comma,
    ),
    ...line(says.missing, [...new Set(reasons.missing.map(({ text }) => text[language]))], says.semicolon),
    ...(foreseen === null
      ? []
      : [says.foreseen(dayText(foreseen.on, language), foreseen.verdict[language].replace(/[。.]$/, ''))]),
    ...line(says.openParameters, [...new Set(confirm)], says.list),
  ]
    .map((one) => one.trimEnd())
    .join('\n')
}

const OF_CHILDREN = [
  '孩子现在和谁一起住、由谁照料？',
  '是否在上学？',
  '监护人和联系电话是否有变化？',
  '近期生活有没有急需？',
]
const ASK: Readonly<Record<Reasons['subject'], readonly string[]>> = {
  child: OF_CHILDREN,
  student: OF_CHILDREN,
  applicant: [
    '家里现在有哪些人一起生活？',
    '主要靠什么收入生活？',
    '近期有没有大的支出或变故？',
    '联系电话是否有变化？',
  ],
}
/** Of children nothing is ever made public; of other applications the law asks for a public notice. */
const quiet = (subject: Reasons['subject']): string =>
  subject === 'applicant' ? '不向邻里说明来意。' : '不向邻里说明来意，不公示。'

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
    ...ASK[reasons.subject].map((question, at) => `${at + 1}. ${question}`),
    quiet(reasons.subject),
  ].join('\n')
}
