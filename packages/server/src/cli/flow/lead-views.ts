/** Leads as the console shows them. */
import type { KindName, LeadPageView, LeadQueryWire, LeadRow, LeadView } from '@doudi/contract'
import { ageOn, maskId, maskName, monthOf, type Ymd } from '@doudi/core/kernel'
import type { Programme } from '@doudi/core/policy'
import { divisionName } from '@doudi/programmes/city'
import * as XLSX from '@e965/xlsx'
import { literal } from '../../adapters/lake/duckdb.ts'
import { readKin } from '../../adapters/lake/explain.ts'
import { matchFolder } from '../../adapters/lake/match.ts'
import type { Lead } from '../../usecases/leads.ts'
import type { Session } from '../session.ts'
import { explainPerson } from './explain-person.ts'

function ageText(birth: Ymd, on: Ymd): string {
  const years = ageOn(birth, on)
  if (years >= 18) return `${years}岁`
  const months = monthOf(on) - monthOf(birth) - (on % 100 < birth % 100 ? 1 : 0)
  return months % 12 === 0 ? `${years}岁` : `${years}岁${months % 12}个月`
}

const WHY: Readonly<Record<KindName, string>> = {
  missed: '条件符合,未在发放名单',
  over: '在发放名单,条件已不符合',
  amount: '发放金额或类别与应发不一致',
  conflict: '同月有两笔互斥的发放',
  change: '60天内情况将有变化',
  unknown: '现有登记册不足以判断',
}
const CAUSE: Readonly<Record<string, string>> = {
  unsupported: '登记册里始终没有支持发放的依据',
  payment: '发放名册尚未接入,不知道是否已在发放',
  unlinked: '发放名册里有一行证件号无效、姓名相近',
  doubtful: '发放名册里证件号是此人,姓名等却对不上',
}

function rowOf(lead: Lead, programmes: readonly Programme[], asOf: Ymd, run: string | null): LeadRow {
  const kind = lead.kind as KindName
  const programme = programmes.find(({ id }) => id === lead.programme)
  const village = divisionName(lead.village ?? '')
  const counties =
    lead.kind === 'conflict' && lead.detail.places?.includes(',')
      ? `:${lead.detail.places.split(',').map(divisionName).join('、')}各有一笔`
      : ''
  return {
    id: lead.id,
    person: lead.person,
    kind,
    programme: lead.programme,
    programmeLabel:
      programme?.categories.find(({ code }) => code === (lead.category ?? lead.detail.held?.split(',')[0]))?.label.zh ??
      programme?.label.zh ??
      lead.programme,
    category: lead.category,
    name: lead.name,
    sex: lead.sex,
    age: ageText(lead.birth, asOf),
    month: lead.month,
    owedFen: lead.owedFen,
    heldFen: lead.heldFen,
    deltaFen: lead.deltaFen,
    county: divisionName(lead.county ?? ''),
    town: divisionName(lead.town ?? ''),
    village,
    assignee: { zh: `${village} 儿童主任`, en: `child director of ${village}` },
    fresh: run !== null && lead.openedRun === run,
    why: (CAUSE[lead.detail.why ?? ''] ?? WHY[kind]) + counties,
  }
}

export async function leadPage(session: Session, query: LeadQueryWire): Promise<LeadPageView> {
  const [store, programmes, current] = [await session.store(), await session.programmes(), await session.current()]
  const { total, deltaFen, leads, facets } = await store.listLeads(query as Parameters<typeof store.listLeads>[0])
  const label = (facet: string, value: string): string =>
    facet === 'county' || facet === 'town'
      ? divisionName(value)
      : facet === 'programme'
        ? (programmes.find(({ id }) => id === value)?.label.zh ?? value)
        : value
  const labelled = (facet: keyof typeof facets) =>
    facets[facet].map((one) => ({ ...one, label: label(facet, one.value) }))
  return {
    total,
    deltaFen,
    leads: leads.map((lead) => rowOf(lead, programmes, current?.asOf ?? 0, current?.run ?? null)),
    facets: {
      kind: labelled('kind'),
      programme: labelled('programme'),
      county: labelled('county'),
      town: labelled('town'),
    },
  }
}

