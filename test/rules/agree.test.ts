import { expect, test } from 'vitest'
import { findRegisters } from '../../packages/server/src/adapters/files/discover.ts'
import { agree } from './agree.ts'

test('random programmes over random people: every engine says the same', async () => {
  const { rows, differences } = await agree({ rows: 8000, seed: 20261123, registers: await findRegisters() })
  expect(rows).toBe(8000)
  expect(differences.slice(0, 1)).toEqual([])
})
