/**
 * The chain of OpenFisca's country template in our language: age, basic income with two dated formulas, income tax, a
 * marginal scale, housing tax, household sums. Written afresh from the published rules; the law of no country.
 *
 * Amounts are whole numbers of 1/600 of a cent, in which every rate and the twelfth of a yearly tax are exact; results are
 * cents, rounded half away from zero. The figures are those of 2016, whose law changes on 1 December.
 */
import {
  add,
  age,
  and,
  anyMember,
  asOf,
  attribute,
  code,
  countMembers,
  day,
  divide,
  type Expr,
  eq,
  ge,
  greatest,
  int,
  isIn,
  le,
  least,
  lt,
  or,
  type Parameter,
  type Programme,
  parameter,
  sub,
  sumOverMembers,
  times,
  variable,
  type Wanted,
  when,
  yes,
} from '@doudi/core/policy'

const t = (en: string) => ({ zh: en, en })
const citation = { title: 'country template', article: '', status: 'test' } as const
const UNIT = 600

const figure = (id: string, ...rows: readonly (readonly [from: number, value: number])[]): Parameter => ({
  id,
  label: t(id),
  kind: 'int',
  unit: t(''),
  rows: rows.map(([from, value]) => ({ key: null, value, from, to: null, enacted: null, status: 'test', citation })),
})
const p = (id: string): Expr<'int'> => parameter('int', id)

/** Rates stand as parts of 600, amounts as cents. */
const parameters: readonly Parameter[] = [
  figure('majority', [19710101, 18]),
  // 60.33 years is reached at 61 whole years.
  figure('retirement', [19510701, 61], [20170101, 62]),
  figure('basicIncome', [20151201, 60_000]),
  figure('rentShare', [20100101, 150], [20161201, 0]),
  figure('parenting', [20151201, 60_000]),
  figure('parentingLimit', [20151201, 50_000]),
  figure('incomeTax', [20150101, 90]),
  figure('perSquareMetre', [20100101, 1000]),
  figure('leastHousingTax', [20100101, 20_000]),
  figure('firstRate', [20150101, 24], [20170101, 12]),
  figure('secondRate', [20150101, 72], [20170101, 36]),
  figure('secondFrom', [20160101, 1_230_000], [20170101, 600_000]),
]

const salary = attribute('int', 'salary')
const capital = attribute('int', 'capital')
const years = age(attribute('date', 'birth'), asOf)
const named = <K extends 'int' | 'bool'>(id: string, expr: Expr<K>) => ({
  use: variable(expr.kind as K, id),
  declared: { id, label: t(id), expr },
})

const ages = named('age', years)
const pension = named('pension', when(ge(ages.use, p('retirement')), int(100), int(0)))
const adult = ge(ages.use, p('majority'))
/** Two formulas: until December 2016 only whoever earns nothing. */
const basicIncome = named(
  'basicIncome',
  when(and(adult, or(ge(asOf, day(20161201)), eq(salary, int(0)))), p('basicIncome'), int(0)),
)
const incomeTax = named('incomeTax', times(add(add(salary, capital), pension.use), p('incomeTax')))
const contribution = named(
  'contribution',
  add(
    times(least(salary, p('secondFrom')), p('firstRate')),
    times(greatest(sub(salary, p('secondFrom')), int(0)), p('secondRate')),
  ),
)
const exact = (cents: Expr<'int'>): Expr<'int'> => times(cents, int(UNIT))
const householdIncome = sumOverMembers(yes, salary)
const allowance = times(attribute('int', 'rent'), p('rentShare'))
const young = (limit: number): Expr<'bool'> => anyMember(lt(ages.use, int(limit)))
const alone = eq(countMembers(eq(attribute('code', 'role'), code('adult'))), int(1))
const parenting = named(
  'parenting',
  when(and(le(householdIncome, p('parentingLimit')), or(and(alone, young(8)), young(6))), p('parenting'), int(0)),
)
const housingTax = when(
  isIn(attribute('code', 'occupancy'), ['owner', 'tenant']),
  greatest(times(attribute('int', 'squareMetres'), p('perSquareMetre')), p('leastHousingTax')),
  int(0),
)
const monthly = times(housingTax, int(UNIT / 12))
const taxes = sumOverMembers(yes, add(incomeTax.use, contribution.use))
const income = sumOverMembers(yes, add(add(salary, capital), add(pension.use, basicIncome.use)))
const totalTaxes = add(taxes, monthly)
const disposable = sub(add(add(exact(income), allowance), exact(parenting.use)), totalTaxes)
const cents = (amount: Expr<'int'>): Expr<'int'> => divide(amount, int(UNIT), 'halfUp')

export const country: Programme = {
  id: 'country',
  label: t('country template'),
  version: '1',
  records: [],
  parameters,
  variables: [ages, pension, basicIncome, incomeTax, contribution, parenting].map(({ declared }) => declared),
  conditions: [],
  categories: [],
  held: null,
  effect: null,
  plan: null,
  subject: 'child',
  examples: [],
}

/** The scale loses its first bracket and the second rate rises by a tenth. */
export const modified: Programme = {
  ...country,
  parameters: [
    ...parameters.filter(({ id }) => id !== 'firstRate' && id !== 'secondRate'),
    figure('firstRate', [20150101, 0]),
    figure('secondRate', [20150101, 132]),
  ],
}

export const ofPersons: readonly Wanted[] = [
  { name: 'age', node: ages.use },
  { name: 'pension', node: pension.use },
  { name: 'basic_income', node: basicIncome.use },
  { name: 'income_tax', node: cents(incomeTax.use) },
  { name: 'social_security_contribution', node: cents(contribution.use) },
]
export const ofHouseholds: readonly Wanted[] = [
  { name: 'household_income', node: householdIncome, per: 'home' },
  { name: 'housing_allowance', node: cents(allowance), per: 'home' },
  { name: 'parenting_allowance', node: parenting.use, per: 'home' },
  { name: 'total_benefits', node: cents(add(exact(sumOverMembers(yes, basicIncome.use)), allowance)), per: 'home' },
  { name: 'total_taxes', node: cents(totalTaxes), per: 'home' },
  { name: 'disposable_income', node: cents(disposable), per: 'home' },
]
/** Once a year. */
export const ofYears: readonly Wanted[] = [{ name: 'housing_tax', node: housingTax, per: 'home' }]
