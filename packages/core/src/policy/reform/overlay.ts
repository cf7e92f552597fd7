/** A reform 改革: rows of figures laid over those in force. The law itself stays as it is; taking the overlay away undoes it. */
import {
  type Diagnostic,
  done,
  isYmd,
  type Outcome,
  parseYmd,
  refused,
  type Text,
  type Ymd,
} from '../../kernel/index.ts'
import { type Gather, type Given, gatherer, isObject } from '../case/read-field.ts'
import type { Parameter, ParameterRow, Programme } from '../programme.ts'
import { reach } from '../references.ts'
import type { Kind } from '../tree.ts'

export type OverlayRow = { readonly id: string; readonly row: ParameterRow }
export type Overlay = {
  readonly name: string
  /** The day whose knowledge counts; null: that of the data. */
  readonly asOf: Ymd | null
  /** First and last month, yyyymm; null: as whoever compares sees fit. */
  readonly from: number | null
  readonly to: number | null
  readonly rows: readonly OverlayRow[]
}

type Asked = {
  readonly file: string
  readonly programmes: readonly Programme[]
  /** The division that is the whole of this place: a row for it, or for what holds it, is a row for everywhere. */
  readonly city: string
}

/** How a unit is written in an overlay, by the kind of the figure. */
const UNITS: Readonly<Record<Kind, readonly string[]>> = {
  fenMonth: ['fen/month'],
  fenOnce: ['fen', 'fen/year'],
  int: ['count', 'months', 'days', 'years', 'persons', 'percent'],
  days: ['days'],
  months: ['months'],
  date: ['date'],
  code: ['code'],
  bool: ['flag'],
}
const VALUE: Readonly<Record<Kind, (value: unknown) => boolean>> = {
  fenMonth: Number.isSafeInteger,
  fenOnce: Number.isSafeInteger,
  int: Number.isSafeInteger,
  days: Number.isSafeInteger,
  months: Number.isSafeInteger,
  date: (value) => typeof value === 'number' && isYmd(value),
  code: (value) => typeof value === 'string',
  bool: (value) => typeof value === 'boolean',
}
const FIELDS = ['name', 'asOf', 'from', 'to', 'parameters']
const ROW_FIELDS = ['id', 'category', 'place', 'from', 'to', 'value', 'unit', 'citation']

const t = (zh: string, en: string): Text => ({ zh, en })
const NO_DAY = [t('不是日期。', 'This is no day.'), t('写成2026-07-01。', 'Write it as 2026-07-01.')] as const

function dayOf(given: unknown, field: string, gather: Gather): Ymd | null {
  if (given === undefined || given === null) return null
  const day = typeof given === 'string' ? parseYmd(given) : null
  if (day === null) gather('OVERLAY_DAY', field, given, ...NO_DAY)
  return day
}

function monthOf(given: unknown, field: string, gather: Gather): number | null {
  if (given === undefined || given === null) return null
  const [, year, month] = typeof given === 'string' ? (/^(\d{4})-(0[1-9]|1[0-2])$/.exec(given) ?? []) : []
  if (year !== undefined && month !== undefined) return Number(year) * 100 + Number(month)
  gather(
    'OVERLAY_MONTH',
    field,
    given,
    t('不是月份。', 'This is no month.'),
    t('写成2026-07。', 'Write it as 2026-07.'),
  )
  return null
}

const strange = (given: Given, known: readonly string[], at: string, gather: Gather): void => {
  for (const name of Object.keys(given).filter((one) => !known.includes(one)))
    gather(
      'OVERLAY_FIELD',
      `${at}${name}`,
      undefined,
      t('没有这个字段。', 'There is no such field.'),
      t(`可写：${known.join('、')}。`, `Fields: ${known.join(', ')}.`),
    )
}

/** Whether some rule asks for the figure of a place. */
const isAskedByPlace = (programmes: readonly Programme[], id: string): boolean =>
  programmes.some((programme) =>
    programme.variables
      .map(({ expr }) => expr)
      .concat(programme.conditions.map(({ expr }) => expr))
      .concat(programme.categories.flatMap(({ test, amount }) => [test, amount]))
      .flatMap((root) => [...reach(programme, root)])
      .some((node) => node.op === 'parameter' && node.id === id && node.place !== undefined),
  )

function placeOf(given: unknown, id: string, at: string, asked: Asked, gather: Gather): string | undefined {
  if (given === undefined || given === null) return undefined
  if (typeof given !== 'string' || !/^\d{2}(\d{2}(\d{2})?)?$/.test(given)) {
    gather(
      'OVERLAY_PLACE',
      `${at}.place`,
      given,
      t('不是区划代码。', 'This is no division code.'),
      t('写成3706或370602。', 'Write it as 3706 or 370602.'),
    )
    return undefined
  }
  if (asked.city.startsWith(given)) return undefined
  if (!isAskedByPlace(asked.programmes, id))
    gather(
      'OVERLAY_PLACE',
      `${at}.place`,
      given,
      t(`规则对全市只用一个${id}。`, `The rules ask for one ${id} in the whole city.`),
      t(`去掉place，或写成${asked.city}。`, `Leave place out, or write ${asked.city}.`),
    )
  return given
}

