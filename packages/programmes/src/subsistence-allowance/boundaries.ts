/** Cases of our own: at, one below and one above every line, and what cannot be told. */
import type { Example } from '@doudi/core/policy'
import { theGrace, theSingle } from './alone-cases.ts'
import { theFamily, theLine } from './family-cases.ts'
import { theChecks, theIncome, theProperty } from './means-cases.ts'

export const boundaries: readonly Example[] = [
  ...theLine,
  ...theFamily,
  ...theIncome,
  ...theChecks,
  ...theProperty,
  ...theSingle,
  ...theGrace,
]
