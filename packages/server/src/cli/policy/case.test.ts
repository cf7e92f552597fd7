import { readFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { formatYmd, isYmd } from '@doudi/core/kernel'
import {
  caseSchema,
  evaluate,
  type Facts,
  minimalReason,
  outcomeOf,
  type Programme,
  programmeOf,
  readCase,
} from '@doudi/core/policy'
import fc from 'fast-check'
import Fastify from 'fastify'
import { beforeAll, describe, expect, test } from 'vitest'
import { findProgrammeFiles, findRegisters } from '../../adapters/files/discover.ts'

const programmes: Programme[] = []
for (const file of await findProgrammeFiles()) programmes.push((await import(pathToFileURL(file).href)).programme)
const registers = await findRegisters()
const DOCS = `${import.meta.dirname}/../../../../../docs`
const example = JSON.parse(await readFile(`${DOCS}/case.example.json`, 'utf8'))

/** Whether a standard validator finds the file right by the schema. */
const app = Fastify({
  ajv: { customOptions: { removeAdditional: false, coerceTypes: false, useDefaults: false, allowUnionTypes: true } },
})
app.post('/', { schema: { body: caseSchema(registers) } }, async () => 'ok')
beforeAll(() => app.ready())
const fits = async (body: object): Promise<boolean> =>
  (await app.inject({ method: 'POST', url: '/', payload: body })).statusCode === 200

const read = (body: unknown, asOf: number | null = null) =>
  readCase(typeof body === 'string' ? body : JSON.stringify(body), { file: 'CASE.json', asOf, registers })

/** The programme as it stands to whoever knows these conditions of a person and nothing of the others. */
function knowingOnly(programme: Programme, kept: readonly string[]): Programme {
  const hidden = new Set(
    programme.conditions.filter(({ id }) => !kept.includes(id)).map(({ expr }) => JSON.stringify(expr)),
  )
  const shown = new Set(
    programme.conditions.filter(({ id }) => kept.includes(id)).map(({ expr }) => JSON.stringify(expr)),
  )
  const hide = <T>(value: T): T => {
    if (typeof value !== 'object' || value === null) return value
    const key = JSON.stringify(value)
    if (hidden.has(key)) return { op: 'const', kind: 'bool', value: null } as T
    if (shown.has(key)) return value
    if (Array.isArray(value)) return value.map(hide) as T
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, hide(one)])) as T
  }
  return { ...programme, categories: programme.categories.map((one) => ({ ...one, test: hide(one.test) })) }
}

/** What a name of a row stands for: a day, a person, or itself. */
function kindOf(register: string, name: string): 'day' | 'person' | null {
  const { columns = [], subject = '' } = registers.find(({ id }) => id === register) ?? {}
  const type = columns.find(({ id }) => id === name || (id === `${name}Id` && id !== subject))?.type.kind
  return type === 'date' ? 'day' : type === 'residentId' ? 'person' : null
}

/** Facts as somebody would write them down. */
function written({ asOf, available, persons, records }: Facts, asked: number): object {
  const fields = (row: object, kind: (name: string) => 'day' | 'person' | null): object =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => {
        if (typeof value !== 'number') return [name, value]
        if (kind(name) === 'person') return [name, String(value)]
        return [name, kind(name) === 'day' && isYmd(value) ? formatYmd(value) : value]
      }),
    )
  const own = (name: string) => (['birth', 'cancelDate'].includes(name) ? 'day' : null)
  const parents = ['father', 'mother'] as const
  const people = Object.entries(persons)
  const homes = Map.groupBy(people, ([, { household = null }]) => household)
  homes.delete(null)
  return {
    asOf: formatYmd(asOf),
    inForce: available,
    person: String(asked),
    persons: people.map(([id, { father: _, mother: __, household: ___, fatherState, motherState, ...rest }]) => {
      const state = (name: string, value: unknown): object => (Number(value ?? 0) > 0 ? { [name]: value } : {})
      return { id, ...fields(rest, own), ...state('fatherState', fatherState), ...state('motherState', motherState) }
    }),
    households: [...homes].map(([home, members]) => ({
      id: String(home),
      members: members.map(([person]) => ({ person })),
    })),
    links: people.flatMap(([id, one]) =>
      parents.flatMap((kind) => (one[`${kind}State`] === 0 ? [{ person: id, kind, other: String(one[kind]) }] : [])),
    ),
    records: Object.fromEntries(
      Object.entries(records).map(([id, rows]) => [id, rows.map((row) => fields(row, (name) => kindOf(id, name)))]),
    ),
  }
}

