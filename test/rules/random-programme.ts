/**
 * Programmes drawn at random over real registers: every operator under every other, where an engine could go astray.
 *
 * Well typed by construction and small enough in value that no engine's integers overflow. What is asked of a parent rests
 * on records alone, and a household's members are asked nothing of their own households, as the language has it.
 */
import {
  add,
  addDays,
  addMonths,
  age,
  and,
  anyMember,
  asOf,
  attribute,
  type Condition,
  code,
  column,
  count,
  countMembers,
  datePart,
  dayNumber,
  divide,
  type Expr,
  exists,
  fenMonth,
  greatest,
  int,
  isIn,
  type Kind,
  largest,
  largestOfMembers,
  least,
  mod,
  type Node,
  no,
  not,
  or,
  type Programme,
  parameter,
  parameterAt,
  present,
  type RecordSet,
  type Rounding,
  recordsOf,
  smallest,
  sub,
  sum,
  sumOverMembers,
  times,
  unknown,
  variable,
  via,
  when,
  yes,
} from '@doudi/core/policy'
import fc from 'fast-check'
import { definition as R03 } from '../../packages/programmes/src/city/registers/r03-deaths.ts'
import { definition as R06 } from '../../packages/programmes/src/city/registers/r06-custody.ts'
import { definition as R21 } from '../../packages/programmes/src/city/registers/r21-assistance.ts'

const t = (en: string) => ({ zh: en, en })
const citation = { title: 'drawn', article: '', status: 'test' } as const
const ROUNDINGS: readonly Rounding[] = ['ceil', 'floor', 'up', 'down', 'halfUp', 'halfDown', 'halfEven']
const RELATIONS = ['eq', 'ne', 'lt', 'le', 'gt', 'ge'] as const

type Columns = Partial<Record<Kind, readonly string[]>>
const SETS: readonly { readonly set: RecordSet; readonly columns: Columns }[] = [
  {
    set: recordsOf(R21, { absence: 'notThere', cite: t('') }),
    columns: { fenMonth: ['caseAmount'], int: ['coveredPersons'], date: ['from', 'to'], code: ['benefit'] },
  },
  {
    set: recordsOf(R06, { absence: 'unknown', cite: t('') }),
    columns: { int: ['termMonths'], date: ['inDate', 'releaseDate'], code: ['mode'] },
  },
  {
    set: recordsOf(R03, { id: 'R03 told', present: 'deathDate', absence: 'notThere', cite: t('') }),
    columns: { date: ['deathDate'] },
  },
]

/** Where a tree grows: in a row of these records, of the person's attributes, of the person's parents and household. */
type Ground = { readonly row: Columns | null; readonly attributes: boolean; readonly around: boolean }
type Grown = 'bool' | 'int' | 'fenMonth' | 'date' | 'code'
const CODES = ['DB', 'TK', '1', '2']

const leaves: { readonly [K in Grown]: (ground: Ground) => readonly Expr<K>[] } = {
  bool: ({ attributes, around }) => [
    yes,
    no,
    yes,
    no,
    unknown('bool'),
    ...(attributes ? Array.from({ length: 6 }, () => attribute('bool', 'registered')) : []),
    ...(around ? [via('father', variable('bool', 'told')), via('mother', variable('bool', 'told'))] : []),
  ],
  int: ({ attributes }) => [
    int(0),
    int(1),
    int(3),
    int(-2),
    parameter('int', 'P-COUNT'),
    ...(attributes ? [age(attribute('date', 'birth'), asOf)] : []),
  ],
  fenMonth: () => [
    fenMonth(0),
    fenMonth(10_000),
    fenMonth(-333),
    parameter('fenMonth', 'P-LIMIT'),
    parameter('fenMonth', 'P-OPEN'),
  ],
  date: ({ attributes }) => [
    asOf,
    ...(attributes ? [attribute('date', 'birth'), attribute('date', 'cancelDate')] : []),
  ],
  code: ({ attributes }) => [code('DB'), code('1'), ...(attributes ? [attribute('code', 'county')] : [])],
}
const inRow = <K extends Grown>(kind: K, { row }: Ground): readonly Expr<K>[] =>
  (row?.[kind] ?? []).map((name) => column(kind, name))

