/** From words on the command line to one command's answer, printed; nothing here knows what a command does. */
import { parseArgs } from 'node:util'
import { AssertionFault } from '@doudi/core/kernel'
import type { Answer, Arguments, Command, Failure } from './command.ts'
import { failure, usageFailure } from './command.ts'

export type Parsed =
  | { readonly ok: true; readonly args: Arguments; readonly json: boolean; readonly help: boolean }
  | { readonly ok: false; readonly answer: Answer }

const COMMON = { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const
const DATA = { data: { type: 'string' } } as const

export function parse(command: Command, words: readonly string[]): Parsed {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      options: { ...COMMON, ...(command.data ? DATA : {}), ...command.options },
      allowPositionals: true,
      strict: true,
    })
    const flat: Record<string, string | boolean | undefined> = {}
    for (const [name, value] of Object.entries(values)) flat[name] = Array.isArray(value) ? String(value.at(-1)) : value
    return {
      ok: true,
      args: { values: flat, positionals },
      json: values['json'] === true,
      help: values['help'] === true,
    }
  } catch (error) {
    const said = error instanceof Error ? error.message.split('\n')[0] : String(error)
    return {
      ok: false,
      answer: usageFailure(`用法有误:${said}。用法:${command.usage}`, `Wrong usage. Usage: ${command.usage}`),
    }
  }
}

export function help(command: Command): string {
  const options = Object.keys({ ...(command.data ? DATA : {}), ...command.options, ...COMMON })
  return [
    `${command.summary.zh}  ${command.summary.en}`,
    '',
    `用法 Usage: ${command.usage}`,
    `选项 Options: ${options.map((name) => `--${name}`).join(' ')}`,
  ].join('\n')
}

/** Codes of the operating system that a person can act on. */
const SYSTEM: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  ENOSPC: [
    '磁盘已满;腾出空间后重新运行,已完成的步骤不会重做。',
    'The disk is full; free space and run again: finished steps are kept.',
  ],
  EFBIG: ['超出文件大小限制;提高限制后重新运行。', 'A file size limit was hit; raise it and run again.'],
  EACCES: ['没有读写权限;检查文件夹的权限。', 'No permission; check the folder.'],
  EROFS: ['文件系统只读。', 'The file system is read-only.'],
  ENOENT: ['文件或文件夹不存在;检查路径。', 'No such file or folder; check the path.'],
  EISDIR: ['这里应是文件而不是文件夹。', 'A file was expected, not a folder.'],
  EADDRINUSE: ['端口已被占用。', 'The port is in use.'],
}

/** Any thrown thing as a sentence with a remedy; the stack goes nowhere unless DOUDI_DEBUG is set. */
export function fromError(error: unknown): Answer {
  if (process.env['DOUDI_DEBUG'] !== undefined)
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  const said = error instanceof Error ? error.message : String(error)
  const code = codeOf(error, said)
  const known = SYSTEM[code]
  if (known)
    return failure(
      code,
      { zh: known[0], en: known[1] },
      { zh: '处理后重新运行同一命令。', en: 'Then run the same command again.' },
    )
  const kind = error instanceof AssertionFault ? 'FAULT' : 'FAILED'
  return failure(
    kind,
    { zh: `程序出错:${said.split('\n')[0]}`, en: 'The program failed.' },
    {
      zh: '数据未被破坏,可以重新运行;若仍出现,请设 DOUDI_DEBUG=1 再运行并报告。',
      en: 'Nothing was lost; run again, and with DOUDI_DEBUG=1 report it.',
    },
  )
}

function codeOf(error: unknown, said: string): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  if (/No space left|disk full|ENOSPC/i.test(said)) return 'ENOSPC'
  if (/File too large|EFBIG/i.test(said)) return 'EFBIG'
  return ''
}

/** Prints the answer as asked and returns the exit code. */
export function print(given: Answer, json: boolean): number {
  if (given.ok) {
    if (!json && given.result.text !== '') process.stdout.write(`${given.result.text}\n`)
    if (json) process.stdout.write(`${JSON.stringify(given.result.json)}\n`)
    return given.result.exit
  }
  return printFailure(given.failure, json)
}

function printFailure(failed: Failure, json: boolean): number {
  process.stderr.write(`${failed.text}\n${failed.remedy}\n`)
  if (json) {
    const { code, text, remedy } = failed
    process.stdout.write(`${JSON.stringify({ error: { code, text, remedy } })}\n`)
  }
  return failed.exit
}
