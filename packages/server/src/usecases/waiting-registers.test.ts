import { column, register } from '@doudi/core/kernel'
import { expect, test } from 'vitest'
import type { Snapshot } from './import-snapshot.ts'
import { waitingRegister } from './waiting-registers.ts'

const definition = (hideCounts: boolean) =>
  register({
    id: 'R77',
    label: { zh: '救助登记', en: 'rescues' },
    owner: { zh: '救助站', en: 'rescue station' },
    key: ['residentId'],
    subject: 'residentId',
    columns: [column('residentId', '公民身份号码', 'resident id', { kind: 'residentId', role: 'self' })],
    legalBasis: { zh: '试验', en: 'trial' },
    cadence: { zh: '每月', en: 'monthly' },
    cadenceDays: 35,
    hideCounts,
  })
const OPEN = definition(false)

const batch = (asOf: number, own: Partial<Snapshot> = {}): Snapshot => ({
  snapshot: `${asOf}-0123456789ab`,
  register: 'R77',
  file: 'R77.csv',
  sm3: '',
  asOf,
  purpose: '',
  legalBasis: '',
  synthetic: true,
  encoding: 'utf-8',
  headers: [],
  unknownHeaders: [],
  unknownShown: [],
  columns: {},
  sequence: 0,
  rows: 100,
  accepted: 83,
  quarantined: 17,
  duplicates: 0,
  quarantineFile: null,
  difference: { before: 0, added: 83, changed: 0, vanished: 0, vanishedByCounty: [], emptied: [] },
  held: [],
  decisions: [],
  released: null,
  withdrawn: null,
  ...own,
})
const held = [
  {
    code: 'REJECTED',
    text: { zh: '17.0%的行未通过检查，超过10.0%的上限', en: '17.0% of the rows failed, above 10.0%' },
  },
]

test('a held register is told in one sentence: whose it is, why it is held, who waits, and what to do', () => {
  const told = waitingRegister(OPEN, [batch(20261023, { held }), batch(20261123, { held })], 14_859)
  expect(told).toMatchObject({ register: 'R77', state: 'held', snapshot: '20261123-0123456789ab', people: 14_859 })
  expect(told?.text).toEqual({
    zh: '救助登记（R77，救助站）没有生效的批次：最近一批（截至2026-11-23）被拦下（17.0%的行未通过检查，超过10.0%的上限）；14,859人的结论要等它，已有的线索不因此关闭；请核对后写明理由放行，或请救助站重新报送。',
    en: 'No batch of rescues (R77, rescue station) is in force: the newest batch (2026-11-23) is held (17.0% of the rows failed, above 10.0%); the verdicts of 14,859 people wait for it, and no lead is closed over it; check it and release it with a reason, or have it sent again.',
  })
})

test('of a register that hides its counts the sentence says why in general, without its numbers', () => {
  const { text } = waitingRegister(definition(true), [batch(20261123, { held })], 14_859) ?? {}
  expect(text?.zh).toContain('未通过检查的行超过上限')
  expect(`${text?.zh}${text?.en}`).not.toMatch(/17\.0|10\.0/)
})

test('a register that never came, or whose batch was withdrawn, says so and asks for it', () => {
  expect(waitingRegister(OPEN, [], 3)).toMatchObject({ state: 'none', snapshot: null })
  expect(waitingRegister(OPEN, [], 3)?.text.zh).toMatch(/还没有收到过；3人.*请救助站报送。$/)
  const withdrawn = waitingRegister(OPEN, [batch(20261123, { withdrawn: '误传' })], 3)
  expect(withdrawn?.state).toBe('withdrawn')
  expect(withdrawn?.text.zh).toMatch(/已撤回.*请救助站重新报送/)
})

test('nobody waits while any batch is in force, a newer held one notwithstanding; a withheld number is not told', () => {
  expect(waitingRegister(OPEN, [batch(20261023), batch(20261123, { held })], 5)).toBeNull()
  expect(waitingRegister(OPEN, [batch(20261123, { held, released: '已核对' })], 5)).toBeNull()
  const { people, text } = waitingRegister(OPEN, [batch(20261123, { held: [], withdrawn: '误传' })], null) ?? {}
  expect(people).toBeNull()
  expect([text?.zh, text?.en]).toEqual([expect.stringContaining('若干人'), expect.stringContaining('some people')])
})
