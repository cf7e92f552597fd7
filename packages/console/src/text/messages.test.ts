import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { en } from './messages.en.ts'
import { zh } from './messages.zh.ts'

const HAN = /[\u3400-\u9fff]/
/** What a text says, a function asked with figures it could be given. */
const said = (text: unknown): string =>
  typeof text === 'function' ? String((text as (...parts: unknown[]) => string)('1', '2', '3', '4', '5')) : String(text)

test('both languages have the same keys, and none is empty', () => {
  expect(Object.keys(en)).toEqual(Object.keys(zh))
  for (const [key, text] of [...Object.entries(zh), ...Object.entries(en)]) expect(said(text).trim(), key).not.toBe('')
})

test('English has no Chinese character but in the name of the other language', () => {
  const chinese = Object.entries(en).filter(([, text]) => HAN.test(said(text)))
  expect(chinese.map(([key]) => key)).toEqual(['language'])
})

test('Chinese prose uses full-width punctuation', () => {
  const half = Object.entries(zh).filter(([, text]) =>
    /[\u3400-\u9fff][,;:!()]|[,;:!()][\u3400-\u9fff]/.test(said(text)),
  )
  expect(half).toEqual([])
})

test('a text that takes a value says it, in both languages', () => {
  for (const [key, text] of Object.entries(zh)) {
    if (typeof text !== 'function') continue
    const other = en[key as keyof typeof en] as (...parts: string[]) => string
    const values = ['71', '83', '97', '59', '61'].slice(0, text.length)
    // Some texts only choose by a value (an age without months, all or the others).
    const shown = (one: (...parts: string[]) => string) => values.filter((value) => one(...values).includes(value))
    expect(shown(other), key).toEqual(shown(text as (...parts: string[]) => string))
  }
})

test('no page or part writes Chinese of its own, and no list in the console names a register or a programme', () => {
  const home = join(import.meta.dirname, '..')
  const files = readdirSync(home, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file))
  expect(files.length).toBeGreaterThan(15)
  for (const file of files.filter((one) => !/\.test\.ts$|messages\.zh\.ts$|(?:^|[\\/])format\.ts$/.test(one))) {
    const source = readFileSync(join(home, file), 'utf8')
    expect(source.match(HAN), file).toBeNull()
    expect(source.match(/['"`]R\d\d['"`]|education-grant|['"`]children['"`]\s*[,:\]]/), file).toBeNull()
  }
})
