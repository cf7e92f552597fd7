/**
 * Exact matching as a plan of SQL statements: rows become persons by their valid resident id, links by what registers
 * name. Probabilistic linkage will add rows to `ids` and `doubts` through the same tables.
 *
 * Two candidates for one parent are a doubt, never a pick; a row whose name, sex or birth disagrees with its id's person
 * asserts nothing.
 */
import type { Column, Register } from '../kernel/index.ts'

export type Input = {
  readonly register: Register
  readonly rows: string
  /** Names of rows that no valid id ties to anybody. */
  readonly unlinked: string
  readonly asOf: number
  readonly snapshot: string
}
/** `registry`: a relation (person, id_key) of numbers given before, or null. */
export type ExactPlan = { readonly inputs: readonly Input[]; readonly registry: string | null }
export type Step = { readonly name: string; readonly sql: readonly string[] }

const q = (name: string): string => `"${name.replaceAll('"', '""')}"`
const text = (value: string): string => `'${value.replaceAll("'", "''")}'`
const idColumns = ({ columns }: Register): Column[] => columns.filter(({ type }) => type.kind === 'residentId')
const named = (register: Register, id: string): Column | undefined =>
  register.columns.find(({ type }) => type.kind === 'name' && type.of === id)
const find = (plan: ExactPlan, id: string): Input | undefined => plan.inputs.find(({ register }) => register.id === id)

/** Who exists: subjects of every register, and others who are named beside their id. */
function identifySteps(plan: ExactPlan): Step {
  const mentions = plan.inputs.flatMap(({ register, rows }) =>
    idColumns(register)
      .filter(({ id }) => id === register.subject || named(register, id))
      .map(({ id }) => {
        const name = named(register, id)
        const sql = `SELECT id_key(${q(id)}) AS k, ${q(id)} AS id, ${name ? q(name.id) : 'NULL'} AS name, ${text(register.id)} AS register FROM ${rows} WHERE ${q(id)} IS NOT NULL`
        return { own: register.id === 'R01' && id === register.subject, sql }
      }),
  )
  const nobody = `SELECT CAST(NULL AS BIGINT) AS k, CAST(NULL AS VARCHAR) AS id, CAST(NULL AS VARCHAR) AS name, '' AS register WHERE FALSE`
  const from = (wanted: (own: boolean) => boolean): string =>
    [nobody, ...mentions.filter(({ own }) => wanted(own)).map(({ sql }) => sql)].join(' UNION ALL ')
  const household = find(plan, 'R01')
  const order = household
    ? `LEFT JOIN (SELECT id_key("residentId") AS k, "village", "hukouNo" FROM ${household.rows}) h USING (k)`
    : 'CROSS JOIN (SELECT NULL AS "village", NULL AS "hukouNo") h'
  return {
    name: 'identify',
    sql: [
      `CREATE OR REPLACE TEMP TABLE own AS SELECT k, id, name FROM (${from((own) => own)})`,
      // Of everybody else's mentions only those matter that name a person or a name the household register does not have.
      `CREATE OR REPLACE TEMP TABLE odd AS SELECT o.k, o.id, o.name, own.k IS NULL AS outside FROM (${from((own) => !own)}) o LEFT JOIN own USING (k) WHERE own.k IS NULL OR own.name IS NULL OR o.name <> own.name`,
      'CREATE OR REPLACE TEMP TABLE mention AS SELECT k, id, name FROM own UNION ALL SELECT k, min(id), min(name) FROM odd WHERE outside GROUP BY k',
      // Where spellings differ, the name that most registers give is the person's; the household register's among equals.
      `CREATE OR REPLACE TEMP TABLE spelling AS SELECT k, arg_min(name, (-votes, NOT own, name)) AS name FROM (SELECT k, coalesce(min(name) FILTER (register = 'R01'), min(name)) AS name, count(DISTINCT register) AS votes, bool_or(register = 'R01') AS own FROM (${from(() => true)}) WHERE name IS NOT NULL AND k IN (SELECT k FROM odd GROUP BY k HAVING NOT bool_or(outside) OR min(name) <> max(name)) GROUP BY k, norm_name(name)) GROUP BY k`,
      `CREATE OR REPLACE TEMP TABLE known AS ${plan.registry === null ? 'SELECT CAST(NULL AS INTEGER) AS person, CAST(NULL AS BIGINT) AS k WHERE FALSE' : `SELECT person, k FROM ${plan.registry}`}`,
      `CREATE OR REPLACE TEMP TABLE fresh AS SELECT m.k, row_number() OVER (ORDER BY h."village" NULLS LAST, h."hukouNo" NULLS LAST, m.k) AS n FROM mention m ${order} WHERE NOT EXISTS (SELECT 1 FROM known WHERE known.k = m.k)`,
      'CREATE OR REPLACE TEMP TABLE registry AS SELECT person, k FROM known UNION ALL SELECT CAST(n + (SELECT coalesce(max(person), 0) FROM known) AS INTEGER), k FROM fresh',
      'CREATE OR REPLACE TEMP TABLE ids AS SELECT r.person, m.k, m.id, coalesce(s.name, m.name) AS name FROM mention m JOIN registry r USING (k) LEFT JOIN spelling s USING (k)',
    ],
  }
}

