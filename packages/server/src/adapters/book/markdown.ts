/** A chapter as Markdown, in Chinese: for a repository, a comparison of two versions, a lawyer's comments. */
import type { Chapter, Clause } from '@doudi/core/policy'
import { STATUS } from './html-text.ts'
import { summaryOf } from './page.ts'

type Source = Chapter['conditions'][number]['source']
const escaped = (text: string): string => text.replaceAll(/[\\`*_|<>[\]]/g, '\\$&')
const sourceLine = ({ title, article, status }: Source): string =>
  `依据：${escaped([title, article].filter(Boolean).join('，'))}${status === 'assumed' || status === 'open' ? `【${STATUS[status]?.zh}】` : ''}`

const clauseLines = ({ text, parts }: Clause, depth: number): readonly string[] => [
  `${'   '.repeat(depth)}${depth === 0 ? '' : '1. '}${escaped(text.zh)}`,
  ...(depth === 0 && parts.length > 0 ? [''] : []),
  ...parts
    .flatMap((part) => clauseLines(part, depth + 1))
    .map((line) => (depth === 0 ? line.replace(/^ {3}/, '') : line)),
]
const rule = (clause: Clause): readonly string[] => [...clauseLines(clause, 0), '']
const row = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => escaped(cell).replaceAll('\n', '<br>')).join(' | ')} |`
const table = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] => [
  row(head),
  `|${' --- |'.repeat(head.length)}`,
  ...rows.map(row),
  '',
]

const SIGN = { met: '✓', notMet: '×', unknown: '?' } as const

export function chapterMarkdown(chapter: Chapter): string {
  const { categories, conditions, terms, effect, figures, registers, doubts, examples } = chapter
  const lines = [
    `# ${chapter.title.zh}`,
    '',
    `${chapter.id}，版本 ${chapter.version}。${summaryOf(chapter)[0]}`,
    '',
    '## 待确认',
    '',
    ...(doubts.length === 0 ? ['没有。'] : []),
    ...doubts.map(({ kind, what, source }) => `- 【${STATUS[kind]?.zh}】${escaped(what.zh)}（${escaped(source)}）`),
    '',
    '## 给谁、给多少',
    '',
    ...categories.flatMap(({ code, label, rule: test, amount, sources }) => [
      `### ${label.zh}（${code}）`,
      '',
      ...rule(test),
      '**发多少**',
      '',
      ...rule(amount),
      ...sources.flatMap((one) => [sourceLine(one), '']),
    ]),
    '## 逐条条件',
    '',
    ...conditions.flatMap(({ label, requires, rule: test, source, ask }) => [
      `### ${label.zh}`,
      '',
      `${escaped(requires.zh)}。`,
      '',
      ...rule(test),
      `${sourceLine(source)}。不明时问：${ask.zh}。`,
      '',
    ]),
    '## 用语',
    '',
    ...[...terms, ...effect].flatMap(({ label, rule: test }) => [`### ${label.zh}`, '', ...rule(test)]),
    '## 法规里的数字',
    '',
    ...figures.flatMap(({ id, label, unit, rows }) => [
      `### ${label.zh}（${id}，${unit.zh}）`,
      '',
      ...table(
        ['适用', '数值', '起', '止', '依据', '状态'],
        rows.map(({ key, place, value, from, to, source }) => [
          [key.zh, place].filter(Boolean).join(' '),
          value.zh,
          from || '–',
          to ?? '–',
          [source.title, source.article].filter(Boolean).join('，'),
          STATUS[source.status]?.zh ?? source.status,
        ]),
      ),
    ]),
    '## 依据哪些登记',
    '',
    ...table(
      ['登记册', '提供单位', '查无记录时'],
      registers.map(({ id, label, owner, silence }) => [`${id} ${label.zh}`, owner.zh, silence.zh]),
    ),
    '## 算例',
    '',
    ...examples.flatMap(({ name, asOf, letter, conditions: told, supposes }) => [
      `### ${escaped(name)}（${asOf}）`,
      '',
      ...(supposes.length === 0 ? [] : [`本例设定：${supposes.map(({ zh }) => escaped(zh)).join('；')}。`, '']),
      ...letter.zh.split('\n').flatMap((line) => [`> ${escaped(line)}`, '>']),
      '',
      told
        .map(({ label, result, decisive }) => `${SIGN[result]} ${decisive ? `**${label.zh}**` : label.zh}`)
        .join('，'),
      '',
    ]),
  ]
  return `${lines.join('\n').trimEnd()}\n`
}
