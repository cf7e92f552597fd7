/** Whether a snapshot looks broken as a whole: then it does not take effect by itself, and a person decides. */
import type { Register, Text } from '@doudi/core/kernel'
import { divisionName } from '@doudi/programmes/city'

export type Difference = {
  readonly before: number
  readonly added: number
  readonly changed: number
  readonly vanished: number
  /** Where vanished rows stood, by division, most first. */
  readonly vanishedByCounty: readonly { readonly county: string; readonly vanished: number; readonly before: number }[]
  /** Columns filled before that are entirely empty now. */
  readonly emptied: readonly string[]
}
export type Suspicion = { readonly code: string; readonly text: Text }

/** What each suspicion says without a number or a name. */
const GENERAL: Readonly<Record<string, Text>> = {
  EMPTY: { zh: '没有一行可用', en: 'not one usable row' },
  REJECTED: { zh: '未通过检查的行超过上限', en: 'more rows failed than is allowed' },
  VANISHED: { zh: '一次消失的行超过上限', en: 'more rows vanished at once than is allowed' },
  CHANGED: { zh: '一次变更的行超过上限', en: 'more rows changed at once than is allowed' },
  COUNTY: { zh: '有一个县一行不剩', en: 'no row of a county is left' },
  EMPTIED: { zh: '有一列原来有值，现在全空', en: 'a column that was filled is now empty' },
  RENAMED: { zh: '列名似有变化', en: 'a column seems renamed' },
  REVIEW: { zh: '要先看过变化、确认后才生效', en: 'its changes wait to be seen and confirmed' },
}

/** A suspicion of a register that hides its counts: what kind of thing it is, and nothing that would tell a number. */
export const inGeneral = (code: string): Text =>
  GENERAL[code] ?? { zh: '整批看起来不正常', en: 'the batch as a whole looks wrong' }

/** Fewer rows than this are no pattern: a small register may lose a few without being broken. */
export const FEW = 10
const percent = (share: number): string => `${(share * 100).toFixed(1)}%`

/** The reasons to hold a snapshot back; empty when it may take effect. */
export function suspicions(
  register: Register,
  counts: { readonly rows: number; readonly accepted: number; readonly quarantined: number },
  difference: Difference,
): readonly Suspicion[] {
  const found: Suspicion[] = []
  const say = (code: string, zh: string, en: string): void => void found.push({ code, text: { zh, en } })
  const { vanished, changed, rejected } = register.suspicion
  // A header without rows is how an office says: nobody. It is only odd where there was somebody before.
  if (counts.accepted === 0 && (counts.rows > 0 || difference.before > 0))
    say('EMPTY', '没有一行可用', 'not one usable row')
  if (counts.quarantined >= FEW && counts.quarantined / counts.rows > rejected)
    say(
      'REJECTED',
      `${percent(counts.quarantined / counts.rows)}的行未通过检查，超过${percent(rejected)}的上限`,
      `${percent(counts.quarantined / counts.rows)} of the rows failed, above ${percent(rejected)}`,
    )
  if (difference.before > 0) {
    const gone = difference.vanished / difference.before
    // Where they stood tells a broken export (one county, one town) from a real change.
    const places = difference.vanishedByCounty
      .slice(0, 3)
      .map(({ county, vanished: lost, before }) => `${divisionName(county)} ${lost}/${before}`)
      .join('、')
    const where = places === '' ? '' : `:${places}`
    if (difference.vanished >= FEW && gone > vanished)
      say(
        'VANISHED',
        `一次少了${percent(gone)}，超过${percent(vanished)}的上限${where}`,
        `${percent(gone)} of the rows vanished, above ${percent(vanished)}${where}`,
      )
    const other = difference.changed / difference.before
    if (difference.changed >= FEW && other > changed)
      say(
        'CHANGED',
        `一次变了${percent(other)}，超过${percent(changed)}的上限`,
        `${percent(other)} of the rows changed, above ${percent(changed)}`,
      )
    for (const { county, vanished: lost, before } of difference.vanishedByCounty) {
      if (lost === before && before >= FEW)
        say('COUNTY', `${divisionName(county)} 全县一行不剩`, `no row of ${divisionName(county)} is left`)
    }
  }
  for (const column of difference.emptied)
    say('EMPTIED', `“${column}”列原来有值，现在全空`, `column "${column}" was filled and is now empty`)
  return found
}