/** Everybody, with what the household register says; birth and sex are the id's own, a disagreement is a doubt. */
function personSteps(plan: ExactPlan): Step {
  const household = find(plan, 'R01')
  const source = household
    ? `(SELECT id_key("residentId") AS k, "village", "hukouNo", "relation", "urbanRural", "cancelDate", "cancelReason", "sex", "birth", "fatherId", "motherId", doubt, line FROM ${household.rows})`
    : '(SELECT CAST(NULL AS BIGINT) AS k, CAST(NULL AS VARCHAR) AS "village", CAST(NULL AS VARCHAR) AS "hukouNo", CAST(NULL AS VARCHAR) AS "relation", CAST(NULL AS VARCHAR) AS "urbanRural", CAST(NULL AS INTEGER) AS "cancelDate", CAST(NULL AS VARCHAR) AS "cancelReason", CAST(NULL AS VARCHAR) AS "sex", CAST(NULL AS INTEGER) AS "birth", CAST(NULL AS VARCHAR) AS "fatherId", CAST(NULL AS VARCHAR) AS "motherId", CAST(NULL AS VARCHAR) AS doubt, CAST(NULL AS INTEGER) AS line WHERE FALSE)'
  return {
    name: 'persons',
    sql: [
      `CREATE OR REPLACE TEMP TABLE base AS SELECT i.person, key_birth(i.k) AS birth, key_sex(i.k) AS sex, h.k IS NOT NULL AND h."cancelDate" IS NULL AS registered, h."village" AS village, substr(h."village", 1, 9) AS town, substr(h."village", 1, 6) AS county, h."urbanRural", h."hukouNo", h."relation", h."cancelDate", h."cancelReason", id_key(h."fatherId") AS father_k, id_key(h."motherId") AS mother_k, coalesce(h.doubt, '') AS doubt, h.line, (h."birth" <> key_birth(i.k)) OR (h."sex" IN ('1', '2') AND CAST(h."sex" AS INTEGER) <> key_sex(i.k)) AS contradicts FROM ids i LEFT JOIN ${source} h ON h.k = i.k`,
      'CREATE OR REPLACE TEMP TABLE homes AS SELECT "hukouNo", CAST(row_number() OVER (ORDER BY "hukouNo") AS INTEGER) AS household FROM base WHERE "hukouNo" IS NOT NULL GROUP BY "hukouNo"',
      `CREATE OR REPLACE TEMP TABLE doubt AS SELECT 'self' AS kind, 'R01' AS register, line, person, CAST(NULL AS INTEGER) AS other FROM base WHERE contradicts`,
      // One name, one birth day, one household, two ids: perhaps one person; nobody is merged.
      `CREATE OR REPLACE TEMP TABLE alike AS SELECT hash("hukouNo", birth, sex) AS h FROM base WHERE "hukouNo" IS NOT NULL AND "cancelDate" IS NULL GROUP BY h HAVING count(*) > 1`,
      `INSERT INTO doubt SELECT 'twoIds', 'R01', min(b.line), min(b.person), max(b.person) FROM base b JOIN ids i USING (person) WHERE b."hukouNo" IS NOT NULL AND b."cancelDate" IS NULL AND hash(b."hukouNo", b.birth, b.sex) IN (SELECT h FROM alike) GROUP BY b."hukouNo", norm_name(i.name), b.birth, b.sex HAVING count(*) > 1`,
    ],
  }
}

