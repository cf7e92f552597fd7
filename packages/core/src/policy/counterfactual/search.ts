/**
 * What would have to be otherwise: the smallest changes of fact that turn the verdict, or the amount.
 *
 * Single facts first, at the values where the trees turn; where none turns the verdict, pairs of those that turn some
 * condition. A number or a day is moved as little as will do. An amount that follows a sum of money fen by fen is not
 * told: whoever holds a fen more gets a fen less.
 */
import { fromEpochDay, type Register, toEpochDay } from '../../kernel/index.ts'
import { ATTRIBUTES } from '../attributes.ts'
import { evaluate, type Outcome, type Result } from '../evaluate.ts'
import type { Facts, Programme } from '../programme.ts'
import { candidatesOf, type Question } from './candidates.ts'
import { apply, type Change, distanceOf, subjectOf } from './change.ts'
import { edgesOf } from './edges.ts'

export type Counterfactual = { readonly changes: readonly Change[]; readonly outcome: Outcome }
type Tried = { readonly changes: readonly Change[]; readonly facts: Facts; readonly result: Result }

/** Beyond so many changes that do something, their pairs are too many. */
const MOST_PAIRED = 60
const MOST_TOLD = 6

const verdictOf = ({ status, category }: Result): string => `${status} ${category}`
const effectOf = ({ status, category, amountFen, failed, unknown }: Result): string =>
  [status, category, amountFen, failed, unknown].join(' ')

const isDay = (change: Change, registers: readonly Register[]): boolean => {
  if (change.is === 'attribute') return ATTRIBUTES[change.name]?.kind === 'date'
  if (change.is !== 'field') return false
  const column = registers.find(({ id }) => id === change.register)?.columns.find(({ id }) => id === change.name)
  return column?.type.kind === 'date'
}
const isNumber = (change: Change): boolean =>
  (change.is === 'attribute' || change.is === 'field') && typeof change.from === 'number'

/** Whether an amount that turns by this is worth telling. */
const isDiscrete = (change: Change, registers: readonly Register[]): boolean =>
  !isNumber(change) || isDay(change, registers)

/** A birthday is wrong by a day, a month or a year; by more it is another person. */
const FAR_DAYS = 366

const COMES_OR_GOES = { remove: 2, add: 3, known: 4 } as const

/** A fact that moves before one that comes or goes; a record gone before a record put off; an unlikely one last. */
function rankOf({ registers, facts }: Question, change: Change): number {
  if (change.is !== 'attribute' && change.is !== 'field') return COMES_OR_GOES[change.is]
  const day = isDay(change, registers)
  if (change.is === 'attribute') return day && distanceOf(change, day) > FAR_DAYS ? 6 : 0
  if (change.from === null) return 1
  return day && Number(change.to) > facts.asOf && Number(change.from) <= facts.asOf ? 5 : 0
}

/** Fewest facts first, then the likelier, then the nearest. */
function bySize(question: Question) {
  const size = ({ changes }: Tried): readonly number[] => [
    changes.length,
    changes.reduce((sum, change) => sum + rankOf(question, change), 0),
    changes.reduce((sum, change) => sum + distanceOf(change, isDay(change, question.registers)), 0),
  ]
  return (a: Tried, b: Tried): number => {
    const [left, right] = [size(a), size(b)]
    const at = left.findIndex((one, index) => one !== right[index])
    return at < 0 ? 0 : (left[at] ?? 0) - (right[at] ?? 0)
  }
}

