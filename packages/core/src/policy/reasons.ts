/**
 * Why: from what decided a verdict to the structure that both renderings (letter.ts) are written from.
 *
 * Verdict, every condition with its facts, the article, the arithmetic, parameters with their status, what is missing
 * and who holds it, and what is to come.
 */
import { plainYuan, type Register, type Text, type Ymd } from '../kernel/index.ts'
import { type Ground, groundsOf } from './decisive.ts'
import { type Explained, type Missing, missingFor, valueAt } from './evaluate.ts'
import { type Fact, factOf, type Gap, gapOf, parameterText } from './evidence-text.ts'
import { type Foreseen, nextChange } from './foresee.ts'
import { minimalReason } from './minimal.ts'
import { type Named, namedTruths } from './named-truths.ts'
import { type Condition, type Facts, type ParameterRow, type Programme, rowAt } from './programme.ts'
import { reach } from './references.ts'
import type { Node } from './tree.ts'
import { categoryOf, PERIOD, verdictOf } from './verdict.ts'

export type { Fact, Gap, Language } from './evidence-text.ts'

export type ReasonLine = {
  readonly condition: string
  readonly result: 'met' | 'notMet' | 'unknown'
  readonly label: Text
  readonly requires: Text
  readonly says: Text
  readonly neutral: Text
  readonly facts: readonly Fact[]
  /** Records that were looked at and do not count. */
  readonly related: readonly Fact[]
  /** The named statuses that make it so: whose, and which. */
  readonly named: readonly Named[]
  readonly article: string
  readonly status: string
  readonly missing: readonly Gap[]
  readonly decisive: boolean
}
export type UsedParameter = {
  readonly id: string
  readonly label: Text
  readonly key: string | null
  /** What the key stands for: a category's name. */
  readonly keyLabel: Text
  readonly value: Text
  readonly unit: Text
  /** The document and article, and from when to when the row holds. */
  readonly source: string
  readonly from: Ymd
  readonly to: Ymd | null
  readonly status: ParameterRow['status']
  readonly toConfirm: boolean
}
export type Reasons = {
  readonly asOf: number
  /** Whom the programme is for. */
  readonly subject: Programme['subject']
  readonly verdict: Text
  /** For a refusal or a doubt: which conditions stand in the way of which category (`''`: of every one). */
  readonly grounds: readonly {
    readonly category: string
    readonly label: Text
    readonly conditions: readonly string[]
  }[]
  /** The fewest conditions that carry the verdict by themselves, whatever the others turn out to be (minimal.ts). */
  readonly minimal: readonly string[]
  readonly lines: readonly ReasonLine[]
  readonly arithmetic: readonly Text[]
  readonly parameters: readonly UsedParameter[]
  /** What the city has yet to confirm and the verdict takes to be so. */
  readonly assumptions: readonly Text[]
  readonly missing: readonly Gap[]
  /** Within 60 days, by today's registers; null where nothing changes by itself. */
  readonly foreseen: { readonly on: number; readonly verdict: Text } | null
}

const FORESIGHT_DAYS = 60

type Ask = {
  readonly programme: Programme
  readonly facts: Facts
  readonly person: number
  readonly told: Explained
  readonly registers: readonly Register[]
}

/** The sum, line by line, from the same values that the rule used. */
function arithmeticOf({ programme, facts, person, told }: Ask): Text[] {
  const category = categoryOf(programme, told.category)
  if (!category || told.amountFen === null || category.derivation.length === 0) return []
  const of = (node: Node): number => Number(valueAt(programme, facts, person, node) ?? 0)
  let rounded = false
  const terms = category.derivation.flatMap(({ label, value, shared }, at): Text[] => {
    const amount = of(value)
    if (at > 0 && amount === 0) return []
    const persons = shared === null ? 1 : of(shared)
    rounded ||= amount % persons !== 0
    const yuan = plainYuan(amount)
    if (persons !== 1)
      return [{ zh: `${label.zh}${yuan}元÷${persons}人`, en: `${label.en.trim()} ${yuan} yuan ÷ ${persons} persons` }]
    const { per } = PERIOD[value.kind]
    return [{ zh: `${label.zh}${yuan}元${per.zh}`, en: `${label.en.trim()} ${yuan} yuan${per.en}` }]
  })
  if (told.amountFen === 0 && category.amount.op === 'const') return terms
  const due = plainYuan(told.amountFen)
  const { per } = PERIOD[category.amount.kind]
  return [
    ...terms,
    {
      zh: `得${due}元${per.zh}${rounded ? '（进到分）' : ''}`,
      en: `gives ${due} yuan${per.en}${rounded ? ' (rounded up to the fen)' : ''}`,
    },
  ]
}

/** The parameters behind what decided: those of the category held, else those of the decisive conditions. */
function parametersOf({ programme, facts, told, person }: Ask, decisive: ReadonlySet<string>): UsedParameter[] {
  const category = categoryOf(programme, told.category)
  const nodes: readonly Node[] = category
    ? [category.test, category.amount, ...category.derivation.map(({ value }) => value)]
    : programme.conditions.filter(({ id }) => decisive.has(id)).map(({ expr }) => expr)
  const used = new Map<string, UsedParameter>()
  for (const node of nodes.flatMap((one) => [...reach(programme, one)])) {
    if (node.op !== 'parameter') continue
    const parameter = programme.parameters.find(({ id }) => id === node.id)
    const place = node.place ? valueAt(programme, facts, person, node.place) : null
    const row = parameter ? rowAt(parameter, node.key, place === null ? null : String(place), facts.asOf) : null
    if (!parameter || !row) continue
    used.set(`${node.id}|${node.key}`, {
      id: node.id,
      label: parameter.label,
      key: node.key,
      keyLabel: categoryOf(programme, node.key)?.label ?? { zh: '', en: '' },
      value: parameterText(parameter, row),
      unit: parameter.unit,
      source: [row.citation.title, row.citation.article].filter(Boolean).join('，'),
      from: row.from,
      to: row.to,
      status: row.status,
      toConfirm: row.status === 'assumed' || row.status === 'open',
    })
  }
  return [...used.values()]
}

