/** The run as one drawing: registers → people → conclusions → findings → leads. Findings and leads are true to scale. */
import type { HomeView, KindName } from '@doudi/contract'
import { cell, count, KINDS } from '../format.ts'
import { Link } from '../route.tsx'
import { usePick, useText } from '../text/language.ts'

const HEIGHT = 232
const TOP = 8
const WIDTH = 1318
const X = { people: 236, list: 470, neck: 800, findings: 900, leads: 1176 } as const
export const FILL: Readonly<Record<KindName, string>> = {
  missed: '#1F78C8',
  over: '#D9691E',
  conflict: '#D9691E',
  amount: '#8A929B',
  change: '#8A929B',
  unknown: '#B4BAC0',
}
const MARK: Readonly<Record<string, string>> = { inForce: '#257965', late: '#9B5700', held: '#7A1210', none: '#6B737C' }
const TINT: Readonly<Record<string, string>> = { inForce: '#E3F3EE', late: '#FFF4E0', held: '#FBE9E7', none: '#fff' }
/** Withheld kinds keep a place without telling a size. */
const WITHHELD_HEIGHT = 16

type Band = { readonly kind: KindName; readonly y: number; readonly height: number; readonly n: number | null }
function bandsOf(totals: HomeView['totals']): Band[] {
  const hidden = KINDS.filter((kind) => totals[kind] === null).length
  const all = KINDS.reduce((sum, kind) => sum + (totals[kind] ?? 0), 0)
  const room = HEIGHT - hidden * WITHHELD_HEIGHT
  let y = TOP
  return KINDS.map((kind) => {
    const n = totals[kind]
    const height = n === null ? WITHHELD_HEIGHT : all === 0 ? 0 : (n / all) * room
    const band = { kind, y, height, n }
    y += height
    return band
  })
}
/** Labels keep a line of their own even where a band is thin. */
function spread(bands: readonly Band[]): number[] {
  const at: number[] = []
  for (const [index, band] of bands.entries())
    at.push(Math.max(band.y + band.height / 2, (at[index - 1] ?? TOP - 10) + 19))
  const over = (at.at(-1) ?? 0) - (TOP + HEIGHT)
  return over > 0 ? at.map((y, index) => y - (over * (index + 1)) / at.length) : at
}
const ribbon = (x1: number, y1: number, h1: number, x2: number, y2: number, h2: number): string => {
  const middle = (x1 + x2) / 2
  return `M${x1},${y1} C${middle},${y1} ${middle},${y2} ${x2},${y2} L${x2},${y2 + h2} C${middle},${y2 + h2} ${middle},${y1 + h1} ${x1},${y1 + h1} Z`
}

function Heads({ home }: { readonly home: HomeView }) {
  const text = useText()
  const { run } = home
  if (!run) return null
  const steps = [
    {
      title: text.s1,
      n: count(home.registers.filter(({ state }) => state !== 'none').length),
      unit: text.books,
      note: `${text.quarantinedRows} ${count(run.quarantined)}`,
    },
    {
      title: text.s2,
      n: count(run.persons),
      unit: text.people,
      note: `${text.registeredPeople} ${count(run.registered)}`,
    },
    { title: text.s3, n: count(run.determinations), unit: text.conclusions, note: text.s3Note },
    {
      title: text.s4,
      n: cell(home.total),
      unit: text.items,
      note: home.scope.county === null ? text.wholeCity : text.oneCounty,
    },
    {
      title: text.s5,
      n: cell(home.scope.county === null ? run.leads.open : home.total),
      unit: text.leadsUnit,
      note: text.toVisit,
    },
  ]
  return (
    <ol className="flow-heads">
      {steps.map(({ title, n, unit, note }) => (
        <li key={title}>
          <span>{title}</span>
          <b>{n}</b> {unit}
          <small>{note}</small>
        </li>
      ))}
    </ol>
  )
}