/** The same change with its number or day moved only as far as the verdict stays the one that it turns to. */
function nearest(question: Question, tried: Tried): Tried {
  const [change] = tried.changes
  if (!change || tried.changes.length > 1 || (change.is !== 'attribute' && change.is !== 'field')) return tried
  const { from, to } = change
  if (typeof from !== 'number' || typeof to !== 'number') return tried
  const days = isDay(change, question.registers)
  const [back, forth] = days ? [fromEpochDay, toEpochDay] : [(n: number) => n, (n: number) => n]
  let [near, far] = [forth(from), forth(to)]
  let best = tried
  while (Math.abs(far - near) > 1) {
    const middle = Math.trunc((near + far) / 2)
    const one = attempt(question, question.facts, [{ ...change, to: back(middle) }])
    if (verdictOf(one.result) === verdictOf(tried.result)) {
      far = middle
      best = one
    } else near = middle
  }
  return best
}

function attempt({ programme, person }: Question, from: Facts, changes: readonly Change[]): Tried {
  const facts = changes.reduce(apply, from)
  const { conditions: _, ...result } = evaluate(programme, facts, person)
  return { changes, facts, result }
}

/** Of the changes that are the same by `name`, the smallest; the smallest first. */
function distinct(question: Question, all: readonly Tried[], name: (one: Tried) => string): readonly Tried[] {
  const seen = new Map<string, Tried>()
  for (const one of all.toSorted(bySize(question))) if (!seen.has(name(one))) seen.set(name(one), one)
  return [...seen.values()]
}

/** A parent who becomes known, together with what might then be on record. */
const withRecords = (question: Question, singles: readonly Tried[]): readonly Tried[] =>
  singles.flatMap((one) => {
    const [known] = one.changes
    if (known?.is !== 'known') return []
    return candidatesOf({ ...question, facts: one.facts })
      .filter(({ is, person }) => is === 'add' && person === known.as)
      .map((next) => attempt(question, question.facts, [known, next]))
  })

/** Pairs of changes that each turn some condition. */
function pairs(question: Question, singles: readonly Tried[]): readonly Tried[] {
  const some = singles.slice(0, MOST_PAIRED)
  return some.flatMap((a, at) =>
    some.slice(at + 1).flatMap((b) => {
      const changes = [...a.changes, ...b.changes]
      const subjects = new Set(changes.map(subjectOf))
      return subjects.size < changes.length ? [] : [attempt(question, question.facts, changes)]
    }),
  )
}

/** The answers, the smallest first; empty where no one or two facts would turn anything. */
export function counterfactuals(
  programme: Programme,
  facts: Facts,
  person: number,
  registers: readonly Register[],
): readonly Counterfactual[] {
  const roots = programme.categories.flatMap(({ test, amount }) => [test, amount])
  const question: Question = { programme, facts, person, registers, edges: edgesOf(programme, roots, facts.asOf) }
  const now = attempt(question, facts, []).result
  const effect = ({ result }: Tried): string => effectOf(result)
  const turns = ({ result }: Tried): boolean => result.status !== 'unknown' && verdictOf(result) !== verdictOf(now)
  const tried = candidatesOf(question).map((change) => attempt(question, facts, [change]))
  const changing = tried.filter(({ result }) => effectOf(result) !== effectOf(now))
  // Of one fact, the smallest change for each effect, moved as little as will do; then the smallest of all facts.
  const moved = distinct(question, changing, (one) => `${one.changes.map(subjectOf)} ${effect(one)}`)
  const singles = distinct(
    question,
    moved.map((one) => (turns(one) ? nearest(question, one) : one)),
    effect,
  )
  const turning = singles.filter(turns)
  const pays = ({ changes, result }: Tried): boolean =>
    verdictOf(result) === verdictOf(now) &&
    result.amountFen !== now.amountFen &&
    changes.every((change) => isDiscrete(change, registers))
  const two = [...withRecords(question, singles), ...(turning.length > 0 ? [] : pairs(question, singles))]
  const more = distinct(question, two.filter(turns), effect)
  const told = [...turning, ...more, ...singles.filter(pays)].toSorted(bySize(question))
  return told
    .slice(0, MOST_TOLD)
    .map(({ changes, result: { failed: _, unknown: __, ...outcome } }) => ({ changes, outcome }))
}
