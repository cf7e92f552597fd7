import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findViolations } from '../scripts/floors.ts'

test('every source file is read by the fence and stands only on lower floors', async () => {
  expect(await findViolations(process.cwd())).toEqual([])
})

test('a planted import of a higher floor is caught and its file named', async () => {
  const root = await mkdtemp(join(tmpdir(), 'doudi-floors-'))
  try {
    for (const file of ['package.json', 'tsconfig.base.json', 'packages/core', 'packages/programmes']) {
      await cp(file, join(root, file), { recursive: true, filter: (path) => !path.includes('node_modules') })
    }
    await writeFile(
      join(root, 'packages/core/src/kernel/planted.ts'),
      "export * from '../../../programmes/src/city/index.ts'\n",
    )
    const violations = await findViolations(root)
    expect(violations.filter((line) => line.startsWith('packages/core/src/kernel/planted.ts'))).not.toEqual([])
  } finally {
    await rm(root, { recursive: true, force: true })
  }
})
