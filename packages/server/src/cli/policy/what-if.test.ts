import { pathToFileURL } from 'node:url'
import {
  amountBounds,
  counterfactuals,
  counterfactualText,
  evaluate,
  type FactRow,
  type Facts,
  outcomeOf,
  type Programme,
  programmeOf,
} from '@doudi/core/policy'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findProgrammeFiles, findRegisters } from '../../adapters/files/discover.ts'

const programmes: Programme[] = []
for (const file of await findProgrammeFiles()) programmes.push((await import(pathToFileURL(file).href)).programme)
const registers = await findRegisters()
const children = programmes.find(({ id }) => id === 'children') as Programme
const exampleOf = (name: string) => {
  const found = children.examples.find((one) => one.name.startsWith(name))
  if (!found) throw new Error(`no example ${name}`)
  return found
}
const bounds = (facts: Facts, person: number) => amountBounds(children, facts, person, { registers, gaps: [] })
const withRows = (facts: Facts, register: string, rows: readonly FactRow[]): Facts => ({
  ...facts,
  records: { ...facts.records, [register]: rows },
})
const said = (name: string): readonly string[] => {
  const { facts, person } = exampleOf(name)
  const told = { programme: children, facts, person, registers }
  return counterfactuals(children, facts, person, registers).map((one) => counterfactualText(told, one).zh)
}

describe('what would have to be otherwise', () => {
  test.each([
    [
      'T03 the police accepted six months ago today',
      '受理日期2025年9月10日”而是“受理日期2025年9月9日”，则符合“事实无人抚养儿童”',
    ],
    ['T04 dates alone: a day short', '入监日期2026年1月10日”而是“入监日期2026年1月9日”，则符合“事实无人抚养儿童”'],
    ['T04 dates alone: first and last day', '释放日期2026年7月9日”而是“释放日期2026年7月8日”，则不符合'],
    ['T05 suspended sentence', '“缓刑”而是“在押”，则符合“事实无人抚养儿童”'],
    ['T06 limb grade 3', '“肢体”而是“智力”，则符合'],
    ['T11 the 18th birthday, out of school', '2008年6月10日而是2008年6月11日，则符合'],
    ['U03 an expired certificate', '有效期至2026年5月31日”而是“有效期至2026年6月1日”，则符合'],
    ['U05 a death record', '核对无误（死亡日期2026年4月1日），则符合“社会散居孤儿”'],
    ['B03 released: not the day after', '释放日期2026年8月31日”而是“释放日期2026年9月1日”，则符合'],
  ])('%s: a boundary is moved by no more than it takes', (name, sentence) => {
    expect(said(name)[0]).toContain(sentence)
  })

  test('an amount turns with a fact of its own: the subsistence allowance ended, and the standard is due in full', () => {
    expect(said('T08').some((one) => one.includes('停发日期不明') && one.includes('每月应发2138元'))).toBe(true)
  })

  test('a parent whom no register knows becomes known, with what might then be on record', () => {
    const all = said('U01')
    expect(all).toContain('若父亲已查明、名下没有相关记录，则不符合困境儿童基本生活费的条件。')
    expect(all.some((one) => /^若父亲已查明，并且父亲有.*，则符合“社会散居孤儿”/.test(one))).toBe(true)
  })

  test('where no one fact would do, two are named', () => {
    const grant = programmes.find(({ id }) => id === 'education-grant') as Programme
    const late = grant.examples.find(({ name }) => name.includes('too late'))
    if (!late) throw new Error('the example is gone')
    const doctor = withRows(late.facts, 'R11', [
      { ...late.facts.records['R11']?.[0], person: late.person, stage: '44' },
    ])
    const found = counterfactuals(grant, doctor, late.person, registers)
    expect(found.length).toBeGreaterThan(0)
    for (const { changes, outcome } of found)
      expect({ changes: changes.length, status: outcome.status }).toEqual({ changes: 2, status: 'eligible' })
  })

  test.each(programmes.map((one) => [one.id, one] as const))(
    '%s: every answer is true when it is tried',
    (_, programme) => {
      for (const one of programme.examples.slice(0, 40)) {
        const { name, facts, person } = one
        const law = programmeOf(programme, one)
        const now = outcomeOf(law, facts, person)
        for (const { changes, outcome } of counterfactuals(law, facts, person, registers)) {
          expect({ ...outcome, params: 0 }, name).not.toEqual({ ...now, params: 0 })
          expect(changes.length, name).toBeLessThan(3)
          expect(outcome.status, name).not.toBe('unknown')
          const told = counterfactualText({ programme: law, facts, person, registers }, { changes, outcome })
          expect(told.en, name).not.toMatch(/[\u3400-\u9fff]/)
          expect(told.zh, name).not.toMatch(/[\u4e00-\u9fff][,:;?!()]|[,:;?!()][\u4e00-\u9fff]/)
        }
      }
    },
  )
})

