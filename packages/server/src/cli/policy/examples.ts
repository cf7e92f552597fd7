/** Every programme's worked cases on every engine that runs in process. */
import { withEngines } from '../../adapters/lake/engines.ts'
import { runExamples } from '../../adapters/lake/run-examples.ts'
import { answer, text, usageFailure } from '../command.ts'
import { type Action, programmesOf } from './action.ts'

/** Beyond so many a person reads --json. */
const MOST_SHOWN = 20

export const examples: Action = {
  name: 'examples',
  usage: 'doudi policy examples [--programme children] [--json]',
  summary: {
    zh: '每项政策的算例在每个引擎上各算一遍，须全部相同',
    en: "Every programme's worked cases on every engine, which must all agree",
  },
  options: { programme: { type: 'string' } },
  run: async (args, session) => {
    const id = text(args, 'programme')
    const programmes = await programmesOf(session, id)
    if (programmes === null) return usageFailure(`没有政策 ${id}`, `no programme ${id}`)
    return await withEngines(await session.registers(), async (engines) => {
      const all = []
      for (const programme of programmes) all.push({ programme, failures: await runExamples(programme, engines) })
      const failures = all.flatMap((one) => one.failures)
      const failed = new Set(failures.map(({ programme, example }) => `${programme} ${example}`)).size
      const names = engines.map(({ name }) => name)
      const lines = all.map(
        ({ programme, failures: own }) =>
          `${programme.label.zh} ${programme.id}：${programme.examples.length} 个算例 examples，${own.length === 0 ? '全部相符 all as expected' : `${own.length} 处不符 not as expected`}`,
      )
      const details = failures
        .slice(0, MOST_SHOWN)
        .map(
          ({ programme, example, engine, of, expected, found }) =>
            `✗ ${programme}「${example}」 ${engine} ${of}\n  应为 expected ${JSON.stringify(expected)}\n  现为 found    ${JSON.stringify(found)}`,
        )
      return answer(
        {
          engines: names,
          examples: programmes.reduce((sum, programme) => sum + programme.examples.length, 0),
          failed,
          failures,
        },
        [...lines, ...details, `引擎 engines：${names.join('、')}`].join('\n'),
        failed === 0 ? 0 : 1,
      )
    })
  },
}
