/** One fact that could be otherwise, and the facts with it so. */
import { toEpochDay } from '../../kernel/index.ts'
import type { Attributes, FactRow, Facts } from '../programme.ts'
import type { Value } from '../tree.ts'

export type Change =
  | {
      readonly is: 'attribute'
      readonly person: number
      readonly name: string
      readonly from: Value
      readonly to: Value
    }
  | {
      readonly is: 'field'
      readonly person: number
      readonly register: string
      readonly row: FactRow
      readonly name: string
      readonly from: Value
      readonly to: Value
    }
  | { readonly is: 'add' | 'remove'; readonly person: number; readonly register: string; readonly row: FactRow }
  /** A father or mother whom no register names becomes known, of whom nothing is on record yet. */
  | { readonly is: 'known'; readonly person: number; readonly parent: 'father' | 'mother'; readonly as: number }

const withRows = (facts: Facts, register: string, rows: readonly FactRow[]): Facts => ({
  ...facts,
  records: { ...facts.records, [register]: rows },
})
const withPerson = (facts: Facts, person: number, own: Attributes): Facts => ({
  ...facts,
  persons: { ...facts.persons, [person]: { ...facts.persons[person], ...own } },
})

export function apply(facts: Facts, change: Change): Facts {
  switch (change.is) {
    case 'attribute':
      return withPerson(facts, change.person, { [change.name]: change.to })
    case 'known': {
      const known = { [change.parent]: change.as, [`${change.parent}State`]: 0 }
      return withPerson(withPerson(facts, change.as, {}), change.person, known)
    }
    default: {
      const rows = facts.records[change.register] ?? []
      if (change.is === 'field') {
        const changed = { ...change.row, [change.name]: change.to }
        return withRows(
          facts,
          change.register,
          rows.map((row) => (row === change.row ? changed : row)),
        )
      }
      const other = rows.filter((row) => row !== change.row)
      return withRows(facts, change.register, change.is === 'add' ? [...rows, change.row] : other)
    }
  }
}

/** What a change is about: no two changes of one answer may touch the same. */
export const subjectOf = (change: Change): string => {
  if (change.is === 'attribute') return `${change.person} ${change.name}`
  if (change.is === 'known') return `${change.person} ${change.parent}`
  return `${change.person} ${change.register} ${change.is === 'field' ? change.name : change.is}`
}

/** How far a number or day moves; 0 where nothing moves. */
export function distanceOf(change: Change, isDay: boolean): number {
  if (change.is !== 'attribute' && change.is !== 'field') return 0
  const { from, to } = change
  if (typeof from !== 'number' || typeof to !== 'number') return 0
  return isDay ? Math.abs(toEpochDay(to) - toEpochDay(from)) : Math.abs(to - from)
}
