import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { doudi } from '../doudi.ts'
import { openBrowser } from './chromium.ts'
import { DESKTOP, type Desk, deskOf, PHONE } from './desk.ts'

let browser: Browser
let desk: Desk
let book = ''
beforeAll(async () => {
  browser = await openBrowser()
  desk = await deskOf(browser)
  book = await mkdtemp(join(tmpdir(), 'doudi-book-'))
  expect((await doudi('policy', 'book', '--out', book)).code).toBe(0)
})
afterAll(async () => {
  expect(desk.complaints).toEqual([])
  await browser.close()
  await rm(book, { recursive: true, force: true })
})

test('the rules are one click away: every programme, how much it holds, and what is left to confirm', async () => {
  const { page, open, shot } = desk
  await open('/')
  await page.locator('nav a', { hasText: '规则' }).click()
  await page.locator('table.rules tbody tr').first().waitFor()
  const rows = await page.locator('table.rules tbody tr').allInnerTexts()
  expect(rows.length).toBe(((await (await fetch(`${inject('address')}/api/rules`)).json()) as unknown[]).length)
  expect(rows.find((row) => row.startsWith('困境儿童基本生活费'))).toMatch(/4类，12个条件.*项未定，\d+项待确认/s)
  await shot('rules')
})

test('a chapter tells the law as clauses with the article beside them; a named term leads to its clauses', async () => {
  const { page, open, shot } = desk
  await open('/rules')
  await page.getByRole('link', { name: '困境儿童基本生活费' }).click()
  await page.locator('.chapter').waitFor()
  const orphan = page.locator('article.beside', { hasText: 'CH-2' })
  expect(await orphan.locator('.rule').first().textContent()).toContain('父母双方死亡或经法院宣告失踪')
  expect(await orphan.locator('aside').textContent()).toContain('国办发〔2010〕54号')
  await orphan.getByRole('link', { name: '父母均已死亡或宣告失踪' }).click()
  const condition = page.locator('#condition-bothGone')
  await condition.getByRole('link').first().click()
  expect(page.url()).toMatch(/#variable-gone$/)
  expect(
    await page.locator('#variable-gone').evaluate((one) => Math.abs(one.getBoundingClientRect().top)),
  ).toBeLessThan(300)
  expect(await page.locator('#parameter-P-CH-STD .track svg rect').count()).toBe(4)
  expect(await page.locator('.doubts li').count()).toBeGreaterThan(5)
  await shot('chapter')
})

test('an example opens on the letter and condition by condition', async () => {
  const { page, open, shot } = desk
  await open('/rules/children')
  const example = page.locator('details', { hasText: 'T08' }).first()
  await example.locator('summary').click()
  await example.locator('.letter p').first().waitFor()
  expect(await example.locator('.letter').textContent()).toContain('计算：')
  expect(await example.locator('.marks .decisive').count()).toBeGreaterThan(0)
  await shot('chapter-example')
})

test('an address with a mark leads to it, and a programme that is not there is a sentence', async () => {
  const { page } = desk
  await page.goto('/rules/children#condition-poor')
  await page.locator('#condition-poor').waitFor()
  expect(
    await page.locator('#condition-poor').evaluate((one) => Math.abs(one.getBoundingClientRect().top)),
  ).toBeLessThan(400)
  const other = await deskOf(browser)
  await other.page.goto('/rules/nothing')
  await other.page.getByText('没有找到，或不在您的权限内').waitFor()
  await other.context.close()
})

type Violation = { readonly id: string; readonly nodes: readonly { readonly html: string }[] }

test('the printed book opens by itself: no sideways scroll, English one click away, no barrier, and it prints', async () => {
  const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  for (const size of [DESKTOP, PHONE]) {
    const page = await browser.newPage({ viewport: size })
    for (const name of ['index', 'children', 'education-grant']) {
      await page.goto(pathToFileURL(join(book, `${name}.html`)).href)
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth),
        `${name} ${size.width}`,
      ).toBeLessThanOrEqual(size.width)
      expect(await page.locator('h1 .en').isVisible()).toBe(false)
      await page.locator('label[for=en]').click()
      expect(await page.locator('h1 .en').isVisible()).toBe(true)
      expect(await page.locator('h1 .zh').isVisible()).toBe(false)
      await page.locator('label[for=zh]').click()
      await page.evaluate(axe)
      const found = (await page.evaluate(
        "axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }).then(({ violations }) => violations)",
      )) as readonly Violation[]
      expect(found.map(({ id, nodes }) => `${name} ${id}: ${nodes[0]?.html}`)).toEqual([])
      await page.screenshot({ path: join('test-output', 'screens', `book-${name}-${size.width}.png`) })
    }
    await page.close()
  }
  const page = await browser.newPage()
  await page.goto(pathToFileURL(join(book, 'education-grant.html')).href)
  expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(20_000)
  await page.close()
})
