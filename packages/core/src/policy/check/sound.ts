/** A small programme in which nothing is wrong, and how to make something wrong in it: what the checks are tried on. */
import { register, column as registerColumn } from '../../kernel/index.ts'
import * as rule from '../build.ts'
import type { Category, Condition, Parameter, ParameterRow, Programme, Variable } from '../programme.ts'
import type { Expr } from '../tree.ts'
import { checkProgrammes } from './check.ts'

export const t = (zh: string) => ({ zh, en: zh })
export const citation = { title: '某文件', article: '第一条', status: 'doc' } as const
export const incomes = register({
  id: 'R51',
  label: t('收入'),
  owner: t('税务'),
  key: ['residentId'],
  subject: 'residentId',
  period: { from: 'from', to: 'to' },
  columns: [
    registerColumn('residentId', '公民身份号码', 'id', { kind: 'residentId', role: 'self' }),
    registerColumn('monthly', '月收入', 'income', { kind: 'money', period: 'month' }),
    registerColumn('bonus', '一次性收入', 'bonus', { kind: 'money', period: 'once' }),
    registerColumn('months', '月数', 'months', { kind: 'integer', min: 0, max: 600 }),
    registerColumn('from', '起', 'from', { kind: 'date' }),
    registerColumn('to', '止', 'to', { kind: 'date' }),
  ],
  legalBasis: t('试'),
  cadence: t('每月'),
  cadenceDays: 31,
})
export const records = rule.recordsOf(incomes, { absence: 'notThere', cite: t('无记录即无收入') })
export const row = (value: ParameterRow['value'], more: Partial<ParameterRow> = {}): ParameterRow => ({
  key: null,
  value,
  from: 20250101,
  to: null,
  enacted: null,
  status: 'test',
  citation,
  ...more,
})
export const line: Parameter = { id: 'P-LINE', label: t('线'), kind: 'fenMonth', unit: t('元/月'), rows: [row(100000)] }

export const { parameter, variable, column, attribute, asOf } = rule
export const limit = parameter('fenMonth', 'P-LINE')
export const income = rule.sum(records, rule.le(column('date', 'from'), asOf), column('fenMonth', 'monthly'))
export const adult = rule.ge(rule.age(attribute('date', 'birth'), asOf), rule.int(18))
export const below = rule.lt(variable('fenMonth', 'income'), limit)

export const variableOf = (id: string, expr: Expr): Variable => ({ id, label: t(id), expr })
export const conditionOf = (id: string, expr: Expr<'bool'>): Condition => {
  const said = t(id)
  return {
    id,
    expr,
    label: said,
    requires: said,
    met: said,
    notMet: said,
    unknown: said,
    neutral: said,
    ask: said,
    citation,
  }
}
export const categoryOf = (code: string, test: Expr<'bool'>, amount: Expr<'fenMonth'> = limit): Category => ({
  code,
  label: t(code),
  test,
  amount,
  because: [],
  derivation: [],
})

export const sound: Programme = {
  id: 'sound',
  label: t('补助'),
  version: '1',
  subject: 'student',
  records: [records],
  parameters: [line],
  variables: [variableOf('income', income)],
  conditions: [conditionOf('adult', adult), conditionOf('below', below)],
  categories: [categoryOf('A', rule.and(adult, below))],
  held: null,
  effect: null,
  plan: null,
  examples: [],
}

/** The faults found, as code and the name by which the source is searched first. */
export const found = (...programmes: readonly Programme[]): readonly string[] =>
  checkProgrammes(programmes, { registers: [incomes] }).map(({ code, names }) => `${code} ${names[0]}`)
/** The sound programme, with a category more that tests or pays something wrong. */
export const paying = (amount: Expr<'fenMonth'>): Programme => ({
  ...sound,
  categories: [categoryOf('A', rule.and(adult, below), amount)],
})
export const asking = (...tests: readonly Expr<'bool'>[]): Programme => ({
  ...sound,
  categories: [...sound.categories, ...tests.map((test, at) => categoryOf(`X${at}`, test))],
})
export const loose = <K extends Expr['kind']>(node: object): Expr<K> => node as Expr<K>
