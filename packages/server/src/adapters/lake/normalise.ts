/**
 * How one cell of text becomes a typed value, in SQL, so that no row passes through JavaScript twice.
 *
 * Each column yields a value and a reason (null when right). The meaning is the kernel's (parseResidentId, parseYmd,
 * parseYuan); a property test feeds both the same strings.
 */
import { type CodeList, type Column, type ColumnType, MOST_FEN } from '@doudi/core/kernel'
import { DAYS_1904 } from '../files/cell-text.ts'
import { identifier, literal } from './duckdb.ts'

/**
 * `first` is computed once as column `f`, `second` from it as column `s`, `third` from both as column `t`: inlined, the
 * work and the planning of it would multiply. Null = the stage is not needed.
 */
export type Cell = {
  readonly first: string
  readonly second: string | null
  readonly third: string | null
  readonly value: string
  readonly reason: string
}
/** `serials`: the day count that a bare number of a spreadsheet means, from 1900 or 1904; null where there are none. */
export type Reading = { readonly serials: 1900 | 1904 | null; readonly scale: 1 | 10000 }

// The kernel's block of full-width forms, U+FF01 to U+FF5E, whole.
const HALF = String.fromCharCode(...Array.from({ length: 94 }, (_, at) => 0x21 + at))
const FULL = String.fromCharCode(...Array.from({ length: 94 }, (_, at) => 0xff01 + at))
const half = (x: string): string => `translate(${x}, ${literal(FULL)}, ${literal(HALF)})`
const BLANK = ' \t\r\n\u00A0\u3000\uFEFF\u200B'
const BLANKS = [...BLANK].map((c) => c.charCodeAt(0)).join(', ')
const trimmed = (x: string): string => `bare_text(${x})`

