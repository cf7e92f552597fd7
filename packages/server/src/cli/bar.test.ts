import { expect, test } from 'vitest'
import { terminalBar } from './bar.ts'

/** What a stream would be sent. */
function drawnOn(isTTY: boolean): string[] {
  const drawn: string[] = []
  const stream = { isTTY, write: (text: string) => drawn.push(text) > 0 } as unknown as NodeJS.WriteStream
  const bar = terminalBar(stream)
  bar.start('R01 户籍人口', 2000)
  bar.advance(1000)
  bar.end()
  return drawn
}

test('on a terminal a step shows its name, its rows, and is wiped when it ends', () => {
  const drawn = drawnOn(true)
  expect(drawn[0]).toContain('R01 户籍人口')
  expect(drawn[0]).toContain('0 行')
  expect(drawn.at(-1)).toBe('\r\u001b[K')
})

test('where nobody watches, nothing is drawn', () => {
  expect(drawnOn(false)).toEqual([])
})
