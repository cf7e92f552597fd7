import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Locator } from 'playwright-core'
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
  // A refusal is an answer of its own status, which the browser's console repeats; nothing else may be there.
  expect(desk.complaints.filter((line) => !/status of 4\d\d/.test(line))).toEqual([])
  await browser.close()
})

/** The newest file that the sample city's office of a register sent, as lines of bytes. */
async function linesOf(register: string): Promise<Buffer[]> {
  const folder = join(inject('dataDir'), 'city', 'registers')
  const name =
    (await readdir(folder))
      .filter((file) => file.startsWith(`${register}_`))
      .sort()
      .at(-1) ?? ''
  const text = await readFile(join(folder, name), 'latin1')
  return text.split(/(?<=\n)/).map((line) => Buffer.from(line, 'latin1'))
}

type Sent = {
  readonly register: string
  readonly name: string
  readonly lines: readonly Buffer[]
  readonly synthetic?: boolean
}
async function send({ register, name, lines, synthetic = true }: Sent): Promise<void> {
  await desk.open(`/registers?register=${register}`)
  if (synthetic) await desk.page.getByLabel('这份文件是合成数据').check()
  await desk.page.locator('.drop input').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.concat(lines) })
}
const newest = (): Locator => desk.page.locator('.snapshot').first()
const stateIs = (state: string): Promise<void> =>
  newest()
    .and(desk.page.locator(`[data-state=${state}]`))
    .waitFor()
type Snapshot = {
  readonly snapshot: string
  readonly state: string
  readonly counts: object | null
  readonly held: readonly { readonly text: { readonly zh: string; readonly en: string } }[]
}
type Register = { readonly id: string; readonly snapshots: readonly Snapshot[] }
const registers = async (): Promise<readonly Register[]> =>
  (await (await fetch(`${inject('address')}/api/registers`)).json()) as Register[]
const inForce = async (register: string): Promise<string | undefined> =>
  (await registers()).find(({ id }) => id === register)?.snapshots.find(({ state }) => state === 'inForce')?.snapshot

test('a good file shows what it changes before it counts, counts once confirmed, and can be withdrawn with a reason', async () => {
  const before = await inForce('R31')
  const [head, , ...rest] = await linesOf('R31')
  await send({ register: 'R31', name: 'R31_20261124.csv', lines: [head ?? Buffer.of(), ...rest] })
  await stateIs('held')
  expect(await inForce('R31')).toBe(before)
  expect(await newest().locator('svg.difference').getAttribute('aria-label')).toMatch(/消失1，/)
  await desk.shot('register-preview')
  await newest().getByRole('button', { name: '确认生效' }).click()
  await stateIs('inForce')
  expect(await inForce('R31')).toMatch(/^20261124-/)
  await newest().getByText('撤回或恢复这批').click()
  await newest().getByRole('textbox').fill('来源单位通知作废')
  await newest().getByRole('button', { name: '撤回这批' }).click()
  await stateIs('withdrawn')
  await newest().getByText('撤回理由：来源单位通知作废').waitFor()
  expect(await inForce('R31')).toBe(before)
})

test('a workbook dropped on the page is read too, and can be discarded after its changes were seen', async () => {
  const before = await inForce('R32')
  await desk.open('/registers?register=R32')
  await desk.page.getByLabel('这份文件是合成数据').check()
  const given = { name: 'R32_20261124.xlsx', bytes: [...Buffer.concat(await linesOf('R32'))] }
  const dataTransfer = await desk.page.evaluateHandle(({ name, bytes }) => {
    const carried = new DataTransfer()
    carried.items.add(new File([new Uint8Array(bytes)], name))
    return carried
  }, given)
  await desk.page.locator('.drop').dispatchEvent('drop', { dataTransfer })
  await stateIs('held')
  await newest().getByRole('button', { name: '放弃这批' }).click()
  await stateIs('withdrawn')
  expect(await inForce('R32')).toBe(before)
})

