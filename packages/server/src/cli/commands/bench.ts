import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { matchFolder } from '../../adapters/lake/match.ts'
import type { Progress } from '../../usecases/progress.ts'
import { type Answer, answer, type Command, failure, text, usageFailure } from '../command.ts'
import { type DeterminationFigures, measureDetermination } from '../flow/bench-determination.ts'
import { benchSize, type SizeFigures, slopeOf } from '../flow/bench-size.ts'
import { openSession } from '../session.ts'

const SIZES = '100000,1000000'
const PROGRAMME = 'children'

const line = (...cells: readonly (string | number)[]): string =>
  cells.map((cell, at) => (at === 0 ? String(cell).padEnd(12) : String(cell).padStart(14))).join('')
const thousands = (n: number): string => n.toLocaleString('en-US')
const said = ({ persons, seconds, baselineSeconds, ratio }: DeterminationFigures): string =>
  `研判 determination ${thousands(persons)} 人 persons: ${seconds} s，基线 baseline ${baselineSeconds} s，倍数 ratio ${ratio}`

function sizeText({ people, steps, run, determination }: SizeFigures): string {
  const rows = [...steps, run].map(({ step, rows: n, seconds, peakMemoryMb }) =>
    line(step, thousands(n), seconds, thousands(peakMemoryMb)),
  )
  const head = line('step', 'rows', 'seconds', 'peak MB')
  return [`${thousands(people)} 人 people`, head, ...rows, said(determination)].join('\n')
}

const slopesOf = (sizes: readonly SizeFigures[]): Readonly<Record<string, number | null>> =>
  Object.fromEntries(
    [...new Set(sizes.flatMap(({ steps }) => steps.map(({ step }) => step))), 'run'].map((name) => [
      name,
      slopeOf(
        sizes.flatMap(({ people, steps, run }) =>
          [...steps, run].filter(({ step }) => step === name).map(({ seconds }) => [people, seconds] as const),
        ),
      ),
    ]),
  )

/** The determination alone, over the match that is current in a data folder. */
async function determination(dataDir: string, progress: Progress): Promise<Answer> {
  const session = openSession(dataDir)
  try {
    const current = await session.current()
    const programme = (await session.programmes()).find(({ id }) => id === PROGRAMME)
    if (!current || !programme)
      return failure(
        'NO_RUN',
        { zh: '这个数据文件夹还没有运行过', en: 'no run in this data folder yet' },
        { zh: '先用 doudi run。', en: 'First doudi run.' },
      )
    const figures = await measureDetermination(
      {
        duck: await session.duck(),
        matchFolder: matchFolder(session.dataDir, current.match),
        programme,
        asOf: current.asOf,
        scratch: join(session.dataDir, 'lake', 'bench'),
      },
      progress,
    )
    return answer(figures, said(figures))
  } finally {
    await session.close()
  }
}

export const command: Command = {
  name: 'bench',
  usage: 'doudi bench [--people 100000,1000000] [--seed 1] [--out DIR] [--json] | doudi bench --data DIR [--json]',
  summary: {
    zh: '测量各规模每一步的行数、用时、内存峰值、斜率，及研判与基线之比',
    en: 'Rows, seconds, peak memory and slope of every step at each size; determination against its baseline',
  },
  options: { people: { type: 'string' }, seed: { type: 'string' }, out: { type: 'string' }, data: { type: 'string' } },
  data: false,
  run: async (args, _, progress) => {
    const dataDir = text(args, 'data')
    if (dataDir !== undefined) return await determination(dataDir, progress)
    const people = (text(args, 'people') ?? SIZES).split(',').map(Number)
    const seed = Number(text(args, 'seed') ?? 1)
    if (people.some((n) => !Number.isInteger(n) || n < 2000))
      return usageFailure(
        '--people 应为逗号隔开的整数，各不小于 2000',
        '--people: whole numbers, 2000 or more, by commas',
      )
    const out = text(args, 'out')
    const home = out ?? (await mkdtemp(join(tmpdir(), 'doudi-bench-')))
    const sizes: SizeFigures[] = []
    try {
      for (const n of people) sizes.push(await benchSize(n, seed, home))
    } finally {
      if (out === undefined) await rm(home, { recursive: true, force: true })
    }
    const slopes = slopesOf(sizes)
    const slopeText = Object.entries(slopes).map(([step, slope]) => line(step, slope ?? '—'))
    return answer(
      { sizes, slopes },
      [...sizes.map(sizeText), `斜率 slope（1 = 与人口成正比 in proportion to people）\n${slopeText.join('\n')}`].join(
        '\n\n',
      ),
    )
  },
}
