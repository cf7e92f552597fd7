/** What a reform would change: cost, and how many come in, fall out, get more or less; small cells withheld. */
import { readFile } from 'node:fs/promises'
import { fromYyyymm, monthOf, toYyyymm } from '@doudi/core/kernel'
import { readOverlay } from '@doudi/core/policy'
import { divisionName } from '@doudi/programmes/city'
import { type Compared, comparePolicies, type Money, type Moved } from '../../adapters/lake/compare.ts'
import { matchFolder } from '../../adapters/lake/match.ts'
import { withhold } from '../../http/disclosure.ts'
import { answer, failure, failureOf, text, usageFailure } from '../command.ts'
import type { Action } from './action.ts'

const CITY = '3706'
const MONTHS = 12
const GROUPS = ['newlyIn', 'newlyOut', 'winners', 'losers'] as const

type Cell = number | null
type Shown = { readonly costDifferenceFen: Cell } & Readonly<Record<(typeof GROUPS)[number], Cell>>

const difference = ({ baselineFen, reformFen }: Money): number => reformFen - baselineFen

/** Rows with their total: small cells withheld, and the money of so few people that it would tell of them. */
function disclosed(rows: readonly (Money & Moved)[]): { readonly each: readonly Shown[]; readonly total: Shown } {
  const counts = withhold(rows.map((row) => GROUPS.map((group) => row[group])))
  const affected = withhold(rows.map((row) => [GROUPS.reduce((sum, group) => sum + row[group], 0)]))
  const cost = rows.reduce((all, row) => all + difference(row), 0)
  const shown = counts.map(([newlyIn = null, newlyOut = null, winners = null, losers = null], at): Shown => {
    const row = rows[at]
    const isHidden = affected[at]?.[0] === null
    return { costDifferenceFen: isHidden ? null : row ? difference(row) : cost, newlyIn, newlyOut, winners, losers }
  })
  const nobody: Shown = { costDifferenceFen: 0, newlyIn: 0, newlyOut: 0, winners: 0, losers: 0 }
  return { each: shown.slice(0, rows.length), total: shown[rows.length] ?? nobody }
}

/** Fewer people than k: their sum is nobody's business. */
const yuan = (fen: Cell): string =>
  fen === null ? '（人数过少，不显示）' : `${(fen / 100).toLocaleString('zh-CN', { minimumFractionDigits: 2 })}元`
const people = (count: Cell): string => (count === null ? '—' : `${count}人`)
const line = (name: string, row: Shown): string =>
  `${name}  费用变化 ${yuan(row.costDifferenceFen)}  新进 ${people(row.newlyIn)}  退出 ${people(row.newlyOut)}  增加 ${people(row.winners)}  减少 ${people(row.losers)}`

export const compare: Action = {
  name: 'compare',
  usage: 'doudi policy compare OVERLAY.json --data DIR [--programme children] [--threshold FEN] [--json]',
  summary: {
    zh: '改参数会怎样：费用、各区市、谁进谁出谁增谁减；人数过少的格子不显示',
    en: 'What other figures would do: cost, counties, who comes in, falls out, gets more or less; small cells withheld',
  },
  options: { data: { type: 'string' }, programme: { type: 'string' }, threshold: { type: 'string' } },
  words: 1,
  run: async (args, session, progress) => {
    const [file] = args.positionals
    if (file === undefined) return usageFailure('要给出改革文件 OVERLAY.json', 'give an overlay file, OVERLAY.json')
    if (text(args, 'data') === undefined) return usageFailure('要给出 --data', 'give --data')
    const thresholdFen = Number(text(args, 'threshold') ?? 0)
    if (!Number.isSafeInteger(thresholdFen) || thresholdFen < 0)
      return usageFailure('--threshold 应为分（整数）', '--threshold is whole fen')
    const id = text(args, 'programme')
    const programmes = (await session.daily()).filter((one) => id === undefined || one.id === id)
    if (programmes.length === 0)
      return usageFailure(
        '没有这个项目，或它只在申请时研判',
        'no such programme, or it is decided on application alone',
      )
    const read = readOverlay(await readFile(file, 'utf8'), { file, programmes, city: CITY })
    if (!read.ok) return failureOf(read.problems)
    const current = await session.current()
    if (!current)
      return failure(
        'NO_RUN',
        { zh: '这个数据目录还没有运行过。', en: 'Nothing has been run in this data folder yet.' },
        { zh: '先用 doudi run。', en: 'First: doudi run.' },
      )
    const first = fromYyyymm(read.value.from ?? toYyyymm(monthOf(read.value.asOf ?? current.asOf)))
    const last = read.value.to === null ? first + MONTHS - 1 : fromYyyymm(read.value.to)
    const months = Array.from({ length: last - first + 1 }, (_, at) => toYyyymm(first + at))
    const request = { duck: await session.duck(), matchFolder: matchFolder(session.dataDir, current.match) }
    const compared = await comparePolicies(
      { ...request, programmes, overlay: read.value, months, thresholdFen },
      progress,
    )
    return told(read.value.name, months, compared)
  },
}

function told(name: string, months: readonly number[], compared: Compared) {
  const [counties, towns] = [disclosed(compared.byCounty), disclosed(compared.byTown)]
  const byCounty = compared.byCounty.map(({ county }, at) => ({ county, ...(counties.each[at] as Shown) }))
  const safe = counties.total.costDifferenceFen !== null
  const sums = <T extends Money>(rows: readonly T[]) =>
    rows.map((row) => ({ ...row, costDifferenceFen: difference(row) }))
  const years = Object.entries(Object.groupBy(compared.byMonth, ({ month }) => Math.floor(month / 100)))
  const json = {
    name,
    from: months[0],
    to: months.at(-1),
    ...counties.total,
    byCounty,
    byTown: compared.byTown.map(({ town }, at) => ({ town, ...(towns.each[at] as Shown) })),
    byMonth: safe ? sums(compared.byMonth) : null,
    byYear: safe
      ? years.map(([year, rows = []]) => ({
          year: Number(year),
          costDifferenceFen: rows.reduce((sum, row) => sum + difference(row), 0),
        }))
      : null,
    byProgramme: safe ? sums(compared.byProgramme) : null,
    byCategory: safe ? sums(compared.byCategory) : null,
    reasons: compared.reasons.map(({ people: count, ...reason }) => ({
      ...reason,
      people: withhold([[count]])[0]?.[0] ?? null,
    })),
  }
  const lines = [
    `${name || '（无名）'}  ${months[0]}—${months.at(-1)}`,
    line('全市', counties.total),
    ...byCounty.map((row) => line(row.county === '' ? '区划不明' : divisionName(row.county), row)),
  ]
  return answer(json, lines.join('\n'))
}
