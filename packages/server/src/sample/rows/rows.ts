/** How a register's rows come out of the world: cells by column id, with the day on which the office knew them. */
import type { Events } from '../events.ts'
import type { Form } from '../forms.ts'
import { idOf, type World } from '../world.ts'

/** Gives one row by column id; `known` is the first day on which the office has it. */
export type Emit = (cells: Readonly<Record<string, string>>, known: number) => void | Promise<void>
export type Given = {
  readonly world: World
  readonly events: Events
  readonly seed: number
  readonly form: Form
}
export type RowSource = {
  /** How many rows to come, errors apart; what a progress bar measures against. */
  readonly total: (given: Given) => number
  readonly write: (given: Given, emit: Emit) => Promise<void>
}

/** Yuan, or 万元 where the office counts in them; exact to the fen. */
export const yuan = (fen: number, form: Form): string =>
  form.tenThousand ? (fen / 1_000_000).toFixed(6).replace(/0+$/, '').replace(/\.$/, '') : (fen / 100).toFixed(2)

/** The person a row is about. */
export const who = ({ world }: Given, person: number): Record<string, string> => ({
  residentId: idOf(world, person),
  name: world.names[person] ?? '',
})
/** A day as this office writes it; empty where there is none. */
export const day = ({ form }: Given, value: number | null | undefined): string => (value ? form.date(value) : '')

/** A second person in a row: `<prefix>Id` and `<prefix>Name`. */
export const guarded = ({ world }: Given, prefix: string, person: number): Record<string, string> => ({
  [`${prefix}Id`]: idOf(world, person),
  [`${prefix}Name`]: world.names[person] ?? '',
})

/** One row an event, in the order in which it was recorded. */
export const list = <T>(
  rows: (events: Events) => readonly T[],
  make: (given: Given, row: T, index: number) => readonly [Record<string, string>, number],
): RowSource => ({
  total: ({ events }) => rows(events).length,
  write: async (given, emit) => {
    for (const [index, row] of rows(given.events).entries()) await emit(...make(given, row, index))
  },
})

/** How many people of the world are so. */
export function countPeople(world: World, holds: (person: number) => boolean): number {
  let count = 0
  for (let person = 0; person < world.count; person++) if (holds(person)) count++
  return count
}
