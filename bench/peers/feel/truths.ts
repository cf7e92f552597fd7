/** FEEL's truths, equality and membership: three-valued, with null as a value that equals itself. */
import { and, type Expr, no, not, or, present, type Relation, yes } from '@doudi/core/policy'
import { compare } from '../numbers.ts'
import { type Range, scalar, scalarOf, scalarsOf, type Term } from '../terms.ts'

type Truth = Expr<'bool'>
export const truth = (term: Term): Truth => scalarOf(term, 'bool').node as Truth
export const said = (node: Truth): Term => scalar(node)
const constant = (value: boolean): Truth => (value ? yes : no)

/** One value alone is a list of one. */
export const itemsOf = (term: Term): readonly Term[] => (term.is === 'list' ? term.items : [term])

/** Equal as FEEL has it: null equals null and nothing else. Lists and ranges are equal part by part. */
export function equal(left: Term, right: Term): Truth {
  if (left.is === 'list' && right.is === 'list') {
    if (left.items.length !== right.items.length) return no
    return and(...left.items.map((item, at) => equal(item, right.items[at] ?? item)))
  }
  if (left.is === 'range' && right.is === 'range') {
    const ends = left.fromIncluded === right.fromIncluded && left.toIncluded === right.toIncluded
    return and(constant(ends), equalEnds(left.from, right.from), equalEnds(left.to, right.to))
  }
  const [a, b] = scalarsOf([left, right])
  const [here, there] = [present(a?.node ?? yes), present(b?.node ?? yes)]
  return or(and(not(here), not(there)), and(here, there, compare('eq', left, right)))
}
const equalEnds = (left: Term | null, right: Term | null): Truth =>
  left === null || right === null ? constant(left === right) : equal(left, right)

/** Whether a value lies in a range; an end that is null makes it unknown. */
function within(value: Term, range: Range): Truth {
  const end = (term: Term | null, relation: Relation): readonly Truth[] =>
    term === null ? [] : [compare(relation, value, term)]
  return and(...end(range.from, range.fromIncluded ? 'ge' : 'gt'), ...end(range.to, range.toIncluded ? 'le' : 'lt'))
}

/** FEEL's `in`: a value, a range, a test, a list of them. */
export function isIn(value: Term, test: Term): Truth {
  switch (test.is) {
    case 'range':
      return within(value, test)
    case 'test':
      return test.relation === 'eq'
        ? equal(value, test.value)
        : test.relation === 'ne'
          ? not(equal(value, test.value))
          : compare(test.relation, value, test.value)
    case 'anyOf':
      return or(...test.tests.map((one) => isIn(value, one)))
    case 'list': {
      const asAWhole = value.is === 'list' ? [equal(value, test)] : []
      const items = test.items.filter((item) => value.is !== 'list' || item.is === 'list' || item.is === 'anyOf')
      return or(...asAWhole, ...items.map((item) => isIn(value, item)))
    }
    default:
      return equal(value, test)
  }
}
