/**
 * The errors of real offices. A bad row bears several at once: whoever mistypes an id mistypes the name too.
 *
 * Marginal rates at --dirt 1 (assumed; docs/sample-city.md): id missing 2 %, id wrong 1 %, name variant 2 %, birth date
 * differing 0.5 %, row absent 0.5 %; registers that civil affairs keeps in a checked system have a quarter of that.
 */
import { addDays, parseYmd, type Register } from '@doudi/core/kernel'
import type { Random } from './random.ts'

export const RATES = { absent: 0.005, idMissing: 0.02, idWrong: 0.01, nameVariant: 0.02, birthDiffers: 0.005 } as const
/** Of the rows with a bad id, this share also has a variant name; the rest of the variants stand alone. */
const TRAVELS = 0.55
const BIRTH_TRAVELS = 0.12
/** In one bad row in ten the ids of the other people are missing too. */
const OTHERS_TRAVEL = 0.1
/** Kept by civil affairs in a system that checks what is typed. */
const CHECKED = new Set(['R21', 'R22', 'R23', 'R32'])

const VARIANTS: readonly (readonly [string, string])[] = [
  ['国', '國'],
  ['华', '華'],
  ['丽', '麗'],
  ['张', '張'],
  ['陈', '陳'],
  ['刘', '劉'],
  ['马', '馬'],
  ['伟', '韦'],
  ['静', '敬'],
  ['敏', '闽'],
  ['·', '•'],
]

/** The same name as another clerk writes it: spaced, in old characters, or with a wrong last character. */
function variantOf(name: string, random: Random): string {
  const letters = [...name]
  if (letters.length === 2) return letters.join(random.chance(0.5) ? '  ' : '\u3000')
  for (const [plain, other] of VARIANTS) if (name.includes(plain)) return name.replace(plain, other)
  return `${letters[0]}${letters.slice(1, -1).join('')}${random.pick(['明', '辉', '娜', '宇', '佳'])}`
}

/** One digit wrong, which the check digit always shows, or the last one lost. */
function wrongId(id: string, random: Random): string {
  if (id.length < 18) return id
  const at = random.between(6, 16)
  const digit = (Number(id[at]) + random.between(1, 8)) % 10
  return random.chance(0.8) ? `${id.slice(0, at)}${digit}${id.slice(at + 1)}` : id.slice(0, -1)
}

/** A day some days off, as the office writes days. */
function otherDay(text: string, random: Random, write: (day: number) => string): string {
  const day = parseYmd(text)
  return day === null ? text : write(addDays(day, random.pick([-30, -10, -1, 1, 10, 30])))
}

/** Makes a row dirty in place; false when the row is not there at all. */
export type Dirt = (row: string[]) => boolean

export function dirtOf(register: Register, scale: number, random: Random, write: (day: number) => string): Dirt {
  const index = (test: (kind: string) => boolean): number[] =>
    register.columns.flatMap((column, at) => (test(column.type.kind) ? [at] : []))
  const subject = register.columns.findIndex(({ id }) => id === register.subject)
  const name = register.columns.findIndex(({ type }) => type.kind === 'name' && type.of === register.subject)
  const birth = register.columns.findIndex(({ type }) => type.kind === 'date' && type.birthOf !== undefined)
  const others = index((kind) => kind === 'residentId').filter((at) => at !== subject)
  const rate = scale * (CHECKED.has(register.id) ? 0.25 : 1)
  const badId = RATES.idMissing + RATES.idWrong
  const alone = Math.max(0, RATES.nameVariant - badId * TRAVELS)
  const birthAlone = Math.max(0, RATES.birthDiffers - badId * BIRTH_TRAVELS)
  return (row) => {
    if (scale === 0) return true
    const draw = random.next() / rate
    if (draw < RATES.absent) return false
    const bad = draw < RATES.absent + badId
    if (bad) {
      const missing = draw < RATES.absent + RATES.idMissing
      row[subject] = missing ? '' : wrongId(row[subject] ?? '', random)
      if (random.chance(OTHERS_TRAVEL)) for (const at of others) row[at] = ''
    }
    const variant = bad ? random.chance(TRAVELS) : draw < RATES.absent + badId + alone
    if (variant && name >= 0) row[name] = variantOf(row[name] ?? '', random)
    if (birth >= 0 && random.chance(bad ? BIRTH_TRAVELS : birthAlone * rate))
      row[birth] = otherDay(row[birth] ?? '', random, write)
    return true
  }
}
