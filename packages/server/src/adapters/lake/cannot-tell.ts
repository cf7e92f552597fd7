/** Findings of whom nobody can tell: which fact from which department would settle each, and how many there are of each. */
import type { Register, Text } from '@doudi/core/kernel'
import { type Facts, type Missing, outcomeOf, type Programme, reach, settling } from '@doudi/core/policy'
import { type Duck, literal } from './duckdb.ts'
import { readFamilies } from './explain.ts'
import { asIfSilent, HOUSEHOLD, type Matched } from './waiting.ts'

/** Nobody's register can say it: somebody goes and looks. */
const VISIT = 'visit'

const registerOf = (one: Exclude<Missing, { kind: 'parameter' }>): string =>
  'register' in one ? one.register : HOUSEHOLD

/** Where what is missing would come from: a register, or a parameter that the city has yet to lay down. */
function sources(missing: readonly Missing[]): readonly string[] {
  const parameters = missing.flatMap((one) => (one.kind === 'parameter' ? [one.id] : []))
  // A record counts or not by the open parameter: the record itself is there.
  if (parameters.length > 0) return [...new Set(parameters)].sort()
  const from = missing.flatMap((one) => (one.kind === 'parameter' ? [] : [registerOf(one)]))
  return [...new Set(from)].sort()
}

/** What would settle a person; `waits`: the registers not in force that the person waits for and lacks nothing else. */
type Settled = {
  readonly settle: readonly string[]
  readonly amountFen: number | null
  readonly waits: readonly string[]
}

/** Of one person nobody can tell. A register not in force is taken to say nothing: what is missing then is the person's own. */
function settledOf(programme: Programme, facts: Facts, person: number, absent: readonly Register[]): Settled {
  const { missing, amountFen } = settling(programme, facts, person)
  if (missing.length === 0 || absent.length === 0) return { settle: sources(missing), amountFen, waits: [] }
  const gone = absent.map(({ id }) => id)
  const heard = { ...facts, available: [...facts.available, ...gone] }
  const silent = asIfSilent(programme, absent)
  const unknown = outcomeOf(silent, heard, person).status === 'unknown'
  const own = unknown ? sources(settling(silent, heard, person).missing).filter((one) => !gone.includes(one)) : []
  if (own.length > 0) return { settle: own, amountFen: null, waits: [] }
  const hindering = missing.flatMap((one) => (one.kind === 'parameter' ? [] : [registerOf(one)]))
  return { settle: [], amountFen: null, waits: gone.filter((one) => hindering.includes(one)) }
}

/**
 * Fills `settle` of the findings that cannot tell. Where however the unknown facts turn out the same amount is owed, it is
 * no such finding: it is missed, wrong in amount, or nothing at all. Who lacks no fact but a register waits for it.
 */
export async function settleUnknown(
  matched: Matched,
  programme: Programme,
  absent: readonly Register[],
): Promise<void> {
  const { duck, matchFolder, asOf } = matched
  const mine = `programme = ${literal(programme.id)} AND kind = 'unknown'`
  await duck.run(
    `UPDATE finding SET settle = CASE why WHEN 'unsupported' THEN ${literal(VISIT)} ELSE ${literal(programme.held?.register ?? VISIT)} END WHERE ${mine} AND why IS NOT NULL`,
  )
  await duck.run(
    `CREATE OR REPLACE TEMP TABLE unsettled AS SELECT DISTINCT person FROM finding WHERE ${mine} AND why IS NULL ORDER BY person`,
  )
  const families = await readFamilies(duck, matchFolder, 'unsettled')
  if (families.size === 0) return
  const settled = [...families].map(([person, family]) => {
    const { settle, amountFen, waits } = settledOf(programme, { asOf, ...family }, person, absent)
    return `(${person}, ${literal(settle.join(','))}, CAST(${amountFen ?? 'NULL'} AS BIGINT), ${literal(waits.join(','))})`
  })
  await duck.run(
    `CREATE OR REPLACE TEMP TABLE settled AS SELECT * FROM (VALUES ${settled.join(', ')}) s(person, settle, amount, waits)`,
  )
  await duck.run(
    `INSERT INTO waiting BY NAME SELECT person, ${literal(programme.id)} AS programme, unnest(string_split(waits, ',')) AS register FROM settled WHERE waits <> ''`,
  )
  await duck.run(
    `DELETE FROM finding WHERE ${mine} AND why IS NULL AND person IN (SELECT person FROM settled WHERE waits <> '')`,
  )
  await duck.run(
    `DELETE FROM finding WHERE ${mine} AND why IS NULL AND person IN (SELECT person FROM settled WHERE settle = '' AND coalesce(amount, 0) = coalesce(finding.held, 0))`,
  )
  await duck.run(
    `UPDATE finding SET settle = nullif(s.settle, ''), kind = CASE WHEN s.settle <> '' OR s.amount IS NULL THEN 'unknown' WHEN finding.held IS NULL THEN 'missed' ELSE 'amount' END, owed = CASE WHEN s.settle = '' THEN s.amount ELSE owed END FROM settled s WHERE ${mine} AND why IS NULL AND s.person = finding.person`,
  )
}