function rowOf(given: Given, at: string, parameter: Parameter, asked: Asked, gather: Gather): OverlayRow | null {
  const keys = [...new Set(parameter.rows.map(({ key }) => key))]
  const key = given['category'] ?? null
  if (!keys.includes(key as string | null))
    gather(
      'OVERLAY_CATEGORY',
      `${at}.category`,
      given['category'],
      t(`${parameter.id}没有这一项。`, `${parameter.id} has no such row.`),
      keys[0] === null
        ? t('去掉category。', 'Leave category out.')
        : t(`可写：${keys.join('、')}。`, `One of ${keys.join(', ')}.`),
    )
  const units = UNITS[parameter.kind]
  if (given['unit'] !== undefined && !units.includes(given['unit'] as string))
    gather(
      'OVERLAY_UNIT',
      `${at}.unit`,
      given['unit'],
      t('单位不对。', 'This is not its unit.'),
      t(`${parameter.id}的单位：${units.join('、')}。`, `The unit of ${parameter.id}: ${units.join(', ')}.`),
    )
  const value = given['value']
  if (value !== null && !VALUE[parameter.kind](value))
    gather(
      'OVERLAY_VALUE',
      `${at}.value`,
      value,
      t('值不对。', 'This is not a value for it.'),
      t(`${parameter.id}应为${units[0]}；未定写null。`, `${parameter.id} is ${units[0]}; null where it is open.`),
    )
  const from = dayOf(given['from'], `${at}.from`, gather)
  if (given['from'] === undefined)
    gather(
      'OVERLAY_MISSING',
      `${at}.from`,
      undefined,
      t('没有写从哪天起。', 'It does not say from what day.'),
      NO_DAY[1],
    )
  const place = placeOf(given['place'], parameter.id, at, asked, gather)
  const citation = typeof given['citation'] === 'string' ? given['citation'] : ''
  if (from === null) return null
  return {
    id: parameter.id,
    row: {
      key: (key as string | null) ?? null,
      ...(place === undefined ? {} : { place }),
      value: value as ParameterRow['value'],
      from,
      to: dayOf(given['to'], `${at}.to`, gather),
      enacted: null,
      status: 'assumed',
      citation: { title: citation, article: '', status: 'assumed' },
    },
  }
}

function rowsOf(given: unknown, asked: Asked, gather: Gather): readonly OverlayRow[] {
  if (!Array.isArray(given)) {
    gather(
      'OVERLAY_OBJECT',
      'parameters',
      given,
      t('应为数组。', 'A list is asked for.'),
      t('写成"parameters": []。', 'Write "parameters": [].'),
    )
    return []
  }
  const parameters = asked.programmes.flatMap((programme) => programme.parameters)
  return given.flatMap((one: unknown, index): readonly OverlayRow[] => {
    const at = `parameters[${index}]`
    const parameter = isObject(one) ? parameters.find(({ id }) => id === one['id']) : undefined
    if (!isObject(one) || !parameter) {
      const ids = [...new Set(parameters.map(({ id }) => id))]
      gather(
        'OVERLAY_PARAMETER',
        `${at}.id`,
        isObject(one) ? one['id'] : one,
        t('没有这个参数。', 'There is no such parameter.'),
        t(`参数：${ids.join('、')}。`, `Parameters: ${ids.join(', ')}.`),
      )
      return []
    }
    strange(one, ROW_FIELDS, `${at}.`, gather)
    const row = rowOf(one, at, parameter, asked, gather)
    return row ? [row] : []
  })
}

/** Reads an overlay file; every problem has its field, what was found and what would be right. */
export function readOverlay(text: string, asked: Asked): Outcome<Overlay> {
  const problems: Diagnostic[] = []
  const gather = gatherer(problems, asked.file)
  let given: unknown
  try {
    given = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    given = undefined
  }
  if (!isObject(given)) {
    gather(
      'OVERLAY_OBJECT',
      '',
      undefined,
      t('不是JSON对象。', 'This is no JSON object.'),
      t('写成{"name": "…", "parameters": []}。', 'Write it as {"name": "…", "parameters": []}.'),
    )
    return refused(...problems)
  }
  strange(given, FIELDS, '', gather)
  const overlay: Overlay = {
    name: typeof given['name'] === 'string' ? given['name'] : '',
    asOf: dayOf(given['asOf'], 'asOf', gather),
    from: monthOf(given['from'], 'from', gather),
    to: monthOf(given['to'], 'to', gather),
    rows: rowsOf(given['parameters'] ?? [], asked, gather),
  }
  if (overlay.from !== null && overlay.to !== null && overlay.to < overlay.from)
    gather(
      'OVERLAY_MONTH',
      'to',
      given['to'],
      t('在from之前。', 'It is before from.'),
      t('先后调过来。', 'Turn them round.'),
    )
  return problems.length > 0 ? refused(...problems) : done(overlay)
}

/** The programme under the reform: its rows come first, so that of two that begin on one day the reform's counts. */
export function reformed(programme: Programme, overlay: Overlay): Programme {
  const parameters = programme.parameters.map((parameter) => {
    const rows = overlay.rows.flatMap(({ id, row }) => (id === parameter.id ? [row] : []))
    return rows.length === 0 ? parameter : { ...parameter, rows: [...rows, ...parameter.rows] }
  })
  return { ...programme, parameters }
}
