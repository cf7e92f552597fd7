/** One lead: for those who handle it, with reasons; for its village, without. */
import type { LeadView, VillageView, WireText } from '@doudi/contract'
import { type Content, whatChanged } from '@doudi/core/casework'
import { maskId, maskName, plainYuan } from '@doudi/core/kernel'
import type { Programme, Reasons } from '@doudi/core/policy'
import { divisionName } from '@doudi/programmes/city'
import { literal } from '../../adapters/lake/duckdb.ts'
import { readKin } from '../../adapters/lake/explain.ts'
import { matchFolder } from '../../adapters/lake/match.ts'
import type { Lead, LeadEvent } from '../../usecases/leads.ts'
import type { Session } from '../session.ts'
import { type Explanation, explainPerson } from './explain-person.ts'
import { ageView, leadRow } from './lead-rows.ts'

/** Fields whose values are numbers of ours, which say nothing to a reader. */
const SILENT: readonly string[] = ['failed', 'unknown', 'rank']

function shownValue(field: string, value: unknown, programme: Programme | undefined): string {
  if (value === null || value === undefined) return '–'
  if (field.endsWith('Fen')) return plainYuan(Number(value))
  if (field === 'month') return `${Math.floor(Number(value) / 100)}-${String(Number(value) % 100).padStart(2, '0')}`
  const text = String(value)
  if (['county', 'town', 'village'].includes(field)) return divisionName(text)
  if (field === 'places') return text.split(',').map(divisionName).join('、')
  return programme?.categories.find(({ code }) => code === text)?.label.zh ?? text
}

function eventView({ run, event, before, after }: LeadEvent, programme: Programme | undefined) {
  const told = event === 'changed' || event === 'reopened'
  const changes = told ? whatChanged(before as Content | null, after as Content | null) : []
  return {
    run,
    event,
    changes: changes
      .filter(({ field }) => !SILENT.includes(field))
      .map((one) => ({
        label: one.label,
        before: shownValue(one.field, one.before, programme),
        after: shownValue(one.field, one.after, programme),
      })),
  }
}

/** A condition whose name begins with a parent speaks of that parent; a programme may have none. */
function parentView(who: 'father' | 'mother', lines: Reasons['lines']) {
  const line = lines.find(({ condition }) => new RegExp(`^${who}[A-Z]`).test(condition))
  const named = (line?.named ?? []).filter((one) => one.who === who).map(({ label }) => label)
  return { who, result: line?.result ?? null, says: (line?.says ?? null) as WireText | null, named }
}

/** A condition without its neutral text, which is the village's. */
const lineView = (line: Reasons['lines'][number]): LeadView['lines'][number] => ({
  condition: line.condition,
  result: line.result,
  decisive: line.decisive,
  label: line.label,
  requires: line.requires,
  says: line.says,
  // What is on record of somebody whose condition is not met belongs to the evidence too.
  facts: [...line.facts, ...line.related].map((fact) => ({
    ...fact,
    registerName: fact.registerName.zh,
    text: fact.text.zh,
  })),
  article: line.article,
  toConfirm: line.status === 'assumed' || line.status === 'open',
  missing: line.missing.map(({ text }) => text.zh),
})

type Found = {
  readonly lead: Lead
  readonly events: readonly LeadEvent[]
  readonly told: Explanation
  readonly asOf: number
}

/** The lead with its explanation by the newest run; null where either is gone. */
async function findExplained(session: Session, id: string): Promise<(Found & { readonly match: string }) | null> {
  const store = await session.store()
  const [found, current] = [await store.findLead(id), await session.current()]
  if (!found || !current) return null
  const { lead, events } = found
  const [told] =
    (await explainPerson(session, current, lead.person, { only: (one) => one.id === lead.programme })) ?? []
  return told ? { lead, events, told, asOf: current.asOf, match: current.match } : null
}

async function maskedIdOf(session: Session, folder: string, person: number): Promise<string> {
  const [identity] = await (await session.duck()).rows<{ residentId: string | null }>(
    `SELECT "residentId" FROM read_parquet(${literal(`${folder}/identity.parquet`)}) WHERE person = ${person}`,
  )
  return maskId(identity?.residentId ?? '')
}

export async function leadView(session: Session, id: string): Promise<LeadView | null> {
  const found = await findExplained(session, id)
  if (!found) return null
  const { lead, events, asOf, match } = found
  const { reasons, full } = found.told
  const programmes = await session.programmes()
  const programme = programmes.find((one) => one.id === lead.programme)
  const folder = matchFolder(session.dataDir, match)
  const kin = await readKin(await session.duck(), folder, lead.person)
  return {
    lead: leadRow(lead, programmes, { asOf, run: (await session.current())?.run ?? null }),
    maskedId: await maskedIdOf(session, folder, lead.person),
    asOf,
    kin: kin.map((one) => ({
      person: one.person,
      relation: one.relation,
      of: one.of,
      name: maskName(one.name ?? ''),
      sex: one.sex,
      age: ageView(one.birth, one.deathDate ?? asOf),
      source: one.source,
      asOf: one.asOf,
      deathDate: one.deathDate,
    })),
    parents: (['father', 'mother'] as const).map((who) => parentView(who, reasons.lines)),
    verdict: reasons.verdict,
    lines: reasons.lines.map(lineView),
    arithmetic: reasons.arithmetic.map(({ zh }) => zh),
    parameters: reasons.parameters.map(({ id: name, label, keyLabel, value, unit, status, toConfirm }) => ({
      id: name,
      label,
      keyLabel: keyLabel.zh,
      value: status === 'open' ? null : value.zh,
      // A unit that only lists the answers (是/否) says nothing beside one of them.
      unit: unit.zh.split('/').includes(value.zh) ? '' : unit.zh,
      toConfirm,
    })),
    foreseen: reasons.foreseen,
    missing: reasons.missing.map(({ text }) => text.zh),
    full,
    events: events.map((one) => eventView(one, programme)),
  }
}

export async function villageView(session: Session, id: string): Promise<VillageView | null> {
  const found = await findExplained(session, id)
  if (!found) return null
  const { lead, asOf, told } = found
  return {
    id: lead.id,
    name: lead.name,
    age: ageView(lead.birth, asOf),
    village: divisionName(lead.village ?? ''),
    text: told.neutral,
  }
}
