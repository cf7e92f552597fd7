/** The records that say how a person stands, and what it means when a register says nothing of somebody. */
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

export const silent = {
  absence: 'notThere',
  cite: {
    zh: '登记册无记录即视为无此事实（本系统约定，走访核实）',
    en: 'no record means no such fact (our convention; verified on the visit)',
  },
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
export const assistance = recordsOf(R21, silent)