function Registers({ home }: { readonly home: HomeView }) {
  const pick = usePick()
  const rows = Math.ceil(home.registers.length / 5)
  const step = Math.min(34, HEIGHT / Math.max(1, rows))
  return (
    <>
      {Array.from({ length: rows }, (_, row) => (
        <path
          // biome-ignore lint/suspicious/noArrayIndexKey: a row of tiles is its place
          key={row}
          d={ribbon(168, TOP + row * step, step - 6, X.people, TOP + (row * HEIGHT) / rows, HEIGHT / rows - 2)}
          fill="#E8EDF2"
        />
      ))}
      {home.registers.map(({ id, name, state }, index) => (
        <Link key={id} to={`/registers?register=${id}`} aria-label={`${id} ${pick(name)}`}>
          <title>{`${id} ${pick(name)}`}</title>
          <g transform={`translate(${(index % 5) * 34},${TOP + Math.floor(index / 5) * step})`}>
            <rect
              width="28"
              height={step - 6}
              fill={TINT[state]}
              stroke={MARK[state]}
              strokeWidth={state === 'held' ? 2 : 1}
              strokeDasharray={state === 'none' ? '3 2' : undefined}
            />
            <text x="14" y={(step - 6) / 2 + 4} textAnchor="middle" fontSize="10" fill={MARK[state]}>
              {id}
            </text>
          </g>
        </Link>
      ))}
    </>
  )
}

function People({ home }: { readonly home: HomeView }) {
  const text = useText()
  const { run } = home
  if (!run) return null
  const lines = [
    [text.registeredPeople, run.registered],
    [text.links, run.links],
    [text.doubts, run.doubts],
  ] as const
  return (
    <>
      <rect x={X.people} y={TOP} width="14" height={HEIGHT} fill="#565E67" />
      <path d={ribbon(X.people + 14, TOP, HEIGHT, X.list - 10, TOP, HEIGHT)} fill="#F3F5F7" />
      {lines.map(([label, n], index) => (
        <text key={label} x={X.people + 28} y={TOP + 44 + index * 58} fontSize="13" fill="#565E67">
          {label}
          <tspan x={X.people + 28} dy="22" fontSize="16" fontWeight="600" fill="#1F2328">
            {count(n)}
          </tspan>
        </text>
      ))}
    </>
  )
}

function Verdicts({ home }: { readonly home: HomeView }) {
  const text = useText()
  const pick = usePick()
  const verdicts = home.run?.verdicts ?? []
  const step = Math.min(58, (HEIGHT - 30) / Math.max(1, verdicts.length))
  const columns = [
    [text.eligible, 190],
    [text.cannotTell, 254],
    [text.ineligible, 320],
  ] as const
  return (
    <g transform={`translate(${X.list},${TOP})`}>
      {columns.map(([label, x]) => (
        <text key={label} x={x} y="14" fontSize="12" textAnchor="end" fill="#565E67">
          {label}
        </text>
      ))}
      {verdicts.map((one, index) => {
        const y = 30 + index * step
        const label = pick(one.label)
        const figures = [
          [cell(one.eligible), 190, '#257965'],
          [cell(one.unknown), 254, '#4D4D4E'],
          [cell(one.ineligible), 320, '#565E67'],
        ] as const
        // With room for two lines the name has one of its own.
        const below = step >= 44 ? 36 : 14
        const letters = /[\u3400-\u9fff]/.test(label) ? 24 : 44
        const room = step >= 44 ? letters : letters / 3
        return (
          <g key={one.programme}>
            <line x1="0" x2="322" y1={y - 7} y2={y - 7} stroke="#D8DEE4" />
            <text y={y + 14} fontSize="13" fontWeight="600" fill="#1F2328">
              <title>{label}</title>
              {label.length > room ? `${[...label].slice(0, room - 1).join('')}…` : label}
            </text>
            {figures.map(([figure, x, fill]) => (
              <text key={x} x={x} y={y + below} fontSize="14" textAnchor="end" fill={fill}>
                {figure}
              </text>
            ))}
          </g>
        )
      })}
    </g>
  )
}

