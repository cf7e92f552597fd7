/** A page of the console as a person has it before them, with what must never happen watched for. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { inject } from 'vitest'

const SHOTS = join(process.cwd(), 'test-output', 'screens')
export const DESKTOP = { width: 1366, height: 768 }
export const PHONE = { width: 390, height: 844 }

export type Desk = {
  readonly context: BrowserContext
  readonly page: Page
  /** Opens an address of the console and waits until nothing loads any more. */
  readonly open: (path: string) => Promise<void>
  readonly shot: (name: string) => Promise<void>
  /** Errors of the page's scripts and of its console so far. */
  readonly complaints: readonly string[]
}

export async function deskOf(
  browser: Browser,
  options: { readonly size?: typeof DESKTOP; readonly language?: 'zh' | 'en' } = {},
): Promise<Desk> {
  const address = inject('address')
  const { size = DESKTOP, language = 'zh' } = options
  const context = await browser.newContext({
    viewport: size,
    reducedMotion: 'reduce',
    acceptDownloads: true,
    baseURL: address,
    locale: 'zh-CN',
  })
  await context.addInitScript(
    `if (!localStorage.getItem('doudi.language')) localStorage.setItem('doudi.language', '${language}')`,
  )
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  await mkdir(SHOTS, { recursive: true })
  return {
    context,
    page,
    complaints,
    open: async (path) => {
      await page.goto(path)
      await page.locator('main h1').first().waitFor()
      await page.waitForLoadState('networkidle')
    },
    shot: async (name) => void (await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true })),
  }
}
