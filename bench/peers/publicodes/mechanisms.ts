/** Publicodes' mechanisms by their names, each as what it is in our words. */
import { type Expr, present } from '@doudi/core/policy'
import { type Asked, power, quotient } from '../numbers.ts'
import { NotExpressible, relationOf, scalar, scalarOf } from '../terms.ts'
import {
  type Amount,
  addition,
  allOf,
  anyOf,
  choose,
  comparison,
  difference,
  division,
  equality,
  extreme,
  holds,
  isNot,
  mean,
  multiplication,
  NOT_APPLICABLE,
  plain,
  sum,
  type Truth,
  told,
} from './amounts.ts'
import { duration } from './durations.ts'
import { type Body, type Fields, isFields } from './model.ts'
import { bareme, grille, tauxProgressif } from './scales.ts'
import { unitOf } from './units.ts'

/** How a body that stands inside another is worked out. */
type Evaluate = (body: Body) => Amount
type Mechanism = (inner: Body, of: Evaluate, asked: Asked) => Amount

const UNHEEDED: Asked = { digits: 0, exact: [], otherwise: [] }
type Binary = (left: Amount, right: Amount, asked: Asked) => Amount
const OPERATIONS: Readonly<Record<string, Binary>> = {
  '+': addition,
  '-': difference,
  '*': multiplication,
  '/': division,
  '//': (left, right) => ({
    ...division(left, right, UNHEEDED),
    term: quotient(plain(left).term, plain(right).term, UNHEEDED, 'down'),
  }),
  '**': (left, right, asked) => ({
    ...left,
    applies: allOf(left.applies, right.applies),
    term: power(left.term, right.term, asked),
  }),
  et: (left, right) => told(allOf(holds(left), holds(right))),
  ou: (left, right) => told(anyOf(holds(left), holds(right))),
  '=': (left, right) => told(equality(left, right)),
  '!=': (left, right) => told(isNot(equality(left, right))),
}
export function operate(sign: string, left: Amount, right: Amount, asked: Asked): Amount {
  const operation = OPERATIONS[sign]
  if (operation) return operation(left, right, asked)
  const relation = relationOf(sign)
  if (relation === null) throw new NotExpressible(`the operation ${sign}`)
  return comparison(relation, left, right)
}

const several = (inner: Body, of: Evaluate): readonly Amount[] => (Array.isArray(inner) ? inner.map(of) : [of(inner)])
const over =
  (work: (amounts: readonly Amount[], asked: Asked) => Amount): Mechanism =>
  (inner, of, asked) =>
    work(several(inner, of), asked)
const withFields =
  (work: (fields: Fields, of: Evaluate, asked: Asked) => Amount): Mechanism =>
  (inner, of, asked) => {
    if (!isFields(inner)) throw new NotExpressible('a mechanism of an unknown form')
    return work(inner, of, asked)
  }
const asking =
  (truth: (amount: Amount) => Truth): Mechanism =>
  (inner, of) =>
    told(truth(of(inner)))
const binary =
  (sign: string): Mechanism =>
  (inner, of, asked) => {
    const [left, right] = several(inner, of)
    if (!left || !right) throw new NotExpressible(`the operation ${sign} of one value`)
    return operate(sign, left, right, asked)
  }

/** What does not apply is known. */
const isKnown = ({ applies, term }: Amount): Truth => anyOf(isNot(applies), present(scalarOf(term, 'int').node))
const valueOrNothing = (body: Body, of: Evaluate): Amount => (body === undefined ? NOT_APPLICABLE : of(body))

/** Ordered cases; a case that does not apply does not hold, and where none does, nothing applies. */
const variations: Mechanism = (inner, of) =>
  (Array.isArray(inner) ? (inner as Body[]) : []).reduceRight<Amount>((rest, arm) => {
    if (!isFields(arm)) throw new NotExpressible('cases of an unknown form')
    return arm['si'] === undefined ? of(arm['sinon']) : choose(holds(of(arm['si'])), of(arm['alors']), rest)
  }, NOT_APPLICABLE)
/** Unlike cases: a condition that does not apply leaves nothing that does. */
const condition = withFields((fields, of) => {
  const asked = of(fields['si'])
  const truth = scalarOf(asked.term, 'bool').node as Truth
  const chosen = choose(truth, valueOrNothing(fields['alors'], of), valueOrNothing(fields['sinon'], of))
  return { ...chosen, applies: allOf(asked.applies, chosen.applies) }
})
const durée = withFields((fields, of, asked) => {
  const [from, to] = [of(fields['depuis']), of(fields["jusqu'à"])]
  const [start, end] = [from, to].map(({ term }) => scalarOf(term, 'date').node) as [Expr<'date'>, Expr<'date'>]
  const unit = typeof fields['unité'] === 'string' ? fields['unité'] : 'jour'
  const counted = duration(unit, start, end, asked)
  return { applies: allOf(from.applies, to.applies), term: scalar(counted), unit: unitOf(unit) }
})

export const MECHANISMS: Readonly<Record<string, Mechanism>> = {
  valeur: (inner, of) => of(inner),
  formule: (inner, of) => of(inner),
  somme: over(sum),
  produit: over((factors) => factors.reduce((left, right) => multiplication(left, right))),
  moyenne: over(mean),
  'le maximum de': over((amounts) => extreme('max', amounts)),
  'le minimum de': over((amounts) => extreme('min', amounts)),
  'toutes ces conditions': over((conditions) => told(allOf(...conditions.map(holds)))),
  'une de ces conditions': over((conditions) => told(anyOf(...conditions.map(holds)))),
  variations,
  condition,
  barème: withFields(bareme),
  grille: withFields(grille),
  'taux progressif': withFields(tauxProgressif),
  durée,
  'est défini': asking(isKnown),
  'est non défini': asking((amount) => isNot(isKnown(amount))),
  'est applicable': asking(({ applies }) => applies),
  'est non applicable': asking(({ applies }) => isNot(applies)),
  ...Object.fromEntries(
    [...Object.keys(OPERATIONS), '<', '<=', '>', '>='].map((sign) => [sign, binary(sign)] as const),
  ),
}
/** What our language has not. */
export const LEFT: ReadonlySet<string> = new Set(['inversion numérique', 'logarithme', 'constant', 'texte'])
