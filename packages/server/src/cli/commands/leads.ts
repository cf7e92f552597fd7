import { formatYuan } from '@doudi/core/kernel'
import { divisionName } from '@doudi/programmes/city'
import { answer, type Command, text, usageFailure, wholeNumber } from '../command.ts'

const MOST = 1_000_000

export const command: Command = {
  name: 'leads',
  usage:
    'doudi leads --data DIR [--kind missed] [--county 370602] [--programme children] [--search TEXT] [--limit N] [--json]',
  summary: { zh: '线索清单', en: 'The leads' },
  options: {
    kind: { type: 'string' },
    county: { type: 'string' },
    programme: { type: 'string' },
    search: { type: 'string' },
    limit: { type: 'string' },
    state: { type: 'string' },
  },
  data: true,
  run: async (args, session) => {
    const limit = wholeNumber(args, 'limit', { otherwise: 50, least: 1, most: MOST })
    if (limit === null)
      return usageFailure(`--limit 应为 1 到 ${MOST} 的整数`, `--limit is a whole number from 1 to ${MOST}`)
    const query = Object.fromEntries(
      ['kind', 'county', 'programme', 'search'].flatMap((name) =>
        text(args, name) === undefined ? [] : [[name, text(args, name)]],
      ),
    )
    const page = await (await session.store()).listLeads({
      ...query,
      state: text(args, 'state') === 'closed' ? 'closed' : 'open',
      limit,
    })
    const lines = page.leads.map(
      (lead) =>
        `${lead.id} ${lead.kind.padEnd(8)} ${lead.name.padEnd(4, '　')} P${lead.person} ${lead.deltaFen === null ? '–' : formatYuan(lead.deltaFen, 'always')} ${divisionName(lead.county ?? '')} ${divisionName(lead.village ?? '')}`,
    )
    return answer({ total: page.total, leads: page.leads }, [`共 ${page.total} 条 leads`, ...lines].join('\n'))
  },
}
