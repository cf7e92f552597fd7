/** A register that is not in force, in one sentence: whose, why, who waits for it, and what a person can do. */
import { formatYmd, type Register, type Text } from '@doudi/core/kernel'
import { inForceOf, type Snapshot } from './import-snapshot.ts'
import { inGeneral } from './import-suspicion.ts'

export type WaitingRegister = {
  readonly register: string
  readonly name: Text
  readonly department: Text
  readonly state: 'held' | 'withdrawn' | 'none'
  /** The newest batch: what to release where it is held; null where none ever came. */
  readonly snapshot: string | null
  /** How many people's verdicts wait for it; null where the number is withheld. */
  readonly people: number | null
  readonly text: Text
}

function whyNot(register: Register, newest: Snapshot | undefined): { readonly said: Text; readonly todo: Text } {
  const { owner, hideCounts } = register
  const send = { zh: `请${owner.zh}报送`, en: `have it sent by ${owner.en}` }
  if (newest === undefined) return { said: { zh: '还没有收到过', en: 'none has come yet' }, todo: send }
  const batch = {
    zh: `最近一批（截至${formatYmd(newest.asOf)}）`,
    en: `the newest batch (${formatYmd(newest.asOf)})`,
  }
  if (newest.withdrawn !== null)
    return {
      said: { zh: `${batch.zh}已撤回`, en: `${batch.en} was withdrawn` },
      todo: { zh: `请${owner.zh}重新报送，或写明理由恢复`, en: `have it sent again, or restore it with a reason` },
    }
  const causes = newest.held.map(({ code, text }) => (hideCounts ? inGeneral(code) : text))
  return {
    said: {
      zh: `${batch.zh}被拦下（${causes.map(({ zh }) => zh).join('、')}）`,
      en: `${batch.en} is held (${causes.map(({ en }) => en).join(', ')})`,
    },
    todo: {
      zh: `请核对后写明理由放行，或请${owner.zh}重新报送`,
      en: 'check it and release it with a reason, or have it sent again',
    },
  }
}

/** Null where a snapshot of the register is in force: then nobody waits for it. */
export function waitingRegister(
  register: Register,
  snapshots: readonly Snapshot[],
  people: number | null,
): WaitingRegister | null {
  if (inForceOf(snapshots) !== null) return null
  const newest = snapshots.toSorted((a, b) => b.asOf - a.asOf || b.sequence - a.sequence)[0]
  const { said, todo } = whyNot(register, newest)
  const { id, label, owner } = register
  const many = people?.toLocaleString('en-US')
  return {
    register: id,
    name: label,
    department: owner,
    state: newest === undefined ? 'none' : newest.withdrawn === null ? 'held' : 'withdrawn',
    snapshot: newest?.snapshot ?? null,
    people,
    text: {
      zh: `${label.zh}（${id}，${owner.zh}）没有生效的批次：${said.zh}；${many ?? '若干'}人的结论要等它，已有的线索不因此关闭；${todo.zh}。`,
      en: `No batch of ${label.en} (${id}, ${owner.en}) is in force: ${said.en}; the verdicts of ${many ?? 'some'} people wait for it, and no lead is closed over it; ${todo.en}.`,
    },
  }
}
