/** The registers as the console shows them; of one that hides its counts no number leaves the server. */
import type { RegisterView, SnapshotView } from '@doudi/contract'
import { divisionName } from '@doudi/programmes/city'
import { inGeneral } from '../../usecases/import-suspicion.ts'
import type { Session } from '../session.ts'
import { listRegisters, type RegisterRow } from './register-list.ts'
import { waitingNow } from './waiting-registers.ts'

type Kept = RegisterRow['snapshots'][number]

function snapshotView(one: Kept, hideCounts: boolean): SnapshotView {
  const { before, added, changed, vanished, vanishedByCounty } = one.difference
  return {
    snapshot: one.snapshot,
    file: one.file,
    asOf: one.asOf,
    state: one.state,
    counts: hideCounts
      ? null
      : {
          rows: one.rows,
          accepted: one.accepted,
          quarantined: one.quarantined,
          duplicates: one.duplicates,
          before,
          added,
          changed,
          vanished,
          places: vanishedByCounty.map(({ county, vanished: lost, before: had }) => ({
            name: divisionName(county),
            vanished: lost,
            before: had,
          })),
        },
    hasQuarantine: one.quarantineFile !== null,
    held: one.held.map(({ code, text }) => ({ code, text: hideCounts ? inGeneral(code) : text })),
    released: one.released,
    withdrawn: one.withdrawn,
    encoding: one.encoding,
    sm3: one.sm3,
    unknownHeaders: one.unknownHeaders,
  }
}

export async function registerViews(session: Session): Promise<readonly RegisterView[]> {
  const [definitions, waiting] = [await session.registers(), await waitingNow(session)]
  return (await listRegisters(session)).map((row) => {
    const definition = definitions.find(({ id }) => id === row.id)
    return {
      id: row.id,
      name: { zh: row.name, en: row.nameEn },
      owner: definition?.owner ?? { zh: row.owner, en: row.owner },
      cadence: definition?.cadence ?? { zh: row.cadence, en: row.cadence },
      toConfirm: row.status === 'assumed' || row.status === 'open',
      hideCounts: row.hideCounts,
      state: row.state,
      asOf: row.asOf,
      ageDays: row.ageDays,
      rows: row.hideCounts ? null : row.rows,
      quarantined: row.hideCounts ? null : row.quarantined,
      waiting: waiting.find(({ register }) => register === row.id)?.text ?? null,
      columns: (definition?.columns ?? []).map(({ id, label, required }) => ({ id, label, required })),
      snapshots: row.snapshots
        .toSorted((a, b) => b.asOf - a.asOf || (a.snapshot < b.snapshot ? 1 : -1))
        .map((one) => snapshotView(one, row.hideCounts)),
    }
  })
}