const leap = (year: string): string => `((${year} % 4 = 0 AND ${year} % 100 <> 0) OR ${year} % 400 = 0)`
/** Whether the integer yyyymmdd `d` is a day of the calendar. */
const isDay = (d: string): string =>
  `(${d} // 10000 BETWEEN 1 AND 9999 AND ${d} // 100 % 100 BETWEEN 1 AND 12 AND ${d} % 100 BETWEEN 1 AND CASE WHEN ${d} // 100 % 100 = 2 THEN CASE WHEN ${leap(`(${d} // 10000)`)} THEN 29 ELSE 28 END WHEN ${d} // 100 % 100 IN (4, 6, 9, 11) THEN 30 ELSE 31 END)`

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
/** The check character of 17 digits held in a BIGINT. */
const check = (n: string): string =>
  `substr('10X98765432', CAST((${WEIGHTS.map((w, i) => `${n} // ${10n ** BigInt(16 - i)} % 10 * ${w}`).join(' + ')}) % 11 AS INTEGER) + 1, 1)`

/** What JavaScript's \\s means, which RE2's does not. */
const SPACE = '\\s\\x{000B}\\x{00A0}\\x{1680}\\x{2000}-\\x{200A}\\x{2028}\\x{2029}\\x{202F}\\x{205F}\\x{3000}\\x{FEFF}'
const HIDDEN = `[${SPACE}\\x{200B}-\\x{200F}\\x{2028}-\\x{202F}\\x{2060}'\`-]`
const DAY = `^[${SPACE}]*([0-9]{4})[${SPACE}]*(?:-|/|\\.|年)[${SPACE}]*([0-9]{1,2})[${SPACE}]*(?:-|/|\\.|月)[${SPACE}]*([0-9]{1,2})[${SPACE}]*(?:日|号)?(?:[T${SPACE}][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]+)?)?)?[${SPACE}]*$`

/** How a spreadsheet program writes a long number it does not want to show: the last digits are lost. */
const EXPONENT = '[0-9](\\.[0-9]+)?E\\+?[0-9]{1,2}'

/** Neither 1e5 nor 0x1F: a cast reads both as numbers, and no office means them so. */
const unmarked = (x: string): string =>
  ['e', 'E', 'x', 'X'].map((letter) => `NOT contains(${x}, '${letter}')`).join(' AND ')

/** Macros keep each cell's expression short; they are created once a connection. */
export const MACROS: readonly string[] = [
  // Most cells neither begin nor end with a blank; to look is cheaper than to trim.
  `CREATE OR REPLACE MACRO bare_text(x) AS CASE WHEN unicode(x) IN (${BLANKS}) OR unicode(right(x, 1)) IN (${BLANKS}) THEN trim(x, ${literal(BLANK)}) ELSE x END`,
  `CREATE OR REPLACE MACRO is_day(d) AS ${isDay('d')}`,
  // The plain case first: a regular expression over twenty million cells is what an import's time goes into.
  `CREATE OR REPLACE MACRO plain_id(x) AS length(x) = 18 AND ${unmarked('substr(x, 1, 17)')} AND coalesce(TRY_CAST(substr(x, 1, 17) AS BIGINT), 0) >= 10000000000000000 AND substr(x, 18) IN ('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'X')`,
  `CREATE OR REPLACE MACRO clean_id(x) AS CASE WHEN plain_id(x) THEN x WHEN x = '' THEN '' ELSE upper(regexp_replace(${half('x')}, ${literal(HIDDEN)}, '', 'g')) END`,
  `CREATE OR REPLACE MACRO id_17(c) AS CASE WHEN length(c) = 15 THEN substr(c, 1, 6) || '19' || substr(c, 7) ELSE substr(c, 1, 17) END`,
  `CREATE OR REPLACE MACRO id_check(n) AS ${check('n')}`,
  // The first 17 digits of a cleaned id (of an old one with its century), null where it is none.
  `CREATE OR REPLACE MACRO id_number(c) AS CASE WHEN plain_id(c) THEN CAST(substr(c, 1, 17) AS BIGINT) WHEN regexp_full_match(c, '[0-9]{15}|[0-9]{17}[0-9X]') THEN CAST(id_17(c) AS BIGINT) END`,
  `CREATE OR REPLACE MACRO id_problem(c, n) AS CASE WHEN c = '' OR c IS NULL THEN 'empty' WHEN starts_with(c, '≈') OR regexp_full_match(c, ${literal(EXPONENT)}) THEN 'digits' WHEN length(c) NOT IN (15, 18) THEN 'length' WHEN n IS NULL THEN 'characters' WHEN NOT is_day(n // 1000 % 100000000) OR n // 1000 % 100000000 < 18000101 THEN 'date' WHEN length(c) = 18 AND id_check(n) <> substr(c, 18) THEN 'check' END`,
  `CREATE OR REPLACE MACRO id_value(c, n, problem) AS CASE WHEN problem IS NULL THEN CASE WHEN length(c) = 18 THEN c ELSE lpad(CAST(n AS VARCHAR), 17, '0') || id_check(n) END END`,
  `CREATE OR REPLACE MACRO day_parts(x) AS regexp_extract(x, ${literal(DAY)}, ['y', 'm', 'd'])`,
  // 20260305 and 2026-03-05 as digits, without a regular expression; anything but digits makes the number too small.
  `CREATE OR REPLACE MACRO plain_day(x) AS CASE WHEN NOT (${unmarked('x')}) THEN NULL WHEN length(x) = 8 THEN TRY_CAST(x AS INTEGER) WHEN length(x) = 10 AND substr(x, 5, 1) = substr(x, 8, 1) AND contains('-/.', substr(x, 5, 1)) THEN TRY_CAST(substr(x, 1, 4) || substr(x, 6, 2) || substr(x, 9, 2) AS INTEGER) END`,
  `CREATE OR REPLACE MACRO spelled_day(parts) AS CASE WHEN parts.y <> '' THEN CAST(parts.y AS INTEGER) * 10000 + CAST(parts.m AS INTEGER) * 100 + CAST(parts.d AS INTEGER) END`,
  `CREATE OR REPLACE MACRO serial_value(x, shift) AS CASE WHEN regexp_full_match(x, '[0-9]{4,5}(\\.[0-9]+)?') AND CAST(split_part(x, '.', 1) AS INTEGER) + shift BETWEEN 8000 AND 80000 THEN CAST(strftime(DATE '1899-12-30' + (CAST(split_part(x, '.', 1) AS INTEGER) + shift), '%Y%m%d') AS INTEGER) END`,
  `CREATE OR REPLACE MACRO money_text(x) AS regexp_replace(${half('x')}, '[${SPACE},¥￥元]', '', 'g')`,
  `CREATE OR REPLACE MACRO money_value(t, k) AS CASE WHEN regexp_full_match(t, '-?[0-9]{1,13}(\\.[0-9]{0,8})?') AND (CAST(t AS DECIMAL(30, 8)) * k) % 1 = 0 AND abs(CAST(t AS DECIMAL(30, 8)) * k) <= ${MOST_FEN} THEN CAST(CAST(t AS DECIMAL(30, 8)) * k AS BIGINT) END`,
]

/** Every accepted spelling of a code list, normalised, with the code it stands for. */
function spellings(list: CodeList): readonly (readonly [string, string])[] {
  const seen = new Map<string, string>()
  for (const { code, zh, aliases = [] } of list.entries)
    for (const spelling of [code, zh, ...aliases]) if (!seen.has(spelling)) seen.set(spelling, code)
  return [...seen]
}

/** Spellings tried before a cell is cleaned: the first of a list are the ones that fill a register. */
const FREQUENT = 12
type Stage = { readonly raw: string; readonly f: string; readonly s: string; readonly t: string }

/** The cell's stages: `first` cleans the text, `second` finds the number or problem, then value and reason. */
function typed(type: ColumnType, { raw: x, f, s, t }: Stage, reading: Reading): Cell {
  const bare = trimmed(x)
  const plain = { first: bare, second: null, third: null }
  /** Normalised only where the raw cell is not already right. */
  const unless = (right: string): string => `CASE WHEN ${x} = '' OR ${right} THEN ${x} ELSE ${half(bare)} END`
  const digits = (n: number, of = x): string =>
    `length(${of}) = ${n} AND ${unmarked(of)} AND TRY_CAST(${of} AS BIGINT) >= ${10n ** BigInt(n - 1)}`
  switch (type.kind) {
    case 'residentId':
      return {
        first: `clean_id(${x})`,
        second: `id_number(${f})`,
        third: `id_problem(${f}, ${s})`,
        value: `id_value(${f}, ${s}, ${t})`,
        reason: t,
      }
    case 'name':
    case 'text':
      return { ...plain, value: f, reason: 'NULL' }
    case 'date': {
      const plain = `CASE WHEN plain_day(${f}) >= 10000000 THEN plain_day(${f}) END`
      const spelled = `spelled_day(day_parts(${f}))`
      const serial = reading.serials === null ? '' : `, serial_value(${f}, ${reading.serials === 1904 ? DAYS_1904 : 0})`
      return {
        first: unless(digits(8)),
        second: plain,
        third: `coalesce(${s}, ${spelled}${serial})`,
        value: `CASE WHEN is_day(${t}) THEN ${t} END`,
        reason: `CASE WHEN is_day(${t}) THEN NULL ELSE 'date' END`,
      }
    }
    case 'integer': {
      const number = `regexp_replace(${f}, '\\.0+$|[,\\s]|个月$|月$|人$', '', 'g')`
      const second = `CASE WHEN regexp_full_match(${number}, '-?[0-9]{1,9}') THEN CAST(${number} AS INTEGER) END`
      return {
        first: half(bare),
        second,
        third: null,
        value: s,
        reason: `CASE WHEN ${s} IS NULL THEN 'number' WHEN ${s} NOT BETWEEN ${type.min} AND ${type.max} THEN 'range' END`,
      }
    }
    case 'money':
      return {
        first: `money_text(${x})`,
        second: `money_value(${f}, ${reading.scale === 1 ? 100 : 1_000_000})`,
        third: null,
        value: s,
        reason: `CASE WHEN ${s} IS NULL THEN 'money' END`,
      }
    case 'code': {
      const second = `CASE ${f} ${spellings(type.list)
        .map(([spelling, code]) => `WHEN ${literal(spelling)} THEN ${literal(code)}`)
        .join(' ')} END`
      return {
        first: unless(
          `${x} IN (${spellings(type.list)
            .slice(0, FREQUENT)
            .map(([spelling]) => literal(spelling))
            .join(', ')})`,
        ),
        second,
        third: null,
        value: s,
        reason: `CASE WHEN ${s} IS NULL THEN 'code' END`,
      }
    }
    case 'flag': {
      const second = `CASE WHEN upper(${f}) IN ('1', '是', 'Y', 'TRUE') THEN TRUE WHEN upper(${f}) IN ('0', '否', 'N', 'FALSE') THEN FALSE END`
      return { first: half(bare), second, third: null, value: s, reason: `CASE WHEN ${s} IS NULL THEN 'flag' END` }
    }
    case 'division':
      return {
        first: unless(digits(type.digits)),
        second: null,
        third: null,
        value: f,
        reason: `CASE WHEN coalesce(NOT (${digits(type.digits, f)}), TRUE) AND NOT regexp_full_match(${f}, '[0-9]{${type.digits}}') THEN 'division' END`,
      }
  }
}

const SQL_TYPE: Readonly<Record<ColumnType['kind'], string>> = {
  residentId: 'VARCHAR',
  name: 'VARCHAR',
  text: 'VARCHAR',
  date: 'INTEGER',
  integer: 'INTEGER',
  money: 'BIGINT',
  code: 'VARCHAR',
  flag: 'BOOLEAN',
  division: 'VARCHAR',
}
const sqlType = (column: Column): string => SQL_TYPE[column.type.kind]

/** The stages of a column of the register, from the raw cell, or from nothing where the file lacks it. */
export function cellOf(column: Column, stage: Stage | null, reading: Reading, subject: boolean): Cell {
  if (stage === null)
    return { first: 'NULL', second: null, third: null, value: `CAST(NULL AS ${sqlType(column)})`, reason: 'NULL' }
  const cell = typed(column.type, stage, reading)
  const empty = `coalesce(${stage.f}, '') = ''`
  const missing = column.required || subject ? `'empty'` : 'NULL'
  return {
    ...cell,
    value: `CASE WHEN ${empty} THEN NULL ELSE ${cell.value} END`,
    reason: `CASE WHEN ${empty} THEN ${missing} ELSE ${cell.reason} END`,
  }
}

/** A wrong id of somebody else in the row does not cost the row its subject: it is left out and marked. */
export const isForgiven = (column: Column, subject: string): boolean =>
  column.type.kind === 'residentId' && column.id !== subject && !column.required

const REASONS: Readonly<Record<string, readonly [zh: string, right: string]>> = {
  empty: ['为空', '必填'],
  digits: ['数字格式丢失末几位', '把整列设为文本后重新导出'],
  length: ['长度不对', '应为18位（或旧15位）'],
  characters: ['含非法字符', '17位数字加数字或X'],
  date: ['日期无效', '如2026-03-05'],
  check: ['校验位不符', '核对原件后更正'],
  number: ['不是整数', '整数'],
  range: ['超出范围', '核对数值'],
  money: ['金额无效', '如1069.00，不超过1亿元'],
  code: ['不在代码表内', '见模板第二页'],
  flag: ['应为是或否', '是/否'],
  division: ['区划代码位数不对', '6位县、9位镇、12位村'],
  duplicate: ['同一主键的内容互相矛盾', '保留一行'],
  columns: ['列数与表头不符', '检查分隔符和引号'],
}
/** `found` is SQL text that says what stood there; an empty cell has nothing to say. */
export const reasonText = (field: string, reason: string, found = `''`): string =>
  `concat(${literal(`${field}：`)}, CASE ${reason} ${Object.entries(REASONS)
    .map(
      ([code, [zh, right]]) =>
        `WHEN ${literal(code)} THEN concat(${literal(zh)}, ${code === 'empty' ? `''` : found}, ${literal(`（${right}）`)})`,
    )
    .join(' ')} END)`
export const columnName = (column: Column): string => identifier(column.id)
