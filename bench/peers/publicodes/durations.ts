/** How long it is from one day to another, counted in a unit of Publicodes. */
import {
  add,
  datePart,
  days,
  daysBetween,
  divide,
  type Expr,
  eq,
  int,
  mod,
  months,
  monthsBetween,
  ratio,
  sub,
  times,
} from '@doudi/core/policy'
import type { Asked } from '../numbers.ts'
import { NotExpressible } from '../terms.ts'

type Day = Expr<'date'>
type Count = (from: Day, to: Day, asked: Asked) => Expr<'int'>

const years = (from: Day, to: Day): Expr<'int'> => sub(datePart(to, 'year'), datePart(from, 'year'))
const quarter = (date: Day): Expr<'int'> => divide(sub(datePart(date, 'month'), int(1)), int(3), 'down')
/** Whole units alone: of a part of one the source makes a decimal. */
const wholly =
  (length: number): Count =>
  (from, to, asked) => {
    const passed = monthsBetween(from, to)
    asked.exact.push(eq(datePart(from, 'day'), datePart(to, 'day')))
    if (length > 1) asked.exact.push(eq(mod(passed, int(length)), months(0)))
    return ratio(passed, months(length), 'down')
  }

const COUNTS: Readonly<Record<string, Count>> = {
  jour: (from, to) => ratio(daysBetween(from, to), days(1), 'down'),
  mois: wholly(1),
  trimestre: wholly(3),
  an: wholly(12),
  // Those touched, the first and the last among them.
  'trimestre civil': (from, to) => add(add(times(years(from, to), int(4)), sub(quarter(to), quarter(from))), int(1)),
  'année civile': (from, to) => add(years(from, to), int(1)),
}

export function duration(unit: string, from: Day, to: Day, asked: Asked): Expr<'int'> {
  const count = COUNTS[unit] ?? COUNTS[unit.replace(/s$/, '')]
  if (!count) throw new NotExpressible(`a duration counted in ${unit}`)
  return count(from, to, asked)
}
