import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays as daysLater, addMonths as monthsLater, toEpochDay } from '../../kernel/index.ts'
import {
  addMonths,
  datePart,
  day,
  dayNumber,
  divide,
  fenMonth,
  fenOnce,
  int,
  makeDate,
  mod,
  months,
  unknown,
} from '../build.ts'
import { valueAt } from '../evaluate.ts'
import type { Programme } from '../programme.ts'
import type { DatePart, Expr, Rounding } from '../tree.ts'
import {
  abs,
  allocate,
  between,
  bracket,
  cases,
  clamp,
  daysBetween,
  firstOfMonth,
  isoWeek,
  lastOfMonth,
  marginalScale,
  monthsBetween,
  orElse,
  portion,
  weekday,
  yearDay,
  yearsBetween,
} from './index.ts'

const SEED = 20261123
const said = { zh: '', en: '' }
const bare: Programme = {
  id: 'bare',
  label: said,
  version: '',
  subject: 'child',
  records: [],
  parameters: [],
  variables: [],
  conditions: [],
  categories: [],
  held: null,
  effect: null,
  plan: null,
  examples: [],
}
const value = (node: Expr): unknown =>
  valueAt(bare, { asOf: 20260101, available: [], persons: {}, records: {} }, 0, node)

const anyDay = fc.integer({ min: toEpochDay(10101), max: toEpochDay(99981231) }).map((n) => daysLater(19700101, n))
const near = fc.integer({ min: -1200, max: 1200 })
const temporal = (ymd: number): Temporal.PlainDate =>
  Temporal.PlainDate.from({ year: Math.floor(ymd / 10000), month: Math.floor(ymd / 100) % 100, day: ymd % 100 })

/** What each rounding is, by its definition, of an exact fraction. */
const MEANING: Readonly<Record<Rounding, (n: bigint, d: bigint) => bigint>> = {
  floor: (n, d) => (n - (((n % d) + d) % d)) / d,
  ceil: (n, d) => -MEANING.floor(-n, d),
  down: (n, d) => n / d,
  up: (n, d) => (n < 0n ? MEANING.floor(n, d) : MEANING.ceil(n, d)),
  halfUp: (n, d) => (n < 0n ? -MEANING.halfUp(-n, d) : (2n * n + d) / (2n * d)),
  halfDown: (n, d) => (n < 0n ? -MEANING.halfDown(-n, d) : MEANING.ceil(2n * n - d, 2n * d)),
  halfEven: (n, d) => {
    const [low, high] = [MEANING.halfDown(n, d), MEANING.halfUp(n, d)]
    return low % 2n === 0n ? low : high
  },
}

test.each(Object.keys(MEANING) as Rounding[])('%s rounds as it is defined, whatever the sign', (round) => {
  const numerator = fc.oneof(
    fc.integer({ min: -50, max: 50 }),
    fc.maxSafeInteger().map((n) => Math.trunc(n / 4)),
  )
  const divisor = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 2 ** 31 }))
  const holds = fc.property(numerator, divisor, (n, d) => {
    expect(value(divide(int(n), int(d), round))).toBe(Number(MEANING[round](BigInt(n), BigInt(d))))
  })
  fc.assert(holds, { seed: SEED, numRuns: 2000 })
})

test('a remainder has the sign of its divisor and is unknown for 0', () => {
  const holds = fc.property(fc.maxSafeInteger(), fc.integer({ min: -1000, max: 1000 }), (n, d) => {
    const rest = d === 0 ? null : Number(((BigInt(n) % BigInt(d)) + BigInt(d)) % BigInt(d))
    expect(value(mod(int(n), int(d)))).toBe(rest)
  })
  fc.assert(holds, { seed: SEED, numRuns: 2000 })
})

test('days, weeks and years are those of the ISO calendar', () => {
  const holds = fc.property(anyDay, (ymd) => {
    const date = temporal(ymd)
    expect(value(dayNumber(day(ymd)))).toBe(toEpochDay(ymd))
    expect(value(weekday(day(ymd)))).toBe(date.dayOfWeek)
    expect(value(yearDay(day(ymd)))).toBe(date.dayOfYear)
    expect(value(isoWeek(day(ymd)))).toBe(date.weekOfYear)
    const parts: readonly DatePart[] = ['year', 'month', 'day']
    expect(parts.map((part) => value(datePart(day(ymd), part)))).toEqual(parts.map((part) => date[part]))
    expect(value(firstOfMonth(day(ymd)))).toBe(Math.floor(ymd / 100) * 100 + 1)
    expect(value(lastOfMonth(day(ymd)))).toBe(Math.floor(ymd / 100) * 100 + date.daysInMonth)
  })
  fc.assert(holds, { seed: SEED, numRuns: 2000 })
})

test('a day is made only where there is one', () => {
  const small = fc.integer({ min: -1, max: 140 })
  const holds = fc.property(fc.oneof(small, fc.integer({ min: 1890, max: 10001 })), small, small, (y, m, d) => {
    const exists =
      y >= 1 && y <= 9999 && m >= 1 && m <= 12 && d >= 1 && d <= temporal(y * 10000 + m * 100 + 1).daysInMonth
    expect(value(makeDate(int(y), int(m), int(d)))).toBe(exists ? y * 10000 + m * 100 + d : null)
  })
  fc.assert(holds, { seed: SEED, numRuns: 2000 })
})

