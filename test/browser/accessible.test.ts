import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openBrowser } from './chromium.ts'
import { deskOf, PHONE } from './desk.ts'

let browser: Browser
let axe = ''
let paths: readonly (readonly [string, string])[] = []
beforeAll(async () => {
  browser = await openBrowser()
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  const reply = await fetch(`${inject('address')}/api/leads?kind=unknown`)
  const { leads } = (await reply.json()) as { readonly leads: readonly { readonly id: string }[] }
  paths = [
    ['home', '/'],
    ['county', '/?county=370682'],
    ['leads', '/leads'],
    ['lead', `/leads/${leads[0]?.id}`],
    ['registers', '/registers'],
    ['rules', '/rules'],
    ['chapter', '/rules/children'],
    ['nothing', '/leads?search=zzz'],
  ]
})
afterAll(() => browser.close())

type Violation = { readonly id: string; readonly nodes: readonly { readonly html: string }[] }

test('axe finds no violation of WCAG 2.2 A and AA on any page', async () => {
  const { page, open, context } = await deskOf(browser)
  for (const [name, path] of paths) {
    await open(path)
    if (name === 'lead') await page.locator('.letter p').first().waitFor()
    // Evaluated over the debugger, so the page's own policy against foreign scripts stays in force.
    await page.evaluate(axe)
    const found = (await page.evaluate(
      "axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }).then(({ violations }) => violations)",
    )) as readonly Violation[]
    expect(found.map(({ id, nodes }) => `${name} ${id}: ${nodes[0]?.html}`)).toEqual([])
  }
  await context.close()
})

test('no page scrolls sideways, at 390 pixels and at 1366', async () => {
  for (const size of [PHONE, { width: 1366, height: 768 }]) {
    const { page, open, shot, context, complaints } = await deskOf(browser, { size })
    for (const [name, path] of paths) {
      await open(path)
      if (name === 'lead') await page.locator('.letter p').first().waitFor()
      const wide = await page.evaluate(() => document.documentElement.scrollWidth)
      expect(wide, `${name} at ${size.width}`).toBeLessThanOrEqual(size.width)
      await shot(`${size.width === 390 ? 'phone' : 'desk'}-${name}`)
    }
    expect(complaints).toEqual([])
    await context.close()
  }
})

test('every page has one heading of the first level, a title of its own and a way past the menu', async () => {
  const { page, open, context } = await deskOf(browser)
  const titles = new Set<string>()
  for (const [, path] of paths.filter(([name]) => ['home', 'leads', 'registers'].includes(name))) {
    await open(path)
    expect(await page.locator('h1').count()).toBe(1)
    titles.add(await page.title())
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.outerHTML)).toContain('href="#main"')
  }
  expect(titles.size).toBe(3)
  await context.close()
})