type Draw = fc.Arbitrary<Node>
const choose = (...of: readonly Draw[]): Draw => fc.oneof(...of)
const leaf = <K extends Grown>(kind: K, ground: Ground): Draw => {
  const rows = inRow(kind, ground)
  const all = [...rows, ...rows, ...leaves[kind](ground)]
  return fc.constantFrom(...all)
}

/** A tree of the kind, so many levels high at most. */
function tree(kind: Grown, height: number, ground: Ground): Draw {
  if (height === 0) return leaf(kind, ground)
  const of = (other: Grown): Draw => tree(other, height - 1, ground)
  const both = (make: (a: never, b: never) => Node, a: Grown, b: Grown): Draw =>
    fc.tuple(of(a), of(b)).map(([one, other]) => make(one as never, other as never))
  const chosen = fc
    .tuple(of('bool'), of(kind), of(kind))
    .map(([c, a, b]) => when(c as Expr<'bool'>, a as Expr, b as never))
  const one = ground.row === null ? fold(kind, height, ground) : null
  const folded = one === null ? [] : [one, one, one]
  switch (kind) {
    case 'bool':
      return choose(chosen, ...truths(height, ground), ...folded, ...folded)
    case 'int':
      return choose(
        leaf(kind, ground),
        chosen,
        both(add, kind, kind),
        both(sub, kind, kind),
        both(mod, kind, kind),
        of('date').map((date) => dayNumber(date as Expr<'date'>)),
        of('date').map((date) => datePart(date as Expr<'date'>, 'month')),
        ...folded,
      )
    case 'fenMonth':
      return choose(
        leaf(kind, ground),
        chosen,
        both(add, kind, kind),
        both(sub, kind, kind),
        both(greatest as never, kind, kind),
        both(least as never, kind, kind),
        fc.tuple(of(kind), fc.integer({ min: -3, max: 12 })).map(([a, n]) => times(a as Expr<'fenMonth'>, int(n))),
        fc
          .tuple(of(kind), of('int'), fc.constantFrom(...ROUNDINGS))
          .map(([a, n, round]) => divide(a as Expr<'fenMonth'>, n as Expr<'int'>, round)),
        ...folded,
      )
    case 'date':
      return choose(
        leaf(kind, ground),
        chosen,
        fc
          .tuple(leaf(kind, ground), fc.integer({ min: -30, max: 30 }), fc.constantFrom('up', 'down'))
          .map(([date, n, side]) => addMonths(date as Expr<'date'>, int(n), side as 'up')),
        fc
          .tuple(leaf(kind, ground), fc.integer({ min: -400, max: 400 }))
          .map(([date, n]) => addDays(date as Expr<'date'>, int(n))),
        ...folded,
      )
    default:
      return choose(leaf(kind, ground), chosen)
  }
}

function truths(height: number, ground: Ground): readonly Draw[] {
  const of = (kind: Grown): Draw => tree(kind, height - 1, ground)
  const compared = (kind: Grown, relations: readonly (typeof RELATIONS)[number][]): Draw =>
    fc
      .tuple(fc.constantFrom(...relations), of(kind), of(kind))
      .map(([relation, left, right]): Node => ({ op: 'compare', kind: 'bool', relation, left, right }))
  const several = fc.array(of('bool'), { minLength: 2, maxLength: 3 }) as fc.Arbitrary<Expr<'bool'>[]>
  return [
    several.map((args) => and(...args)),
    several.map((args) => or(...args)),
    of('bool').map((arg) => not(arg as Expr<'bool'>)),
    choose(of('date'), of('fenMonth'), of('code')).map((arg) => present(arg as Expr)),
    of('code').map((value) => isIn(value as Expr<'code'>, CODES)),
    compared('fenMonth', RELATIONS),
    compared('int', RELATIONS),
    compared('date', RELATIONS),
    compared('code', ['eq', 'ne']),
  ]
}

