/** A chapter, and the book's front page, as whole HTML pages that need nothing beside themselves. */
import type { Chapter } from '@doudi/core/policy'
import { both, plain, said } from './html-text.ts'
import { sectionsOf } from './sections.ts'
import { STYLE } from './style.ts'

const shell = (title: string, body: string): string => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${plain(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<input class="language" type="radio" name="language" id="zh" aria-label="中文" checked><input class="language" type="radio" name="language" id="en" aria-label="English">
<header class="bar"><b>${said('兜底 Doudi', 'Doudi 兜底')}</b><a href="index.html">${said('规则手册', 'The book of rules')}</a><span class="choose"><label for="zh">中文</label><label for="en">English</label></span></header>
${body}
</body>
</html>
`

const count = (all: readonly unknown[], one: string, more = `${one}s`): string =>
  `${all.length} ${all.length === 1 ? one : more}`

/** How many of each there are, in a sentence. */
export function summaryOf({
  categories,
  conditions,
  figures,
  doubts,
  examples,
}: Chapter): readonly [zh: string, en: string] {
  const open = doubts.filter(({ kind }) => kind === 'open').length
  const assumed = doubts.length - open
  return [
    `分${categories.length}类，看${conditions.length}个条件，用${figures.length}项法规数字，附${examples.length}个算例；${open}项未定，${assumed}项按假定办、待确认。`,
    `${count(categories, 'category', 'categories')}, ${count(conditions, 'condition')}, ${count(figures, 'figure')} of law, ${count(examples, 'worked example')}; ${open} open, ${assumed} assumed and to be confirmed.`,
  ]
}

export function chapterPage(chapter: Chapter): string {
  const sections = sectionsOf(chapter)
  const toc = sections.map(({ id, title: [zh, en] }) => `<li><a href="#${id}">${said(zh, en)}</a></li>`)
  const body = sections.map(
    ({ id, title: [zh, en], body: inner }) =>
      `<section aria-labelledby="${id}"><h2 id="${id}">${said(zh, en)}</h2>${inner}</section>`,
  )
  const [zh, en] = summaryOf(chapter)
  return shell(
    `${chapter.title.zh} · 规则手册`,
    `<div class="page"><nav class="toc" aria-label="目录 Contents"><ol>${toc.join('')}</ol></nav>
<main><h1>${both(chapter.title)}</h1><p class="note">${plain(chapter.id)} · ${said('版本', 'version')} ${plain(chapter.version)} · ${said('条文由规则直接写出，与运行的规则一字不差', 'written from the rule itself: what runs is what you read')}</p>
<p class="lead">${said(zh, en)}</p>
${body.join('\n')}</main></div>`,
  )
}

export function frontPage(chapters: readonly Chapter[]): string {
  const rows = chapters.map((chapter) => {
    const [zh, en] = summaryOf(chapter)
    return `<tr><td><a href="${plain(chapter.id)}.html">${both(chapter.title)}</a></td><td>${said(zh, en)}</td></tr>`
  })
  const doubts = chapters.flatMap((chapter) =>
    chapter.doubts.map(
      ({ kind, what, source, ref }) =>
        `<li><a href="${plain(chapter.id)}.html#${plain(ref)}">${both(what)}</a> <span class="doubt ${kind}">${kind === 'open' ? said('未定', 'open') : said('待确认', 'to be confirmed')}</span><br><small>${both(chapter.title)} · <span lang="zh-CN">${plain(source)}</span></small></li>`,
    ),
  )
  return shell(
    '规则手册 · 兜底 Doudi',
    `<div class="page"><span></span><main class="book"><h1>${said('规则手册', 'The book of rules')}</h1>
<p class="lead">${said(`${chapters.length}项政策，每一条都由正在运行的规则写出，旁边是依据。`, `${chapters.length} programmes, each written from the rule that runs, with its source beside it.`)}</p>
<div class="wide"><table><tbody>${rows.join('')}</tbody></table></div>
<h2>${said(`待确认（${doubts.length}项）`, `To be confirmed (${doubts.length})`)}</h2><ul class="doubts">${doubts.join('')}</ul></main></div>`,
  )
}
