import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Chapter, chapterOf } from '@doudi/core/policy'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chapterMarkdown, chapterPage } from '../../packages/server/src/adapters/book/index.ts'
import { findRegisters } from '../../packages/server/src/adapters/files/discover.ts'
import { doudi, type Ended } from '../doudi.ts'
import { everyOperator } from '../rules/every-operator.ts'

let out = ''
let told: Ended
const pages = new Map<string, string>()
beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'doudi-book-'))
  told = await doudi('policy', 'book', '--out', out, '--json')
  for (const name of await readdir(out)) pages.set(name, await readFile(join(out, name), 'utf8'))
})
afterAll(() => rm(out, { recursive: true, force: true }))
const html = (): readonly (readonly [string, string])[] => [...pages].filter(([name]) => name.endsWith('.html'))

test('every programme has a page and a Markdown file, and the front page leads to each', () => {
  expect(told).toMatchObject({ code: 0, stderr: '' })
  const { files, programmes } = told.last as { files: string[]; programmes: number }
  expect([...pages.keys()].toSorted()).toEqual(files.toSorted())
  expect(files.length).toBe(1 + 2 * programmes)
  for (const name of files.filter((one) => one.endsWith('.html') && one !== 'index.html'))
    expect(pages.get('index.html')).toContain(`href="${name}"`)
})

test('a page needs nothing beside itself: no script, no address elsewhere, and every link inside it leads somewhere', () => {
  for (const [name, page] of html()) {
    expect(page, name).not.toMatch(/<script|<link|<img|<iframe|url\(|@import|https?:\/\//)
    const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id))
    const links = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id)
    expect(
      links.filter((id) => !ids.has(id)),
      name,
    ).toEqual([])
    for (const [, file = '', id = ''] of page.matchAll(/href="([\w-]+\.html)#([^"]+)"/g))
      expect(pages.get(file), `${name} → ${file}#${id}`).toContain(` id="${id}"`)
  }
})

test('the law of the children programme stands there, as it runs, with source, figures, doubts and traces', () => {
  const [page, markdown] = [pages.get('children.html') ?? '', pages.get('children.md') ?? '']
  for (const said of [
    '父母双方死亡或经法院宣告失踪',
    '登记册《服刑在押》中有一条记录',
    '未登记停发日期，或停发日期不早于研判日',
    '关于进一步加强事实无人抚养儿童保障工作的意见（民发〔2019〕62号）',
    '截至2026年3月5日，不符合困境儿童基本生活费的条件。',
  ]) {
    expect(page).toContain(said)
    expect(markdown).toContain(said)
  }
  expect(page).toContain('a row of the register custody')
  expect(markdown).toContain('- 【未定】重病病种目录')
  expect(markdown).toContain(
    '| 社会散居孤儿 | 2138 | 2026-01-01 | – | 烟台市民政局 2026-04-22 新闻发布会，社会散居孤儿 2138 | 已公布 |',
  )
  expect(page).toContain('<svg viewBox="0 0 1000 100"')
  expect(markdown).toMatch(/^1\. 户籍：本市户籍$/m)
})

const chapter: Chapter = chapterOf(everyOperator, await findRegisters())
test('every operator of the language has words in both languages', () => {
  const said: string[] = []
  const collect = ({ text, parts }: Chapter['terms'][number]['rule']): void => {
    expect(
      [text.zh, text.en].every((one) => one !== '' && !/undefined|\[object|null/.test(one)),
      text.zh,
    ).toBe(true)
    // A made-up label is the same in both languages; words of our own are not.
    expect(text.en.replaceAll(/"[^"]*"/g, '')).not.toMatch(/[的为中]/)
    said.push(text.zh)
    parts.forEach(collect)
  }
  for (const { rule } of [...chapter.conditions, ...chapter.terms]) collect(rule)
  for (const { rule, amount } of chapter.categories) [rule, amount].forEach(collect)
  expect(said.length).toBeGreaterThan(40)
  for (const text of said)
    expect(/[\u4e00-\u9fff][,:;?!()]|[,:;?!()][\u4e00-\u9fff]/.exec(text)?.[0], text).toBeUndefined()
})

test('what a label holds cannot break out of a page or a table', () => {
  const nasty = { zh: '<b>|甲</b>', en: '<b>|a</b>' }
  const broken: Chapter = {
    ...chapter,
    title: nasty,
    conditions: chapter.conditions.map((one) => ({ ...one, label: nasty })),
  }
  expect(chapterPage(broken)).not.toContain('<b>|')
  expect(
    chapterMarkdown({ ...broken, title: { zh: '题', en: 'title' } })
      .split('\n')
      .filter((line) => line.startsWith('|') && line.includes('<b>')),
  ).toEqual([])
})

test('the same rules give the same book, to the byte', async () => {
  const again = await mkdtemp(join(tmpdir(), 'doudi-book-'))
  await doudi('policy', 'book', '--out', again, '--json')
  for (const [name, page] of pages) expect((await readFile(join(again, name), 'utf8')) === page, name).toBe(true)
  await rm(again, { recursive: true, force: true })
})

test('without a folder it says so', async () => {
  const { code, last } = await doudi('policy', 'book', '--json')
  expect({ code, last }).toMatchObject({ code: 2, last: { error: { code: 'USAGE' } } })
})
