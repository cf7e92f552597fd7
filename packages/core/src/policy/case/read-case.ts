/**
 * A case file as facts: what the lake holds of a few people, written by hand.
 *
 * Every error is gathered with its place in the file and what would be right; nothing is guessed. Who is not linked to a
 * father has none on record.
 */
import { type Diagnostic, done, type Outcome, parseYmd, type Register, refused, type Ymd } from '../../kernel/index.ts'
import type { Attributes, FactRow, Facts } from '../programme.ts'
import type { Value } from '../tree.ts'
import { HOUSEHOLD_FIELDS, LINK_FIELDS, MEMBER_FIELDS, PERSON_FIELDS, rowFields } from './fields.ts'
import { type Gather, type Given, gatherer, idText, isObject, type Numbers, readFields } from './read-field.ts'

/** The facts, who is asked about, and the case's own names by number. */
export type Case = { readonly facts: Facts; readonly person: number; readonly names: ReadonlyMap<number, string> }

type Asked = {
  readonly file: string
  /** Goes before the file's own; null: the file must say it. */
  readonly asOf: Ymd | null
  readonly registers: readonly Register[]
}

const SECTIONS = ['$schema', 'asOf', 'person', 'inForce', 'persons', 'households', 'links', 'records']

/** Whether a text that is no JSON could become some if it went on. */
function couldGoOn(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch (error) {
    const said = error instanceof Error ? error.message : ''
    const position = Number(/at position (\d+)/.exec(said)?.[1] ?? Number.NaN)
    return /Unexpected end|Unterminated/.test(said) || position >= text.length
  }
}

/** The line where a text stops being JSON: the longest beginning that could still go on. */
function brokenLine(text: string): number {
  let [good, bad] = [0, text.length]
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2)
    if (couldGoOn(text.slice(0, middle))) good = middle
    else bad = middle
  }
  return text.slice(0, good).split('\n').length
}

const unparsable = (file: string, text: string): Diagnostic => ({
  code: 'CASE_JSON',
  place: { file, line: brokenLine(text) },
  found: '',
  text: { zh: '不是JSON。', en: 'This is no JSON.' },
  remedy: { zh: '检查这一行的引号、逗号和括号。', en: 'Look at the quotes, commas and brackets of this line.' },
})

const LIST = { zh: '应为数组。', en: 'This is no list.' }
const OBJECT = { zh: '应为对象。', en: 'This is no object.' }

/** The objects of a list, each with its place; what is no object is a problem. */
function objects(given: unknown, at: string, gather: Gather): readonly { one: Given; at: string }[] {
  if (given === undefined || given === null) return []
  if (!Array.isArray(given)) {
    gather('CASE_LIST', at, given, LIST, { zh: '写成[…]。', en: 'Write it as […].' })
    return []
  }
  return given.flatMap((one: unknown, index) => {
    if (isObject(one)) return [{ one, at: `${at}[${index}]` }]
    gather('CASE_OBJECT', `${at}[${index}]`, one, OBJECT, { zh: '写成{…}。', en: 'Write it as {…}.' })
    return []
  })
}

function numbersOf(persons: readonly { one: Given; at: string }[], gather: Gather): Numbers {
  const numbers = new Map<string, number>()
  for (const { one, at } of persons) {
    const id = idText(one['id'])
    if (id === null) continue
    if (/^\d{15}$|^\d{17}[\dXx]$/.test(id))
      gather(
        'CASE_RESIDENT_ID',
        `${at}.id`,
        undefined,
        { zh: '这里不写公民身份号码。', en: 'No resident id here.' },
        { zh: '用c1、父亲之类的代号。', en: 'Use a name such as c1 or father.' },
      )
    else if (numbers.has(id))
      gather(
        'CASE_TWICE',
        `${at}.id`,
        id,
        { zh: '两个人用了同一个id。', en: 'Two persons have this id.' },
        { zh: '改其中一个。', en: 'Change one of them.' },
      )
    else numbers.set(id, numbers.size + 1)
  }
  return numbers
}

const isIn = ({ from = null, to = null }: { from?: Value; to?: Value }, asOf: Ymd): boolean =>
  (from === null || Number(from) <= asOf) && (to === null || Number(to) >= asOf)

type Reading = {
  readonly file: Given
  readonly asOf: Ymd
  readonly registers: readonly Register[]
  readonly gather: Gather
  readonly numbers: Numbers
}

/** Parents by the links in force on the day; two of a kind are two possible parents, and nobody is known. */
function parentsOf({ file, asOf, gather, numbers }: Reading): ReadonlyMap<number, Attributes> {
  const parents = new Map<number, Record<string, Value>>()
  for (const { one, at } of objects(file['links'], 'links', gather)) {
    const link = readFields(one, LINK_FIELDS, at, numbers, gather)
    const { person, kind, other } = link
    if (typeof person !== 'number' || typeof other !== 'number' || typeof kind !== 'string') continue
    if (person === other)
      gather(
        'CASE_LINK',
        `${at}.other`,
        one['other'],
        { zh: '一个人不能是自己的亲属。', en: 'Nobody is their own kin.' },
        { zh: '改成另一个人。', en: 'Name somebody else.' },
      )
    if ((kind !== 'father' && kind !== 'mother') || !isIn(link, asOf)) continue
    const own = parents.get(person) ?? {}
    const known = own[kind]
    if (known !== undefined && known !== other) Object.assign(own, { [kind]: null, [`${kind}State`]: 3 })
    else if (own[`${kind}State`] !== 3) Object.assign(own, { [kind]: other, [`${kind}State`]: 0 })
    parents.set(person, own)
  }
  return parents
}

