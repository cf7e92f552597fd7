/** Progress on stderr: a bar with rows and time left when it is a terminal, nothing otherwise. */
import type { Progress } from '../usecases/progress.ts'

const WIDTH = 24

export function terminalBar(stream: NodeJS.WriteStream): Progress {
  if (!stream.isTTY) return { start: () => {}, advance: () => {}, end: () => {} }
  let step = ''
  let total: number | undefined
  let started = 0
  let drawn = 0
  const draw = (rows: number): void => {
    const seconds = (performance.now() - started) / 1000
    const share = total === undefined || total === 0 ? null : Math.min(rows / total, 1)
    const bar = share === null ? '' : `${'█'.repeat(Math.round(share * WIDTH)).padEnd(WIDTH, '░')} `
    const left = share === null || share === 0 ? '' : ` 还需 ${Math.ceil((seconds / share) * (1 - share))} s left`
    stream.write(`\r\u001b[K${step} ${bar}${rows.toLocaleString('en-US')} 行${left}`)
  }
  return {
    start: (name, totalRows) => {
      step = name
      total = totalRows
      started = performance.now()
      draw(0)
    },
    advance: (rows) => {
      // Ten redraws a second are enough for the eye and cost nothing.
      if (performance.now() - drawn < 100) return
      drawn = performance.now()
      draw(rows)
    },
    end: () => stream.write('\r\u001b[K'),
  }
}
