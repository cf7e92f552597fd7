/** What one word after `doudi policy` is: its options, and a function from arguments to a result. */
import type { ParseArgsOptionsConfig } from 'node:util'
import type { Text } from '@doudi/core/kernel'
import type { Programme } from '@doudi/core/policy'
import type { Progress } from '../../usecases/progress.ts'
import type { Answer, Arguments } from '../command.ts'
import type { Session } from '../session.ts'

export type Action = {
  readonly name: string
  readonly usage: string
  readonly summary: Text
  readonly options: ParseArgsOptionsConfig
  /** How many words it takes beside the options at most; none unless told. */
  readonly words?: number
  /** `args.positionals` begins after the action's name. */
  readonly run: (args: Arguments, session: Session, progress: Progress) => Promise<Answer>
}

/** The programmes asked for; null where there is none of that id. */
export async function programmesOf(session: Session, id: string | undefined): Promise<readonly Programme[] | null> {
  const all = await session.programmes()
  const some = id === undefined ? all : all.filter((one) => one.id === id)
  return some.length === 0 ? null : some
}
