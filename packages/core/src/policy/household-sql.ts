/**
 * What a rule asks of the people who live together: one scan of everybody, grouped by household, and one row each to look
 * up. A household that nobody wrote down has no row, and what is asked of it is unknown.
 */
import type { Stage } from '../sql/index.ts'
import { type Members, type Printer, print, printAggregate } from './print-sql.ts'
import type { Programme } from './programme.ts'
import { reach } from './references.ts'
import type { Node } from './tree.ts'

/** One question to a household, once; its answer is column `h` + at of the relation `hh`. */
export type Asked = { readonly node: Members; readonly key: string; readonly at: number }

export function askedOfHouseholds(programme: Programme, roots: readonly Node[]): readonly Asked[] {
  const found = new Map<string, Members>()
  for (const root of roots)
    for (const node of reach(programme, root)) if (node.op === 'members') found.set(JSON.stringify(node), node)
  return [...found].map(([key, node], at) => ({ node, key, at }))
}

/** The nodes that are worked out at every member. */
export const atMembers = (asked: readonly Asked[]): readonly Node[] =>
  asked.flatMap(({ node }) => [node.where, ...(node.value ? [node.value] : [])])

/** The stage `hh` over `people` (with `household` and whatever the printer reads). */
export function householdStage(asked: readonly Asked[], people: string, printer: Printer): Stage {
  const judged = asked.flatMap(({ node, at }) => [
    `${print(node.where, printer)} AS b${at}`,
    ...(node.value ? [`${print(node.value, printer)} AS y${at}`] : []),
  ])
  const answers = asked.map(
    ({ node, at }) => `${printAggregate(node, { truth: `b${at}`, value: `y${at}` }, printer)} AS h${at}`,
  )
  const inner = `SELECT p.household, ${judged.join(', ')} FROM ${people} p CROSS JOIN prm WHERE p.household IS NOT NULL`
  return { name: 'hh', body: `SELECT household, ${answers.join(', ')} FROM (${inner}) GROUP BY household`, size: 'few' }
}
