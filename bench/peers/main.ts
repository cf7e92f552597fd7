/**
 * `npm run peers -- --rows DIR [--json] [--write-docs] [--show REASON]`: other engines' own tests, on ours.
 *
 * DIR holds their rows (`.jsonl`), which are no part of this project. With `--json` the last line is one object.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { withEngines } from './engines.ts'
import { page } from './report.ts'
import { readRows } from './rows.ts'
import { judgeRows, tally } from './run.ts'

const { values } = parseArgs({
  options: {
    rows: { type: 'string' },
    json: { type: 'boolean', default: false },
    'write-docs': { type: 'boolean', default: false },
    show: { type: 'string' },
  },
})
const rows = values.rows === undefined ? null : await readRows(values.rows)
if (rows === null) {
  console.error('npm run peers -- --rows DIR: the folder with the rows of other engines’ tests is not there.')
  process.exit(2)
}
const judged = await withEngines((engines) => judgeRows(rows, engines))
if (values.show !== undefined)
  for (const { row, verdict } of judged)
    if (verdict.is !== 'equal' && `${verdict.is} ${verdict.why}`.includes(values.show))
      console.log(
        row.id,
        verdict.is,
        verdict.why,
        JSON.stringify(row.op ?? row.evaluate ?? ''),
        JSON.stringify(row.expect),
      )
const suites = tally(judged)
const sum = (name: 'rows' | 'equal' | 'different' | 'notExpressible') =>
  suites.reduce((all, suite) => all + suite[name], 0)
const unexplained = judged.filter(({ verdict }) => verdict.is === 'different' && verdict.why === null).length
if (unexplained > 0) console.log(`${unexplained} of the differences unexplained: --show null`)
console.log(
  `${sum('rows')} rows: ${sum('equal')} equal, ${sum('different')} different, ${sum('notExpressible')} not expressible`,
)
if (values['write-docs']) await writeFile(join(import.meta.dirname, '../../docs/peers.md'), page(judged))
if (values.json) console.log(JSON.stringify({ suites }))
