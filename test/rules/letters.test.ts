import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { evaluate, fullText, neutralText, type Programme, programmeOf, reasonsOf } from '@doudi/core/policy'
import { expect, test } from 'vitest'
import { findProgrammeFiles, findRegisters } from '../../packages/server/src/adapters/files/discover.ts'

/** The texts that people sign stand in the repository; `DOUDI_WRITE_GOLDEN=1` writes them anew, and a person reads the difference. */
const registers = await findRegisters()
const letters: { readonly file: string; readonly text: string }[] = []
for (const file of await findProgrammeFiles()) {
  const folder = join(dirname(file), 'golden')
  if (!existsSync(folder)) continue
  const programme = (await import(pathToFileURL(file).href)).programme as Programme
  for (const example of programme.examples) {
    const { letter, facts, person } = example
    if (letter === undefined) continue
    const law = programmeOf(programme, example)
    const reasons = reasonsOf(law, facts, person, evaluate(law, facts, person), registers)
    letters.push({ file: join(folder, `${letter}.full.txt`), text: `${fullText(reasons)}\n` })
    letters.push({ file: join(folder, `${letter}.village.txt`), text: `${neutralText(reasons)}\n` })
  }
}

test.each(letters.map(({ file, text }) => [file.split('golden/')[1] ?? '', file, text] as const))(
  '%s reads as it was signed off',
  async (_, file, text) => {
    if (process.env['DOUDI_WRITE_GOLDEN'] === '1') await writeFile(file, text)
    expect(text).toBe(await readFile(file, 'utf8'))
  },
)

test('met, not met and cannot tell are all among them, and punctuated as Chinese is', () => {
  const all = letters.filter(({ file }) => file.endsWith('.full.txt')).map(({ text }) => text)
  for (const start of ['符合“', '不符合', '是否符合'])
    expect(all.some((text) => text.split('日，')[1]?.startsWith(start))).toBe(true)
  for (const { text } of letters)
    expect(/[\u4e00-\u9fff][,:;?!()]|[,:;?!()][\u4e00-\u9fff]/.exec(text)?.[0]).toBeUndefined()
})