/** The masked list as a workbook. Every cell is text or a number by type, so nothing can run as a formula. */
export async function leadsWorkbook(session: Session, query: LeadQueryWire): Promise<Buffer> {
  const store = await session.store()
  const [programmes, current] = [await session.programmes(), await session.current()]
  const { leads } = await store.listLeads({
    ...(query as Parameters<typeof store.listLeads>[0]),
    limit: 100_000,
    offset: 0,
  })
  const rows = leads
    .map((lead) => rowOf(lead, programmes, current?.asOf ?? 0, null))
    .map((row) => [
      row.id,
      row.kind,
      row.programmeLabel,
      row.name,
      row.age,
      row.county,
      row.town,
      row.village,
      row.month,
      row.owedFen === null ? '' : row.owedFen / 100,
      row.heldFen === null ? '' : row.heldFen / 100,
      row.why,
    ])
  const head = [
    '线索号',
    '类别',
    '政策',
    '姓名(遮蔽)',
    '年龄',
    '县市区',
    '镇街',
    '村居',
    '起始月',
    '应发(元/月)',
    '在发(元/月)',
    '为什么',
  ]
  const safe = rows.map((row) =>
    row.map((cell) => (typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell)),
  )
  const book = XLSX.utils.book_new(XLSX.utils.aoa_to_sheet([head, ...safe]), '线索')
  return XLSX.write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer
}

export async function leadView(session: Session, id: string): Promise<LeadView | null> {
  const store = await session.store()
  const [found, current, programmes] = [await store.findLead(id), await session.current(), await session.programmes()]
  if (!found || !current) return null
  const { lead, events } = found
  const folder = matchFolder(session.dataDir, current.match)
  const duck = await session.duck()
  const [told] =
    (await explainPerson(session, current, lead.person, ({ id: programme }) => programme === lead.programme)) ?? []
  if (!told) return null
  const kin = await readKin(duck, folder, lead.person)
  const [identity] = await duck.rows<{ residentId: string; household: number | null }>(
    `SELECT i."residentId", p.household FROM read_parquet(${literal(`${folder}/identity.parquet`)}) i JOIN read_parquet(${literal(`${folder}/persons.parquet`)}) p USING (person) WHERE person = ${lead.person}`,
  )
  const around = (await store.listLeads({ limit: 100_000 })).leads.map((one) => one.id)
  const at = around.indexOf(id)
  const { reasons } = told
  const parentLine = (who: 'father' | 'mother') =>
    reasons.lines.find(({ condition }) => condition === `${who}Away`)?.result ?? 'unknown'
  return {
    lead: rowOf(lead, programmes, current.asOf, current.run),
    maskedId: maskId(identity?.residentId ?? ''),
    asOf: current.asOf,
    household: identity?.household ?? null,
    kin: kin.map((one) => ({
      person: one.person,
      relation: one.relation,
      of: one.of,
      name: maskName(one.name ?? ''),
      sex: one.sex,
      age: ageText(one.birth, one.deathDate ?? current.asOf),
      source: one.source,
      deathDate: one.deathDate,
    })),
    parents: (['father', 'mother'] as const).map((who) => ({
      who,
      result: parentLine(who),
      known: kin.some(({ relation }) => relation === who),
    })),
    status: told.status,
    verdict: reasons.verdict,
    lines: reasons.lines.map(({ neutral: _, status, ...line }) => ({
      ...line,
      toConfirm: status === 'assumed' || status === 'open',
    })),
    arithmetic: reasons.arithmetic,
    parameters: reasons.parameters,
    missing: reasons.missing,
    full: told.full,
    neutral: told.neutral,
    events: events.map(({ run, event }) => ({ run, event })),
    previous: around[at - 1] ?? null,
    next: around[at + 1] ?? null,
  }
}
