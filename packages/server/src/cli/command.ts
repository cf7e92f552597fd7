/** What a command is: how it is called, what it says of itself, and a function from arguments to a result. */
import type { ParseArgsOptionsConfig } from 'node:util'
import type { Diagnostic, Text } from '@doudi/core/kernel'
import type { Progress } from '../usecases/progress.ts'
import type { Session } from './session.ts'

export type Arguments = {
  readonly values: Readonly<Record<string, string | boolean | undefined>>
  readonly positionals: readonly string[]
}

/** 0 done, 1 failed, 2 wrong usage, 3 (import alone) rows were quarantined. */
export type ExitCode = 0 | 1 | 2 | 3

type CommandResult = {
  /** The object that `--json` prints as the last line. */
  readonly json: object
  /** What a person reads. */
  readonly text: string
  readonly exit: ExitCode
}

export type Failure = { readonly code: string; readonly text: string; readonly remedy: string; readonly exit: 1 | 2 }
export type Answer =
  | { readonly ok: true; readonly result: CommandResult }
  | { readonly ok: false; readonly failure: Failure }

export type Command = {
  readonly name: string
  readonly usage: string
  readonly summary: Text
  readonly options: ParseArgsOptionsConfig
  /** How many words it takes beside the options at most; none unless told. */
  readonly words?: number
  /** With a data folder the command runs in the process that owns it; without, here. A function: by its words. */
  readonly data: boolean | ((args: Arguments) => boolean)
  readonly run: (args: Arguments, session: Session, progress: Progress) => Promise<Answer>
}

export const answer = (json: object, text: string, exit: ExitCode = 0): Answer => ({
  ok: true,
  result: { json, text, exit },
})

export const failure = (code: string, text: Text, remedy: Text, exit: 1 | 2 = 1): Answer => ({
  ok: false,
  failure: { code, text: `${text.zh} ${text.en}`, remedy: `${remedy.zh} ${remedy.en}`, exit },
})

/** The first problem decides the code; the text names all of them, a line each. */
export function failureOf(problems: readonly Diagnostic[], exit: 1 | 2 = 1): Answer {
  const [first] = problems
  const both = (text: Text): string => `${text.zh} ${text.en}`
  return {
    ok: false,
    failure: {
      code: first?.code ?? 'UNKNOWN',
      text: problems.map((problem) => describe(problem)).join('\n'),
      remedy: [...new Set(problems.map((problem) => both(problem.remedy)))].join('\n'),
      exit,
    },
  }
}

function describe({ place, found, text }: Diagnostic): string {
  const where = [place.file, place.sheet, place.line === undefined ? '' : `:${place.line}`, place.column, place.field]
    .filter((part) => part !== undefined && part !== '')
    .join(' ')
  return [where, text.zh, text.en, found === '' ? '' : `(${found})`].filter((part) => part !== '').join(' ')
}

export const usageFailure = (zh: string, en: string): Answer =>
  failure('USAGE', { zh, en }, { zh: '用 --help 看用法。', en: 'See --help.' }, 2)

export const text = (args: Arguments, name: string): string | undefined => {
  const value = args.values[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** A whole number of an option; `otherwise` where it is not given, null where it is no whole number in the range. */
export function wholeNumber(
  args: Arguments,
  name: string,
  { otherwise, least, most }: { readonly otherwise: number; readonly least: number; readonly most: number },
): number | null {
  const said = text(args, name)
  const value = said === undefined ? otherwise : Number(said)
  return Number.isInteger(value) && value >= least && value <= most ? value : null
}
