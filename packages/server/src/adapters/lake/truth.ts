/** Findings against the sample city's truth: right when person, programme, kind, month, and for amounts the fen, agree. */
import { join } from 'node:path'
import { type Duck, literal } from './duckdb.ts'

export type Score = {
  readonly precision: number
  readonly recall: number
  readonly byFault: Readonly<
    Record<string, { readonly expected: number; readonly found: number; readonly recall: number }>
  >
  readonly byKind: Readonly<
    Record<string, { readonly found: number; readonly right: number; readonly expected: number }>
  >
}

const share = (part: number, whole: number): number => (whole === 0 ? 1 : Math.round((part / whole) * 10_000) / 10_000)

/** Cannot-tell and change are counted apart: neither enters precision or recall. */
export async function scoreFindings(
  duck: Duck,
  request: { readonly findingsFile: string; readonly matchFolder: string; readonly truthDir: string },
): Promise<Score> {
  const { findingsFile, matchFolder, truthDir } = request
  const truth = `SELECT "residentId", programme, kind, CAST(month AS INTEGER) AS month, TRY_CAST("owedFen" AS BIGINT) AS owed, TRY_CAST("heldFen" AS BIGINT) AS held, coalesce(fault, '') AS fault FROM read_parquet(${literal(join(truthDir, 'findings.parquet'))})`
  const found = `SELECT i."residentId", f.programme, f.kind, f.month, f."owedFen" AS owed, f."heldFen" AS held FROM read_parquet(${literal(findingsFile)}) f JOIN read_parquet(${literal(join(matchFolder, 'identity.parquet'))}) i USING (person)`
  const same = `t."residentId" = f."residentId" AND t.programme = f.programme AND t.kind = f.kind AND t.month = f.month AND (t.kind NOT IN ('amount', 'missed') OR t.owed IS NOT DISTINCT FROM f.owed OR (t.programme <> 'children' AND t.owed IS NULL))`
  const found_ = await duck.rows<{ kind: string; n: number; hits: number }>(
    `WITH t AS (${truth}), f AS (${found}) SELECT f.kind, count(*) AS n, count(t.kind) AS hits FROM f LEFT JOIN t ON ${same} GROUP BY f.kind`,
  )
  const expected = await duck.rows<{ kind: string; fault: string; n: number; hits: number }>(
    `WITH t AS (${truth}), f AS (${found}) SELECT t.kind, t.fault, count(*) AS n, count(f.kind) AS hits FROM t LEFT JOIN f ON ${same} GROUP BY t.kind, t.fault ORDER BY t.fault, t.kind`,
  )
  const counted = (kind: string): boolean => kind !== 'unknown' && kind !== 'change'
  const total = <T extends { kind: string }>(rows: readonly T[], value: (row: T) => number): number =>
    rows.filter(({ kind }) => counted(kind)).reduce((sum, row) => sum + value(row), 0)
  const byFault: Record<string, { expected: number; found: number; recall: number }> = {}
  for (const { fault, n, hits } of expected) {
    const name = fault === '' ? 'other' : fault
    const before = byFault[name] ?? { expected: 0, found: 0, recall: 0 }
    const next = { expected: before.expected + n, found: before.found + hits }
    byFault[name] = { ...next, recall: share(next.found, next.expected) }
  }
  const kinds = [...new Set([...found_.map(({ kind }) => kind), ...expected.map(({ kind }) => kind)])].sort()
  const byKind = Object.fromEntries(
    kinds.map((kind) => {
      const one = found_.find((row) => row.kind === kind)
      return [
        kind,
        {
          found: one?.n ?? 0,
          right: one?.hits ?? 0,
          expected: expected.filter((row) => row.kind === kind).reduce((sum, { n }) => sum + n, 0),
        },
      ]
    }),
  )
  return {
    precision: share(
      total(found_, ({ hits }) => hits),
      total(found_, ({ n }) => n),
    ),
    recall: share(
      total(expected, ({ hits }) => hits),
      total(expected, ({ n }) => n),
    ),
    byFault,
    byKind,
  }
}
