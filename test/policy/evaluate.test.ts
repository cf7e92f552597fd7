import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { doudi } from '../doudi.ts'

const CASE = join(import.meta.dirname, '../../docs/case.example.json')
const evaluate = (...words: readonly string[]) => doudi('policy', 'evaluate', ...words)

test('a case written by hand is judged, with everything that an officer and a program need', async () => {
  const { code, last, stderr } = await evaluate(CASE, '--programme', 'children', '--as-of', '2026-04-01', '--json')
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(last).toMatchObject({
    programme: 'children',
    person: 'child',
    asOf: 20260401,
    outcome: 'eligible',
    category: 'CH-3',
    amountFen: 161600,
    missing: [],
  })
  const { reasons } = last as {
    reasons: {
      minimal: string[]
      parameters: object[]
      arithmetic: { zh: string; en: string }[]
      assumptions: object[]
    }
  }
  expect(reasons.minimal).toContain('fatherAway')
  expect(reasons.arithmetic.at(-1)).toEqual({ zh: '得1616元/月', en: 'gives 1616 yuan a month' })
  expect(reasons.parameters).toContainEqual(
    expect.objectContaining({ id: 'P-CH-STD', from: 20260101, source: expect.stringContaining('新闻发布会') }),
  )
  expect(reasons.assumptions.length).toBeGreaterThan(0)
  const { bounds, counterfactuals } = last as { bounds: null; counterfactuals: { text: { zh: string; en: string } }[] }
  expect(bounds).toBeNull()
  expect(counterfactuals.some(({ text }) => text.zh.includes('刑期14个月”而是“刑期5个月'))).toBe(true)
})

test('without --json it is the letter, in Chinese or in English', async () => {
  const [zh, en] = [
    await evaluate(CASE, '--programme', 'children'),
    await evaluate(CASE, '--programme', 'children', '--lang', 'en'),
  ]
  expect(zh.stdout).toContain('截至2026年4月1日，符合“事实无人抚养儿童”，每月应发1616元。')
  expect(zh.stdout).toContain('计算：标准2138元/月，减低保金人均1044元÷2人，得1616元/月。')
  expect(zh.stdout).toContain('怎样会不同：\n1. 若')
  expect(en.stdout).toContain('What would make it different:\n1. If')
  expect(en.stdout).toContain('As of 2026-04-01: Qualifies as de-facto-unattended child: 1616 yuan a month.')
  // Titles of law stay Chinese.
  expect(en.stdout.replaceAll(/Basis: .*/g, '')).not.toMatch(/[\u3400-\u9fff]/)
})

test.each([
  ['no file', []],
  ['no programme', [CASE]],
  ['a programme that is not there', [CASE, '--programme', 'nothing']],
  ['a day that is none', [CASE, '--programme', 'children', '--as-of', '2026-02-30']],
  ['a language that nobody speaks here', [CASE, '--programme', 'children', '--lang', 'fr']],
  ['an option of another action', [CASE, '--programme', 'children', '--data', 'nowhere']],
])('%s ends 2', async (_, words) => {
  const { code, last } = await evaluate(...words, '--json')
  expect({ code, last }).toMatchObject({ code: 2, last: { error: { code: 'USAGE' } } })
  // Wrong words lay claim to no folder.
  expect(existsSync('nowhere')).toBe(false)
})

test('a bad case ends 1 with place and remedy; so does a file that is not there', async () => {
  const wrong = await evaluate(join(import.meta.dirname, '../../package.json'), '--programme', 'children', '--json')
  expect(wrong.code).toBe(1)
  const { error } = wrong.last as { error: { code: string; text: string; remedy: string } }
  expect(error.code).toBe('CASE_FIELD')
  expect(error.text).toContain('persons')
  expect(error.remedy).toContain('asOf')
  const gone = await evaluate('nowhere.json', '--programme', 'children', '--json')
  expect({ code: gone.code, last: gone.last }).toMatchObject({ code: 1, last: { error: { code: 'ENOENT' } } })
})
