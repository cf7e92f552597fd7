/**
 * OpenFisca's country template as a programme of ours, over the figures that each row gives: told anew from the published
 * rules, as bench/policy/country.ts is, which has the law of 2016 alone.
 *
 * Amounts are decimals with a divisor (numbers.ts); a month is its first day, on which ages and figures are read.
 */
import {
  age,
  and,
  cases,
  code,
  day,
  type Expr,
  eq,
  greatest,
  int,
  isIn,
  lt,
  marginalScale,
  no,
  or,
  orElse,
  when,
} from '@doudi/core/policy'
import { type Asked, alike, compare, minus, plus, product, quotient } from './numbers.ts'
import { NotExpressible, type Scalar, scalar, scalarOf, type Term, UNKNOWN } from './terms.ts'

type Given = Readonly<Record<string, Term>>
type Int = Expr<'int'>
type Day = Expr<'date'>

const amount = (value: number): Scalar => scalar(int(value))
const of = (given: Given, name: string): Scalar => scalarOf(given[name] ?? UNKNOWN, 'int')
const monthOf = (given: Given): Day => scalarOf(given['month'] ?? UNKNOWN, 'date').node as Day
const fieldsOf = (term: Term | undefined): readonly Given[] =>
  term?.is === 'list' ? term.items.map((item) => (item.is === 'record' ? item.fields : {})) : []

/** One of two amounts, under one divisor. */
function choose(condition: Expr<'bool'>, yes: Scalar, otherwise: Scalar): Scalar {
  const { nodes, den } = alike([yes, otherwise])
  return scalar(when(condition, nodes[0] as Int, nodes[1] as Int), den)
}
const total = (amounts: readonly Scalar[]): Scalar =>
  amounts.reduce((sum, one) => scalarOf(plus(sum, one), 'int'), amount(0))

/** Whole years on the first day of the month. */
const years = (person: Given, month: Day): Scalar => {
  const born = person['birth']
  return born === undefined ? of(person, 'age') : scalar(age(scalarOf(born, 'date').node as Day, month))
}

/** Two formulas, each from its date on; before the first there is nothing. */
function basicIncome(person: Given, month: Day, figure: Scalar, majority: Scalar): Scalar {
  const isAdult = compare('ge', years(person, month), majority)
  const earnsNothing = compare('eq', of(person, 'salary'), amount(0))
  const due = cases<'bool'>(
    [
      [lt(month, day(20151201)), no],
      [lt(month, day(20161201)), and(isAdult, earnsNothing)],
    ],
    isAdult,
  )
  return choose(due, figure, amount(0))
}

/** Each part of the salary between two thresholds at the rate of its bracket. */
function contribution(salary: Scalar, given: Given): Scalar {
  const brackets = fieldsOf(given['brackets'])
  const rates = alike(brackets.map((bracket) => of(bracket, 'rate')))
  const amounts = alike([salary, ...brackets.map((bracket) => of(bracket, 'threshold'))])
  const [whole, ...thresholds] = amounts.nodes as Int[]
  const scale = thresholds.map((from, at) => ({ from, rate: rates.nodes[at] as Int }))
  // The scale rounds once, by 1: rates stay parts of their divisor.
  return scalar(marginalScale(whole ?? int(0), scale, 1, 'halfUp'), amounts.den * rates.den)
}

function housingTax(given: Given, rate: Scalar, least: Scalar): Scalar {
  const { nodes, den } = alike([product(of(given, 'size in January'), rate), least])
  const status = scalarOf(given['status in January'] ?? UNKNOWN, 'code').node as Expr<'code'>
  const tax = greatest(nodes[0] as Int, nodes[1] as Int)
  return choose(isIn(status, ['owner', 'tenant']), scalar(tax, den), amount(0))
}

/** A household's benefit: income up to the threshold, and a member under 6, or under 8 beside one adult alone. */
function parentingAllowance(given: Given): Scalar {
  const month = monthOf(given)
  const members = fieldsOf(given['members'])
  const younger = (limit: number): Expr<'bool'> =>
    or(...members.map((one) => compare('lt', years(one, month), amount(limit))))
  const adults = members.map((one) =>
    when(eq(scalarOf(one['role'] ?? UNKNOWN, 'code').node as Expr<'code'>, code('adult')), int(1), int(0)),
  )
  const income = total(members.map((one) => of(one, 'salary')))
  const alone = eq(total(adults.map((one) => scalar(one))).node as Int, int(1))
  const due = and(compare('le', income, of(given, 'income threshold')), or(and(alone, younger(8)), younger(6)))
  return choose(due, of(given, 'amount'), amount(0))
}

/** The whole chain: income and benefits of the adults less their taxes and a twelfth of the year's housing tax. */
function disposableIncome(given: Given, asked: Asked): Term {
  const month = monthOf(given)
  const each = fieldsOf(given['adults']).flatMap((adult): Term[] => {
    const salary = of(adult, 'salary')
    const tax = product(salary, scalar(int(15), 100))
    const kept = minus(minus(salary, tax), contribution(salary, given))
    return [kept, basicIncome(adult, month, amount(600), amount(18))]
  })
  const yearly = housingTax(given, amount(10), amount(200))
  return minus(total(each.map((one) => scalarOf(one, 'int'))), quotient(yearly, amount(12), asked))
}

function newTax(given: Given): Term {
  const tax = product(of(given, 'salary'), of(given, 'rate'))
  const hasCar = scalarOf(given['has car'] ?? UNKNOWN, 'bool').node as Expr<'bool'>
  const raised = choose(hasCar, scalarOf(plus(tax, amount(100)), 'int'), amount(0))
  return { is: 'record', fields: { 'income tax': tax, 'new tax': raised } }
}

const SUITES: Readonly<Record<string, (given: Given, asked: Asked) => Term>> = {
  age: (given) => years(given, monthOf(given)),
  basic_income: (given) => basicIncome(given, monthOf(given), of(given, 'amount'), of(given, 'majority')),
  social_security_contribution: (given) => contribution(of(given, 'salary'), given),
  'reforms.modify_social_security_taxation': (given) => contribution(of(given, 'salary'), given),
  // A benefit that is out of force pays nothing: that is law, not silence.
  housing_allowance: (given) => {
    const { node, den } = product(of(given, 'rent'), of(given, 'rate'))
    return scalar(orElse(node as Int, int(0)), den)
  },
  housing_tax: (given) => housingTax(given, of(given, 'rate'), of(given, 'minimum')),
  'situations.parenting_allowance': parentingAllowance,
  'situations.income_tax': (given) =>
    product(total(['salary', 'capital returns', 'pension'].map((name) => of(given, name))), of(given, 'rate')),
  'reforms.add_new_tax': newTax,
  disposable_income: disposableIncome,
}

export function countryTemplate(suite: string, given: Given, asked: Asked): Term {
  const rule = SUITES[suite]
  if (!rule) throw new NotExpressible(`the rule ${suite}, which is told in words alone`)
  return rule(given, asked)
}
