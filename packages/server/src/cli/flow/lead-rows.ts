/** Leads as a list shows them, on screen and in the workbook: masked, and nothing of illness, custody or rehabilitation. */
import type { Age, KindName, LeadPageView, LeadQueryWire, LeadRow, WireText } from '@doudi/contract'
import { ageOn, monthOf, type Ymd } from '@doudi/core/kernel'
import type { Programme } from '@doudi/core/policy'
import { divisionName } from '@doudi/programmes/city'
import * as XLSX from '@e965/xlsx'
import type { Lead, LeadQuery } from '../../usecases/leads.ts'
import type { Session } from '../session.ts'

export function ageView(birth: Ymd, on: Ymd): Age {
  const years = ageOn(birth, on)
  if (years >= 18) return { years, months: null }
  const months = monthOf(on) - monthOf(birth) - (on % 100 < birth % 100 ? 1 : 0)
  return { years, months: ((months % 12) + 12) % 12 }
}

const KIND: Readonly<Record<KindName, WireText>> = {
  missed: { zh: '应保未保', en: 'missed' },
  over: { zh: '不应享受', en: 'not due' },
  amount: { zh: '金额不符', en: 'amount' },
  conflict: { zh: '重复冲突', en: 'paid twice' },
  change: { zh: '即将变动', en: 'changing' },
  unknown: { zh: '不能确定', en: 'unclear' },
}
const WHY: Readonly<Record<KindName, WireText>> = {
  missed: { zh: '条件符合，未在发放名单', en: 'qualifies, not in payment' },
  over: { zh: '在发放名单，条件已不符合', en: 'in payment, no longer qualifies' },
  amount: { zh: '发放金额或类别与应发不一致', en: 'amount or category paid is not what is owed' },
  conflict: { zh: '同月有两笔互斥的发放', en: 'two payments that exclude each other' },
  change: { zh: '60天内情况将有变化', en: 'something changes within 60 days' },
  unknown: { zh: '现有登记册不足以判断', en: 'the registers do not suffice to tell' },
}
const CAUSE: Readonly<Record<string, WireText>> = {
  unsupported: { zh: '登记册里始终没有支持发放的依据', en: 'no register has ever supported the payment' },
  doubtful: {
    zh: '发放名册里证件号是此人，姓名等却对不上',
    en: 'in payment under this id, but name or other marks do not agree',
  },
  unlinked: {
    zh: '发放名册里有一行证件号无效、姓名相近',
    en: 'a row in payment has an invalid id and a similar name',
  },
}

const whyOf = ({ kind, detail }: Lead): WireText => CAUSE[detail.why ?? ''] ?? WHY[kind as KindName]
function placesOf({ kind, detail }: Lead): readonly string[] {
  const places = kind === 'conflict' ? (detail.places?.split(',') ?? []) : []
  return places.length < 2 ? [] : places.map(divisionName)
}

const OFFICE: Readonly<Record<string, WireText>> = {
  'R-VIL-CHD': { zh: '儿童主任', en: 'child director' },
  'R-TWN-CHS': { zh: '儿童督导员', en: 'child supervisor' },
  'R-CTY-BIZ': { zh: '县级经办', en: 'county desk' },
  'R-CITY-BIZ': { zh: '市级经办', en: 'city desk' },
}
/** The office that a lead is with, in words: the child director of the village, else the next office up. */
function officeOf({ assignee }: Lead): LeadRow['assignee'] {
  const [role = '', area = ''] = assignee.split('@')
  return { role: OFFICE[role] ?? { zh: role, en: role }, place: role === 'R-CITY-BIZ' ? '' : divisionName(area) }
}

