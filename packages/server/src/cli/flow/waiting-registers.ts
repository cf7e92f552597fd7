/** The registers that people wait for: as a run found them, and as the console shows them now. */
import { readSnapshots } from '../../adapters/lake/snapshots.ts'
import { countWaiting } from '../../adapters/lake/waiting.ts'
import { K } from '../../http/index.ts'
import { type WaitingRegister, waitingRegister } from '../../usecases/waiting-registers.ts'
import type { Session } from '../session.ts'

/** What a run's summary tells of them. */
type Told = { readonly cannotTell?: { readonly registers?: readonly WaitingRegister[] } }
type Count = { readonly register: string; readonly people: number | null }

async function told(session: Session, counts: readonly Count[]): Promise<readonly WaitingRegister[]> {
  const registers = await session.registers()
  const all = counts.map(async ({ register: id, people }) => {
    const register = registers.find((one) => one.id === id)
    return register ? waitingRegister(register, await readSnapshots(session.dataDir, id), people) : null
  })
  return (await Promise.all(all)).filter((one) => one !== null)
}

/** Of one run, most people first. */
export const waitingOf = async (session: Session, waitingFile: string): Promise<readonly WaitingRegister[]> =>
  await told(session, await countWaiting(await session.duck(), waitingFile))

/** By the newest run and the snapshots as they are now: whoever is released is gone from here. Few people are withheld. */
export async function waitingNow(session: Session): Promise<readonly WaitingRegister[]> {
  const summary = ((await (await session.store()).latestRun())?.summary ?? {}) as Told
  const counts = summary.cannotTell?.registers ?? []
  return await told(
    session,
    counts.map(({ register, people }) => ({ register, people: people === null || people < K ? null : people })),
  )
}
