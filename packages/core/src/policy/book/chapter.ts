/**
 * One programme as a chapter of the book of rules: everything a lawyer checks, as plain data. The web page, the Markdown and
 * the console are written from it; none of them knows the tree.
 */
import { formatYmd, type Register, type Text } from '../../kernel/index.ts'
import { evaluate } from '../evaluate.ts'
import { parameterText } from '../evidence-text.ts'
import { fullText } from '../letter.ts'
import { keyOf } from '../node-key.ts'
import type { Category, Citation, Condition, Example, ParameterRow, Programme } from '../programme.ts'
import { reasonsOf } from '../reasons.ts'
import { programmeOf } from '../test-figures.ts'
import { categoryOf } from '../verdict.ts'
import { type Clause, clauseOf, type Named } from './clauses.ts'
import { type Reader, type sayIn, text } from './say.ts'
import { type Timeline, timelineOf } from './timeline.ts'

export type Source = { readonly title: string; readonly article: string; readonly status: ParameterRow['status'] }
export type Doubt = {
  readonly kind: 'open' | 'assumed'
  readonly what: Text
  readonly source: string
  readonly ref: string
}
export type Trace = {
  readonly name: string
  readonly asOf: string
  readonly status: 'eligible' | 'ineligible' | 'unknown'
  readonly verdict: Text
  readonly letter: Text
  readonly signed: boolean
  readonly conditions: readonly {
    readonly label: Text
    readonly result: 'met' | 'notMet' | 'unknown'
    readonly decisive: boolean
  }[]
  /** Figures that the example supposes because the city has not said them. */
  readonly supposes: readonly Text[]
}
export type Chapter = {
  readonly id: string
  readonly title: Text
  readonly version: string
  readonly onApplication: boolean
  readonly categories: readonly {
    readonly code: string
    readonly label: Text
    readonly rule: Clause
    readonly amount: Clause
    readonly sources: readonly Source[]
  }[]
  readonly conditions: readonly {
    readonly id: string
    readonly label: Text
    readonly requires: Text
    readonly rule: Clause
    readonly source: Source
    readonly ask: Text
  }[]
  readonly terms: readonly { readonly id: string; readonly label: Text; readonly rule: Clause }[]
  readonly effect: readonly { readonly label: Text; readonly rule: Clause }[]
  readonly figures: readonly {
    readonly id: string
    readonly label: Text
    readonly unit: Text
    readonly timeline: Timeline
    readonly rows: readonly {
      readonly key: Text
      readonly place: string
      readonly value: Text
      readonly from: string
      readonly to: string | null
      readonly source: Source
    }[]
  }[]
  readonly registers: readonly {
    readonly id: string
    readonly label: Text
    readonly owner: Text
    readonly silence: Text
  }[]
  readonly doubts: readonly Doubt[]
  readonly examples: readonly Trace[]
}

const sourceOf = ({ title, article, status }: Citation): Source => ({ title, article, status })
const cited = ({ title, article }: Citation): string => [title, article].filter(Boolean).join('，')
const isDoubt = (status: ParameterRow['status']): status is 'open' | 'assumed' =>
  status === 'open' || status === 'assumed'

function conditionOf(
  reader: Reader,
  { id, label, requires, expr, citation, ask }: Condition,
): Chapter['conditions'][number] {
  return { id, label, requires, rule: clauseOf(reader, expr), source: sourceOf(citation), ask }
}

/** The amount; one that is nothing by declaration is told by the lines of its sum. */
function amountOf(reader: Reader, amount: Category['amount'], derivation: Category['derivation']): Clause {
  if (amount.op !== 'const' || derivation.length === 0) return clauseOf(reader, amount)
  const lines = derivation.map(({ label, value }): Clause => {
    const said = clauseOf(reader, value)
    return { ...said, text: text(`${label.zh.trim()}：${said.text.zh}`, `${label.en.trim()}: ${said.text.en}`) }
  })
  return { text: text('按月不发；另发：', 'Nothing by the month; instead:'), ref: null, parts: lines }
}

function categoryIn(
  reader: Reader,
  { code, label, test, amount, because, derivation }: Category,
): Chapter['categories'][number] {
  const { conditions } = reader.programme
  const named: Named = new Map(
    conditions.map((one) => [keyOf(one.expr), { label: one.label, asks: one.requires, ref: `condition-${one.id}` }]),
  )
  const citations = conditions.filter(({ id }) => because.includes(id)).map(({ citation }) => sourceOf(citation))
  return {
    code,
    label,
    rule: clauseOf(reader, test, named),
    amount: amountOf(reader, amount, derivation),
    sources: [...new Map(citations.map((one) => [`${one.title}${one.article}`, one])).values()],
  }
}

function effectOf(reader: Reader): Chapter['effect'] {
  const { effect } = reader.programme
  if (effect === null) return []
  const line = (zh: string, en: string, rule: Clause) => ({ label: text(zh, en), rule })
  const after = (node: Parameters<typeof sayIn>[1]): Clause => clauseOf(reader, node)
  return [
    line('认定后第几个月起发', 'first paid in the month after the decision by', after(effect.startMonths)),
    line('情形消失后第几个月停发', 'stopped in the month after the event by', after(effect.stopMonths)),
    line('须经重新认定方可停发的情形', 'ended by a new decision alone where', after(effect.onlyByDecision)),
    ...(effect.cutAtOnce ? [line('立即调减的情形', 'lowered at once where', after(effect.cutAtOnce))] : []),
  ]
}

