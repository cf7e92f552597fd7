/** What happened to people and what is paid, as small rows of person indices; rows/ writes them out. */
type Custody = { person: number; from: number; termMonths: number; to: number; mode: string }
type Rehabilitation = { person: number; from: number; termMonths: number; to: number }
type Judgment = { person: number; ward: number | null; kind: string; from: number }
type Certificate = { person: number; disabilityClass: string; grade: string; from: number; to: number }
type Illness = { person: number; illnessClass: string; from: number }
type Search = { parent: number; child: number; from: number; result: string }
type Restriction = { person: number; measure: string; from: number; termMonths: number; to: number }
type Placement = { person: number; kind: string; from: number; to: number | null }
/** Always a grandparent by law. */
type Guardianship = { ward: number; guardian: number; from: number }
type Adoption = { child: number; from: number }
type Schooling = { person: number; stage: string; from: number; to: number }
type Assistance = {
  caseNo: number
  benefit: string
  person: number
  applicant: number
  urban: boolean
  covered: number
  caseFen: number
  from: number
  to: number | null
  county: string
}
type Welfare = { person: number; category: string; fen: number; from: number; to: number | null; county: string }
type Subsidy = { person: number; kind: string; fen: number; from: number; county: string }

export type Events = {
  readonly custody: Custody[]
  readonly rehabilitation: Rehabilitation[]
  readonly judgments: Judgment[]
  readonly certificates: Certificate[]
  readonly illnesses: Illness[]
  readonly searches: Search[]
  readonly restrictions: Restriction[]
  readonly placements: Placement[]
  readonly guardianships: Guardianship[]
  readonly adoptions: Adoption[]
  /** Courses of named students; everybody else goes to the school of their age. */
  readonly schooling: Schooling[]
  /** Of school age, and not in school. */
  readonly leftSchool: Set<number>
  readonly assistance: Assistance[]
  readonly welfare: Welfare[]
  readonly subsidies: Subsidy[]
}

export const noEvents = (): Events => ({
  custody: [],
  rehabilitation: [],
  judgments: [],
  certificates: [],
  illnesses: [],
  searches: [],
  restrictions: [],
  placements: [],
  guardianships: [],
  adoptions: [],
  schooling: [],
  leftSchool: new Set(),
  assistance: [],
  welfare: [],
  subsidies: [],
})

/** Rows by the person they are about. */
export function byPerson<T>(rows: readonly T[], person: (row: T) => number): Map<number, T[]> {
  const map = new Map<number, T[]>()
  for (const row of rows) {
    const list = map.get(person(row))
    if (list) list.push(row)
    else map.set(person(row), [row])
  }
  return map
}
