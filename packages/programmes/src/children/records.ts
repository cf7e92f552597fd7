/** The dated records that the rules read, and what it means when a register says nothing of somebody. */
import { recordsOf } from '@doudi/core/policy'
import { definition as R22 } from '../city/registers/r22-child-welfare.ts'
import { definition as R23 } from '../city/registers/r23-disability-subsidies.ts'
import { definition as R32 } from '../city/registers/r32-institution.ts'
import { definition as R33 } from '../city/registers/r33-search-receipts.ts'
import { definition as R34 } from '../city/registers/r34-restriction.ts'
import {
  assistance,
  cancellations,
  certificates,
  cremations,
  custody,
  deaths,
  diagnoses,
  insured,
  judgments,
  rehabilitation,
  schooling,
  silent,
} from '../person-status/index.ts'

export const grants = recordsOf(R22, { id: 'R22助学', ...silent })
export const subsidies = recordsOf(R23, silent)
export const placements = recordsOf(R32, silent)
export const searches = recordsOf(R33, silent)
export const restrictions = recordsOf(R34, silent)

export const records = [
  cancellations,
  deaths,
  cremations,
  certificates,
  custody,
  rehabilitation,
  judgments,
  insured,
  diagnoses,
  schooling,
  grants,
  assistance,
  subsidies,
  placements,
  searches,
  restrictions,
]
