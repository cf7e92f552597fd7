/** The parts of a chapter as HTML, each from the chapter's own data. */
import type { Chapter, Clause } from '@doudi/core/policy'
import { badge, both, chinese, plain, quoting, said } from './html-text.ts'
import { timelineSvg } from './timeline-svg.ts'

export type Section = { readonly id: string; readonly title: readonly [zh: string, en: string]; readonly body: string }
type Source = Chapter['conditions'][number]['source']

const named = ({ text, ref }: Clause): string =>
  ref === null ? both(text) : `<a href="#${plain(ref)}">${both(text)}</a>`
function clauses(all: readonly Clause[], depth: number): string {
  if (all.length === 0) return ''
  const items = all.map((one) => `<li>${named(one)}${clauses(one.parts, depth + 1)}</li>`)
  return `<ol class="depth-${Math.min(depth, 5)}">${items.join('')}</ol>`
}
const rule = (clause: Clause): string => `<div class="rule">${named(clause)}${clauses(clause.parts, 1)}</div>`

const source = ({ title, article, status }: Source): string =>
  `<p class="source">${chinese(title)}${article === '' ? '' : `<br>${chinese(article)}`}${badge(status)}</p>`

function categories({ categories: all, onApplication }: Chapter): string {
  const note = onApplication
    ? said(
        '有人申请时研判；不对全体人口按日研判。',
        'Decided when somebody applies, never for everybody by night.',
        'p',
      )
    : ''
  const order =
    all.length > 1
      ? said(
          '按以下顺序，符合前一类的不再看后一类。',
          'In this order: whoever falls under one is not looked at under the next.',
          'p',
        )
      : ''
  const items = all.map(
    ({ code, label, rule: test, amount, sources }) => `<article id="category-${plain(code)}" class="beside">
<div><h3>${both(label)} <small>${plain(code)}</small></h3>${rule(test)}<h4>${said('发多少', 'Amount')}</h4>${rule(amount)}</div>
<aside>${sources.map(source).join('')}</aside></article>`,
  )
  return note + order + items.join('')
}

const conditions = ({ conditions: all }: Chapter): string =>
  all
    .map(
      ({ id, label, requires, rule: test, source: from, ask }) => `<article id="condition-${plain(id)}" class="beside">
<div><h3>${both(label)}</h3>${test.text.zh === requires.zh ? '' : `<p class="requires">${both(requires)}</p>`}${rule(test)}</div>
<aside>${source(from)}<p class="ask">${said(`不明时问：${ask.zh}`, `Who can tell: ${ask.en}`)}</p></aside></article>`,
    )
    .join('')

const terms = ({ terms: all, effect }: Chapter): string =>
  all
    .map(
      ({ id, label, rule: test }) =>
        `<article id="variable-${plain(id)}"><h3>${both(label)}</h3>${rule(test)}</article>`,
    )
    .join('') +
  effect.map(({ label, rule: test }) => `<article><h3>${both(label)}</h3>${rule(test)}</article>`).join('')

function figures({ figures: all }: Chapter): string {
  const head = `<thead><tr><th>${said('适用', 'For')}</th><th>${said('数值', 'Value')}</th><th>${said('起', 'From')}</th><th>${said('止', 'To')}</th><th>${said('依据', 'Source')}</th></tr></thead>`
  return all
    .map((figure) => {
      const rows = figure.rows.map(
        ({ key, place, value, from, to, source: cited }) =>
          `<tr><td>${both(key)} ${plain(place)}</td><td class="value">${both(value)}</td><td class="day">${from === '' ? '–' : from}</td><td class="day">${to ?? '–'}</td><td>${chinese([cited.title, cited.article].filter(Boolean).join('，'))}${badge(cited.status)}</td></tr>`,
      )
      return `<article id="parameter-${plain(figure.id)}"><h3>${both(figure.label)} <small>${plain(figure.id)} · ${both(figure.unit)}</small></h3>${timelineSvg(figure)}<div class="wide"><table>${head}<tbody>${rows.join('')}</tbody></table></div></article>`
    })
    .join('')
}

const registers = ({ registers: all }: Chapter): string =>
  `<div class="wide"><table><thead><tr><th>${said('登记册', 'Register')}</th><th>${said('提供单位', 'Office')}</th><th>${said('查无记录时', 'Where it says nothing')}</th></tr></thead><tbody>${all
    .map(
      ({ id, label, owner, silence }) =>
        `<tr><td>${plain(id)} ${both(label)}</td><td>${both(owner)}</td><td>${both(silence)}</td></tr>`,
    )
    .join('')}</tbody></table></div>`

const doubts = ({ doubts: all }: Chapter): string =>
  all.length === 0
    ? said('没有。', 'None.', 'p')
    : `<ul class="doubts">${all
        .map(
          ({ kind, what, source: cited, ref }) =>
            `<li><a href="#${plain(ref)}">${both(what)}</a>${badge(kind)}<br><small>${chinese(cited)}</small></li>`,
        )
        .join('')}</ul>`

const SIGN = { met: '✓', notMet: '×', unknown: '?' } as const
function examples({ examples: all }: Chapter): string {
  const shown = all.map(({ name, asOf, status, verdict, letter, signed, conditions: told, supposes }) => {
    const marks = told.map(
      ({ label, result, decisive }) =>
        `<li class="${result}${decisive ? ' decisive' : ''}"><i>${SIGN[result]}</i> ${both(label)}</li>`,
    )
    const paragraphs = (language: 'zh' | 'en'): string =>
      letter[language]
        .split('\n')
        .map(
          (line) =>
            `<p class="${language}" lang="${language === 'zh' ? 'zh-CN' : 'en'}">${language === 'zh' ? plain(line) : quoting(line)}</p>`,
        )
        .join('')
    const figured =
      supposes.length === 0
        ? ''
        : `<p>${said(`本例设定：${supposes.map(({ zh }) => zh).join('；')}`, `This example supposes: ${supposes.map(({ en }) => en).join('; ')}`)}</p>`
    return `<details${signed ? ' open' : ''}><summary><span class="status ${status}">${SIGN[status === 'eligible' ? 'met' : status === 'ineligible' ? 'notMet' : 'unknown']}</span> ${both(verdict)} <small><span class="day">${asOf}</span> <span lang="en">${plain(name)}</span></small></summary>${figured}<div class="letter">${paragraphs('zh')}${paragraphs('en')}</div><ul class="marks">${marks.join('')}</ul></details>`
  })
  return `${said('每个算例都在每个引擎上各算一遍，须全部相同。', 'Every example runs on every engine, and all must agree.', 'p')}${shown.join('')}`
}

export function sectionsOf(chapter: Chapter): readonly Section[] {
  return [
    { id: 'categories', title: ['给谁、给多少', 'Who, and how much'], body: categories(chapter) },
    { id: 'doubts', title: ['待确认', 'To be confirmed'], body: doubts(chapter) },
    { id: 'conditions', title: ['逐条条件', 'Condition by condition'], body: conditions(chapter) },
    { id: 'terms', title: ['用语', 'Terms'], body: terms(chapter) },
    { id: 'figures', title: ['法规里的数字', 'Figures of law'], body: figures(chapter) },
    { id: 'registers', title: ['依据哪些登记', 'Registers read'], body: registers(chapter) },
    { id: 'examples', title: ['算例', 'Worked examples'], body: examples(chapter) },
  ]
}
