import { readFile } from 'node:fs/promises'
import * as XLSX from '@e965/xlsx'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from './chromium.ts'
import { type Desk, deskOf } from './desk.ts'

let browser: Browser
let desk: Desk
beforeAll(async () => {
  browser = await openBrowser()
  desk = await deskOf(browser)
})
afterAll(async () => {
  expect(desk.complaints).toEqual([])
  await browser.close()
})

const total = async (): Promise<number> =>
  Number((await desk.page.locator('main h1').first().textContent())?.replaceAll(/\D/g, ''))

test('the run is told in a sentence, drawn as one flow, and every shown number opens as many leads', async () => {
  const { page, open, shot } = desk
  await open('/')
  expect(await page.locator('main h1').textContent()).toMatch(/^看了[\d,]+人，发现[\d,]+件对不上，其中.+该给未给$/)
  expect(await page.locator('.flow svg rect').count()).toBeGreaterThan(20)
  expect(await page.getByText(/÷ 2,100名儿童/).count()).toBe(1)
  await shot('home')
  // The county that handles the children sees its own numbers; the city's view withholds small ones.
  expect(await page.locator('.matrix .withheld').count()).toBeGreaterThan(0)
  await page.getByLabel('查看范围').selectOption({ label: '莱阳市' })
  await page.locator('main h1', { hasText: '莱阳市' }).waitFor()
  expect(await page.locator('.matrix .withheld').count()).toBe(0)
  const cells = page.locator('.matrix a[data-value]')
  expect(await cells.count()).toBeGreaterThan(1)
  for (const at of [0, 1]) {
    const value = Number(await cells.nth(at).getAttribute('data-value'))
    await cells.nth(at).click()
    await page.locator('table.leads').waitFor()
    expect(await total()).toBe(value)
    await page.goBack()
    await page.locator('main h1', { hasText: '莱阳市' }).waitFor()
  }
})

test('a filter narrows the list to its count, can be cleared, and stands in the address', async () => {
  const { page, open } = desk
  await open('/leads')
  const all = await total()
  const facet = page.locator('.facets a', { hasText: '应保未保' })
  const promised = Number(await facet.locator('b').textContent())
  await facet.click()
  await page.locator('main h1', { hasText: `${promised}` }).waitFor()
  expect(promised).toBeLessThan(all)
  expect(await total()).toBe(promised)
  expect(page.url()).toContain('kind=missed')
  expect(new Set(await page.locator('.leads .mark').allInnerTexts())).toEqual(new Set(['漏']))
  await page.reload()
  await page.locator('table.leads').waitFor()
  expect(await total()).toBe(promised)
  await page.getByRole('link', { name: '清除筛选' }).click()
  await page.locator('main h1', { hasText: `${all}` }).waitFor()
})

test('a full name is masked before it leaves the field, an id never leaves it, nobody found is said', async () => {
  const { page, open } = desk
  await open('/leads')
  const masked = (await page.locator('.leads tbody a b').first().textContent()) ?? ''
  const field = page.getByRole('searchbox')
  const full = masked.length === 3 ? masked.replace('*', '小') : `${masked[0]}小`
  await field.fill(full)
  await field.press('Enter')
  await page.waitForURL(/search=/)
  expect(decodeURIComponent(page.url())).toContain(masked)
  expect(decodeURIComponent(page.url())).not.toContain(full)
  expect(await total()).toBeGreaterThan(0)
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.getByRole('searchbox').fill('370699201501010013')
  await page.getByRole('searchbox').press('Enter')
  await page.getByText('这里不输入证件号').waitFor()
  expect(asked.filter((url) => url.includes('370699201501010013'))).toEqual([])
  await page.getByRole('searchbox').fill('没有这样的人名')
  await page.getByRole('searchbox').press('Enter')
  await page.getByText('没有符合筛选条件的线索').waitFor()
})

