/** One person's facts out of the matched lake, for the single-case evaluator and the family drawing. */
import { join } from 'node:path'
import type { Ymd } from '@doudi/core/kernel'
import type { FactRow, Facts, Value } from '@doudi/core/policy'
import { recordRelations } from './determine.ts'
import { type Duck, literal, type Row } from './duckdb.ts'

export type Kin = {
  readonly person: number
  readonly relation: 'self' | 'father' | 'mother' | 'grandparent' | 'sibling' | 'guardian'
  readonly of: number | null
  readonly name: string
  readonly sex: number
  readonly birth: number
  readonly source: string
  readonly asOf: number
  readonly deathDate: number | null
}

const asValue = (value: unknown): Value =>
  value === undefined || value === null ? null : typeof value === 'object' ? String(value) : (value as Value)
const plain = (row: Row): FactRow =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, asValue(value)]))

type Family = Omit<Facts, 'asOf'>

function grouped(rows: readonly FactRow[]): ReadonlyMap<number, readonly FactRow[]> {
  const by = new Map<number, FactRow[]>()
  for (const row of rows) {
    const person = Number(row['person'])
    const before = by.get(person)
    if (before) before.push(row)
    else by.set(person, [row])
  }
  return by
}

/** Of each person in the relation `among`: that person, father, mother and household, with all their records. */
export async function readFamilies(
  duck: Duck,
  matchFolder: string,
  among: string,
): Promise<ReadonlyMap<number, Family>> {
  const persons = `read_parquet(${literal(join(matchFolder, 'persons.parquet'))})`
  await duck.run(
    `CREATE OR REPLACE TEMP TABLE kin AS SELECT unnest([person, father, mother]) AS person FROM ${persons} WHERE person IN (SELECT person FROM ${among}) UNION SELECT person FROM ${persons} WHERE household IN (SELECT household FROM ${persons} WHERE person IN (SELECT person FROM ${among}))`,
  )
  const all = (await duck.rows(`SELECT * FROM ${persons} WHERE person IN (SELECT person FROM kin)`)).map(plain)
  const attributes = new Map(all.map((row) => [Number(row['person']), row]))
  const households = Map.groupBy(all, (row) => row['household'] ?? null)
  const relations = await recordRelations(matchFolder)
  const records = new Map<string, ReadonlyMap<number, readonly FactRow[]>>()
  for (const [register, relation] of Object.entries(relations))
    records.set(
      register,
      grouped(
        (
          await duck.rows(`SELECT * FROM ${relation} WHERE person IN (SELECT person FROM kin) ORDER BY person, line`)
        ).map(plain),
      ),
    )
  const family = (self: FactRow): Family => {
    const home = self['household'] === null ? [] : (households.get(self['household'] ?? null) ?? [])
    const around = [self['person'], self['father'], self['mother'], ...home.map(({ person }) => person)]
    const members = [...new Set(around.filter((one) => typeof one === 'number'))]
    return {
      available: [...records.keys()],
      persons: Object.fromEntries(members.map((one) => [one, attributes.get(one) ?? {}])),
      records: Object.fromEntries(
        [...records].map(([register, by]) => [register, members.flatMap((one) => by.get(one) ?? [])]),
      ),
    }
  }
  const asked = await duck.rows<{ person: number }>(`SELECT DISTINCT person FROM ${among}`)
  return new Map(
    asked.flatMap(({ person }) => {
      const self = attributes.get(person)
      return self ? [[person, family(self)] as const] : []
    }),
  )
}

/** The person, father, mother and household with all their records; null when there is no such person. */
export async function readFacts(duck: Duck, matchFolder: string, person: number, asOf: Ymd): Promise<Facts | null> {
  const family = (await readFamilies(duck, matchFolder, `(SELECT ${person} AS person)`)).get(person)
  return family ? { asOf, ...family } : null
}

/** Who stands around the child: parents, grandparents, siblings, guardians; each link names its register and day. */
export async function readKin(duck: Duck, matchFolder: string, person: number): Promise<Kin[]> {
  const file = (name: string): string => `read_parquet(${literal(join(matchFolder, name))})`
  const relations = await recordRelations(matchFolder)
  const deaths = relations['R03']
    ? `(SELECT person, min("deathDate") AS "deathDate" FROM ${relations['R03']} WHERE NOT doubtful GROUP BY person)`
    : '(SELECT CAST(NULL AS INTEGER) AS person, CAST(NULL AS INTEGER) AS "deathDate" WHERE FALSE)'
  const own = `SELECT ${person} AS person, 'self' AS relation, CAST(NULL AS INTEGER) AS "of", '' AS source, CAST(NULL AS INTEGER) AS "asOf"`
  const direct = `SELECT other, CASE WHEN kind IN ('father', 'mother', 'guardian', 'sibling') THEN kind END, person, source, "asOf" FROM ${file('links.parquet')} WHERE person = ${person} AND kind <> 'spouse'`
  const elders = `SELECT g.other, 'grandparent', g.person, g.source, g."asOf" FROM ${file('links.parquet')} g WHERE g.kind IN ('father', 'mother') AND g.person IN (SELECT other FROM ${file('links.parquet')} WHERE person = ${person} AND kind IN ('father', 'mother'))`
  return await duck.rows<Kin & Row>(
    `SELECT k.*, i.name, p.sex, p.birth, d."deathDate" FROM (${own} UNION ALL ${direct} UNION ALL ${elders}) k JOIN ${file('persons.parquet')} p USING (person) JOIN ${file('identity.parquet')} i USING (person) LEFT JOIN ${deaths} d USING (person) ORDER BY relation, person`,
  )
}