function homesOf({ file, asOf, gather, numbers }: Reading): ReadonlyMap<number, Attributes> {
  const homes = new Map<number, Attributes>()
  for (const [index, { one, at }] of objects(file['households'], 'households', gather).entries()) {
    const { members, ...own } = one
    readFields({ ...own, id: idText(own['id']) }, HOUSEHOLD_FIELDS, at, numbers, gather)
    for (const { one: member, at: place } of objects(members, `${at}.members`, gather)) {
      const read = readFields(member, MEMBER_FIELDS, place, numbers, gather)
      if (typeof read['person'] === 'number' && isIn(read, asOf))
        homes.set(read['person'], { household: index + 1, relation: read['relation'] ?? null })
    }
  }
  return homes
}

function recordsOf({ file, registers, gather, numbers }: Reading): Record<string, readonly FactRow[]> {
  const given = file['records'] ?? {}
  if (!isObject(given)) {
    gather('CASE_OBJECT', 'records', given, OBJECT, { zh: '写成{"R06": […]}。', en: 'Write it as {"R06": […]}.' })
    return {}
  }
  const records: Record<string, readonly FactRow[]> = {}
  for (const [id, rows] of Object.entries(given)) {
    const register = registers.find((one) => one.id === id)
    if (!register) {
      gather(
        'CASE_REGISTER',
        `records.${id}`,
        undefined,
        { zh: '没有这个登记册。', en: 'There is no such register.' },
        {
          zh: `登记册：${registers.map((one) => one.id).join('、')}。`,
          en: `Registers: ${registers.map((one) => one.id).join(', ')}.`,
        },
      )
      continue
    }
    const fields = rowFields(register)
    records[id] = objects(rows, `records.${id}`, gather).map(({ one, at }) =>
      readFields(one, fields, at, numbers, gather),
    )
  }
  return records
}

function inForceOf({ file, registers, gather }: Reading): readonly string[] {
  const all = registers.map(({ id }) => id)
  const given = file['inForce']
  if (given === undefined || given === null) return all
  if (Array.isArray(given) && given.every((one) => all.includes(one))) return given
  gather(
    'CASE_REGISTER',
    'inForce',
    given,
    { zh: '应为登记册编号的数组。', en: 'This is no list of registers.' },
    { zh: `登记册：${all.join('、')}。`, en: `Registers: ${all.join(', ')}.` },
  )
  return all
}

function dayOf(file: Given, asked: Ymd | null, gather: Gather): Ymd {
  const given = file['asOf'] ?? null
  const own = typeof given === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(given) ? parseYmd(given) : null
  if (own === null && (given !== null || asked === null))
    gather(
      'CASE_DAY',
      'asOf',
      given ?? undefined,
      { zh: '没有说明按哪一天研判。', en: 'It does not say for which day.' },
      { zh: '写"asOf": "2026-04-01"，或给出--as-of。', en: 'Write "asOf": "2026-04-01", or give --as-of.' },
    )
  return asked ?? own ?? 0
}

/** Reads a case; `asked.file` names it in problems. */
export function readCase(text: string, asked: Asked): Outcome<Case> {
  const plain = text.replace(/^\uFEFF/, '')
  let file: unknown
  try {
    file = JSON.parse(plain)
  } catch {
    return refused(unparsable(asked.file, plain))
  }
  const problems: Diagnostic[] = []
  const gather = gatherer(problems, asked.file)
  if (!isObject(file)) {
    gather('CASE_OBJECT', '', file, OBJECT, { zh: '写成{"persons": […]}。', en: 'Write it as {"persons": […]}.' })
    return refused(...problems)
  }
  for (const name of Object.keys(file).filter((one) => !SECTIONS.includes(one)))
    gather(
      'CASE_FIELD',
      name,
      undefined,
      { zh: '没有这个字段。', en: 'There is no such field.' },
      { zh: `可写：${SECTIONS.join('、')}。`, en: `Fields: ${SECTIONS.join(', ')}.` },
    )
  const people = objects(file['persons'], 'persons', gather)
  if (people.length === 0)
    gather(
      'CASE_MISSING',
      'persons',
      undefined,
      { zh: '没有一个人。', en: 'There is nobody in it.' },
      { zh: '写上至少一个人。', en: 'Name one person at least.' },
    )
  const numbers = numbersOf(people, gather)
  const reading: Reading = { file, asOf: dayOf(file, asked.asOf, gather), registers: asked.registers, gather, numbers }
  const facts = factsOf(reading, people)
  const who = file['person'] === undefined ? 1 : numbers.get(idText(file['person']) ?? '')
  if (who === undefined)
    gather(
      'CASE_PERSON',
      'person',
      file['person'],
      { zh: '没有这个人。', en: 'There is no such person.' },
      { zh: '写persons里的一个id。', en: 'Write an id of one of the persons.' },
    )
  if (problems.length > 0 || who === undefined) return refused(...problems)
  return done({ facts, person: who, names: new Map([...numbers].map(([name, number]) => [number, name])) })
}

function factsOf(reading: Reading, people: readonly { one: Given; at: string }[]): Facts {
  const { asOf, gather, numbers } = reading
  const [parents, homes] = [parentsOf(reading), homesOf(reading)]
  const persons: Record<number, Attributes> = {}
  for (const { one, at } of people) {
    const name = idText(one['id'])
    const { id: _, ...own } = readFields({ ...one, id: name }, PERSON_FIELDS, at, numbers, gather)
    const number = numbers.get(name ?? '')
    const none = { father: null, mother: null, fatherState: 1, motherState: 1 }
    if (number !== undefined) persons[number] = { ...none, ...own, ...homes.get(number), ...parents.get(number) }
  }
  return { asOf, available: inForceOf(reading), persons, records: recordsOf(reading) }
}
