/**
 * What a string of Publicodes says by itself: a number with its unit, a day, yes or no, a text, a name; or one operation on
 * these. Several operations in one string are an expression of its language, which is not read here.
 */
import { day, no, yes } from '@doudi/core/policy'
import { decimal, scalar } from '../terms.ts'
import { type Amount, amount, told } from './amounts.ts'
import { unitOf } from './units.ts'

export type Operation = { readonly sign: string; readonly operands: readonly string[] }

const SIGNS = ['<=', '>=', '!=', '<', '>', '=', '+', '-', '**', '*', '//', '/', 'et', 'ou']

/** A literal; null for anything else. */
export function literal(text: string): Amount | null {
  const written = text.trim()
  if (written === 'oui') return told(yes)
  if (written === 'non') return told(no)
  const quoted = /^'([^']*)'$|^"([^"]*)"$/.exec(written)
  if (quoted) return amount(scalar({ op: 'const', kind: 'code', value: quoted[1] ?? quoted[2] ?? '' }))
  const date = /^(?:(\d{2})\/)?(\d{2})\/(\d{4})$/.exec(written)
  if (date) return amount(scalar(day(Number(date[3]) * 10000 + Number(date[2]) * 100 + Number(date[1] ?? 1))))
  const number = /^(-?\d+(?:\.\d+)?)\s*([^\d\s].*)?$/.exec(written)
  if (!number || written.split(/\s+/).some((word) => SIGNS.includes(word))) return null
  return amount(decimal('int', number[1] ?? ''), unitOf(number[2] ?? ''))
}

/** One operation, which may be repeated from left to right; null where there is none, undefined where there are several. */
export function operation(text: string): Operation | null | undefined {
  if (/^'[^']*'$|^"[^"]*"$/.test(text.trim())) return null
  const words = text.trim().split(/\s+/)
  const signs = words.filter((word) => SIGNS.includes(word))
  const [sign] = signs
  if (sign === undefined) return /[()]/.test(text) ? undefined : null
  if (/[()]/.test(text) || signs.some((one) => one !== sign)) return undefined
  const operands = words.join(' ').split(` ${sign} `)
  if (sign === '-' && words[0] === '-' && signs.length === 1) return { sign, operands: ['0', words.slice(1).join(' ')] }
  const repeats = ['+', '-', '*', '/', 'et', 'ou'].includes(sign) || operands.length === 2
  return repeats && operands.length === signs.length + 1 ? { sign, operands } : undefined
}
