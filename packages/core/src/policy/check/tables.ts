/**
 * Decision tables: a case that no row answers, two rows where one may hold, a row that never counts.
 *
 * Every way that the inputs can stand to the cells is tried, as far as it takes (truths.ts); what cannot be told in time is
 * taken to be possible, so a table that passes has been proven.
 */
import type { Text } from '../../kernel/index.ts'
import { isIn } from '../build.ts'
import type { Programme } from '../programme.ts'
import { type DecisionTable, rowTruth, sameOutputs } from '../table/table.ts'
import { type Expr, walk } from '../tree.ts'
import type { Catalogue, Problem, ProblemCode } from './problem.ts'
import { formOfGiven, type Given, possible, readingsOf } from './reachable.ts'
import { all } from './truths.ts'

type Found = { readonly code: ProblemCode; readonly at: string; readonly text: Text; readonly remedy: Text }

const GAP: Omit<Found, 'at' | 'text'> = {
  code: 'TABLE_GAP',
  remedy: {
    zh: '补上这一行，或写明没有一行成立时如何（none）。',
    en: 'Add the row, or say what is so where no row holds (none).',
  },
}
const OVERLAP: Omit<Found, 'at' | 'text'> = {
  code: 'TABLE_OVERLAP',
  remedy: { zh: '分清两行的条件，或改用别的命中方式。', en: 'Tell the two rows apart, or choose another hit policy.' },
}
const NEVER: Omit<Found, 'at' | 'text'> = {
  code: 'UNREACHABLE',
  remedy: {
    zh: '删去这一行，或改正与之矛盾的格子（也看前面的行）。',
    en: 'Remove the row, or mend the cells (see the rows before it too).',
  },
}

function* found(table: DecisionTable, can: (given: readonly Given[]) => boolean): Generator<Found> {
  const truths = table.rows.map((_, at) => rowTruth(table, at))
  const is = (at: number, wanted: boolean): Given => ({ node: truths[at] as Expr<'bool'>, wanted })
  const rows = truths.map((_, at) => at)
  if (table.none === null && ['unique', 'any', 'first', 'priority', 'largest', 'smallest'].includes(table.hits))
    if (can(rows.map((at) => is(at, false))))
      yield { ...GAP, at: 'rows', text: { zh: '有的情形没有一行成立。', en: 'There is a case in which no row holds.' } }
  for (const at of rows) {
    const before = table.hits === 'first' ? rows.slice(0, at).map((other) => is(other, false)) : []
    if (can([is(at, true), ...before])) continue
    const text = { zh: `第${at + 1}行永远不起作用。`, en: `Row ${at + 1} never counts.` }
    yield { ...NEVER, at: `rows/${at + 1}`, text }
  }
  if (table.hits !== 'unique' && table.hits !== 'any') return
  for (const a of rows)
    for (const b of rows.slice(a + 1)) {
      if (table.hits === 'any' && sameOutputs(table, a, b)) continue
      if (!can([is(a, true), is(b, true)])) continue
      const text = { zh: `第${a + 1}行和第${b + 1}行可以同时成立。`, en: `Rows ${a + 1} and ${b + 1} can both hold.` }
      yield { ...OVERLAP, at: `rows/${b + 1}`, text }
    }
}

export function checkTables(programme: Programme, catalogue: Catalogue): readonly Problem[] {
  return (programme.tables ?? []).flatMap((table) => {
    const known = table.inputs.flatMap((input, column) => {
      const codes = table.codes?.[column]
      return codes ? [isIn(input as Expr<'code'>, codes)] : []
    })
    const nodes = [...table.rows.map((_, at) => rowTruth(table, at)), ...known].flatMap((truth) => [...walk(truth)])
    const readings = readingsOf(programme, catalogue, '', nodes)
    const domain = known.map((node): Given => ({ node, wanted: true }))
    const can = (given: readonly Given[]): boolean =>
      possible(readings, (reading) => all(...[...domain, ...given].map((one) => formOfGiven(reading, one))))
    return [...found(table, can)].map(
      ({ code, at, text, remedy }): Problem => ({
        code,
        programme: programme.id,
        path: `tables/${table.id}/${at}`,
        names: [table.id],
        text: { zh: `决策表${table.id}：${text.zh}`, en: `Decision table ${table.id}: ${text.en}` },
        remedy,
      }),
    )
  })
}
