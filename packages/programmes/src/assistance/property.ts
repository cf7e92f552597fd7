/** 财产: what the family owns, against limits that the city has yet to publish; whoever owns nothing is within any limit. */
import {
  and,
  asOf,
  clamp,
  column,
  count,
  type Expr,
  eq,
  fenOnce,
  int,
  le,
  or,
  type Parameter,
  parameter,
  sum,
  sumOverMembers,
  times,
  type Variable,
} from '@doudi/core/policy'
import { active, define } from '../person-status/index.ts'
import { counts, members } from './household.ts'
import { financial, realEstate, vehicles } from './records.ts'
import { COUNT, figure, open, t, YUAN } from './sources.ts'

const NOTHING = fenOnce(0)
/** More than any limit; it keeps sums over a household within the integers of every engine. */
const BEYOND = fenOnce(1_000_000_000_000)

const assets = define(
  'assets',
  '金融资产',
  'financial assets',
  clamp(sum(financial, le(column('date', 'balanceDate'), asOf), column('fenOnce', 'balance')), NOTHING, BEYOND),
)
const cars = define('cars', '车船农机', 'vehicles, ships, machines', count(vehicles, active('from', 'to')))
const homes = define('homes', '不动产', 'real estate', count(realEstate, active('from', 'to')))
const familyAssets = define(
  'familyAssets',
  '家庭金融资产',
  "the family's financial assets",
  sumOverMembers(counts.use, assets.use),
)
const familyCars = define('familyCars', '家庭车船农机', "the family's vehicles", sumOverMembers(counts.use, cars.use))
const familyHomes = define(
  'familyHomes',
  '家庭不动产',
  "the family's real estate",
  sumOverMembers(counts.use, homes.use),
)

type Owned = {
  readonly money: Expr<'fenOnce'>
  readonly cars: Expr<'int'>
  readonly homes: Expr<'int'>
  readonly heads: Expr<'int'>
}
const within = (benefit: string, owned: Owned): Expr<'bool'> =>
  and(
    or(eq(owned.money, NOTHING), le(owned.money, times(parameter('fenOnce', 'P-AST-FIN', benefit), owned.heads))),
    or(eq(owned.cars, int(0)), le(owned.cars, parameter('int', 'P-AST-CAR', benefit))),
    or(eq(owned.homes, int(0)), le(owned.homes, parameter('int', 'P-AST-HOME', benefit))),
  )
/** The family's property is within what the benefit allows. */
export const familyWithin = (benefit: string): Expr<'bool'> =>
  within(benefit, { money: familyAssets.use, cars: familyCars.use, homes: familyHomes.use, heads: members.use })
/** The person's own is. */
export const ownWithin = (benefit: string): Expr<'bool'> =>
  within(benefit, { money: assets.use, cars: cars.use, homes: homes.use, heads: int(1) })

export const ownProperty: readonly Variable[] = [assets, cars, homes]
export const familyProperty: readonly Variable[] = [familyAssets, familyCars, familyHomes]
/** The limits of the benefits named; none is known. */
export const propertyLimits = (...benefits: readonly string[]): readonly Parameter[] => {
  const limits = (article: string) => benefits.map((benefit) => open(article, benefit))
  return [
    figure(
      'P-AST-FIN',
      t('人均金融资产限额', 'limit of financial assets per head'),
      'fenOnce',
      YUAN,
      ...limits('金融资产限额'),
    ),
    figure(
      'P-AST-CAR',
      t('车船农机限额', 'limit of vehicles, ships, machines'),
      'int',
      COUNT,
      ...limits('机动车船农机限额'),
    ),
    figure('P-AST-HOME', t('不动产限额', 'limit of real estate'), 'int', COUNT, ...limits('房屋等不动产限额')),
  ]
}