describe.each(programmes.map((one) => [one.id, one] as const))('%s', (_, programme) => {
  test('every worked case written as a file fits the schema, reads back, and is judged the same', async () => {
    for (const one of programme.examples) {
      const { name, facts, person } = one
      const law = programmeOf(programme, one)
      const file = written(facts, person)
      const back = read(file)
      if (!back.ok) throw new Error(`${name}: ${JSON.stringify(back.problems)}`)
      expect(await fits(file), name).toBe(true)
      expect(evaluate(law, back.value.facts, back.value.person), name).toEqual(evaluate(law, facts, person))
    }
  })

  test('the minimal reason carries every verdict by itself, and nothing can be left out of it', () => {
    for (const one of programme.examples) {
      const { name, facts, person } = one
      const law = programmeOf(programme, one)
      const told = evaluate(law, facts, person)
      const minimal = minimalReason(law, facts, person, told)
      const verdict = (kept: readonly string[]) => {
        const { status, category } = outcomeOf(knowingOnly(law, kept), facts, person)
        return { status, category }
      }
      if (told.status === 'unknown') expect(minimal, name).toEqual([])
      else expect(verdict(minimal), name).toEqual({ status: told.status, category: told.category })
      for (const id of minimal)
        expect(verdict(minimal.filter((one) => one !== id)).status, `${name} without ${id}`).toBe('unknown')
    }
  })
})

test('of a child who has come of age and left school, two conditions say it all', () => {
  const programme = programmes.find(({ id }) => id === 'children') as Programme
  const aged = programme.examples.find(({ name }) => name.includes('the 18th birthday, out of school'))
  if (!aged) throw new Error('the example is gone')
  const told = evaluate(programme, aged.facts, aged.person)
  expect(minimalReason(programme, aged.facts, aged.person, told)).toEqual(['minor', 'inSchool'])
})

test('the schema and the example in docs are what the program says: doudi policy evaluate --schema', async () => {
  expect(JSON.parse(await readFile(`${DOCS}/case.schema.json`, 'utf8'))).toEqual(
    JSON.parse(JSON.stringify(caseSchema(registers))),
  )
  expect(await fits(example)).toBe(true)
  expect(read(example).ok).toBe(true)
})

