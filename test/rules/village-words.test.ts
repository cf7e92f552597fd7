import { pathToFileURL } from 'node:url'
import { evaluate, type Facts, neutralText, type Programme, programmeOf, reasonsOf } from '@doudi/core/policy'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findProgrammeFiles, findRegisters } from '../../packages/server/src/adapters/files/discover.ts'
import { familyArb } from './boundary-people.ts'

/** Custody, rehabilitation, illness: what a village must not read, in both languages. */
const FORBIDDEN =
  /服刑|在押|羁押|监狱|看守所|刑|监外|保外|判决|戒毒|吸毒|毒|拘留|逮捕|犯罪|限制人身|遣送|驱逐|重病|疾病|病|患|诊断|艾滋|残疾|重残|custody|prison|jail|detain|sentence|rehab|drug|addict|arrest|deport|illness|disease|diagnos|disab|HIV/i

const registers = await findRegisters()
const programmes: Programme[] = []
for (const file of await findProgrammeFiles()) programmes.push((await import(pathToFileURL(file).href)).programme)

const neutralOf = (programme: Programme, facts: Facts, person: number): string =>
  neutralText(reasonsOf(programme, facts, person, evaluate(programme, facts, person), registers))

test('the words would be noticed', () => {
  for (const word of ['服刑在押', '强制隔离戒毒', '重大疾病', 'in custody', 'severely ill: disease'])
    expect(FORBIDDEN.test(word)).toBe(true)
})

test.each(programmes.map((one) => [one.id, one] as const))('%s: no example tells a village why', (_, programme) => {
  for (const example of programme.examples) {
    const said = neutralOf(programmeOf(programme, example), example.facts, example.person)
    expect(FORBIDDEN.exec(said)?.[0], example.name).toBeUndefined()
  }
  for (const { id, neutral } of programme.conditions)
    for (const said of [neutral.zh, neutral.en]) expect(FORBIDDEN.exec(said)?.[0], id).toBeUndefined()
})

test.each(programmes.map((one) => [one.id, one] as const))('%s: nor does any family, however hit', (_, programme) => {
  const asOf = 20260831
  const available = registers.map(({ id }) => id)
  fc.assert(
    fc.property(familyArb(programme, registers, asOf), ({ child, parents, records }) => {
      const rows = Object.entries(records).map(([id, some]) => [
        id,
        some.map(({ of, ...row }) => ({ ...row, person: 1 + of })),
      ])
      const persons = { 1: { ...child, father: 2, mother: 3 }, 2: parents[0], 3: parents[1] }
      const said = neutralOf(programme, { asOf, available, persons, records: Object.fromEntries(rows) }, 1)
      expect(FORBIDDEN.exec(said)?.[0]).toBeUndefined()
    }),
    { seed: 20261123, numRuns: 400 },
  )
})
