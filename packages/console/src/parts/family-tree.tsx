/** The family as a small tree: grandparents, parents with their status, the child and siblings. */
import type { LeadView } from '@doudi/contract'
import { day } from '../format.ts'
import { useText } from '../text/language.ts'

type Kin = LeadView['kin'][number]
const WIDTH = 190
const HEIGHT = 58

type Placed = {
  readonly kin: Kin | null
  readonly label: string
  readonly x: number
  readonly y: number
  readonly result: 'met' | 'notMet' | 'unknown' | null
}

function Box({ placed }: { readonly placed: Placed }) {
  const text = useText()
  const { kin, label, x, y, result } = placed
  const sign =
    result === 'met'
      ? `✓ ${text.conditionMet}`
      : result === 'notMet'
        ? `✕ ${text.conditionNotMet}`
        : result === 'unknown'
          ? `? ${text.conditionUnknown}`
          : ''
  const gone = kin?.deathDate != null
  return (
    <g transform={`translate(${x},${y})`}>
      <rect
        width={WIDTH}
        height={HEIGHT}
        fill={gone ? '#F0F1F2' : '#fff'}
        stroke={kin?.relation === 'self' ? '#1F2328' : '#7D858E'}
        strokeWidth={kin?.relation === 'self' ? 2 : 1}
        strokeDasharray={kin ? undefined : '4 3'}
      />
      <text x="10" y="20" fontSize="13" fontWeight="600" fill="#1F2328">
        {label} {kin?.name ?? ''}
      </text>
      <text x={WIDTH - 10} y="20" fontSize="12" textAnchor="end" fill="#565E67">
        {kin && !gone ? kin.age : ''}
      </text>
      <text x="10" y="37" fontSize="12" fill="#565E67">
        {kin ? (gone ? `${day(kin.deathDate)} ${text.died}` : kin.source) : text.notOnRecord}
      </text>
      <text
        x="10"
        y="52"
        fontSize="12"
        fill={result === 'met' ? '#257965' : result === 'notMet' ? '#4D4D4E' : '#565E67'}
      >
        {sign}
      </text>
    </g>
  )
}

export function FamilyTree({ view }: { readonly view: LeadView }) {
  const text = useText()
  const find = (relation: string): Kin[] => view.kin.filter((one) => one.relation === relation)
  const [self] = find('self')
  const father = find('father')[0] ?? null
  const mother = find('mother')[0] ?? null
  const result = (who: 'father' | 'mother') => view.parents.find((one) => one.who === who)?.result ?? 'unknown'
  const elders = [
    ...find('grandparent')
      .filter(({ of }) => of === father?.person)
      .slice(0, 2),
    ...find('grandparent')
      .filter(({ of }) => of === mother?.person)
      .slice(0, 2),
  ]
  const guardians = find('guardian')
    .filter(({ person }) => !elders.some((one) => one.person === person))
    .slice(0, 1)
  const siblings = find('sibling').slice(0, 2)
  const top = elders.length > 0 ? 1 : 0
  const placed: Placed[] = [
    ...elders.map((kin, index) => ({
      kin,
      label: text.grandparent,
      x: (kin.of === father?.person ? 0 : 420) + (index % 2) * 205,
      y: 0,
      result: null,
    })),
    { kin: father, label: text.father, x: 105, y: top * 86, result: result('father') },
    { kin: mother, label: text.mother, x: 525, y: top * 86, result: result('mother') },
    { kin: self ?? null, label: text.self, x: 315, y: top * 86 + 100, result: null },
    ...siblings.map((kin, index) => ({
      kin,
      label: text.sibling,
      x: 105 - index * 0,
      y: top * 86 + 100 + index * 66,
      result: null,
    })),
    ...guardians.map((kin) => ({ kin, label: text.guardian, x: 525, y: top * 86 + 100, result: null })),
  ]
  const y = top * 86
  const height = y + 100 + HEIGHT + Math.max(0, siblings.length - 1) * 66 + 6
  return (
    <div className="scroll">
      <svg className="family" viewBox={`-2 -2 830 ${height}`} role="img" aria-label={text.family}>
        <path
          d={`M200,${y + HEIGHT} V${y + 79} H620 V${y + HEIGHT} M410,${y + 79} V${y + 100}`}
          fill="none"
          stroke="#7D858E"
        />
        {elders.map((kin, index) => (
          <path
            key={kin.person}
            d={`M${(kin.of === father?.person ? 95 : 515) + (index % 2) * 205},${HEIGHT} V${y - 14} H${kin.of === father?.person ? 200 : 620} V${y}`}
            fill="none"
            stroke="#B4BAC0"
          />
        ))}
        {placed.map((one) => (
          <Box key={`${one.label}${one.kin?.person ?? 0}`} placed={one} />
        ))}
      </svg>
    </div>
  )
}
