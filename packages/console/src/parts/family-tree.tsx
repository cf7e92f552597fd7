/** The family as a small tree: grandparents, parents with their status, the child and siblings. */
import type { LeadView, Verdict } from '@doudi/contract'
import { day } from '../format.ts'
import { useAge, usePick, useText } from '../text/language.ts'
import { SIGN, useVerdictWord } from './states.tsx'

type Kin = LeadView['kin'][number]
type Parent = LeadView['parents'][number]
const BOX = 200
const TALL = 64
const LOW = 46
const ELDER_GAP = 210
const FATHER = 105
const MOTHER = 535
const CHILD = 320

type Placed = {
  readonly kin: Kin | null
  readonly label: string
  readonly x: number
  readonly y: number
  readonly tall: boolean
  readonly parent?: Parent
}
const COLOUR: Readonly<Record<Verdict, string>> = { met: '#257965', notMet: '#4D4D4E', unknown: '#4D4D4E' }

function Box({ placed }: { readonly placed: Placed }) {
  const text = useText()
  const pick = usePick()
  const age = useAge()
  const word = useVerdictWord()
  const { kin, label, x, y, tall, parent } = placed
  const height = tall ? TALL : LOW
  const self = kin?.relation === 'self'
  const result = parent?.result ?? null
  const named = (parent?.named ?? []).map(pick).join(text.and)
  const said = result === null ? '' : named !== '' ? named : parent?.says ? pick(parent.says) : word(result)
  const gone = kin !== null && kin.deathDate !== null
  const below =
    kin === null
      ? text.notOnRecord
      : gone
        ? text.diedOn(day(kin.deathDate))
        : self
          ? text.self
          : text.recordedIn(kin.source)
  return (
    <g transform={`translate(${x},${y})`}>
      <rect
        width={BOX}
        height={height}
        fill={gone ? '#F0F1F2' : '#fff'}
        stroke={self ? '#1F2328' : '#7D858E'}
        strokeWidth={self ? 2 : 1}
        strokeDasharray={kin && result !== 'unknown' ? undefined : '4 3'}
      />
      <text x="10" y="20" fontSize="13" fill="#565E67">
        {label}{' '}
        <tspan fontWeight="600" fill="#1F2328" lang="zh-CN">
          {kin?.name ?? ''}
        </tspan>
      </text>
      <text x={BOX - 10} y="20" fontSize="12" textAnchor="end" fill="#565E67">
        {kin && !gone ? age(kin.age) : ''}
      </text>
      <text x="10" y="38" fontSize="12" fill="#565E67">
        {below}
      </text>
      {result !== null && (
        <text x="10" y="56" fontSize="12" fill={COLOUR[result]}>
          {SIGN[result]} {said}
        </text>
      )}
    </g>
  )
}

/** Two grandparents over each parent, as many siblings as fit beside the child. */
function place(
  view: LeadView,
  text: ReturnType<typeof useText>,
): { placed: Placed[]; elders: Placed[]; y: number; height: number } {
  const find = (relation: Kin['relation']): Kin[] => view.kin.filter((one) => one.relation === relation)
  const [father, mother, self] = [find('father')[0] ?? null, find('mother')[0] ?? null, find('self')[0] ?? null]
  const over = (parent: Kin | null, x: number): Placed[] =>
    find('grandparent')
      .filter(({ of }) => parent !== null && of === parent.person)
      .slice(0, 2)
      .map((kin, index) => ({ kin, label: text.grandparent, x: x + index * ELDER_GAP, y: 0, tall: false }))
  const elders = [...over(father, 0), ...over(mother, 430)]
  const shown = new Set(elders.map(({ kin }) => kin?.person))
  const guardians = find('guardian').filter(({ person }) => !shown.has(person))
  const y = elders.length > 0 ? LOW + 40 : 0
  const low = y + TALL + 40
  const beside = (list: readonly Kin[], label: string, x: number): Placed[] =>
    list.slice(0, 2).map((kin, index) => ({ kin, label, x, y: low + index * (LOW + 8), tall: false }))
  const parent = (who: 'father' | 'mother') => {
    const found = view.parents.find((one) => one.who === who)
    return found ? { parent: found } : {}
  }
  const siblings = beside(find('sibling'), text.sibling, FATHER)
  const carers = beside(guardians, text.guardian, MOTHER)
  const placed: Placed[] = [
    ...elders,
    { kin: father, label: text.father, x: FATHER, y, tall: true, ...parent('father') },
    { kin: mother, label: text.mother, x: MOTHER, y, tall: true, ...parent('mother') },
    { kin: self, label: self?.sex === 2 ? text.girl : text.boy, x: CHILD, y: low, tall: false },
    ...siblings,
    ...carers,
  ]
  const more = Math.max(1, siblings.length, carers.length) - 1
  return { placed, elders, y, height: low + LOW + more * (LOW + 8) + 6 }
}

export function FamilyTree({ view }: { readonly view: LeadView }) {
  const text = useText()
  const { placed, elders, y, height } = place(view, text)
  const middle = y + TALL + 20
  const half = BOX / 2
  const centre = { father: FATHER + half, mother: MOTHER + half, child: CHILD + half }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="scroll" tabIndex={0} aria-label={text.family}>
      <svg className="family" viewBox={`-2 -2 846 ${height}`} role="img" aria-label={text.family}>
        <path
          d={`M${centre.father},${y + TALL} V${middle} H${centre.mother} V${y + TALL} M${centre.child},${middle} V${y + TALL + 40}`}
          fill="none"
          stroke="#7D858E"
        />
        {elders.map(({ kin, x }) => {
          const to = x < MOTHER - ELDER_GAP ? centre.father : centre.mother
          return (
            <path key={kin?.person} d={`M${x + half},${LOW} V${LOW + 20} H${to} V${y}`} fill="none" stroke="#B4BAC0" />
          )
        })}
        {placed
          .filter(({ kin }) => kin?.relation === 'sibling')
          .slice(0, 1)
          .map(({ x, y: at }) => (
            <path key="sibling" d={`M${x + half},${middle} V${at}`} fill="none" stroke="#7D858E" />
          ))}
        {placed
          .filter(({ kin }) => kin?.relation === 'guardian')
          .slice(0, 1)
          .map(({ x, y: at }) => (
            <path
              key="guardian"
              d={`M${CHILD + BOX},${at + LOW / 2} H${x}`}
              fill="none"
              stroke="#7D858E"
              strokeDasharray="4 3"
            />
          ))}
        {placed.map((one) => (
          <Box key={`${one.label}${one.kin?.person ?? 0}`} placed={one} />
        ))}
      </svg>
    </section>
  )
}
