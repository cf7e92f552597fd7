/**
 * Citizen numbers 公民身份号码 (GB 11643-1999): 17 digits and a check character by ISO 7064 MOD 11-2.
 *
 * The first six digits are the place of first registration, never proof of the present one.
 */
import { isYmd, type Ymd } from './dates.ts'

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECKS = '10X98765432'

export type IdProblem = 'empty' | 'length' | 'characters' | 'date' | 'check'
export type ResidentId =
  | {
      readonly ok: true
      readonly id: string
      readonly birth: Ymd
      readonly sex: 1 | 2
      readonly upgradedFrom: string | null
    }
  | { readonly ok: false; readonly problem: IdProblem }

/** The check character of the first 17 digits. */
export function checkCharacter(first17: string): string {
  let sum = 0
  for (let i = 0; i < 17; i++) sum += (first17.charCodeAt(i) - 48) * (WEIGHTS[i] ?? 0)
  return CHECKS.charAt(sum % 11)
}

/** Full-width to half-width, hidden spaces and separators out, x to X. */
export function cleanId(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[\s\u00A0\u200B-\u200F\u2028-\u202F\u2060\u3000\uFEFF'`-]/g, '')
    .toUpperCase()
}

/** Reads an id as offices write it; a 15-digit one is upgraded (century 19) with the original kept. */
export function parseResidentId(text: string): ResidentId {
  const cleaned = cleanId(text)
  if (cleaned === '') return { ok: false, problem: 'empty' }
  if (cleaned.length !== 15 && cleaned.length !== 18) return { ok: false, problem: 'length' }
  if (!/^(\d{15}|\d{17}[\dX])$/.test(cleaned)) return { ok: false, problem: 'characters' }
  const first17 = cleaned.length === 15 ? `${cleaned.slice(0, 6)}19${cleaned.slice(6)}` : cleaned.slice(0, 17)
  const birth = Number(first17.slice(6, 14))
  if (!isYmd(birth) || birth < 18000101) return { ok: false, problem: 'date' }
  const id = first17 + checkCharacter(first17)
  if (cleaned.length === 18 && id !== cleaned) return { ok: false, problem: 'check' }
  const sex = (first17.charCodeAt(16) - 48) % 2 === 1 ? 1 : 2
  return { ok: true, id, birth, sex, upgradedFrom: cleaned.length === 15 ? cleaned : null }
}
