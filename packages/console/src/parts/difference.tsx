/** A batch against the one before it, true to scale: what stayed, changed, came and vanished, and where from. */
import type { SnapshotCounts } from '@doudi/contract'
import { count, percent } from '../format.ts'
import { useText } from '../text/language.ts'

const HEIGHT = 96
const TOP = 22
const [LEFT, RIGHT] = [84, 336]

/** A sliver stays visible however large the register is. */
const tall = (n: number, all: number): number => (n === 0 ? 0 : Math.max(2, (n / all) * HEIGHT))

export function Difference({ counts }: { readonly counts: SnapshotCounts }) {
  const text = useText()
  const { before, accepted, added, changed, vanished, places } = counts
  const kept = Math.max(0, before - vanished)
  const all = Math.max(1, before, accepted)
  const [keptTall, goneTall, newTall] = [tall(kept, all), tall(vanished, all), tall(added, all)]
  const first = before === 0
  if (first) return <p className="note">{text.firstBatch}</p>
  const label = text.differenceLabel(count(before), count(added), count(changed), count(vanished), count(accepted))
  return (
    <>
      <svg className="difference" viewBox={`0 0 420 ${TOP + HEIGHT + 34}`} role="img" aria-label={label}>
        <text x={LEFT} y="12" fontSize="12" textAnchor="middle" fill="#565E67">
          {text.before}
        </text>
        <text x={RIGHT + 10} y="12" fontSize="12" textAnchor="middle" fill="#565E67">
          {text.thisBatch}
        </text>
        <rect x={LEFT - 10} y={TOP} width="10" height={keptTall + goneTall} fill="#565E67" />
        <rect x={RIGHT} y={TOP} width="10" height={keptTall} fill="#565E67" />
        <rect x={RIGHT} y={TOP + keptTall} width="10" height={newTall} fill="#1F78C8" />
        <rect x={LEFT} y={TOP} width={RIGHT - LEFT} height={keptTall} fill="#E8EDF2" />
        {vanished > 0 && (
          <path
            d={`M${LEFT},${TOP + keptTall} C${LEFT + 90},${TOP + keptTall} ${LEFT + 90},${TOP + keptTall + 10} 250,${TOP + keptTall + 10} V${TOP + keptTall + 10 + goneTall} C${LEFT + 90},${TOP + keptTall + 10 + goneTall} ${LEFT + 90},${TOP + keptTall + goneTall} ${LEFT},${TOP + keptTall + goneTall} Z`}
            fill="#7A1210"
          />
        )}
        <text x={LEFT - 16} y={TOP + 20} fontSize="14" textAnchor="end" fontWeight="600" fill="#1F2328">
          {count(before)}
        </text>
        <text x={RIGHT + 16} y={TOP + 20} fontSize="14" fontWeight="600" fill="#1F2328">
          {count(accepted)}
        </text>
        <text x="210" y={TOP + 20} fontSize="12" textAnchor="middle" fill="#1F2328">
          {text.unchanged} {count(Math.max(0, kept - changed))}
        </text>
        <text x="210" y={TOP + 40} fontSize="12" textAnchor="middle" fill="#565E67">
          {text.changedRows} {count(changed)} · {text.added} {count(added)}
        </text>
        <text x="258" y={TOP + keptTall + Math.max(24, goneTall + 10)} fontSize="12" fill="#7A1210">
          {text.vanished} {count(vanished)}
          {vanished > 0 && ` · ${percent(vanished / before)}`}
        </text>
      </svg>
      {vanished > 0 && places.length > 0 && <Places counts={counts} />}
    </>
  )
}

function Places({ counts }: { readonly counts: SnapshotCounts }) {
  const text = useText()
  const widest = Math.max(1, ...counts.places.map(({ vanished }) => vanished))
  const shown = counts.places.slice(0, 6)
  const rest = counts.places.slice(6).reduce((sum, { vanished }) => sum + vanished, 0)
  return (
    <>
      <h4>{text.vanishedWhere(count(counts.vanished))}</h4>
      <ul className="places">
        {shown.map(({ name, vanished, before }) => (
          <li key={name}>
            <span lang="zh-CN">{name}</span>
            <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
              <rect width={(vanished / widest) * 100} height="10" fill="#7A1210" />
            </svg>
            <span className="num">
              {count(vanished)} / {count(before)}
            </span>
            <span className="soft">{vanished === before ? text.noneLeft : ''}</span>
          </li>
        ))}
        {rest > 0 && (
          <li>
            <span>{text.others(counts.places.length - 6)}</span>
            <span />
            <span className="num">{count(rest)}</span>
          </li>
        )}
      </ul>
    </>
  )
}
