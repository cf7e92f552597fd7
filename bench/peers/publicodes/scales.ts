/** Brackets: marginal scale (barème), amount by bracket (grille), rate between thresholds (taux progressif). */
import { bracket, cases, type Expr, ge, int, marginalScale, unknown } from '@doudi/core/policy'
import { type Asked, alike, minus, plus, product, quotient } from '../numbers.ts'
import { NotExpressible, type Scalar, scalar, scalarOf, scalarsOf } from '../terms.ts'
import { type Amount, inUnit, multiplication, plain } from './amounts.ts'
import { type Body, type Fields, isFields } from './model.ts'
import { isNone } from './units.ts'

type Evaluate = (body: Body) => Amount
type Int = Expr<'int'>
type Bracket = { readonly fields: Fields; readonly ceiling: Amount | null }

/** The ceilings, in the unit of the base and times the multiplier. */
function bracketsOf(fields: Fields, base: Amount, of: Evaluate): readonly Bracket[] {
  const rows = Array.isArray(fields['tranches']) ? (fields['tranches'] as Body[]) : []
  const multiplier = fields['multiplicateur'] === undefined ? null : of(fields['multiplicateur'])
  return rows.map((row): Bracket => {
    if (!isFields(row)) throw new NotExpressible('brackets of an unknown form')
    if (row['plafond'] === undefined) return { fields: row, ceiling: null }
    const own = of(row['plafond'])
    const ceiling = multiplier === null ? own : multiplication(own, multiplier)
    return { fields: row, ceiling: isNone(base.unit) ? ceiling : inUnit(ceiling, base.unit) }
  })
}
const scalarsIn = (amounts: readonly Amount[]): { readonly nodes: readonly Int[]; readonly den: number } => {
  const { nodes, den } = alike(scalarsOf(amounts.map(({ term }) => term)))
  return { nodes: nodes as Int[], den }
}

/** Each part between two ceilings at its own rate. */
export function bareme(fields: Fields, of: Evaluate): Amount {
  const base = of(fields['assiette'])
  const brackets = bracketsOf(fields, base, of)
  const rates = scalarsIn(brackets.map(({ fields: row }) => plain(of(row['taux']))))
  const ceilings = brackets.flatMap(({ ceiling }) => (ceiling === null ? [] : [ceiling]))
  const amounts = scalarsIn([base, ...ceilings])
  const [whole, ...ends] = amounts.nodes
  const starts = [int(0), ...ends].slice(0, brackets.length)
  const scale = starts.map((from, at) => ({ from, rate: rates.nodes[at] ?? unknown('int') }))
  // Above a last ceiling nothing is charged.
  const closed = ends.length === brackets.length ? [{ from: ends.at(-1) ?? int(0), rate: int(0) }] : []
  // Rates stay parts of their divisor: nothing is rounded.
  const node = marginalScale(whole ?? unknown('int'), [...scale, ...closed], 1, 'halfUp')
  return { ...base, term: scalar(node, amounts.den * rates.den) }
}

/** The amount of the bracket; a ceiling belongs to the next, above the last there is none. */
export function grille(fields: Fields, of: Evaluate): Amount {
  const base = of(fields['assiette'])
  const brackets = bracketsOf(fields, base, of)
  const worth = brackets.map(({ fields: row }) => of(row['montant']))
  const values = scalarsIn(worth)
  const ends = brackets.flatMap(({ ceiling }) => (ceiling === null ? [] : [ceiling]))
  const amounts = scalarsIn([base, ...ends])
  const [at, ...ceilings] = amounts.nodes
  const found = bracket(
    at ?? unknown('int'),
    values.nodes[0] ?? unknown('int'),
    ceilings.map((from, place) => ({ from, value: values.nodes[place + 1] ?? unknown('int') })),
  )
  return { applies: base.applies, term: scalar(found, values.den), unit: worth[0]?.unit ?? base.unit }
}

/** The rate on the line between the rates at two ceilings; below the first ceiling its own. */
export function tauxProgressif(fields: Fields, of: Evaluate, asked: Asked): Amount {
  const base = of(fields['assiette'])
  const brackets = bracketsOf(fields, base, of)
  const rates = brackets.map(({ fields: row }) => of(row['taux']))
  const points = brackets.map(({ ceiling }, at): readonly [Amount, Amount] => {
    const rate = rates[at]
    if (ceiling === null || rate === undefined) throw new NotExpressible('a rate without a ceiling')
    return [ceiling, rate]
  })
  const lines = points.slice(1).map(([ceiling, rate], at): Scalar => {
    const [from, start] = points[at] as readonly [Amount, Amount]
    const rise = product(minus(base.term, from.term), minus(rate.term, start.term))
    return scalarOf(plus(start.term, quotient(rise, minus(ceiling.term, from.term), asked)), 'int')
  })
  const [first] = points
  const values = alike([
    scalarOf(first?.[1].term ?? base.term, 'int'),
    ...lines,
    scalarOf(points.at(-1)?.[1].term ?? base.term, 'int'),
  ])
  const amounts = scalarsIn([base, ...points.map(([ceiling]) => ceiling)])
  const [whole, ...ends] = amounts.nodes
  const arms = ends.map(
    (end, at) => [ge(end, whole ?? unknown('int')), (values.nodes[at] ?? unknown('int')) as Int] as const,
  )
  const last = (values.nodes.at(-1) ?? unknown('int')) as Int
  return { applies: base.applies, term: scalar(cases(arms, last), values.den), unit: rates[0]?.unit ?? base.unit }
}