export function leadRow(
  lead: Lead,
  programmes: readonly Programme[],
  now: { readonly asOf: Ymd; readonly run: string | null },
): LeadRow {
  const programme = programmes.find(({ id }) => id === lead.programme)
  const held = lead.detail.held?.split(',')[0]
  const category = programme?.categories.find(({ code }) => code === (lead.category ?? held))
  // What pays no months has no monthly amount: none is not zero.
  const monthly = programme?.effect !== null || lead.owedFen !== 0
  const plain = { zh: lead.programme, en: lead.programme }
  const [county, town, village] = [lead.county, lead.town, lead.village].map((code) => divisionName(code ?? ''))
  return {
    id: lead.id,
    person: lead.person,
    kind: lead.kind as KindName,
    programme: lead.programme,
    programmeLabel: category?.label ?? programme?.label ?? plain,
    name: lead.name,
    sex: lead.sex,
    age: ageView(lead.birth, now.asOf),
    month: lead.month,
    owedFen: monthly ? lead.owedFen : null,
    heldFen: lead.heldFen,
    deltaFen: monthly ? lead.deltaFen : null,
    county: county ?? '',
    town: town ?? '',
    village: village ?? '',
    assignee: officeOf(lead),
    fresh: now.run !== null && lead.openedRun === now.run,
    why: whyOf(lead),
    whyPlaces: placesOf(lead),
  }
}

/** Only what the query says, so that no unset key stands in for a filter. */
const storeQuery = ({ ids: _, ...query }: LeadQueryWire): LeadQuery =>
  Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined))

export async function leadPage(session: Session, query: LeadQueryWire): Promise<LeadPageView> {
  const [store, programmes, current] = [await session.store(), await session.programmes(), await session.current()]
  const { total, deltaFen, leads, facets } = await store.listLeads(storeQuery(query))
  const label = (facet: string, value: string): WireText => {
    const division = divisionName(value)
    if (facet === 'county' || facet === 'town') return { zh: division, en: division }
    if (facet === 'kind') return KIND[value as KindName] ?? { zh: value, en: value }
    return programmes.find(({ id }) => id === value)?.label ?? { zh: value, en: value }
  }
  const labelled = (facet: 'kind' | 'programme' | 'county' | 'town') =>
    facets[facet].map((one) => ({ ...one, label: label(facet, one.value) }))
  const now = { asOf: current?.asOf ?? 0, run: current?.run ?? null }
  return {
    total,
    deltaFen,
    asOf: current?.asOf ?? null,
    leads: leads.map((lead) => leadRow(lead, programmes, now)),
    facets: {
      kind: labelled('kind'),
      programme: labelled('programme'),
      county: labelled('county'),
      town: labelled('town'),
    },
  }
}

const HEAD = [
  '线索号',
  '类别',
  '政策',
  '姓名（遮蔽）',
  '年龄（周岁）',
  '县市区',
  '镇街',
  '村居',
  '起始月',
  '应发（元/月）',
  '在发（元/月）',
  '差额（元/月）',
  '为什么',
  '派给',
]
const yuan = (fen: number | null): number | string => (fen === null ? '' : fen / 100)
/** A spreadsheet takes a text that begins like this for a formula, even one that was written as text. */
const plainCell = <T>(cell: T): T | string =>
  typeof cell === 'string' && /^[\s]*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell

/** The masked list as a workbook; cells are texts and numbers, and no text begins as a formula does. */
export async function leadsWorkbook(session: Session, query: LeadQueryWire): Promise<Buffer> {
  const [store, programmes, current] = [await session.store(), await session.programmes(), await session.current()]
  const { leads } = await store.listLeads({ ...storeQuery(query), limit: 100_000, offset: 0 })
  const only = query.ids?.split(',')
  const rows = leads
    .filter(({ id }) => only === undefined || only.includes(id))
    .map((lead) => leadRow(lead, programmes, { asOf: current?.asOf ?? 0, run: null }))
    .map((row) => [
      row.id,
      KIND[row.kind].zh,
      row.programmeLabel.zh,
      row.name,
      row.age.years,
      row.county,
      row.town,
      row.village,
      row.month,
      yuan(row.owedFen),
      yuan(row.heldFen),
      yuan(row.deltaFen),
      `${row.why.zh}${row.whyPlaces.length > 0 ? `：${row.whyPlaces.join('、')}` : ''}`,
      `${row.assignee.place} ${row.assignee.role.zh}`.trim(),
    ])
  const sheet = XLSX.utils.aoa_to_sheet([HEAD, ...rows.map((row) => row.map(plainCell))])
  sheet['!cols'] = HEAD.map((_, at) => ({ wch: [16, 10, 18, 10, 8, 14, 14, 16, 9, 12, 12, 12, 36, 22][at] ?? 12 }))
  return XLSX.write(XLSX.utils.book_new(sheet, '线索'), {
    type: 'buffer',
    bookType: 'xlsx',
    compression: true,
  }) as Buffer
}
