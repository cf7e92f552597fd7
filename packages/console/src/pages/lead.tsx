/** One lead: who, the family, the evidence, condition by condition, the text an officer would sign, what to do. */
import type { LeadView } from '@doudi/contract'
import { useApi } from '../api.ts'
import { day, money, month, plainMoney } from '../format.ts'
import { Conditions } from '../parts/conditions.tsx'
import { FamilyTree } from '../parts/family-tree.tsx'
import { neighbours, useKeys } from '../parts/keys.ts'
import { Officer } from '../parts/officer.tsx'
import { KindMark, Ready } from '../parts/states.tsx'
import { Timeline } from '../parts/timeline.tsx'
import { go, Link } from '../route.tsx'
import { useAge, usePick, useText } from '../text/language.ts'

/** Kinds that suspect nobody of anything. */
const OPEN_ENDED: readonly string[] = ['change', 'unknown']

function Crumbs({ id }: { readonly id: string }) {
  const text = useText()
  const { list, at, of, previous, next } = neighbours(id)
  useKeys({
    '[': () => previous && go(`/leads/${previous}`),
    ']': () => next && go(`/leads/${next}`),
    // biome-ignore lint/correctness/noComponentHookFactories: the name of a key, not of a component
    Escape: () => go(list),
  })
  return (
    <nav className="crumbs" aria-label={text.back}>
      <Link to={list}>← {text.back}</Link>
      {at >= 0 && <span className="soft">{text.nthOf(at + 1, of)}</span>}
      {previous && (
        <Link to={`/leads/${previous}`}>
          <kbd>[</kbd> {text.previousLead}
        </Link>
      )}
      {next && (
        <Link to={`/leads/${next}`}>
          {text.nextLead} <kbd>]</kbd>
        </Link>
      )}
      <span className="soft right">
        {text.leadNumber} {id}
      </span>
    </nav>
  )
}

function Who({ view }: { readonly view: LeadView }) {
  const text = useText()
  const pick = usePick()
  const age = useAge()
  const { lead } = view
  const sex = lead.sex === 1 ? text.male : lead.sex === 2 ? text.female : ''
  const figures = [
    [text.ifTrueMonth, money(lead.deltaFen)],
    [text.owed, plainMoney(lead.owedFen)],
    [text.held, plainMoney(lead.heldFen)],
    [text.effect, month(lead.month)],
    [text.asOf, day(view.asOf)],
  ] as const
  return (
    <header className="lead-head">
      <div>
        <h1>
          <KindMark kind={lead.kind} />{' '}
          {OPEN_ENDED.includes(lead.kind) ? text[lead.kind] : text.suspected(text[lead.kind])} ·{' '}
          {pick(lead.programmeLabel)} · <span lang="zh-CN">{lead.name}</span>
        </h1>
        <p>
          {sex} {age(lead.age)} <span className="masked">{view.maskedId}</span>{' '}
          <span lang="zh-CN">
            {lead.county} {lead.town} {lead.village}
          </span>{' '}
          <span className="soft">
            {text.personNumber} P{lead.person}
          </span>
        </p>
        <p className="verdict">{pick(view.verdict)}</p>
        {view.foreseen && (
          <p>
            {text.foreseen(day(view.foreseen.on))}
            {pick(view.foreseen.verdict)}
          </p>
        )}
      </div>
      <dl className="figures">
        {figures.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </header>
  )
}

function Arithmetic({ view }: { readonly view: LeadView }) {
  const text = useText()
  if (view.arithmetic.length === 0) return null
  return (
    <section aria-labelledby="arithmetic">
      <h2 id="arithmetic">{text.arithmetic}</h2>
      <p lang="zh-CN">{view.arithmetic.join('；')}</p>
    </section>
  )
}

export function LeadPage({ id }: { readonly id: string }) {
  const text = useText()
  const loaded = useApi<LeadView>(`/api/leads/${id}`)
  return (
    <>
      <Crumbs id={id} />
      <Ready of={loaded}>
        {(view) => (
          <>
            <Who view={view} />
            <div className="lead-columns">
              <div>
                <section aria-labelledby="family">
                  <h2 id="family">
                    {text.family} <small>{text.familyNote}</small>
                  </h2>
                  <FamilyTree view={view} />
                </section>
                <section aria-labelledby="evidence">
                  <h2 id="evidence">
                    {text.evidence} <small>{text.evidenceNote}</small>
                  </h2>
                  <Timeline view={view} />
                </section>
                <Conditions view={view} />
                <Arithmetic view={view} />
              </div>
              <Officer view={view} />
            </div>
          </>
        )}
      </Ready>
    </>
  )
}