describe('bounds while facts are unknown', () => {
  test('an allowance of unknown amount: from nothing to the whole standard', () => {
    const { facts, person } = exampleOf('T08')
    const [row] = facts.records['R21'] ?? []
    const open = withRows(facts, 'R21', [{ ...row, person, caseAmount: null }])
    expect(bounds(open, person)).toMatchObject({ lowFen: 0, highFen: 213800 })
    expect(bounds(open, person)?.text.zh).toMatch(/^每月0至2138元，待核：.*社会救助在享（民政）/)
  })

  test('an allowance of unknown sharing: each number of persons is tried, so the bounds are those of the cases', () => {
    const { facts, person } = exampleOf('T08')
    const [row] = facts.records['R21'] ?? []
    const open = withRows(facts, 'R21', [{ ...row, person, coveredPersons: null }])
    const each = Array.from({ length: 30 }, (_, at) => {
      const shared = withRows(facts, 'R21', [{ ...row, person, coveredPersons: at + 1 }])
      return outcomeOf(children, shared, person).amountFen ?? 0
    })
    expect(bounds(open, person)).toMatchObject({ lowFen: Math.min(...each), highFen: Math.max(...each) })
  })

  test('where every way owes the same there is one amount, and nothing where the verdict is known', () => {
    const { facts, person } = exampleOf('U05')
    const doubtful = facts.records['R03'] ?? []
    const jailed = [{ person: 3, mode: '1', inDate: 20250101, termMonths: 36, releaseDate: 20271231 }]
    const both = { ...facts, records: { ...facts.records, R06: jailed, R03: doubtful } }
    expect(bounds(both, person)).toMatchObject({ lowFen: 213800, highFen: 213800 })
    expect(bounds(exampleOf('T08').facts, 1)).toBeNull()
  })

  /** What nobody knew of a row, found out at last. */
  const found = fc.record({
    caseAmount: fc.integer({ min: 0, max: 500_000 }),
    coveredPersons: fc.integer({ min: 1, max: 30 }),
    fatherDies: fc.boolean(),
  })
  test('however the unknown facts turn out, the amount lies within the bounds', () => {
    const { facts, person } = exampleOf('T08')
    const [row] = facts.records['R21'] ?? []
    const doubtful = { person: 3, deathDate: 20250301, doubtful: true }
    const base = withRows(facts, 'R03', [...(facts.records['R03'] ?? []), doubtful])
    fc.assert(
      fc.property(found, fc.subarray(['caseAmount', 'coveredPersons'], { minLength: 1 }), (truth, hidden) => {
        const unknown = Object.fromEntries(hidden.map((name) => [name, null]))
        const { fatherDies, ...cells } = truth
        const open = withRows(base, 'R21', [{ ...row, ...cells, person, ...unknown }])
        const known = withRows(withRows(base, 'R21', [{ ...row, ...cells, person }]), 'R03', [
          ...(facts.records['R03'] ?? []),
          ...(fatherDies ? [{ ...doubtful, doubtful: false }] : []),
        ])
        const told = evaluate(children, known, person)
        const between = bounds(open, person)
        expect(told.status).not.toBe('unknown')
        expect(between).not.toBeNull()
        const amount = told.amountFen ?? 0
        expect(between?.lowFen).toBeLessThanOrEqual(amount)
        expect(between?.highFen).toBeGreaterThanOrEqual(amount)
      }),
      { seed: 20261123, numRuns: 150 },
    )
  })
})