const [child] = example.persons
/** What is wrong, where it is said to be wrong, and whether the schema alone can see it. */
const FAULTS: readonly (readonly [what: string, code: string, field: string, body: object, bySchema: boolean])[] = [
  ['no day', 'CASE_DAY', 'asOf', { ...example, asOf: undefined }, false],
  ['a day that does not exist', 'CASE_DAY', 'asOf', { ...example, asOf: '2026-02-30' }, false],
  [
    'a day in another spelling',
    'CASE_DAY',
    'persons[0].birth',
    { ...example, persons: [{ ...child, birth: 20180310 }] },
    true,
  ],
  ['nobody', 'CASE_MISSING', 'persons', { ...example, persons: [] }, true],
  [
    'a person without a name',
    'CASE_MISSING',
    'persons[0].id',
    { ...example, persons: [{ birth: '2018-03-10' }] },
    true,
  ],
  ['a name used twice', 'CASE_TWICE', 'persons[1].id', { ...example, persons: [child, child] }, false],
  [
    'a resident id for a name',
    'CASE_RESIDENT_ID',
    'persons[0].id',
    { ...example, persons: [{ id: '370690201501010014' }] },
    false,
  ],
  ['a section nobody knows', 'CASE_FIELD', 'recrods', { ...example, recrods: {} }, true],
  ['a field nobody knows', 'CASE_FIELD', 'persons[0].age', { ...example, persons: [{ ...child, age: 8 }] }, true],
  [
    'a field of every object',
    'CASE_FIELD',
    'persons[0].constructor',
    { ...example, persons: [{ ...child, constructor: 8 }] },
    true,
  ],
  ['persons that are no list', 'CASE_LIST', 'persons', { ...example, persons: { child } }, true],
  ['a person that is no object', 'CASE_OBJECT', 'persons[1]', { ...example, persons: [child, 'father'] }, true],
  ['records that are a list', 'CASE_OBJECT', 'records', { ...example, records: [] }, true],
  ['a register nobody keeps', 'CASE_REGISTER', 'records.R99', { ...example, records: { R99: [] } }, true],
  ['a register in force that is none', 'CASE_REGISTER', 'inForce', { ...example, inForce: ['R99'] }, true],
  [
    'a column the register lacks',
    'CASE_FIELD',
    'records.R03[0].died',
    { ...example, records: { R03: [{ person: 'child', died: '2026-01-01' }] } },
    true,
  ],
  [
    'a row about nobody of the case',
    'CASE_PERSON',
    'records.R03[0].person',
    { ...example, records: { R03: [{ person: 'uncle' }] } },
    false,
  ],
  ['a row about nobody', 'CASE_MISSING', 'records.R03[0].person', { ...example, records: { R03: [{}] } }, true],
  [
    'a code that is not in the list',
    'CASE_CODE',
    'records.R06[0].mode',
    { ...example, records: { R06: [{ person: 'child', mode: '9' }] } },
    true,
  ],
  [
    'a number out of range',
    'CASE_NUMBER',
    'records.R06[0].termMonths',
    { ...example, records: { R06: [{ person: 'child', termMonths: 601 }] } },
    true,
  ],
  [
    'an amount in yuan and fen',
    'CASE_MONEY',
    'records.R21[0].caseAmount',
    { ...example, records: { R21: [{ person: 'child', caseAmount: 1069.5 }] } },
    true,
  ],
  [
    'an amount beyond the limit',
    'CASE_MONEY',
    'records.R21[0].caseAmount',
    { ...example, records: { R21: [{ person: 'child', caseAmount: 10_000_000_001 }] } },
    true,
  ],
  [
    'a division of another level',
    'CASE_DIVISION',
    'persons[0].county',
    { ...example, persons: [{ ...child, county: '3706' }] },
    true,
  ],
  [
    'yes as a text',
    'CASE_FLAG',
    'persons[0].registered',
    { ...example, persons: [{ ...child, registered: 'yes' }] },
    true,
  ],
  [
    'a text that is a number',
    'CASE_TEXT',
    'persons[0].urbanRural',
    { ...example, persons: [{ ...child, urbanRural: 2 }] },
    true,
  ],
  [
    'a link to nobody of the case',
    'CASE_PERSON',
    'links[0].other',
    { ...example, links: [{ person: 'child', kind: 'father', other: 'uncle' }] },
    false,
  ],
  [
    'a link of no kind',
    'CASE_CODE',
    'links[0].kind',
    { ...example, links: [{ person: 'child', kind: 'uncle', other: 'father' }] },
    true,
  ],
  [
    'somebody who is their own father',
    'CASE_LINK',
    'links[0].other',
    { ...example, links: [{ person: 'child', kind: 'father', other: 'child' }] },
    false,
  ],
  [
    'a household without a name',
    'CASE_MISSING',
    'households[0].id',
    { ...example, households: [{ members: [] }] },
    true,
  ],
  [
    'a member who is nobody of the case',
    'CASE_PERSON',
    'households[0].members[0].person',
    { ...example, households: [{ id: 'h', members: [{ person: 'uncle' }] }] },
    false,
  ],
  ['somebody asked about who is not there', 'CASE_PERSON', 'person', { ...example, person: 'uncle' }, false],
]