test('a month on from a day that the month has not: its last day, or the first of the next', () => {
  const from31 = (missing: 'down' | 'up'): unknown => value(addMonths(day(20260131), months(1), missing))
  expect([from31('down'), from31('up')]).toEqual([20260228, 20260301])
  expect(value(addMonths(day(20261231), months(-10), 'up'))).toBe(20260301)
  expect(value(addMonths(day(20260115), months(11), 'up'))).toBe(20261215)
})

test.each(['down', 'up'] as const)('whole months, %s: as many as can be added to the earlier day', (missing) => {
  const holds = fc.property(fc.integer({ min: 0, max: 30000 }), near, (start, distance) => {
    const [a, b] = [daysLater(19500101, start), daysLater(19500101, start + distance)]
    const [early, late] = a <= b ? [a, b] : [b, a]
    const reach = (n: number): number => Number(value(addMonths(day(early), months(n), missing)))
    let passed = 0
    while (reach(passed + 1) <= late) passed++
    expect(value(monthsBetween(day(a), day(b), missing))).toBe(a <= b ? passed : 0 - passed)
    expect(value(yearsBetween(day(a), day(b), missing))).toBe(Math.trunc((a <= b ? passed : -passed) / 12) + 0)
    expect(value(daysBetween(day(a), day(b)))).toBe(distance)
  })
  fc.assert(holds, { seed: SEED, numRuns: 1000 })
})

test('a leapling is a year older on 28 February by the last-day rule, on 1 March by the other', () => {
  expect(value(yearsBetween(day(20040229), day(20260228)))).toBe(22)
  expect(value(yearsBetween(day(20040229), day(20260228), 'up'))).toBe(21)
  expect(monthsLater(20040229, 12 * 22)).toBe(20260228)
})

test('a marginal scale charges each part at its own rate and asks no bracket above the amount', () => {
  const scale = (amount: Expr<'fenOnce'>, top: Expr<'int'>): unknown => {
    const brackets = [
      { from: fenOnce(0), rate: int(3) },
      { from: fenOnce(3600000), rate: int(10) },
      { from: fenOnce(14400000), rate: top },
    ]
    return value(marginalScale(amount, brackets, 100, 'halfUp'))
  }
  expect(scale(fenOnce(3600000), int(20))).toBe(108000)
  expect(scale(fenOnce(3600050), int(20))).toBe(108005)
  expect(scale(fenOnce(20000000), int(20))).toBe(108000 + 1080000 + 1120000)
  expect(scale(fenOnce(14400000), unknown('int'))).toBe(1188000)
  expect(scale(fenOnce(14400001), unknown('int'))).toBeNull()
  expect(scale(unknown('fenOnce'), int(20))).toBeNull()
  expect(() =>
    marginalScale(
      int(1),
      [
        { from: int(5), rate: int(1) },
        { from: int(4), rate: int(2) },
      ],
      100,
      'down',
    ),
  ).toThrow('must rise')
})

test('a bracket is looked up from above: an unknown threshold below changes nothing', () => {
  const look = (at: number): unknown =>
    value(
      bracket(int(at), int(100), [
        { from: unknown('int'), value: int(200) },
        { from: int(2000), value: int(300) },
        { from: int(4000), value: unknown('int') },
      ]),
    )
  expect([look(1000), look(2000), look(3999), look(4000)]).toEqual([null, 300, 300, null])
})

test('what is shared out comes to the whole, nobody strays a unit from their share, and ties go to the first', () => {
  const weights = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 5 })
  const holds = fc.property(fc.integer({ min: -100000, max: 100000 }), weights, (total, ws) => {
    const shares = allocate(fenMonth(total), ws.map(int)).map(value)
    const all = ws.reduce((a, b) => a + b, 0)
    if (all === 0) {
      expect(shares).toEqual(ws.map(() => null))
      return
    }
    expect(shares.map(Number).reduce((a, b) => a + b, 0)).toBe(total)
    for (const [at, share] of shares.entries())
      expect(Math.abs(Number(share) - (total * (ws[at] ?? 0)) / all)).toBeLessThan(1)
  })
  fc.assert(holds, { seed: SEED, numRuns: 500 })
  expect(allocate(fenMonth(100), [int(1), int(1), int(1)]).map(value)).toEqual([34, 33, 33])
  expect(allocate(fenMonth(101), [int(1), int(1), int(1)]).map(value)).toEqual([34, 34, 33])
})

test('small words', () => {
  expect([value(abs(int(-5))), value(abs(int(5))), value(abs(unknown('int')))]).toEqual([5, 5, null])
  expect([5, 6, 10, 11].map((n) => value(between(int(n), int(6), int(10))))).toEqual([false, true, true, false])
  expect([1, 5, 9].map((n) => value(clamp(int(n), int(3), int(7))))).toEqual([3, 5, 7])
  expect([value(clamp(int(1), null, int(7))), value(clamp(int(9), int(3), null))]).toEqual([1, 9])
  expect([value(orElse(unknown('int'), int(7))), value(orElse(int(1), int(7)))]).toEqual([7, 1])
  expect(value(portion(fenMonth(1001), int(60), int(100), 'ceil'))).toBe(601)
  const either = cases(
    [
      [unknown('bool'), int(1)],
      [between(int(1), int(0), int(2)), int(1)],
    ],
    int(2),
  )
  expect([value(either), value(cases([[unknown('bool'), int(1)]], int(2)))]).toEqual([1, null])
})
