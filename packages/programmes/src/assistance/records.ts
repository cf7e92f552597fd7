/** The records that an application rests on; somebody of whom they say nothing has not applied, owns or earns nothing there. */
import { recordsOf } from '@doudi/core/policy'
import { definition as R14 } from '../city/registers/r14-insurance-benefits.ts'
import { definition as R15 } from '../city/registers/r15-taxed-income.ts'
import { definition as R16 } from '../city/registers/r16-enterprises.ts'
import { definition as R17 } from '../city/registers/r17-real-estate.ts'
import { definition as R18 } from '../city/registers/r18-vehicles.ts'
import { definition as R20 } from '../city/registers/r20-financial-assets.ts'
import { definition as R35 } from '../city/registers/r35-assistance-applications.ts'
import { definition as R36 } from '../city/registers/r36-assessed-income.ts'
import { definition as R37 } from '../city/registers/r37-rigid-spending.ts'
import { definition as R39 } from '../city/registers/r39-obligors.ts'
import { silent } from '../person-status/index.ts'

const verified = {
  absence: 'notThere',
  cite: {
    zh: '经授权核对而无记录，即视为没有（本系统约定，入户核实）',
    en: 'verified with authorisation and no record: there is none (our convention; verified on the visit)',
  },
} as const

export const benefits = recordsOf(R14, verified)
export const taxed = recordsOf(R15, verified)
export const enterprises = recordsOf(R16, verified)
export const realEstate = recordsOf(R17, verified)
export const vehicles = recordsOf(R18, verified)
export const financial = recordsOf(R20, verified)
export const applications = recordsOf(R35, silent)
export const incomes = recordsOf(R36, verified)
export const spending = recordsOf(R37, silent)
export const obligors = recordsOf(R39, silent)
