/** The lanes of a figure over time, drawn: bars as SVG that stretch with the page, words as text that does not. */
import type { Chapter, Timeline } from '@doudi/core/policy'
import { both, plain, said } from './html-text.ts'

type Figure = Chapter['figures'][number]
type Lane = Timeline['lanes'][number]
const percent = (share: number): string => `${(share * 100).toFixed(2)}%`
/** A bar never hides where it begins. */
const LEAST = 4

function bars({ spans }: Lane, ticks: Timeline['ticks']): string {
  const grid = ticks.map(({ x }) => `<line class="tick" x1="${x * 1000}" x2="${x * 1000}" y1="0" y2="100"/>`)
  const all = spans.map(({ x0, x1, height, status }) => {
    const [x, y] = [(x0 * 1000).toFixed(1), (100 - height * 100).toFixed(1)]
    const width = Math.max(LEAST, (x1 - x0) * 1000).toFixed(1)
    return `<rect class="span ${status}" x="${x}" y="${y}" width="${width}" height="${(height * 100).toFixed(1)}"/>`
  })
  return `<svg viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden="true">${grid.join('')}${all.join('')}</svg>`
}

const words = ({ spans }: Lane): string =>
  spans
    .map(({ x0, value, from }) => {
      const since = from === null ? '' : ` <small>${from} ${said('起', 'on')}</small>`
      return `<span class="at" style="left:${percent(x0)}">${both(value)}${since}</span>`
    })
    .join('')

export function timelineSvg({ timeline }: Figure): string {
  const { lanes, ticks } = timeline
  const named = lanes.some(({ label }) => label.zh !== '')
  const rows = lanes.map(
    (lane) =>
      `<div class="lane">${named ? `<span class="name">${both(lane.label)}</span>` : ''}<div class="track">${bars(lane, ticks)}${words(lane)}</div></div>`,
  )
  const years = ticks.map(({ x, label }) => {
    const end = x > 0.95 ? ' end' : x < 0.05 ? ' start' : ''
    return `<span class="year${end}" style="left:${percent(x)}">${plain(label)}</span>`
  })
  return `<div class="timeline${named ? ' named' : ''}">${rows.join('')}<div class="lane axis">${named ? '<span class="name"></span>' : ''}<div class="track">${years.join('')}</div></div></div>`
}
