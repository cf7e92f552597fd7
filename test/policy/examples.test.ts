import { expect, test } from 'vitest'
import { doudi } from '../doudi.ts'

test('every worked case is as the law says on every engine, and the last line counts them', async () => {
  const { code, last, stderr } = await doudi('policy', 'examples', '--json')
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(last).toMatchObject({ engines: expect.arrayContaining(['evaluator', 'duckdb']), failed: 0, failures: [] })
  expect((last as { examples: number }).examples).toBeGreaterThan(200)
})

test('one programme alone, or a programme that is not there', async () => {
  const grant = await doudi('policy', 'examples', '--programme', 'education-grant')
  expect(grant.code).toBe(0)
  expect(grant.stdout).toContain('全部相符 all as expected')
  const none = await doudi('policy', 'examples', '--programme', 'nothing', '--json')
  expect({ code: none.code, last: none.last }).toMatchObject({ code: 2, last: { error: { code: 'USAGE' } } })
})
