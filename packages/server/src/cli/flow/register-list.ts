/** Every register of the catalogue with its snapshots, the one in force, and how fresh it is. */
import { daysBetween } from '@doudi/core/kernel'
import { readSnapshots } from '../../adapters/lake/snapshots.ts'
import { inForceOf, type Snapshot, type SnapshotState, stateOf } from '../../usecases/import-snapshot.ts'
import type { Session } from '../session.ts'

export type RegisterRow = {
  readonly id: string
  readonly name: string
  readonly nameEn: string
  readonly owner: string
  readonly cadence: string
  readonly status: string
  readonly sensitivity: string
  readonly hideCounts: boolean
  readonly ofApplicants: boolean
  readonly state: 'inForce' | 'late' | 'held' | 'none'
  readonly asOf: number | null
  readonly ageDays: number | null
  readonly rows: number | null
  readonly quarantined: number | null
  readonly snapshots: readonly (Snapshot & { readonly state: SnapshotState })[]
}

/** `today` is the newest as-of day among the snapshots in force: freshness is judged by the data's own clock. */
export async function listRegisters(session: Session): Promise<readonly RegisterRow[]> {
  const all = await Promise.all(
    (await session.registers()).map(async (register) => ({
      register,
      snapshots: await readSnapshots(session.dataDir, register.id),
    })),
  )
  const today = Math.max(0, ...all.map(({ snapshots }) => inForceOf(snapshots)?.asOf ?? 0))
  return all.map(({ register, snapshots }) => {
    const force = inForceOf(snapshots)
    const states = snapshots.map((snapshot) => ({ ...snapshot, state: stateOf(snapshot, snapshots) }))
    const newest = states.toSorted((a, b) => b.asOf - a.asOf)[0]
    const ageDays = force === null ? null : daysBetween(force.asOf, today)
    const state =
      newest?.state === 'held'
        ? 'held'
        : force === null
          ? 'none'
          : (ageDays ?? 0) > register.cadenceDays
            ? 'late'
            : 'inForce'
    return {
      id: register.id,
      name: register.label.zh,
      nameEn: register.label.en,
      owner: register.owner.zh,
      cadence: register.cadence.zh,
      status: register.status,
      sensitivity: register.sensitivity,
      hideCounts: register.hideCounts,
      ofApplicants: register.ofApplicants,
      state,
      asOf: force?.asOf ?? null,
      ageDays,
      rows: force?.accepted ?? null,
      quarantined: force?.quarantined ?? null,
      snapshots: states,
    }
  })
}