/** A register's rows on persons; `doubtful` where name, sex or birth disagree with the person of that id. */
function recordStep({ register, rows, snapshot }: Input): Step {
  const others = idColumns(register).filter(({ id }) => id !== register.subject)
  const name = named(register, register.subject)
  const against = (column: Column | undefined, test: (x: string) => string): string[] =>
    column ? [`coalesce(${test(`t.${q(column.id)}`)}, FALSE)`] : []
  const sex = register.columns.find(({ type }) => type.kind === 'code' && type.sexOf === register.subject)
  const birth = register.columns.find(({ type }) => type.kind === 'date' && type.birthOf === register.subject)
  const disagree = [
    // Nearly all are equal letter for letter; only the rest are worth a regular expression.
    ...against(name, (x) => `CASE WHEN ${x} = i.name THEN FALSE ELSE norm_name(${x}) <> norm_name(i.name) END`),
    ...against(sex, (x) => `${x} IN ('1', '2') AND CAST(${x} AS INTEGER) <> key_sex(i.k)`),
    ...against(birth, (x) => `${x} <> key_birth(i.k)`),
  ]
  const carried = register.columns.filter(({ type }) => type.kind !== 'residentId' && type.kind !== 'name')
  const columns = [
    'i.person',
    ...others.map(({ id }) => `o_${id}.person AS ${q(id.replace(/Id$/, ''))}`),
    ...carried.map(({ id }) => `t.${q(id)}`),
    't.line',
    `(${disagree.length === 0 ? 'FALSE' : disagree.join(' OR ')}) AS doubtful`,
  ]
  const joins = others.map(({ id }) => `LEFT JOIN registry o_${id} ON o_${id}.k = id_key(t.${q(id)})`)
  const table = `rec_${register.id}`
  return {
    name: register.id,
    sql: [
      `CREATE OR REPLACE TEMP TABLE ${table} AS SELECT ${columns.join(', ')} FROM ${rows} t JOIN ids i ON i.k = id_key(t.${q(register.subject)}) ${joins.join(' ')}`,
      `INSERT INTO doubt SELECT 'disagrees', ${text(register.id)}, line, person, NULL FROM ${table} WHERE doubtful AND ${text(snapshot)} <> ''`,
    ],
  }
}

