/** One field of a case file as a value of the lake, or what is wrong with it. */
import { type Diagnostic, diagnostic, isYmd, MOST_FEN, parseYmd, type Text } from '../../kernel/index.ts'
import type { Value } from '../tree.ts'
import type { Field, Fields } from './fields.ts'

export type Given = Readonly<Record<string, unknown>>
/** Persons by the name that the case gives them. */
export type Numbers = ReadonlyMap<string, number>

/** Where problems of one file are gathered. */
export type Gather = (code: string, field: string, found: unknown, text: Text, remedy: Text) => void
export const gatherer =
  (problems: Diagnostic[], file: string): Gather =>
  (code, field, found, text, remedy) => {
    const shown = found === undefined ? '' : (JSON.stringify(found) ?? '').slice(0, 60)
    problems.push(diagnostic(code, { file, field }, shown, text, remedy))
  }

export const isObject = (value: unknown): value is Given =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
export const idText = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value : Number.isInteger(value) ? String(value) : null

type Wrong = readonly [code: string, text: Text, remedy: Text]
const wrong = (code: string, zh: string, en: string, remedyZh: string, remedyEn: string): Wrong => [
  code,
  { zh, en },
  { zh: remedyZh, en: remedyEn },
]

function read(field: Field, given: unknown, numbers: Numbers): { value: Value } | { wrong: Wrong } {
  switch (field.is) {
    case 'day': {
      const day = typeof given === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(given) ? parseYmd(given) : null
      return day !== null && isYmd(day)
        ? { value: day }
        : { wrong: wrong('CASE_DAY', '不是日期。', 'This is no day.', '写成2026-04-01。', 'Write it as 2026-04-01.') }
    }
    case 'whole':
    case 'fen': {
      const [min, max] = field.is === 'fen' ? [-MOST_FEN, MOST_FEN] : [field.min, field.max]
      if (Number.isInteger(given) && Number(given) >= min && Number(given) <= max) return { value: Number(given) }
      return field.is === 'fen'
        ? {
            wrong: wrong(
              'CASE_MONEY',
              '不是金额。',
              'This is no amount.',
              '写整数分，如2138元写213800。',
              'Write whole fen: 213800 for 2138 yuan.',
            ),
          }
        : {
            wrong: wrong(
              'CASE_NUMBER',
              '不是范围内的整数。',
              'This is no whole number in range.',
              `写${min}到${max}的整数。`,
              `Write a whole number from ${min} to ${max}.`,
            ),
          }
    }
    case 'flag':
      return typeof given === 'boolean'
        ? { value: given }
        : {
            wrong: wrong(
              'CASE_FLAG',
              '应为是或否。',
              'This is neither true nor false.',
              '写true或false。',
              'Write true or false.',
            ),
          }
    case 'code':
      return typeof given === 'string' && field.codes.includes(given)
        ? { value: given }
        : {
            wrong: wrong(
              'CASE_CODE',
              '不在代码表内。',
              'This code is not in the list.',
              `代码：${field.codes.join('、')}。`,
              `Codes: ${field.codes.join(', ')}.`,
            ),
          }
    case 'division':
      return typeof given === 'string' && /^\d+$/.test(given) && field.digits.includes(given.length)
        ? { value: given }
        : {
            wrong: wrong(
              'CASE_DIVISION',
              '区划代码位数不对。',
              'This is no division code of that level.',
              `写${field.digits.join('或')}位数字的文本。`,
              `Write a text of ${field.digits.join(' or ')} digits.`,
            ),
          }
    case 'person': {
      const number = numbers.get(idText(given) ?? '')
      return number !== undefined
        ? { value: number }
        : {
            wrong: wrong(
              'CASE_PERSON',
              '没有这个人。',
              'There is no such person.',
              '写persons里的一个id。',
              'Write an id of one of the persons.',
            ),
          }
    }
    case 'text':
      return typeof given === 'string'
        ? { value: given }
        : { wrong: wrong('CASE_TEXT', '应为文本。', 'This is no text.', '加上引号。', 'Put it in quotes.') }
  }
}

/** An object's fields as values; what is left out or null is left out. Every problem is gathered, with its place. */
export function readFields(
  given: Given,
  fields: Fields,
  at: string,
  numbers: Numbers,
  gather: Gather,
): Record<string, Value> {
  const values: Record<string, Value> = {}
  for (const name of Object.keys(given)) {
    if (Object.hasOwn(fields, name)) continue
    const known = Object.keys(fields).join('、')
    gather(
      'CASE_FIELD',
      `${at}.${name}`,
      undefined,
      { zh: '没有这个字段。', en: 'There is no such field.' },
      { zh: `可写：${known}。`, en: `Fields: ${known.replaceAll('、', ', ')}.` },
    )
  }
  for (const [name, { field, required }] of Object.entries(fields)) {
    const said = given[name] ?? null
    if (said === null && !required) continue
    const told =
      said === null
        ? { wrong: wrong('CASE_MISSING', '缺少这个字段。', 'This field is missing.', '补上它。', 'Add it.') }
        : read(field, said, numbers)
    if ('value' in told) values[name] = told.value
    else gather(told.wrong[0], `${at}.${name}`, said ?? undefined, told.wrong[1], told.wrong[2])
  }
  return values
}
