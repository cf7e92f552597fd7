/** The chain over columns, for a stretch of households: what one thread does. */
import { type Column, type Population, valuesOverColumns, type Wanted } from '@doudi/core/policy'
import { country, modified, ofHouseholds, ofPersons, ofYears } from './country.ts'
import { OCCUPANCY } from './population.ts'

type Whole = Int32Array<SharedArrayBuffer>
type Small = Uint8Array<SharedArrayBuffer>
export type Inputs = {
  readonly home: Whole
  readonly homeStarts: Whole
  readonly birth: Whole
  readonly child: Small
  readonly rent: Whole
  readonly squareMetres: Whole
  readonly occupancy: Small
  /** A month each. */
  readonly pay: readonly { readonly salary: Whole; readonly capital: Whole }[]
}
export type Results = Readonly<Record<string, Whole>>
export type Job = {
  readonly inputs: Inputs
  readonly variant: string
  readonly withPersons: boolean
  /** `year` once, then a set of columns a month. */
  readonly year: Results
  readonly months: readonly Results[]
  readonly from: number
  readonly to: number
}

export const asked = (withPersons: boolean): readonly Wanted[] => [...(withPersons ? ofPersons : []), ...ofHouseholds]

/** Empty result columns: one cell a household, or a person. */
export function roomFor({ home, homeStarts }: Inputs, wanted: readonly Wanted[]): Results {
  const cells = (per: 'home' | undefined): number => (per === 'home' ? homeStarts.length - 1 : home.length)
  return Object.fromEntries(
    wanted.map(({ name, per }) => [name, new Int32Array(new SharedArrayBuffer(4 * cells(per)))]),
  )
}
export const roomForYear = (inputs: Inputs): Results => roomFor(inputs, ofYears)

export function work({ inputs, variant, withPersons, year, months, from, to }: Job): void {
  const column = (values: Column['values'], more: Partial<Column> = {}): Column => ({ values, known: null, ...more })
  const [salary, capital] = [new Int32Array(inputs.home.length), new Int32Array(inputs.home.length)]
  const alone = inputs.pay.length === 1
  const population: Population = {
    persons: inputs.home.length,
    attributes: {
      birth: column(inputs.birth),
      role: column(inputs.child, { codes: ['adult', 'child'] }),
      salary: column(alone ? (inputs.pay[0]?.salary ?? salary) : salary),
      capital: column(alone ? (inputs.pay[0]?.capital ?? capital) : capital),
      rent: column(inputs.rent, { per: 'home' }),
      squareMetres: column(inputs.squareMetres, { per: 'home' }),
      occupancy: column(inputs.occupancy, { per: 'home', codes: OCCUPANCY }),
    },
    home: inputs.home,
    homeStarts: inputs.homeStarts,
    records: {},
  }
  const figures = variant === 'modify' ? modified : country
  valuesOverColumns(country, population, ofYears).run(20160101, year, { figures, from, to })
  const monthly = valuesOverColumns(country, population, asked(withPersons))
  for (const [at, out] of months.entries()) {
    // A month's pay takes the place of the last one's.
    if (!alone) salary.set(inputs.pay[at]?.salary.subarray(from, to) ?? [], from)
    if (!alone) capital.set(inputs.pay[at]?.capital.subarray(from, to) ?? [], from)
    monthly.run(20160001 + (at + 1) * 100, out, { figures, from, to })
  }
}