test.each(FAULTS)('%s is refused with its place and a remedy', async (_, code, field, body, bySchema) => {
  const told = read(body)
  if (told.ok) throw new Error('it was read')
  const problem = told.problems.find((one) => one.code === code && one.place.field === field)
  expect(problem?.place).toEqual({ file: 'CASE.json', field })
  for (const { zh, en } of [problem?.text, problem?.remedy] as { zh: string; en: string }[])
    expect([/\p{Script=Han}/u.test(zh), /[A-Za-z]/.test(en)]).toEqual([true, true])
  expect(await fits(body)).toBe(!bySchema)
})

test('what is no JSON is refused with its line, and all problems of a file come at once', () => {
  const broken = read('{\n  "persons": [\n    {"id": "c1"},,\n  ]\n}')
  expect(broken).toMatchObject({ ok: false, problems: [{ code: 'CASE_JSON', place: { file: 'CASE.json', line: 3 } }] })
  const others = ['{"persons": [\n{"id": "c1"}', '{"persons"\n "x"}', '{\n"a": "b\n"}', ''].map((text) => read(text))
  const lines = others.map((one) => (one.ok ? null : (one.problems[0]?.place.line ?? null)))
  expect(lines).toEqual([2, 2, 2, 1])
  const several = read({ persons: [{ id: 'c', birth: 'x', sex: 7 }], records: { R99: [] } })
  if (several.ok) throw new Error('it was read')
  expect(several.problems.map(({ code }) => code).toSorted()).toEqual([
    'CASE_DAY',
    'CASE_DAY',
    'CASE_NUMBER',
    'CASE_REGISTER',
  ])
})

test('links and members count on their days, two fathers leave the father open, and --as-of goes first', () => {
  const parents = (links: object[], asOf: number | null = null) => {
    const told = read({ ...example, links }, asOf)
    if (!told.ok) throw new Error(JSON.stringify(told.problems))
    const { father, fatherState, household } = told.value.facts.persons[1] ?? {}
    return { asOf: told.value.facts.asOf, father, fatherState, household }
  }
  const link = (other: string, more: object = {}) => ({ person: 'child', kind: 'father', other, ...more })
  const here = { asOf: 20260401, household: 1 }
  expect(parents([link('father')])).toEqual({ ...here, father: 2, fatherState: 0 })
  expect(parents([link('father'), link('father')])).toEqual({ ...here, father: 2, fatherState: 0 })
  expect(parents([link('father'), link('mother')])).toEqual({ ...here, father: null, fatherState: 3 })
  expect(parents([link('father', { to: '2026-03-31' })])).toEqual({ ...here, father: null, fatherState: 1 })
  expect(parents([link('father', { to: '2026-04-01' }), link('mother', { from: '2026-04-02' })])).toEqual({
    ...here,
    father: 2,
    fatherState: 0,
  })
  expect(parents([link('father', { from: '2026-05-01' })], 20260501)).toEqual({
    asOf: 20260501,
    household: 1,
    father: 2,
    fatherState: 0,
  })
})

test('whatever a file holds, it is read or refused with problems, never with an exception', () => {
  const keys = fc.constantFrom(
    'persons',
    'links',
    'records',
    'households',
    'id',
    'person',
    'R06',
    'members',
    'asOf',
    '__proto__',
    'toString',
  )
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(null, true, 3, -1.5, '', 'child', '2026-04-01', 1e300),
      fc.array(tie('any'), { maxLength: 3 }),
      fc.dictionary(keys, tie('any'), { maxKeys: 4 }),
    ),
  })).any
  fc.assert(
    fc.property(fc.dictionary(keys, value), fc.string(), (changes, junk) => {
      for (const text of [JSON.stringify({ ...example, ...changes }), junk, JSON.stringify(changes)]) {
        const told = read(text)
        expect(told.ok || told.problems.length > 0).toBe(true)
      }
    }),
    { seed: 20261123, numRuns: 500 },
  )
})
