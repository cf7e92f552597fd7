import { isYmd, parseResidentId, parseYmd, type Register } from '@doudi/core/kernel'
import { beforeAll, describe, expect, test } from 'vitest'
import { findRegisters } from '../adapters/files/discover.ts'
import { dirtOf, RATES } from './dirt.ts'
import { formOf } from './forms.ts'
import { makeTruth } from './make-city.ts'
import { seeded } from './random.ts'
import { idOf } from './world.ts'

let registers: readonly Register[] = []
let people: readonly { readonly id: string; readonly name: string; readonly birth: number }[] = []
beforeAll(async () => {
  registers = await findRegisters()
  const { world } = makeTruth({ people: 5000, seed: 1, children: 20 }, () => {})
  people = world.names.map((name, person) => ({ id: idOf(world, person), name, birth: world.birth[person] ?? 0 }))
})

type Measured = { rows: number } & Record<keyof typeof RATES | 'nameOfBad', number>
const ROWS = 200_000

/** Sends rows of real-looking people through a register's errors and counts what came of them. */
function measure(id: string, scale: number): Measured {
  const register = registers.find((one) => one.id === id)
  if (!register) throw new Error(`no register ${id}`)
  const { date } = formOf(id)
  const dirt = dirtOf(register, scale, seeded(5, `measure${id}`), date)
  const at = (column: string): number => register.columns.findIndex((one) => one.id === column)
  const count: Measured = {
    rows: ROWS,
    absent: 0,
    idMissing: 0,
    idWrong: 0,
    nameVariant: 0,
    birthDiffers: 0,
    nameOfBad: 0,
  }
  for (let n = 0; n < ROWS; n++) {
    const person = people[n % people.length]
    if (!person) break
    const clean = register.columns.map(() => '')
    clean[at('residentId')] = person.id
    clean[at('name')] = person.name
    if (at('birth') >= 0) clean[at('birth')] = date(person.birth)
    const row = [...clean]
    if (!dirt(row)) {
      count.absent++
      continue
    }
    const written = row[at('residentId')] ?? ''
    const bad = written !== person.id
    if (written === '') count.idMissing++
    else if (bad) {
      count.idWrong++
      if (parseResidentId(written).ok) expect.fail('a wrong id passes the check')
    }
    if (row[at('name')] !== person.name) {
      count.nameVariant++
      if (bad) count.nameOfBad++
    }
    if (at('birth') >= 0 && row[at('birth')] !== clean[at('birth')]) {
      count.birthDiffers++
      if (!isYmd(parseYmd(row[at('birth')] ?? '') ?? 0)) expect.fail('a differing birth date is no date')
    }
  }
  return count
}

/** Within five standard errors of a binomial share. */
function expectRate(count: number, rows: number, rate: number, what: string): void {
  const bound = 5 * Math.sqrt((rate * (1 - rate)) / rows)
  expect(Math.abs(count / rows - rate), `${what}: ${count / rows} for ${rate}`).toBeLessThan(bound)
}

describe('the default rates of errors', () => {
  test('are 2 % id missing, 1 % id wrong, 2 % name variant, 0.5 % birth date differing, 0.5 % row absent', () => {
    expect(RATES).toEqual({ idMissing: 0.02, idWrong: 0.01, nameVariant: 0.02, birthDiffers: 0.005, absent: 0.005 })
  })

  test.each([1, 3])('hold in the household register at --dirt %i', (scale) => {
    const found = measure('R01', scale)
    for (const kind of ['absent', 'idMissing', 'idWrong', 'nameVariant', 'birthDiffers'] as const)
      expectRate(found[kind], found.rows, RATES[kind] * scale, kind)
  })

  test('are a quarter in the registers that civil affairs keeps in a checked system', () => {
    for (const id of ['R21', 'R22', 'R23', 'R32']) {
      const found = measure(id, 1)
      for (const kind of ['absent', 'idMissing', 'idWrong', 'nameVariant'] as const)
        expectRate(found[kind], found.rows, RATES[kind] / 4, `${id} ${kind}`)
    }
  })

  test('hold in every other register that names its subject', () => {
    for (const id of ['R03', 'R05', 'R06', 'R09', 'R11']) {
      const found = measure(id, 1)
      for (const kind of ['absent', 'idMissing', 'idWrong', 'nameVariant'] as const)
        expectRate(found[kind], found.rows, RATES[kind], `${id} ${kind}`)
    }
  })
})

test('errors travel together: a row with a bad id has a variant name 20 times as often as any other', () => {
  const { rows, idMissing, idWrong, nameVariant, nameOfBad } = measure('R01', 1)
  const bad = idMissing + idWrong
  expect(nameOfBad / bad).toBeGreaterThan((20 * (nameVariant - nameOfBad)) / (rows - bad))
})

test('--dirt 0 changes nothing', () => {
  expect(measure('R01', 0)).toEqual({
    rows: ROWS,
    absent: 0,
    idMissing: 0,
    idWrong: 0,
    nameVariant: 0,
    birthDiffers: 0,
    nameOfBad: 0,
  })
})
