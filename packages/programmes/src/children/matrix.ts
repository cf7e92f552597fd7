/**
 * The whole parent matrix: each effective status of the father against each of the mother, every duration at its last day.
 *
 * Gone (G) twice is an orphan; gone or qualifying (Q) twice is de facto unattended; one parent able refuses both; a parent
 * not on record (UNK) leaves open what the other does not refuse.
 */
import type { Example } from '@doudi/core/policy'
import { died, example, FATHER, facts, jail, MOTHER, merge, type Records } from './cases.ts'

const ASKED = 20260630
type Class = 'G' | 'Q' | 'O' | 'UNK' | 'OPEN'
type Status = { readonly class: Class; readonly records: (person: number) => Records }

const court = (person: number, documentType: string): Records => ({
  R08: [{ person, documentType, effectiveDate: ASKED }],
})
const certified = (person: number, disabilityClass: string, grade: string): Records => ({
  R05: [{ person, disabilityClass, grade, issueDate: 20200101, expiryDate: ASKED }],
})
/** Six months to the day, the last of them the day asked: first and last day both count. */
const halfYear = { from: 20251231, to: ASKED }

const STATUSES: Readonly<Record<string, Status>> = {
  DEAD: { class: 'G', records: (person) => died(person, ASKED) },
  MISS: { class: 'G', records: (person) => court(person, '2') },
  DISAB: { class: 'Q', records: (person) => certified(person, '4', '2') },
  'DISAB mental': { class: 'Q', records: (person) => certified(person, '6', '4') },
  PRIS: { class: 'Q', records: (person) => jail(person, { inDate: 20251231, releaseDate: ASKED }) },
  REHAB: {
    class: 'Q',
    records: (person) => ({ R07: [{ person, decisionDate: halfYear.from, termMonths: 6, endDate: halfYear.to }] }),
  },
  RESTR: { class: 'Q', records: (person) => ({ R34: [{ person, measure: '1', ...halfYear, termMonths: 6 }] }) },
  LOST: { class: 'Q', records: (person) => ({ R33: [{ person, acceptedDate: 20251229, result: '1' }] }) },
  REVOKED: { class: 'Q', records: (person) => court(person, '3') },
  EXPEL: { class: 'Q', records: (person) => ({ R34: [{ person, measure: '5', from: ASKED }] }) },
  // The list of severe illnesses is open: nobody can say whether this one counts.
  ILL: { class: 'OPEN', records: (person) => ({ R10: [{ person, illnessClass: '1', diagnosisDate: ASKED }] }) },
  OK: { class: 'O', records: () => ({}) },
  UNK: { class: 'UNK', records: () => ({}) },
}

function expected(father: Class, mother: Class): readonly [Example['expect']['status'], string | null] {
  if (father === 'O' || mother === 'O') return ['ineligible', null]
  if ([father, mother].some((one) => one === 'UNK' || one === 'OPEN')) return ['unknown', null]
  return ['eligible', father === 'G' && mother === 'G' ? 'CH-2' : 'CH-3']
}

const nobody = (who: 'father' | 'mother', { class: kind }: Status) =>
  kind === 'UNK' ? { [who]: null, [`${who}State`]: 1 } : {}

export const matrix: readonly Example[] = Object.entries(STATUSES).flatMap(([fatherIs, father]) =>
  Object.entries(STATUSES).map(([motherIs, mother]) => {
    const [status, category] = expected(father.class, mother.class)
    return example(
      `M father ${fatherIs}, mother ${motherIs}`,
      facts(ASKED, merge(father.records(FATHER), mother.records(MOTHER)), {
        ...nobody('father', father),
        ...nobody('mother', mother),
      }),
      status,
      category,
      category === null ? null : 2138,
    )
  }),
)