/** What a condition lacks; where its rule itself says that nobody can tell, the question and who answers it. */
function gapsOf(
  { unknown, ask }: Condition,
  missing: readonly Missing[],
  value: boolean | null,
  { registers, programme }: Pick<Ask, 'registers' | 'programme'>,
): Gap[] {
  if (value !== null || missing.length > 0) return missing.map((one) => gapOf(one, registers, programme))
  const text = { zh: `${unknown.zh}（${ask.zh}）`, en: `${unknown.en} (${ask.en})` }
  return [{ text, holder: null }]
}

function linesOf({ programme, facts, person, told, registers }: Ask, decisive: ReadonlySet<string>): ReasonLine[] {
  return programme.conditions.map((condition, at): ReasonLine => {
    const found = told.conditions[at]
    const value = found?.value ?? null
    const result = value === null ? 'unknown' : value ? 'met' : 'notMet'
    return {
      condition: condition.id,
      result,
      label: condition.label,
      requires: condition.requires,
      says: condition[result],
      neutral: condition.neutral,
      facts: (found?.evidence ?? []).map((one) => factOf(one, registers, programme)),
      related: (found?.related ?? []).map((one) => factOf(one, registers, programme)),
      named: namedTruths(programme, facts, person, condition.expr),
      article: [condition.citation.title, condition.citation.article].filter(Boolean).join('，'),
      status: condition.citation.status,
      missing: gapsOf(condition, found?.missing ?? [], value, { registers, programme }),
      decisive: decisive.has(condition.id),
    }
  })
}

/** What a category that applies lacks when its amount cannot be told. */
function amountMissing({ programme, facts, person, told, registers }: Ask): Gap[] {
  const open = programme.categories.find(({ test }) => valueAt(programme, facts, person, test) !== false)
  if (told.status !== 'unknown' || !open) return []
  return missingFor(programme, facts, person, open.amount).map((one) => gapOf(one, registers, programme))
}

const labelled = (programme: Programme, grounds: readonly Ground[]): Reasons['grounds'] =>
  grounds.map((ground) => ({
    ...ground,
    label: categoryOf(programme, ground.category)?.label ?? { zh: '', en: '' },
  }))

const foreseenAs = (programme: Programme, foreseen: Foreseen | null): Reasons['foreseen'] =>
  foreseen === null ? null : { on: foreseen.on, verdict: verdictOf(programme, foreseen.told) }

/** Parameters and articles behind the verdict that are assumed, and silence that was taken for an answer. */
function assumptionsOf(
  programme: Programme,
  lines: readonly ReasonLine[],
  parameters: readonly UsedParameter[],
): Text[] {
  const figures = parameters
    .filter(({ status }) => status === 'assumed')
    .map(({ label, keyLabel, value }): Text => {
      const [zh, en] = [keyLabel.zh && `（${keyLabel.zh}）`, keyLabel.en && ` (${keyLabel.en})`]
      return { zh: `${label.zh}${zh}：${value.zh}`, en: `${label.en}${en}: ${value.en}` }
    })
  const articles = lines
    .filter(({ decisive, status }) => decisive && status === 'assumed')
    .map(({ requires, article }): Text => ({ zh: `${requires.zh}：${article}`, en: `${requires.en}: ${article}` }))
  const silent = programme.records
    .filter(({ absence }) => absence.means === 'notThere')
    .map(({ absence }) => absence.cite)
  return distinct([...figures, ...articles, ...silent])
}

const distinct = <T>(all: readonly T[]): T[] => [...new Map(all.map((one) => [JSON.stringify(one), one])).values()]

/** The reasons of one person's verdict, as structure. */
export function reasonsOf(
  programme: Programme,
  facts: Facts,
  person: number,
  told: Explained,
  registers: readonly Register[],
): Reasons {
  const ask: Ask = { programme, facts, person, told, registers }
  const grounds = groundsOf(programme, facts, person, told)
  const held = categoryOf(programme, told.category)?.because ?? []
  const sure = held.filter((id) => told.conditions.some((one) => one.id === id && one.value === true))
  const decisive = new Set([...sure, ...grounds.flatMap(({ conditions }) => conditions)])
  const lines = linesOf(ask, decisive)
  const gaps = lines.filter((line) => line.decisive).flatMap((line) => line.missing)
  const parameters = parametersOf(ask, decisive)
  return {
    asOf: facts.asOf,
    subject: programme.subject,
    verdict: verdictOf(programme, told),
    grounds: labelled(programme, grounds),
    minimal: minimalReason(programme, facts, person, told),
    lines,
    arithmetic: arithmeticOf(ask),
    parameters,
    assumptions: assumptionsOf(programme, lines, parameters),
    missing: told.status === 'unknown' ? distinct([...gaps, ...amountMissing(ask)]) : [],
    foreseen: foreseenAs(programme, nextChange(programme, facts, person, FORESIGHT_DAYS)),
  }
}
