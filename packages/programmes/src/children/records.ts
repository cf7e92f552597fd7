/** The dated records that the rules read, and what it means when a register says nothing of somebody. */
import { recordsOf } from '@doudi/core/policy'
import { definition as R01 } from '../city/registers/r01-household.ts'
import { definition as R03 } from '../city/registers/r03-deaths.ts'
import { definition as R04 } from '../city/registers/r04-cremations.ts'
import { definition as R05 } from '../city/registers/r05-disability.ts'
import { definition as R06 } from '../city/registers/r06-custody.ts'
import { definition as R07 } from '../city/registers/r07-rehabilitation.ts'
import { definition as R08 } from '../city/registers/r08-court.ts'
import { definition as R09 } from '../city/registers/r09-insurance.ts'
import { definition as R10 } from '../city/registers/r10-diagnosis.ts'
import { definition as R11 } from '../city/registers/r11-school.ts'
import { definition as R21 } from '../city/registers/r21-assistance.ts'
import { definition as R22 } from '../city/registers/r22-child-welfare.ts'
import { definition as R23 } from '../city/registers/r23-disability-subsidies.ts'
import { definition as R32 } from '../city/registers/r32-institution.ts'
import { definition as R33 } from '../city/registers/r33-search-receipts.ts'
import { definition as R34 } from '../city/registers/r34-restriction.ts'
import { t } from './sources.ts'

const silent = {
  absence: 'notThere',
  cite: t(
    '登记册无记录即视为无此事实（本系统约定，走访核实）',
    'no record means no such fact (our convention; verified on the visit)',
  ),
} as const

export const cancellations = recordsOf(R01, { id: 'R01注销', present: 'cancelDate', ...silent })
export const deaths = recordsOf(R03, silent)
export const cremations = recordsOf(R04, silent)
export const certificates = recordsOf(R05, silent)
export const custody = recordsOf(R06, silent)
export const rehabilitation = recordsOf(R07, silent)
export const judgments = recordsOf(R08, silent)
export const insured = recordsOf(R09, silent)
export const diagnoses = recordsOf(R10, silent)
export const schooling = recordsOf(R11, silent)
export const grants = recordsOf(R22, { id: 'R22助学', ...silent })
export const assistance = recordsOf(R21, silent)
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