/** Every source that names a parent, each with its register; inference from the household only where nobody is named. */
function parentStep(plan: ExactPlan): Step {
  const have = (id: string): boolean => find(plan, id) !== undefined
  const asOf = (id: string): number => find(plan, id)?.asOf ?? 0
  const both = (make: (kind: 'father' | 'mother') => string): string[] => [make('father'), make('mother')]
  const candidate: string[] = [
    ...(have('R01')
      ? both(
          (kind) =>
            `SELECT b.person, '${kind}' AS kind, r.person AS other, 'R01' AS source, ${asOf('R01')} AS as_of, 1 AS strength FROM base b JOIN registry r ON r.k = b.${kind}_k`,
        )
      : []),
    ...(have('R11')
      ? [1, 2].flatMap((n) =>
          both(
            (kind) =>
              `SELECT person, '${kind}', "guardian${n}", 'R11', ${asOf('R11')}, 2 FROM rec_R11 WHERE NOT doubtful AND "guardian${n}Relation" = '${kind === 'father' ? 1 : 2}' AND "guardian${n}" IS NOT NULL`,
          ),
        )
      : []),
    ...(have('R31')
      ? both(
          (kind) =>
            `SELECT person, '${kind}', "guardian", 'R31', ${asOf('R31')}, 2 FROM rec_R31 WHERE NOT doubtful AND relation = '${kind === 'father' ? 1 : 2}' AND "guardian" IS NOT NULL`,
        )
      : []),
    ...(have('R13')
      ? ['adopterA', 'adopterB'].map(
          (who) =>
            `SELECT a.person, CASE WHEN o.sex = 1 THEN 'father' ELSE 'mother' END, a."${who}", 'R13', ${asOf('R13')}, 0 FROM rec_R13 a JOIN base o ON o.person = a."${who}" WHERE NOT a.doubtful AND (a."endDate" IS NULL OR a."endDate" > ${asOf('R13')})`,
        )
      : []),
  ]
  const nobody = `SELECT CAST(NULL AS INTEGER) AS person, CAST(NULL AS VARCHAR) AS kind, CAST(NULL AS INTEGER) AS other, CAST(NULL AS VARCHAR) AS source, 0 AS as_of, 0 AS strength WHERE FALSE`
  // Where the head's own row is lost, the head's spouse is still the other parent of the head's child.
  const heads = `SELECT "hukouNo", min(person) FILTER ("relation" = '01') AS head, min(person) FILTER ("relation" = '10') AS spouse FROM base WHERE "hukouNo" IS NOT NULL GROUP BY "hukouNo" HAVING count(*) FILTER ("relation" = '01') <= 1 AND count(*) FILTER ("relation" = '10') <= 1`
  const elder = (who: string): string =>
    `SELECT c.person, CASE WHEN o.sex = 1 THEN 'father' ELSE 'mother' END AS kind, o.person AS other FROM base c JOIN (${heads}) h USING ("hukouNo") JOIN base o ON o.person = h.${who} WHERE c."relation" IN ('20', '30') AND o.birth + 150000 < c.birth`
  const inferred = `${elder('head')} UNION ALL ${elder('spouse')}`
  return {
    name: 'parents',
    sql: [
      `CREATE OR REPLACE TEMP TABLE candidate AS ${[nobody, ...candidate].join(' UNION ALL ')}`,
      `INSERT INTO candidate SELECT person, kind, other, 'R01', ${asOf('R01')}, 3 FROM (${inferred}) i WHERE NOT EXISTS (SELECT 1 FROM candidate c WHERE c.person = i.person AND c.kind = i.kind) AND NOT EXISTS (SELECT 1 FROM base b WHERE b.person = i.person AND CASE i.kind WHEN 'father' THEN b.father_k IS NOT NULL OR contains(b.doubt, 'fatherId') ELSE b.mother_k IS NOT NULL OR contains(b.doubt, 'motherId') END)`,
      // Adoption (strength 0) replaces every other parent; agreeing sources are merged, disagreeing ones counted.
      'CREATE OR REPLACE TEMP TABLE parent AS SELECT person, kind, min(other) AS other, count(DISTINCT other) AS possible, arg_min(source, (strength, source)) AS source, max(as_of) AS as_of FROM (SELECT *, min(strength) OVER (PARTITION BY person) = 0 AS adopted FROM candidate) WHERE NOT adopted OR strength = 0 GROUP BY person, kind',
      `INSERT INTO doubt SELECT 'two' || kind, source, NULL, person, other FROM parent WHERE possible > 1`,
    ],
  }
}

