/** Every register that the sample city writes; one that it does not know is left out. */
import { benefitRows } from './benefit-rows.ts'
import { peopleRows } from './people-rows.ts'
import type { RowSource } from './rows.ts'
import { statusRows } from './status-rows.ts'

export const ROWS: Readonly<Record<string, RowSource>> = { ...peopleRows, ...statusRows, ...benefitRows }
