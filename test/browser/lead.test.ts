import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
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

type Rows = { readonly leads: readonly { readonly id: string }[] }
type View = { readonly missing: readonly string[] }
const get = async <T>(path: string): Promise<T> => (await (await fetch(`${inject('address')}${path}`)).json()) as T
/** A lead that waits for a fact from an office. */
async function waiting(): Promise<string> {
  for (const { id } of (await get<Rows>('/api/leads?kind=unknown')).leads)
    if ((await get<View>(`/api/leads/${id}`)).missing.length > 0) return id
  throw new Error('the sample holds no lead that waits for a fact')
}
const firstOf = async (kind: string): Promise<string> => {
  const { leads } = await get<Rows>(`/api/leads?kind=${kind}`)
  return leads[0]?.id ?? ''
}

test('a lead shows who, the family with each parent, the evidence in time, the conditions and the text to sign', async () => {
  const { page, open, shot } = desk
  await open(`/leads/${await firstOf('missed')}`)
  await page.locator('.letter p').first().waitFor()
  expect(await page.locator('.masked').textContent()).toMatch(/^\d{6}\*{8}\d{3}[\dX]$/)
  const family = await page.locator('svg.family text').allTextContents()
  expect(family.some((line) => line.startsWith('父'))).toBe(true)
  expect(family.some((line) => line.startsWith('母'))).toBe(true)
  expect(await page.locator('svg.timeline').count()).toBe(1)
  expect(await page.locator('.conditions tr.decisive').count()).toBeGreaterThan(0)
  expect(await page.locator('.letter').textContent()).toContain('依据：')
  expect(await page.getByText('儿童个案不公示').count()).toBe(1)
  await shot('lead-missed')
  // No button of a lead grants, changes or stops anything.
  expect(await page.locator('main button').allInnerTexts()).toEqual(['县镇看到的', '村居看到的'])
})

test('the village sees whom to visit and what to ask, and no reason', async () => {
  const { page, open, shot } = desk
  await open(`/leads/${await firstOf('missed')}`)
  await page.getByRole('button', { name: '村居看到的' }).click()
  await page.locator('.letter', { hasText: '请上门核实' }).waitFor()
  expect(await page.locator('.letter').textContent()).not.toMatch(/服刑|戒毒|疾病|残疾|死亡/)
  expect(await page.locator('.parameters').count()).toBe(0)
  await shot('lead-village')
})

test('what cannot be told is dashed and names who brings the missing fact', async () => {
  const { page, open, shot } = desk
  await open(`/leads/${await waiting()}`)
  await page.locator('.missing li').first().waitFor()
  expect(await page.locator('.missing').evaluate((box) => getComputedStyle(box).borderStyle)).toBe('dashed')
  expect(await page.locator('.hatched .result-unknown').count()).toBeGreaterThan(0)
  await shot('lead-unknown')
})

test('every kind of lead opens without an error', async () => {
  const { page, open, shot } = desk
  for (const kind of ['over', 'amount', 'conflict', 'change']) {
    await open(`/leads/${await firstOf(kind)}`)
    await page.locator('.letter p').first().waitFor()
    await shot(`lead-${kind}`)
  }
})

test('a lead that is not there is answered by a sentence with a remedy', async () => {
  const other = await deskOf(browser)
  await other.page.goto('/leads/L-000000000000')
  await other.page.getByText('没有找到，或不在您的权限内').waitFor()
  await other.page.goto('/nowhere')
  await other.page.getByText('没有这个页面').waitFor()
  await other.context.close()
})

test('while the service does not answer the page says so, keeps what it had, and tries again', async () => {
  const other = await deskOf(browser)
  await other.open('/leads')
  await other.page.locator('table.leads').waitFor()
  await other.page.route('**/api/**', (route) => route.abort())
  await other.page.locator('.facets a', { hasText: '应保未保' }).click()
  await other.page.getByText('连不上本机的服务').waitFor()
  expect(await other.page.locator('table.leads').count()).toBe(1)
  await other.shot('unreached')
  await other.page.unroute('**/api/**')
  await other.page.getByRole('button', { name: '重试' }).click()
  await other.page.getByText('连不上本机的服务').waitFor({ state: 'detached' })
  expect(new Set(await other.page.locator('.leads .mark').allTextContents())).toEqual(new Set(['漏']))
  await other.context.close()
})

test('English is one click away, stays, and leaves no Chinese but names and the texts of law', async () => {
  const other = await deskOf(browser)
  await other.open('/')
  await other.page.getByRole('button', { name: 'English' }).click()
  await other.page.locator('html[lang=en]').waitFor()
  const chinese = (): Promise<string[]> =>
    other.page.evaluate(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      const found: string[] = []
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const inside = node.parentElement
        if (/[\u3400-\u9fff]/.test(node.textContent ?? '') && !inside?.closest('[lang="zh-CN"]'))
          found.push(node.textContent ?? '')
      }
      return found
    })
  const unknown = await waiting()
  for (const path of ['/', '/leads', `/leads/${unknown}`, '/registers', '/rules', '/rules/children']) {
    await other.open(path)
    if (path.includes('L-')) await other.page.locator('.letter p').first().waitFor()
    await other.shot(`english${path.replaceAll('/', '-').replace(/L-.*/, 'lead')}`)
    expect(await chinese(), path).toEqual([])
  }
  expect(other.complaints).toEqual([])
  await other.context.close()
})