test('by keyboard alone: down, why, select, open, next, back, search', async () => {
  const { page, open, shot } = desk
  await open('/leads')
  await page.locator('table.leads').waitFor()
  const focused = page.locator('.leads tr.focused')
  const ids = await page
    .locator('.leads tbody input')
    .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')))
  const focusedId = async (): Promise<string> => (await focused.locator('input').getAttribute('aria-label')) ?? ''
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('k')
  expect(await focusedId()).toBe(ids[1])
  await page.keyboard.press('w')
  await page.locator('.leads tr.opened .ask').waitFor()
  await page.keyboard.press('x')
  expect(await page.locator('.keybar b').textContent()).toBe('1')
  await page.keyboard.press('?')
  await page.getByText('输入文字时快捷键不起作用').waitFor()
  await shot('leads-opened')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/leads\/L-/)
  await page.locator('.lead-head').waitFor()
  const first = page.url()
  expect(first).toContain(ids[1]?.split(' ')[1])
  await page.keyboard.press(']')
  await page.waitForURL((url) => url.href !== first)
  expect(page.url()).toContain(ids[2]?.split(' ')[1])
  await page.keyboard.press('[')
  await page.waitForURL(first)
  await page.keyboard.press('Escape')
  await page.locator('table.leads').waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type('jjj')
  expect(await page.getByRole('searchbox').inputValue()).toBe('jjj')
})

test('the Tab key alone reaches a lead from the top of the page, with the focus always to be seen', async () => {
  const { page, open } = desk
  await open('/leads')
  await page.locator('table.leads').waitFor()
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press('Tab')
    const at = await page.evaluate(() => {
      const one = document.activeElement
      const style = one ? getComputedStyle(one) : null
      return { href: one?.getAttribute('href') ?? '', seen: style?.outlineStyle !== 'none' }
    })
    expect(at.seen).toBe(true)
    if (/^\/leads\/L-/.test(at.href)) break
  }
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/leads\/L-/)
})

test('the export is masked, cannot run as a formula, and holds the filtered or the selected leads', async () => {
  const { page, open } = desk
  await open('/leads?kind=over')
  const promised = await total()
  const fetched = async (name: RegExp): Promise<string[][]> => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()])
    const book = XLSX.read(await readFile(await download.path()), { cellFormula: true })
    const sheet = book.Sheets[book.SheetNames[0] ?? '']
    expect(sheet).toBeDefined()
    for (const [at, cell] of Object.entries(sheet ?? {})) {
      if (at.startsWith('!')) continue
      expect((cell as { f?: string }).f).toBeUndefined()
      expect(String((cell as { v: unknown }).v)).not.toMatch(/^[=+@]/)
    }
    return XLSX.utils.sheet_to_json<string[]>(sheet ?? {}, { header: 1 })
  }
  const [head = [], ...rows] = await fetched(/^导出\d+条/)
  expect(rows.length).toBe(promised)
  const names = rows.map((row) => row[head.indexOf('姓名（遮蔽）')] ?? '')
  expect(names.filter((name) => !name.includes('*'))).toEqual([])
  expect(JSON.stringify(rows)).not.toMatch(/\d{17}[\dX]/)
  await page.locator('.leads tbody input').first().check()
  expect((await fetched(/^导出已选1条/)).length).toBe(2)
})

test('a long list comes page by page, and the second page is other people', async () => {
  const { page, open } = desk
  await open('/leads')
  const first = await page.locator('.leads tbody input').first().getAttribute('aria-label')
  if ((await total()) > 50) {
    await page.getByRole('link', { name: '下一页' }).click()
    await page.waitForURL(/offset=50/)
    await page.getByText(/^51–/).waitFor()
    // The rows before stay until the next ones are there.
    await expect
      .poll(() => page.locator('.leads tbody input').first().getAttribute('aria-label'), { timeout: 10_000 })
      .not.toBe(first)
    await page.getByRole('link', { name: '上一页' }).click()
    await page.getByText(/^1–50/).waitFor()
  }
  expect(await total()).toBeGreaterThan(50)
})