function Leads({ home }: { readonly home: HomeView }) {
  const text = useText()
  const leads = home.run?.leads
  if (!leads || home.scope.county !== null)
    return <rect x={X.leads} y={TOP} width="12" height={HEIGHT} fill="#4A6080" />
  const parts = [
    { label: text.opened, n: leads.opened, fill: '#214D90' },
    { label: text.changed, n: leads.changed, fill: '#4A6080' },
    { label: text.same, n: leads.same, fill: '#9AA8BA' },
  ]
  const shown = Math.max(
    1,
    parts.reduce((sum, { n }) => sum + (n ?? 0), 0),
  )
  const room = HEIGHT - parts.filter(({ n }) => n === null).length * WITHHELD_HEIGHT
  let y = TOP
  return (
    <>
      {parts.map(({ label, n, fill }, index) => {
        const height = n === null ? WITHHELD_HEIGHT : (n / shown) * room
        const from = y
        y += height
        return (
          <g key={label}>
            <rect x={X.leads} y={from} width="12" height={height} fill={n === null ? 'url(#hatch)' : fill} />
            <text x={X.leads + 22} y={TOP + 18 + index * 26} fontSize="13" fill="#565E67">
              <tspan fill={fill}>■</tspan> {label}{' '}
              <tspan fontSize="15" fontWeight="600" fill="#1F2328">
                {n === null ? cell(n) : count(n)}
              </tspan>
            </text>
          </g>
        )
      })}
      <text x={X.leads + 22} y={TOP + 18 + 3 * 26} fontSize="13" fill="#565E67">
        {text.closed} {leads.closed === null ? cell(null) : count(leads.closed)}
      </text>
    </>
  )
}

export function FlowDrawing({ home }: { readonly home: HomeView }) {
  const text = useText()
  if (!home.run) return null
  const bands = bandsOf(home.totals)
  const labels = spread(bands)
  const here = home.scope.county === null ? '' : `&county=${home.scope.county}`
  return (
    <div className="flow">
      <Heads home={home} />
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT + 2 * TOP}`}>
        <title>{text.flowTitle}</title>
        <pattern id="hatch" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="8" height="8" fill="#fff" />
          <line x1="0" y1="0" x2="0" y2="8" stroke="#B4BAC0" strokeWidth="2" />
        </pattern>
        <Registers home={home} />
        <People home={home} />
        <Verdicts home={home} />
        <rect x={X.neck - 5} y={TOP + HEIGHT / 4} width="5" height={HEIGHT / 2} fill="#C3CAD2" />
        {bands.map(({ kind, y, height, n }) => (
          <g key={kind}>
            <path
              d={ribbon(X.neck, TOP + HEIGHT / 4 + (y - TOP) / 2, height / 2, X.findings, y, height)}
              fill={FILL[kind]}
              opacity="0.28"
            />
            <rect x={X.findings} y={y} width="12" height={height} fill={n === null ? 'url(#hatch)' : FILL[kind]} />
            <path d={ribbon(X.findings + 12, y, height, X.leads, y, height)} fill={FILL[kind]} opacity="0.16" />
          </g>
        ))}
        <Leads home={home} />
        {bands.map(({ kind, n }, index) => (
          <Link key={kind} to={`/leads?kind=${kind}${here}`}>
            <text x={X.findings + 24} y={(labels[index] ?? 0) + 5} fontSize="14" fill="#1F2328">
              {text[kind]} <tspan fontWeight="600">{n === null ? text.fewerThan(home.scope.k ?? 0) : count(n)}</tspan>
            </text>
          </Link>
        ))}
      </svg>
      <ul className="flow-list">
        {bands.map(({ kind, n }) => (
          <li key={kind}>
            <Link to={`/leads?kind=${kind}${here}`}>
              <span>{text[kind]}</span>
              <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                <rect
                  width={((n ?? 0) / Math.max(1, ...bands.map((one) => one.n ?? 0))) * 100}
                  height="8"
                  fill={FILL[kind]}
                />
              </svg>
              <b>{n === null ? text.fewerThan(home.scope.k ?? 0) : count(n)}</b>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}
