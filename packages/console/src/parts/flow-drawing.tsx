/** The run as one drawing: registers → people → conclusions → findings → leads. Findings and leads are true to scale. */
import type { HomeView } from '@doudi/contract'
import { count, KINDS } from '../format.ts'
import { Link } from '../route.tsx'
import { useText } from '../text/language.ts'

const HEIGHT = 230
const TOP = 12
const FILL: Readonly<Record<string, string>> = {
  missed: '#1F78C8',
  over: '#D9691E',
  conflict: '#D9691E',
  amount: '#8a6d3b',
  change: '#6b737c',
  unknown: '#b4bac0',
}

type Band = { readonly kind: (typeof KINDS)[number]; readonly y: number; readonly height: number; readonly n: number }
function bandsOf(totals: HomeView['totals']): Band[] {
  const all = KINDS.reduce((sum, kind) => sum + totals[kind], 0)
  let y = TOP
  return KINDS.map((kind) => {
    const height = all === 0 ? 0 : (totals[kind] / all) * HEIGHT
    const band = { kind, y, height, n: totals[kind] }
    y += height
    return band
  })
}
/** Labels keep a line of their own even where a band is thin. */
function spread(bands: readonly Band[]): number[] {
  const at: number[] = []
  for (const [index, band] of bands.entries())
    at.push(Math.max(band.y + band.height / 2, (at[index - 1] ?? TOP - 14) + 19))
  const over = (at.at(-1) ?? 0) - (TOP + HEIGHT)
  return over > 0 ? at.map((y, index) => y - (over * (index + 1)) / at.length) : at
}
const ribbon = (x1: number, y1: number, h1: number, x2: number, y2: number, h2: number): string => {
  const middle = (x1 + x2) / 2
  return `M${x1},${y1} C${middle},${y1} ${middle},${y2} ${x2},${y2} L${x2},${y2 + h2} C${middle},${y2 + h2} ${middle},${y1 + h1} ${x1},${y1 + h1} Z`
}
const MARK: Readonly<Record<string, string>> = { inForce: '#257965', late: '#9B5700', held: '#7A1210', none: '#6B737C' }
const TINT: Readonly<Record<string, string>> = { inForce: '#E3F3EE', late: '#FFF4E0', held: '#FBE9E7', none: '#fff' }

export function FlowDrawing({ home }: { readonly home: HomeView }) {
  const text = useText()
  const { run } = home
  if (!run) return null
  const bands = bandsOf(home.totals)
  const labels = spread(bands)
  const total = bands.reduce((sum, { n }) => sum + n, 0)
  return (
    <div className="flow">
      <ol className="flow-heads">
        <li>
          <span>{text.s1}</span>
          <b>{home.registers.filter(({ state }) => state !== 'none').length}</b> {text.books}
          <small>
            {text.quarantinedRows} {count(run.quarantined)}
          </small>
        </li>
        <li>
          <span>{text.s2}</span>
          <b>{count(run.persons)}</b> {text.people}
          <small>
            {text.registeredPeople} {count(run.registered)} · {text.links} {count(run.links)}
          </small>
        </li>
        <li>
          <span>{text.s3}</span>
          <b>{count(run.determinations)}</b> {text.conclusions}
          <small>
            {text.doubts} {count(run.doubts)}
          </small>
        </li>
        <li>
          <span>{text.s4}</span>
          <b>{count(total)}</b> {text.items}
          <small>
            {text.opened} {count(run.leads.opened)} · {text.closed} {count(run.leads.closed)} · {text.changed}{' '}
            {count(run.leads.changed)}
          </small>
        </li>
        <li>
          <span>{text.s5}</span>
          <b>{count(run.leads.open)}</b> {text.leadsUnit}
          <small>{text.toVisit}</small>
        </li>
      </ol>
      <svg
        viewBox={`0 0 1320 ${HEIGHT + 2 * TOP}`}
        role="img"
        aria-label={text.headline(count(run.persons), count(total), count(home.totals.missed))}
      >
        {home.registers.map(({ id, state }, index) => (
          <g key={id} transform={`translate(${(index % 5) * 34},${TOP + Math.floor(index / 5) * 34})`}>
            <rect
              width="28"
              height="26"
              fill={TINT[state]}
              stroke={MARK[state]}
              strokeDasharray={state === 'none' ? '3 2' : undefined}
            />
            <text x="14" y="17" textAnchor="middle" fontSize="11" fill={MARK[state]}>
              {id.slice(1)}
            </text>
          </g>
        ))}
        <path d={ribbon(172, TOP, HEIGHT * 0.6, 268, TOP, HEIGHT)} fill="#E8EDF2" />
        <rect x="268" y={TOP} width="14" height={HEIGHT} fill="#565E67" />
        <path d={ribbon(282, TOP, HEIGHT, 530, TOP, HEIGHT)} fill="#F0F3F6" />
        {run.verdicts.map(({ programme, label, eligible, unknown }, index) => (
          <g key={programme} transform={`translate(536,${TOP + 8 + index * 66})`}>
            <text y="14" fontSize="13" fontWeight="600" fill="#1F2328">
              {label}
            </text>
            <text y="34" fontSize="13" fill="#257965">
              ✓ {text.eligible} {count(eligible)}
            </text>
            <text y="52" fontSize="13" fill="#565E67">
              ? {text.cannotTell} {count(unknown)}
            </text>
          </g>
        ))}
        <path d={ribbon(770, TOP, HEIGHT, 878, TOP, HEIGHT)} fill="#F0F3F6" />
        {bands.map(({ kind, y, height }) => (
          <g key={kind}>
            <rect x="878" y={y} width="12" height={Math.max(height, 0)} fill={FILL[kind]} />
            <path d={ribbon(890, y, height, 1196, y, height)} fill={FILL[kind]} opacity="0.18" />
            <rect x="1196" y={y} width="12" height={Math.max(height, 0)} fill="#4a6080" />
          </g>
        ))}
        {bands.map(({ kind, n }, index) => (
          <text key={kind} x="900" y={(labels[index] ?? 0) + 5} fontSize="14" fill="#1F2328">
            {text[kind]} <tspan fontWeight="600">{count(n)}</tspan>
          </text>
        ))}
        <text x="1216" y={TOP + HEIGHT / 2} fontSize="14" fontWeight="600" fill="#1F2328">
          {count(run.leads.open)} {text.leadsUnit}
        </text>
        <text x="1216" y={TOP + HEIGHT / 2 + 20} fontSize="12" fill="#565E67">
          {text.toVisit}
        </text>
      </svg>
      <nav className="flow-links" aria-label={text.kind}>
        {bands.map(({ kind, n }) => (
          <Link key={kind} to={`/leads?kind=${kind}`}>
            {text[kind]} {count(n)}
          </Link>
        ))}
      </nav>
    </div>
  )
}