test('bad rows come back as a file of the same kind with reasons, good ones wait to be confirmed', async () => {
  const [head = Buffer.of(), ...rows] = await linesOf('R33')
  const broken = rows.map((row, at) =>
    at < 2 ? Buffer.from(row.toString('utf8').replace(/\d{17}[\dX]/, '12345')) : row,
  )
  await send({ register: 'R33', name: 'R33_20261124.csv', lines: [head, ...broken] })
  await stateIs('held')
  const link = newest().getByRole('link', { name: '下载隔离行' })
  const [download] = await Promise.all([desk.page.waitForEvent('download'), link.click()])
  expect(download.suggestedFilename()).toMatch(/^R33-20261124-[0-9a-f]{12}-quarantine\.csv$/)
  const text = await readFile(await download.path(), 'utf8')
  expect(text.split('\n')[0]).toContain(head.toString('utf8').trim().split(',')[0])
  expect(text).toContain('12345')
})

test('a file that loses rows does not take effect, says where they were, and is released only with a reason', async () => {
  const before = await inForce('R12')
  const lines = await linesOf('R12')
  await send({ register: 'R12', name: 'R12_20261124.csv', lines: lines.slice(0, Math.round(lines.length * 0.6)) })
  await stateIs('held')
  await newest().getByText('为什么没有生效').waitFor()
  expect(await newest().locator('.heldbox').textContent()).toMatch(/一次少了\d/)
  expect(await newest().textContent()).toContain('没有任何人因此被停发')
  await desk.shot('register-held')
  expect(await newest().getByRole('button', { name: '确认生效' }).count()).toBe(0)
  await newest().getByRole('button', { name: '写明理由后放行' }).click()
  expect(await inForce('R12')).toBe(before)
  await newest().getByRole('textbox').fill('已与来源单位核对')
  await newest().getByRole('button', { name: '写明理由后放行' }).click()
  await stateIs('inForce')
  expect(await inForce('R12')).toMatch(/^20261124-/)
  await newest().getByText('放行理由：已与来源单位核对').waitFor()
})

test('a header nobody knows is mapped on screen by its samples, and not asked again', async () => {
  const [head = Buffer.of(), ...rows] = await linesOf('R34')
  const odd = Buffer.from(head.toString('utf8').replace('身份证号', '某某编码'))
  await send({ register: 'R34', name: 'R34_20261124.csv', lines: [odd, ...rows] })
  const row = desk.page.locator('.mapping tbody tr', { hasText: '某某编码' })
  await row.waitFor()
  const samples = await row.locator('td').first().textContent()
  expect(samples).toMatch(/3706…/)
  expect(samples).not.toMatch(/\d{15}/)
  await desk.shot('register-mapping')
  await row.getByRole('combobox').selectOption({ label: '公民身份号码 *' })
  await desk.page.getByRole('button', { name: '按此重新读取' }).click()
  await stateIs('held')
  await send({ register: 'R34', name: 'R34_20261125.csv', lines: [odd, ...rows] })
  await desk.page.locator('.snapshot h3', { hasText: '2026-11-25' }).waitFor()
  expect(await desk.page.locator('.mapping').count()).toBe(0)
})

test('a broken file is refused with a sentence and a remedy, and nothing of it stays', async () => {
  const before = await registers()
  await send({ register: 'R03', name: 'R03_20261124.xlsx', lines: [Buffer.from('PK\u0003\u0004 not a workbook')] })
  await desk.page.locator('.refused').waitFor()
  expect(await desk.page.locator('.refused').textContent()).toMatch(/文件没有读入，原有批次不受影响。.{8,}/)
  await desk.shot('register-refused')
  expect(await registers()).toEqual(before)
})

test('a file of unknown day asks for the day, and is taken with it', async () => {
  const lines = await linesOf('R07')
  await send({ register: 'R07', name: 'list.csv', lines })
  await desk.page.locator('.refused', { hasText: '截至哪一天' }).waitFor()
  await desk.page.getByLabel('截至日').fill('2026-11-26')
  await desk.page
    .locator('.drop input')
    .setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.concat(lines) })
  await stateIs('held')
})

test('registers of custody and rehabilitation tell no number, on screen and over the wire', async () => {
  await desk.open('/registers')
  for (const id of ['R06', 'R07', 'R33', 'R34']) {
    const row = desk.page.locator('table.registers tr', { hasText: id })
    expect(await row.locator('td.num').allTextContents()).toEqual(['不显示', '–', '–'])
    const found = (await registers()).find((one) => one.id === id)
    expect(JSON.stringify(found)).toContain('"hideCounts":true')
    for (const { counts, held } of found?.snapshots ?? []) {
      expect(counts).toBeNull()
      for (const { text } of held) expect(`${text.zh}${text.en}`).not.toMatch(/\d/)
    }
  }
})

