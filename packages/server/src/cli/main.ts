/** `doudi`: one entry for every command. A command on a data folder runs in the process that owns it. */
import { resolve } from 'node:path'
import { askOwner } from '../adapters/owner/door.ts'
import { takeOwnership } from '../adapters/owner/owner.ts'
import type { Progress } from '../usecases/progress.ts'
import { terminalBar } from './bar.ts'
import { type Answer, type Arguments, type Command, failure, text, usageFailure } from './command.ts'
import { findCommandNames, loadCommand } from './commands.ts'
import { fromError, help, parse, print } from './run-command.ts'
import { openSession, type Session } from './session.ts'

const DEFAULT_DATA = 'data'

async function overview(): Promise<string> {
  const commands = await Promise.all((await findCommandNames()).map(loadCommand))
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(11)}${summary.zh}  ${summary.en}`)
  return [
    '兜底 Doudi：让政策找人  policy finds people',
    '',
    '用法 Usage: doudi COMMAND [--json] [--help]',
    '',
    ...lines,
  ].join('\n')
}

async function locally(command: Command, args: Arguments, session: Session, progress: Progress): Promise<Answer> {
  try {
    return await command.run(args, session, progress)
  } catch (error) {
    return fromError(error)
  }
}

const onFolder = ({ data }: Command, args: Arguments): boolean => (typeof data === 'function' ? data(args) : data)

/** Runs here as the folder's owner, or has the owner run it, or says who holds the folder. */
async function onData(command: Command, args: Arguments, progress: Progress): Promise<Answer> {
  const dataDir = resolve(text(args, 'data') ?? DEFAULT_DATA)
  const held = await takeOwnership(dataDir, command.name)
  if (held.ok) {
    const session = openSession(dataDir, { token: held.owner.token, open: held.open })
    try {
      return await locally(command, args, session, progress)
    } finally {
      await session.close()
      held.release()
    }
  }
  const { owner } = held
  const busy = failure(
    'IN_USE',
    {
      zh: `数据文件夹正由另一个进程使用（doudi ${owner.command}，进程号 ${owner.pid}）。`,
      en: `The data folder is in use by doudi ${owner.command}, process ${owner.pid}.`,
    },
    { zh: '等它结束，或先停掉它，再运行。', en: 'Wait for it, or stop it, then run again.' },
  )
  if (owner.port === null || command.name === 'serve' || command.name === 'start') return busy
  const replied = await askOwner(
    owner,
    { command: command.name, values: absolute(args), positionals: args.positionals.map(pathLike) },
    progress,
  )
  return replied === null ? busy : (replied as Answer)
}

/** The owner may stand in another folder: paths travel whole. */
const pathLike = (word: string): string => (/[\\/]|\.\w+$/.test(word) ? resolve(word) : word)
function absolute({ values }: Arguments): Arguments['values'] {
  const paths = new Set(['registers', 'truth', 'map', 'out', 'data'])
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' && paths.has(name) ? resolve(value) : value,
    ]),
  )
}

async function main(words: readonly string[]): Promise<number> {
  const [name, ...rest] = words
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(`${await overview()}\n`)
    return name === undefined ? 2 : 0
  }
  const json = words.includes('--json')
  if (!(await findCommandNames()).includes(name))
    return print(usageFailure(`没有“${name}”这个命令`, `no command "${name}"`), json)
  const command = await loadCommand(name)
  const parsed = parse(command, rest)
  if (!parsed.ok) return print(parsed.answer, json)
  if (parsed.help) {
    process.stdout.write(`${help(command)}\n`)
    return 0
  }
  // A server ends by itself when asked; everything else ends at once: what is half-done is thrown away at the next start.
  if (command.name !== 'serve' && command.name !== 'start') {
    process.on('SIGINT', () => process.exit(130))
    process.on('SIGTERM', () => process.exit(143))
  }
  const progress = terminalBar(process.stderr)
  const given = onFolder(command, parsed.args)
    ? await onData(command, parsed.args, progress)
    : await locally(command, parsed.args, openSession(DEFAULT_DATA), progress)
  return print(given, parsed.json)
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    process.exitCode = print(fromError(error), process.argv.includes('--json'))
  },
)