function linkStep(plan: ExactPlan): Step {
  const have = (id: string): boolean => find(plan, id) !== undefined
  const asOf = (id: string): number => find(plan, id)?.asOf ?? 0
  const spouse = (a: string, b: string): string =>
    `SELECT ${a} AS person, 'spouse' AS kind, ${b} AS other, 'R12' AS source, ${asOf('R12')} AS as_of, max("date") AS since, CAST(NULL AS INTEGER) AS until FROM couples GROUP BY ${a}, ${b} HAVING arg_max(event, ("date", event)) = '1'`
  const parts = [
    `SELECT person, kind, other, source, as_of, CAST(NULL AS INTEGER) AS since, CAST(NULL AS INTEGER) AS until FROM parent WHERE possible = 1`,
    ...(have('R31')
      ? [
          `SELECT person, 'guardian', "guardian", 'R31', ${asOf('R31')}, "from", "to" FROM rec_R31 WHERE NOT doubtful AND "guardian" IS NOT NULL`,
        ]
      : []),
    ...(have('R12') ? [spouse('a', 'b'), spouse('b', 'a')] : []),
    `SELECT s.person, 'sibling', t.person, s.source, s.as_of, NULL, NULL FROM parent s JOIN parent t ON t.other = s.other AND t.kind = s.kind AND t.person <> s.person WHERE s.kind = 'mother' AND s.possible = 1 AND t.possible = 1`,
  ]
  return {
    name: 'links',
    sql: [
      ...(have('R12')
        ? [
            'CREATE OR REPLACE TEMP TABLE couples AS SELECT person AS a, "partyB" AS b, "date", event FROM rec_R12 WHERE NOT doubtful AND "partyB" IS NOT NULL',
          ]
        : []),
      `CREATE OR REPLACE TEMP TABLE link AS SELECT person, kind, other, source, CAST(as_of AS INTEGER) AS "asOf", since AS "from", until AS "to" FROM (${parts.join(' UNION ALL ')})`,
    ],
  }
}

const state = (kind: 'father' | 'mother'): string =>
  `CAST(CASE WHEN ${kind[0]}.possible = 1 THEN 0 WHEN ${kind[0]}.possible > 1 THEN 3 WHEN b.${kind}_k IS NOT NULL OR contains(b.doubt, '${kind}Id') THEN 2 ELSE 1 END AS TINYINT) AS "${kind}State"`
const parentOf = (kind: 'father' | 'mother'): string =>
  `CASE WHEN ${kind[0]}.possible = 1 THEN ${kind[0]}.other END AS ${kind}`

/** The SELECT of each result file, ordered so that the same input gives the same bytes. */
export function exactResults(plan: ExactPlan): Readonly<Record<string, string>> {
  const persons = `SELECT b.person, b.birth, b.sex, b.registered, b.village, b.town, b.county, b."urbanRural", h.household, b."relation", ${parentOf('father')}, ${parentOf('mother')}, ${state('father')}, ${state('mother')}, b."cancelDate", b."cancelReason" FROM base b LEFT JOIN homes h USING ("hukouNo") LEFT JOIN (SELECT * FROM parent WHERE kind = 'father') f ON f.person = b.person LEFT JOIN (SELECT * FROM parent WHERE kind = 'mother') m ON m.person = b.person ORDER BY b.person`
  return {
    'persons.parquet': persons,
    'identity.parquet': 'SELECT person, id AS "residentId", name FROM ids ORDER BY person',
    'registry.parquet': 'SELECT person, k FROM registry ORDER BY person',
    'links.parquet': 'SELECT * FROM link ORDER BY person, kind, other, source, "from" NULLS FIRST',
    'doubts.parquet': 'SELECT * FROM doubt ORDER BY kind, register, person, other NULLS FIRST, line NULLS FIRST',
    ...Object.fromEntries(
      plan.inputs.map(({ register, unlinked }) => [
        `unlinked/${register.id}.parquet`,
        `SELECT norm_name(name) AS name, count(*) AS rows FROM ${unlinked} GROUP BY 1 ORDER BY 1`,
      ]),
    ),
    ...Object.fromEntries(
      plan.inputs.map(({ register }) => [
        `records/${register.id}.parquet`,
        `SELECT * FROM rec_${register.id} ORDER BY person, line`,
      ]),
    ),
  }
}

/** The statements of the match, in order; `exactResults` says what to write after them. */
export function exactSteps(plan: ExactPlan): readonly Step[] {
  return [identifySteps(plan), personSteps(plan), ...plan.inputs.map(recordStep), parentStep(plan), linkStep(plan)]
}
/** Change it whenever the plan changes what it yields: results are kept under a key that contains it. */
export const MATCH_VERSION = 'exact-3'
