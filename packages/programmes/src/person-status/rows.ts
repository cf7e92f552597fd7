/** What is asked of a single record: its columns, and whether the day asked lies within it. */
import {
  addMonths,
  and,
  asOf,
  column,
  type Expr,
  ge,
  gt,
  le,
  not,
  or,
  present,
  unknown,
  type Variable,
  variable,
} from '@doudi/core/policy'

export const date = (name: string): Expr<'date'> => column('date', name)
export const coded = (name: string): Expr<'code'> => column('code', name)
export const begun = (name: string): Expr<'bool'> => le(date(name), asOf)
/** No end on record, or not yet past: the last day counts. */
export const lasting = (name: string): Expr<'bool'> => or(not(present(date(name))), ge(date(name), asOf))
export const active = (from: string, to: string): Expr<'bool'> => and(begun(from), lasting(to))

/**
 * Held on the day: up to the end on record, whose last day counts; without one, up to the end of the ordered term, and
 * nobody can tell after that; with neither, as long as nothing ends it.
 */
export function held(term: string, from: string, to: string): Expr<'bool'> {
  const [end, ordered] = [present(date(to)), present(column('int', term))]
  const within = gt(addMonths(date(from), column('int', term)), asOf)
  return or(
    and(end, ge(date(to), asOf)),
    and(not(end), not(ordered)),
    and(not(end), ordered, or(within, unknown('bool'))),
  )
}

/** A named expression, and how it is used. */
export type Defined<K extends Expr['kind']> = Variable & { readonly use: Expr<K> }
export const define = <K extends Expr['kind']>(id: string, zh: string, en: string, expr: Expr<K>): Defined<K> => ({
  id,
  label: { zh, en },
  expr,
  use: variable(expr.kind as K, id),
})
export const plain = ({ id, label, expr }: Variable): Variable => ({ id, label, expr })
