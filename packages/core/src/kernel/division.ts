/** Administrative divisions (GB/T 2260, statistics codes): county 6 digits, town 9, village 12, all as text. */
export type DivisionLevel = 'city' | 'county' | 'town' | 'village'
export type Division = {
  readonly code: string
  readonly name: string
  readonly level: DivisionLevel
  readonly parent: string | null
}

export const countyOf = (code: string): string => code.slice(0, 6)
export const townOf = (code: string): string => code.slice(0, 9)