const keyLabelOf =
  (programme: Programme) =>
  (key: string | null): Text =>
    key === null ? text('', '') : (categoryOf(programme, key)?.label ?? text(key, key))

function figuresOf({ programme }: Reader): Chapter['figures'] {
  const shown = programme.parameters.flatMap(({ rows }) => rows.map(({ from }) => from)).filter((day) => day > 19491001)
  const keyLabel = keyLabelOf(programme)
  return programme.parameters.map((parameter) => ({
    id: parameter.id,
    label: parameter.label,
    unit: parameter.unit,
    timeline: timelineOf(parameter, shown, keyLabel),
    rows: parameter.rows.map((row) => ({
      key: keyLabel(row.key),
      place: row.place ?? '',
      value: parameterText(parameter, row),
      from: row.from <= 19491001 ? '' : formatYmd(row.from),
      to: row.to === null ? null : formatYmd(row.to),
      source: { ...sourceOf(row.citation), status: row.status },
    })),
  }))
}

function registersOf({ programme, registers }: Reader): Chapter['registers'] {
  const lines = programme.records.map(({ register, absence }) => {
    const found = registers.find(({ id }) => id === register)
    const means =
      absence.means === 'notThere' ? text('视为没有此事实', 'taken for no') : text('不能据以判断', 'tells nothing')
    return {
      id: register,
      label: found?.label ?? text(register, register),
      owner: found?.owner ?? text('', ''),
      silence: text(`${means.zh}：${absence.cite.zh}`, `${means.en}: ${absence.cite.en}`),
    }
  })
  return [...new Map(lines.map((line) => [`${line.id}${line.silence.zh}`, line])).values()]
}

function doubtsOf({ programme }: Reader): readonly Doubt[] {
  const keyLabel = keyLabelOf(programme)
  const figures = programme.parameters.flatMap((parameter) =>
    parameter.rows.flatMap((row): Doubt[] => {
      if (!isDoubt(row.status)) return []
      const [value, key] = [parameterText(parameter, row), keyLabel(row.key)]
      const what = text(
        `${parameter.label.zh}${key.zh && `（${key.zh}）`}${row.status === 'open' ? '' : `：${value.zh}`}`,
        `${parameter.label.en}${key.en && ` (${key.en})`}${row.status === 'open' ? '' : `: ${value.en}`}`,
      )
      return [{ kind: row.status, what, source: cited(row.citation), ref: `parameter-${parameter.id}` }]
    }),
  )
  const articles = programme.conditions.flatMap(({ id, label, requires, citation }): Doubt[] =>
    isDoubt(citation.status)
      ? [
          {
            kind: citation.status,
            what: text(`${label.zh}：${requires.zh}`, `${label.en}: ${requires.en}`),
            source: cited(citation),
            ref: `condition-${id}`,
          },
        ]
      : [],
  )
  return [...figures, ...articles].toSorted((a, b) => (a.kind === b.kind ? 0 : a.kind === 'open' ? -1 : 1))
}

function traceOf({ programme, registers }: Reader, example: Example): Trace {
  const { name, facts, person, letter, figures = [] } = example
  const law = programmeOf(programme, example)
  const told = evaluate(law, facts, person)
  const reasons = reasonsOf(law, facts, person, told, registers)
  return {
    name,
    asOf: formatYmd(facts.asOf),
    status: told.status,
    verdict: reasons.verdict,
    letter: text(fullText(reasons, 'zh'), fullText(reasons, 'en')),
    signed: letter !== undefined,
    conditions: reasons.lines.map(({ label, result, decisive }) => ({ label, result, decisive })),
    supposes: figures.flatMap((figure) => {
      const parameter = law.parameters.find(({ id }) => id === figure.id)
      const row = parameter?.rows.find(({ key }) => key === figure.key)
      if (!parameter || !row) return []
      const value = parameterText(parameter, row)
      return [text(`${parameter.label.zh}：${value.zh}`, `${parameter.label.en}: ${value.en}`)]
    }),
  }
}

/** The whole chapter; the same programme gives the same chapter. */
export function chapterOf(programme: Programme, registers: readonly Register[]): Chapter {
  const reader: Reader = { programme, registers, records: null }
  return {
    id: programme.id,
    title: programme.label,
    version: programme.version,
    onApplication: programme.onlyOnApplication === true,
    categories: programme.categories.map((one) => categoryIn(reader, one)),
    conditions: programme.conditions.map((one) => conditionOf(reader, one)),
    terms: programme.variables.map(({ id, label, expr }) => ({ id, label, rule: clauseOf(reader, expr) })),
    effect: effectOf(reader),
    figures: figuresOf(reader),
    registers: registersOf(reader),
    doubts: doubtsOf(reader),
    examples: programme.examples.map((one) => traceOf(reader, one)),
  }
}
