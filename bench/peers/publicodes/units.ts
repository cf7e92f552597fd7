/** Units as Publicodes has them: `€/mois`, `kCo2/douche`, `%`; and by how much one is of another. */
import { NotExpressible } from '../terms.ts'

export type Unit = { readonly over: readonly string[]; readonly under: readonly string[] }
export const NO_UNIT: Unit = { over: [], under: [] }
const PERCENT = '%'

/** A unit in terms of another, as a whole fraction. */
const IN: Readonly<Record<string, readonly [of: string, n: number, d: number]>> = {
  an: ['an', 1, 1],
  trimestre: ['an', 1, 4],
  mois: ['an', 1, 12],
  semaine: ['an', 7, 365],
  jour: ['an', 1, 365],
  'k€': ['€', 1000, 1],
  kg: ['g', 1000, 1],
}

export function unitOf(text: string): Unit {
  const [over = '', ...under] = text.split('/').map((part) => part.trim())
  const names = (part: string): readonly string[] =>
    part
      .split('.')
      .map((one) => one.trim())
      .filter((one) => one !== '')
  return { over: names(over), under: under.flatMap(names) }
}
export const textOf = ({ over, under }: Unit): string =>
  [over.toSorted().join('.'), ...(under.length > 0 ? [under.toSorted().join('.')] : [])].join('/')

/** What is the same above and below falls away. */
function simple({ over, under }: Unit): Unit {
  const [top, bottom] = [[...over], [...under]]
  for (const one of over) {
    const at = bottom.indexOf(one)
    if (at < 0) continue
    bottom.splice(at, 1)
    top.splice(top.indexOf(one), 1)
  }
  return { over: top, under: bottom }
}
export const timesUnit = (a: Unit, b: Unit): Unit =>
  simple({ over: [...a.over, ...b.over], under: [...a.under, ...b.under] })
export const underUnit = (a: Unit, b: Unit): Unit => timesUnit(a, { over: b.under, under: b.over })
export const isNone = ({ over, under }: Unit): boolean => over.length === 0 && under.length === 0
export const isPercent = (unit: Unit): boolean =>
  unit.over.length === 1 && unit.over[0] === PERCENT && unit.under.length === 0

type Fraction = { readonly n: number; readonly d: number }
/** By what a number in one unit is multiplied to be one in the other. */
export function factor(from: Unit, to: Unit): Fraction {
  const [here, there] = [base(from), base(to)]
  if (textOf(here.unit) !== textOf(there.unit))
    throw new NotExpressible('units of which neither is counted in the other')
  return { n: here.n * there.d, d: here.d * there.n }
}
function base(unit: Unit): Fraction & { readonly unit: Unit } {
  let [n, d] = [1, 1]
  const names = (all: readonly string[], up: boolean): readonly string[] =>
    all.map((one) => {
      const [name, more, less] = IN[one] ?? [one, 1, 1]
      ;[n, d] = up ? [n * more, d * less] : [n * less, d * more]
      return name
    })
  const plain = simple({ over: names(unit.over, true), under: names(unit.under, false) })
  return { n, d, unit: plain }
}
