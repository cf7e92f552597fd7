import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { defaultChildren, makeCity } from '../../sample/index.ts'
import { answer, type Command, failureOf, usageFailure, wholeNumber } from '../command.ts'
import { importFolder } from '../flow/import-folder.ts'
import { runAll } from '../flow/run-all.ts'
import { isSynthetic } from '../flow/serve-folder.ts'
import { type StepRecord, timed } from '../flow/steps.ts'
import { runText } from './run.ts'
import { NOT_SYNTHETIC, openBrowser, serveUntilStopped } from './serve.ts'

const PEOPLE = 100_000
const SEED = 1
const PORT = 3706

export const command: Command = {
  name: 'start',
  usage: 'doudi start [--data DIR] [--people 100000] [--port 3706]',
  summary: {
    zh: '首次：生成样例城市、运行、打开控制台；以后直接打开',
    en: 'First time: sample city, run, console; later: the console',
  },
  options: { people: { type: 'string' }, port: { type: 'string' } },
  data: true,
  run: async (args, session, progress) => {
    const started = performance.now()
    const people = wholeNumber(args, 'people', { otherwise: PEOPLE, least: 1000, most: 20_000_000 })
    const port = wholeNumber(args, 'port', { otherwise: PORT, least: 1, most: 65_000 })
    if (people === null)
      return usageFailure('--people 应为 1000 到 20000000 的整数', '--people is a whole number from 1000 to 20,000,000')
    if (port === null) return usageFailure('--port 应为端口号', '--port is a port number')
    const city = join(session.dataDir, 'city')
    session.warmStore()
    const say = (line: string): void => void process.stdout.write(`${line}\n`)
    if ((await session.current()) === null) {
      say(
        `首次启动：生成 ${people.toLocaleString('en-US')} 人的合成城市并运行 first start: a synthetic city, then the whole run`,
      )
      const steps: StepRecord[] = []
      await rm(city, { recursive: true, force: true })
      await timed(
        steps,
        'city',
        ({ people: made }) => made,
        async () =>
          makeCity(
            {
              people,
              seed: SEED,
              out: city,
              children: defaultChildren(people),
              dirt: 1,
              registers: await session.registers(),
            },
            progress,
          ),
      )
      const imported = await timed(
        steps,
        'import',
        (one) => (one.ok ? one.value.results.reduce((sum, { rows }) => sum + rows, 0) : 0),
        () => importFolder(session, join(city, 'registers'), progress),
      )
      if (!imported.ok) return failureOf(imported.problems)
      const quarantined = imported.value.results.reduce((sum, one) => sum + one.quarantined, 0)
      const outcome = await runAll(session, { truth: join(city, 'truth') }, progress, { quarantined, steps, started })
      if (!outcome.ok) return failureOf(outcome.problems)
      say(runText(outcome.value))
    } else if (!(await isSynthetic(session))) return NOT_SYNTHETIC
    else if (existsSync(city)) say('使用已有的数据 using the data that is there')
    await serveUntilStopped(session, port, (address) => {
      say(
        `兜底控制台 console: ${address}  (${((performance.now() - started) / 1000).toFixed(1)} s)\n按 Ctrl-C 结束 to stop`,
      )
      openBrowser(address)
    })
    return answer({ stopped: true }, '已结束 stopped')
  },
}