export type CannotTell = {
  readonly leads: number
  /** Of all findings. */
  readonly share: number
  /** Most first; a lead that needs two facts is counted under both. */
  readonly facts: readonly {
    readonly source: string
    readonly fact: Text
    readonly department: Text
    readonly leads: number
  }[]
  /** Why so many, where they exceed a fifth of all leads; else null. */
  readonly reason: Text | null
}

const FIFTH = 0.2
const NAMED = 3

/** What a source would tell, and whose it is. */
function described(
  source: string,
  programmes: readonly Programme[],
  registers: readonly Register[],
): { readonly fact: Text; readonly department: Text } {
  const register = registers.find(({ id }) => id === source)
  if (register) return { fact: register.label, department: register.owner }
  for (const programme of programmes) {
    const parameter = programme.parameters.find(({ id }) => id === source)
    if (!parameter) continue
    const needing = programme.conditions
      .map(({ expr, ask }) => ({ ask, nodes: [...reach(programme, expr)] }))
      .filter(({ nodes }) => nodes.some((node) => node.op === 'parameter' && node.id === source))
      .toSorted((a, b) => a.nodes.length - b.nodes.length)
    return { fact: parameter.label, department: needing[0]?.ask ?? { zh: '市', en: 'the city' } }
  }
  return {
    fact: { zh: '发放的依据', en: 'the ground of what is paid' },
    department: { zh: '村居走访', en: 'a visit' },
  }
}

/** Counts the findings that cannot tell by what would settle them. */
export async function countCannotTell(
  duck: Duck,
  findingsFile: string,
  programmes: readonly Programme[],
  registers: readonly Register[],
): Promise<CannotTell> {
  const findings = `read_parquet(${literal(findingsFile)})`
  const [all] = await duck.rows<{ n: number; unknown: number }>(
    `SELECT count(*) AS n, count(*) FILTER (kind = 'unknown') AS unknown FROM ${findings}`,
  )
  const counted = await duck.rows<{ source: string; leads: number }>(
    `SELECT source, count(*) AS leads FROM (SELECT unnest(string_split(coalesce(json_extract_string(detail, '$.settle'), ${literal(VISIT)}), ',')) AS source FROM ${findings} WHERE kind = 'unknown') GROUP BY source ORDER BY leads DESC, source`,
  )
  const facts = counted.map((one) => ({ ...described(one.source, programmes, registers), ...one }))
  const leads = Number(all?.unknown ?? 0)
  const share = leads === 0 ? 0 : Math.round((leads / Number(all?.n)) * 10_000) / 10_000
  const main = facts.slice(0, NAMED)
  const percent = `${(share * 100).toFixed(1)}%`
  const reason =
    share <= FIFTH
      ? null
      : {
          zh: `不能确定的占全部线索的${percent}，主要缺：${main.map(({ fact, department, leads: n }) => `${fact.zh}(${department.zh},${n}条)`).join('、')}`,
          en: `${percent} of all leads cannot tell, mostly for want of: ${main.map(({ fact, department, leads: n }) => `${fact.en} (${department.en}, ${n})`).join('; ')}`,
        }
  return { leads, share, facts, reason }
}