/** A question to the person's records, or to the household. */
function fold(kind: Grown, height: number, ground: Ground): Draw {
  const ofRecords = fc.constantFrom(...SETS).chain(({ set, columns }) => {
    const there: Ground = { row: columns, attributes: false, around: false }
    const where = tree('bool', height - 1, there) as fc.Arbitrary<Expr<'bool'>>
    if (kind === 'bool') return where.map((one): Node => exists(set, one))
    const value = columns[kind] === undefined ? null : fc.constantFrom(...inRow(kind, there))
    if (value === null || kind === 'code')
      return kind === 'int' ? where.map((one): Node => count(set, one)) : leaf(kind, ground)
    const none =
      kind === 'date'
        ? fc.constant({ op: 'const', kind, value: 20200229 } as Node)
        : fc.constant({ op: 'const', kind, value: 0 } as Node)
    return fc
      .tuple(where, value, none, fc.constantFrom('sum', 'largest', 'smallest'))
      .map(([one, what, zero, how]): Node => {
        if (how === 'sum' && kind !== 'date') return sum(set, one, what as Expr<'int'>)
        return (how === 'smallest' ? smallest : largest)(set, one, what as Expr<'int'>, zero as Expr<'int'>)
      })
  })
  if (!ground.around) return ofRecords
  const member: Ground = { row: null, attributes: true, around: false }
  const where = tree('bool', Math.max(height - 2, 0), member) as fc.Arbitrary<Expr<'bool'>>
  const amount = tree('fenMonth', Math.max(height - 2, 0), member) as fc.Arbitrary<Expr<'fenMonth'>>
  const ofMembers =
    kind === 'bool'
      ? where.map((one): Node => anyMember(one))
      : kind === 'int'
        ? where.map((one): Node => countMembers(one))
        : kind === 'fenMonth'
          ? fc
              .tuple(where, amount, fc.boolean())
              .map(
                ([one, what, all]): Node =>
                  all ? sumOverMembers(one, what) : largestOfMembers(one, what, fenMonth(0)),
              )
          : ofRecords
  return choose(ofRecords, ofMembers)
}

const conditionOf = (expr: Node, index: number): Condition => {
  const said = t(`c${index}`)
  const texts = { label: said, requires: said, met: said, notMet: said, unknown: said, neutral: said, ask: said }
  return { id: `c${index}`, expr: expr as Expr<'bool'>, ...texts, citation }
}

const figure = (
  id: string,
  kind: Kind,
  ...rows: readonly (readonly [from: number, value: number | null, place?: string])[]
) => ({
  id,
  label: t(id),
  kind,
  unit: t(''),
  rows: rows.map(([from, value, place]) => ({
    key: null,
    ...(place === undefined ? {} : { place }),
    value,
    from,
    to: null,
    enacted: null,
    status: 'test' as const,
    citation,
  })),
})

/** A programme of eight conditions and two categories. */
export const programmeArb: fc.Arbitrary<Programme> = fc
  .tuple(
    tree('bool', 2, { row: null, attributes: false, around: false }),
    fc.array(tree('bool', 3, { row: null, attributes: true, around: true }), { minLength: 8, maxLength: 8 }),
    fc.array(tree('fenMonth', 3, { row: null, attributes: true, around: true }), { minLength: 2, maxLength: 2 }),
  )
  .map(
    ([told, conditions, amounts]): Programme => ({
      id: 'drawn',
      label: t('drawn'),
      version: 'drawn',
      records: SETS.map(({ set }) => set),
      parameters: [
        figure('P-COUNT', 'int', [20200101, 2], [20260101, 5]),
        figure('P-LIMIT', 'fenMonth', [20200101, 10_000], [20200101, 10_010, '3706'], [20260101, 9_990, '370602']),
        figure('P-OPEN', 'fenMonth', [20200101, null]),
      ],
      variables: [{ id: 'told', label: t('told'), expr: told as Expr<'bool'> }],
      conditions: [
        ...conditions,
        // Every programme asks for a figure by place.
        {
          op: 'compare',
          kind: 'bool',
          relation: 'lt',
          left: amounts[0] as Node,
          right: parameterAt('fenMonth', 'P-LIMIT', attribute('code', 'county')),
        } as Node,
      ].map(conditionOf),
      categories: amounts.map((amount, at) => ({
        code: at === 0 ? 'A' : 'B',
        label: t(at === 0 ? 'A' : 'B'),
        test: conditions[at] as Expr<'bool'>,
        amount: amount as Expr<'fenMonth'>,
        because: [],
        derivation: [],
      })),
      held: null,
      effect: null,
      plan: null,
      subject: 'child',
      examples: [],
    }),
  )
