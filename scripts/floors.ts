/**
 * The fence: reads every source file under a folder with the rules of architecture.cjs.
 *
 * A fence that reads no file is no fence, so the number of modules read is held against the files on disk, and every
 * file must belong to a room.
 */
import { glob } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser'

type House = {
  readonly rooms: readonly string[]
  readonly forbidden: NonNullable<ICruiseOptions['ruleSet']>['forbidden']
  readonly options: ICruiseOptions
}
const house: House = createRequire(import.meta.url)('../architecture.cjs')

const isSource = (file: string): boolean =>
  /\.(?:ts|tsx)$/.test(file) && !/\.test\.tsx?$|\.d\.ts$|\/dist\/|\/dev\/|vite\.config\.ts$/.test(file)

/** The violations under `root`, one line each, naming the file; empty when the house stands. */
export async function findViolations(root: string): Promise<string[]> {
  const onDisk: string[] = []
  for await (const file of glob('packages/*/src/**/*.{ts,tsx}', { cwd: root })) {
    const path = file.replaceAll('\\', '/')
    if (isSource(path)) onDisk.push(path)
  }
  const reply = await cruise(['packages'], {
    ...house.options,
    baseDir: root,
    ruleSet: { forbidden: house.forbidden ?? [] },
    validate: true,
  })
  const result = reply.output as ICruiseResult
  const read = new Set(result.modules.map((module) => module.source))
  return [
    ...onDisk.filter((file) => !read.has(file)).map((file) => `${file}: not read by the fence`),
    ...onDisk
      .filter((file) => !house.rooms.some((room) => file.startsWith(`packages/${room}/`)))
      .map((file) => `${file}: belongs to no room of architecture.cjs`),
    ...result.summary.violations.map((violation) => `${violation.from} -> ${violation.to}: ${violation.rule.name}`),
  ]
}
