/** Why: one person under every programme that is determined for everybody, or those asked for, with reasons in both renderings. */
import {
  evaluate,
  fullText,
  neutralText,
  type Programme,
  type Reasons,
  reasonsOf,
  type Status,
  type WhatIf,
  whatIf,
} from '@doudi/core/policy'
import { readFacts } from '../../adapters/lake/explain.ts'
import { matchFolder } from '../../adapters/lake/match.ts'
import type { Current, Session } from '../session.ts'

export type Explanation = {
  readonly programme: string
  readonly label: string
  readonly status: Status
  readonly category: string | null
  readonly amountFen: number | null
  readonly reasons: Reasons
  readonly full: string
  readonly neutral: string
  /** Null unless asked for: it takes a tenth of a second. */
  readonly whatIf: WhatIf | null
}

type Asked = { readonly only?: (programme: Programme) => boolean; readonly alsoIf?: boolean }

export async function explainPerson(
  session: Session,
  current: Current,
  person: number,
  { only, alsoIf = false }: Asked = {},
): Promise<readonly Explanation[] | null> {
  const facts = await readFacts(await session.duck(), matchFolder(session.dataDir, current.match), person, current.asOf)
  if (!facts) return null
  const registers = await session.registers()
  const asked = only === undefined ? await session.daily() : (await session.programmes()).filter(only)
  return asked.map((programme) => {
    const told = evaluate(programme, facts, person)
    const reasons = reasonsOf(programme, facts, person, told, registers)
    return {
      programme: programme.id,
      label: programme.label.zh,
      status: told.status,
      category: told.category,
      amountFen: told.amountFen,
      reasons,
      full: fullText(reasons),
      neutral: neutralText(reasons),
      whatIf: alsoIf ? whatIf(programme, facts, person, { registers, reasons }) : null,
    }
  })
}