test('only what is said to be synthetic, and is, gets in', async () => {
  const [head = Buffer.of(), ...rows] = await linesOf('R31')
  await send({ register: 'R31', name: 'R31_20261127.csv', lines: [head, ...rows], synthetic: false })
  await desk.page.getByText('只处理标明合成的数据').waitFor()
  // Ids under an area code that real people have, with a valid check digit (the standard's own published example).
  const real = rows.map((row) => Buffer.from(row.toString('utf8').replace(/37069\d{12}[\dX]/, '11010519491231002X')))
  await send({ register: 'R31', name: 'R31_20261128.csv', lines: [head, ...real] })
  await desk.page.getByText('只处理标明合成的数据').waitFor()
  expect(JSON.stringify(await registers())).not.toMatch(/2026112[78]-/)
})

test('a run on the new data can be started here, is watched, and renews the leads', async () => {
  await desk.open('/registers')
  await desk.page.getByRole('button', { name: '按新数据重新运行' }).click()
  await desk.page.getByRole('button', { name: '正在运行…' }).waitFor()
  await desk.page.getByText('运行完成，线索已更新。').waitFor({ timeout: 280_000 })
  await desk.open('/')
  expect(await desk.page.locator('.flow svg text', { hasText: '未变' }).count()).toBe(1)
  await desk.shot('home-after-second-run')
}, 300_000)

/** Withdraws every batch of a register, or brings every withdrawn one back, each with a reason. */
async function decideAll(register: string, state: 'inForce' | 'withdrawn', button: string): Promise<void> {
  const withdrawn = desk.page.locator('.snapshot[data-state=withdrawn]')
  for (;;) {
    await desk.open(`/registers?register=${register}`)
    const card = desk.page.locator(`.snapshot[data-state=${state}]`).first()
    if ((await card.count()) === 0) return
    const before = await withdrawn.count()
    await card.getByText('撤回或恢复这批').click()
    await card.getByRole('textbox').fill('来源单位来函')
    await card.getByRole('button', { name: button }).click()
    await expect.poll(() => withdrawn.count(), { timeout: 20_000 }).not.toBe(before)
  }
}
async function rerun(): Promise<void> {
  await desk.open('/registers?register=R08')
  await desk.page.getByRole('button', { name: '按新数据重新运行' }).click()
  await desk.page.getByText('运行完成，线索已更新。').waitFor({ timeout: 280_000 })
}

test('a register with nothing in force is one sentence, on its page and at home, until it is back; nobody becomes a lead over it', async () => {
  const open = async (): Promise<number> =>
    ((await (await fetch(`${inject('address')}/api/leads`)).json()) as { total: number }).total
  const before = await open()
  await decideAll('R08', 'inForce', '撤回这批')
  await rerun()
  expect(await open()).toBeLessThanOrEqual(before)
  const sentence =
    /法院文书（R08，法院）没有生效的批次：最近一批（截至\d{4}-\d{2}-\d{2}）已撤回；[\d,]+人的结论要等它，已有的线索不因此关闭；请法院重新报送，或写明理由恢复。/
  await desk.open('/registers?register=R08')
  expect(await desk.page.locator('.register-detail > .heldbox').textContent()).toMatch(sentence)
  await desk.shot('register-waited-for')
  await desk.open('/')
  const box = desk.page.getByRole('region', { name: '结论要等的登记册' })
  expect(await box.getByRole('listitem').allTextContents()).toEqual([expect.stringMatching(sentence)])
  await desk.shot('home-waiting')
  await box.getByRole('link', { name: 'R08' }).click()
  await desk.page.locator('.register-detail', { hasText: '法院文书' }).waitFor()
  await decideAll('R08', 'withdrawn', '重新生效')
  expect(await desk.page.locator('.register-detail > .heldbox').count()).toBe(0)
  await rerun()
  await desk.open('/')
  expect(await box.count()).toBe(0)
  expect(await open()).toBe(before)
}, 600_000)
