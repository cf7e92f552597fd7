/** A command that came in by the owner's door, carried out with the owner's own session. */
import type { Asked } from '../adapters/owner/door.ts'
import type { Progress } from '../usecases/progress.ts'
import { type Answer, usageFailure } from './command.ts'
import { findCommandNames, loadCommand } from './commands.ts'
import { fromError } from './run-command.ts'
import type { Session } from './session.ts'

export async function readCommand(asked: Asked, session: Session, progress: Progress): Promise<Answer> {
  if (!(await findCommandNames()).includes(asked.command)) return usageFailure('没有这个命令', 'no such command')
  const command = await loadCommand(asked.command)
  if (!command.data || command.name === 'serve' || command.name === 'start')
    return usageFailure('这个命令不能由占用者代办', 'the owner does not carry out this command')
  try {
    return await command.run({ values: asked.values, positionals: asked.positionals }, session, progress)
  } catch (error) {
    return fromError(error)
  }
}
