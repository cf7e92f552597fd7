/** What must be right before a rule may run; with a data folder, also whom it finds there. */

import { parseYmd, type Ymd } from '@doudi/core/kernel'
import { checkProgrammes, checkShares, MOST_ROWS, type Problem, type Programme } from '@doudi/core/policy'
import { findProgrammeFiles } from '../../adapters/files/discover.ts'
import { findPlace, readSources, type Sources } from '../../adapters/files/programme-source.ts'
import { countEligible, mostRowsOf } from '../../adapters/lake/check-lake.ts'
import { matchFolder } from '../../adapters/lake/match.ts'
import { answer, failure, text, usageFailure } from '../command.ts'
import type { Session } from '../session.ts'
import type { Action } from './action.ts'

/** The sources of every programme, by its id. */
async function sourcesOf(programmes: readonly Programme[]): Promise<ReadonlyMap<string, Sources>> {
  const files = await findProgrammeFiles()
  const all = await Promise.all(programmes.map(async ({ id }, at) => [id, await readSources(files[at] ?? '')] as const))
  return new Map(all)
}

/** Whom the rules find in the lake as it stands, and whether it keeps to what the bounds rest on. */
async function checkLake(session: Session, folder: string, asOf: Ymd): Promise<readonly Problem[]> {
  const duck = await session.duck()
  const programmes = await session.programmes()
  const problems: Problem[] = []
  for (const programme of await session.daily())
    problems.push(...checkShares(programme, await countEligible(duck, { matchFolder: folder, programme, asOf })))
  for (const [register, rows] of await mostRowsOf(duck, folder))
    if (rows > MOST_ROWS)
      problems.push({
        code: 'TOO_MANY_ROWS',
        programme: programmes.find(({ records }) => records.some((one) => one.register === register))?.id ?? '',
        path: `records/${register}`,
        names: [register],
        text: {
          zh: `登记册${register}里有人有${rows}条记录，超过上限${MOST_ROWS}：整数范围的证明以此为前提。`,
          en: `In register ${register} somebody has ${rows} rows, more than ${MOST_ROWS}: the bounds rest on that.`,
        },
        remedy: { zh: '请提供单位去重后重新导入。', en: 'Have the office remove repeated rows, then import again.' },
      })
  return problems
}

export const check: Action = {
  name: 'check',
  usage: 'doudi policy check [--data DIR [--as-of 2026-11-23]] [--json]',
  summary: {
    zh: '规则运行前的静态检查；给出数据文件夹时还查每条规则找到了多少人',
    en: 'Static checks before a rule may run; with a data folder also whom each rule finds',
  },
  options: { data: { type: 'string' }, 'as-of': { type: 'string' } },
  run: async (args, session) => {
    const said = text(args, 'as-of')
    const asked = said === undefined ? undefined : parseYmd(said)
    if (asked === null) return usageFailure('--as-of 不是日期', '--as-of is no date')
    const onLake = text(args, 'data') !== undefined
    if (said !== undefined && !onLake) return usageFailure('--as-of 要与 --data 同用', '--as-of goes with --data')
    const current = onLake ? await session.current() : null
    if (onLake && !current)
      return failure(
        'NO_RUN',
        { zh: '这个数据文件夹还没有运行过。', en: 'Nothing has been run in this data folder yet.' },
        { zh: '先运行 doudi run，或不给 --data。', en: 'Run doudi run first, or leave --data out.' },
      )
    const programmes = await session.programmes()
    const sources = await sourcesOf(programmes)
    const found = [
      ...checkProgrammes(programmes, { registers: await session.registers() }),
      ...(current ? await checkLake(session, matchFolder(session.dataDir, current.match), asked ?? current.asOf) : []),
    ]
    const problems = found.map(({ names, ...problem }) => ({
      code: problem.code,
      ...findPlace(sources.get(problem.programme) ?? [], names),
      programme: problem.programme,
      path: problem.path,
      text: `${problem.text.zh} ${problem.text.en}`,
      remedy: `${problem.remedy.zh} ${problem.remedy.en}`,
    }))
    const counts = {
      programmes: programmes.length,
      parameters: programmes.reduce((sum, { parameters }) => sum + parameters.length, 0),
      rules: programmes.reduce((sum, { conditions, categories }) => sum + conditions.length + categories.length, 0),
    }
    const lines = problems.map(
      ({ code, file, line, text: told, remedy }) => `${file}:${line} ${code} ${told}\n  ${remedy}`,
    )
    const total =
      problems.length === 0
        ? '没有问题 no problem'
        : `${problems.length} 个问题 problem${problems.length === 1 ? '' : 's'}`
    return answer(
      { ...counts, problems },
      [
        ...lines,
        `${counts.programmes} 项政策 programmes，${counts.parameters} 个参数 parameters，${counts.rules} 条规则 rules：${total}`,
      ].join('\n'),
      problems.length === 0 ? 0 : 1,
    )
  },
}
