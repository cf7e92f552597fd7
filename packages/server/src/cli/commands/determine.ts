import { parseYmd } from '@doudi/core/kernel'
import { answer, type Command, failureOf, text, usageFailure } from '../command.ts'
import { determineNow, matchNow } from '../flow/run-all.ts'

export const command: Command = {
  name: 'determine',
  usage: 'doudi determine --data DIR [--as-of 2026-11-23] [--json]',
  summary: { zh: '对每个人逐项研判', en: 'What every rule says of everybody' },
  options: { 'as-of': { type: 'string' } },
  data: true,
  run: async (args, session, progress) => {
    const said = text(args, 'as-of')
    const asked = said === undefined ? undefined : parseYmd(said)
    if (asked === null) return usageFailure('--as-of 不是日期', '--as-of is no date')
    const matched = await matchNow(session, progress)
    if (!matched.ok) return failureOf(matched.problems)
    const match = matched.value
    const asOf = asked ?? match.asOf
    const { rows, key, verdicts } = await determineNow(session, match, asOf, progress)
    const lines = Object.entries(verdicts).map(
      ([programme, { eligible, ineligible, unknown }]) =>
        `${programme.padEnd(18)}符合 ${eligible}  不符合 ${ineligible.toLocaleString('en-US')}  待核实 ${unknown}`,
    )
    return answer({ asOf, key, determinations: rows, verdicts }, lines.join('\n'))
  },
}
