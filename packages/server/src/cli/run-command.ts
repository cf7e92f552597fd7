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
      options: { ...COMMON, ...(command.data === false ? {} : DATA), ...command.options },
      allowPositionals: true,
      strict: true,
    })
    if (positionals.length > (command.words ?? 0))
      return {
        ok: false,
        answer: usageFailure(`多出了参数。用法：${command.usage}`, `Too many words. Usage: ${command.usage}`),
      }
    const flat: Record<string, string | boolean | undefined> = {}
    for (const [name, value] of Object.entries(values)) flat[name] = Array.isArray(value) ? String(value.at(-1)) : value
    return {
      ok: true,
      args: { values: flat, positionals },
      json: values['json'] === true,
      help: values['help'] === true,
    }
  } catch (error) {
    const [zh, en] = misused(error)
    return {
      ok: false,
      answer: usageFailure(`${zh}。用法：${command.usage}`, `${en}. Usage: ${command.usage}`),
    }
  }
}

/** What Node's parser found wrong, in a sentence of each language; `option` is quoted first in each of its messages. */
function misused(error: unknown): readonly [zh: string, en: string] {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  const option = /'(-[^' =]*)/.exec(error instanceof Error ? error.message : '')?.[1] ?? ''
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return [`没有选项 ${option}`, `no option ${option}`]
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE')
    return [`选项 ${option} 的值缺少或多余`, `option ${option} lacks its value, or takes none`]
  return ['用法有误', 'wrong usage']
}

export function help(command: Command): string {
  const options = Object.keys({ ...(command.data === false ? {} : DATA), ...command.options, ...COMMON })
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
    '磁盘已满；腾出空间后重新运行，已完成的步骤不会重做。',
    'The disk is full; free space and run again: finished steps are kept.',
  ],
  EFBIG: ['超出文件大小限制；提高限制后重新运行。', 'A file size limit was hit; raise it and run again.'],
  EACCES: ['没有读写权限；检查文件夹的权限。', 'No permission; check the folder.'],
  EROFS: ['文件系统只读。', 'The file system is read-only.'],
  ENOENT: ['文件或文件夹不存在；检查路径。', 'No such file or folder; check the path.'],
  ENOTDIR: [
    '路径中有一段是文件，这里应是文件夹；检查路径。',
    'A part of the path is a file where a folder was expected; check the path.',
  ],
  EEXIST: [
    '同名的文件已经存在，这里应是文件夹；检查路径。',
    'A file of this name is there where a folder was expected; check the path.',
  ],
  STORE_ABORTED: [
    '线索库中途停止，多半是磁盘已满或文件大小受限；检查两者后重新运行，已完成的步骤不会重做。',
    'The store stopped midway, most often because the disk is full or a file size limit was hit; check both and run again: finished steps are kept.',
  ],
  EDQUOT: ['磁盘配额已用完；清理后重新运行。', 'The disk quota is used up; free space and run again.'],
  EISDIR: ['这里应是文件而不是文件夹。', 'A file was expected, not a folder.'],
  EADDRINUSE: ['端口已被占用。', 'The port is in use.'],
}

/** Any thrown thing as a sentence with a remedy; the stack goes nowhere unless DOUDI_DEBUG is set. */
export function fromError(error: unknown): Answer {
  if (process.env['DOUDI_DEBUG'] !== undefined)
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  const said = error instanceof Error ? error.message : ''
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
    { zh: `程序出错：${said.split('\n')[0]}`, en: 'The program failed.' },
    {
      zh: '数据未被破坏，可以重新运行；若仍出现，请设 DOUDI_DEBUG=1 再运行并报告。',
      en: 'Nothing was lost; run again, and with DOUDI_DEBUG=1 report it.',
    },
  )
}

/** The numbers that PGlite's file system throws in place of an error (WASI's). */
const WASI: Readonly<Record<number, string>> = { 2: 'EACCES', 19: 'EDQUOT', 22: 'EFBIG', 51: 'ENOSPC', 69: 'EROFS' }

function codeOf(error: unknown, said: string): string {
  if (typeof error === 'object' && error !== null && 'errno' in error && !(error instanceof Error))
    return WASI[Number(error.errno)] ?? ''
  // PostgreSQL panics where it cannot write its log; PGlite tells no more than that it stopped.
  if (error instanceof Error && error.name === 'RuntimeError' && said.startsWith('Aborted')) return 'STORE_ABORTED'
  if (error instanceof Error && 'code' in error && error.code === '53100') return 'ENOSPC'
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  if (/No space left|disk full|ENOSPC/i.test(said)) return 'ENOSPC'
  if (/File too large|EFBIG/i.test(said)) return 'EFBIG'
  return /^(E[A-Z]+): /.exec(said)?.[1] ?? ''
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

/** Whatever somebody typed or an engine quotes: a number that may be a resident id is not repeated. */
const withoutIds = (said: string): string => said.replace(/[A-Za-z]?\p{Nd}{15,}[XxＸｘ]?/gu, '…')

function printFailure(failed: Failure, json: boolean): number {
  const [text, remedy] = [withoutIds(failed.text), withoutIds(failed.remedy)]
  process.stderr.write(`${text}\n${remedy}\n`)
  if (json) process.stdout.write(`${JSON.stringify({ error: { code: failed.code, text, remedy } })}\n`)
  return failed.exit
}
