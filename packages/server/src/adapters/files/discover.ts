/**
 * Registers and programmes are found by reading their folders; no list names one.
 *
 * A register is a file under programmes/src/city/registers that exports `definition`; a programme is a folder under
 * programmes/src that holds programme.ts (programme.js once packed) exporting `programme`.
 */
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Register } from '@doudi/core/kernel'

const home = join(dirname(fileURLToPath(import.meta.resolve('@doudi/programmes/package.json'))), 'src')
const isModule = (name: string): boolean => /^(?!.*\.(?:test|d)\.ts$).*\.(?:ts|js)$/.test(name)

/** Every register of the catalogue, by id. */
export async function findRegisters(): Promise<Register[]> {
  const folder = join(home, 'city', 'registers')
  const names = (await readdir(folder)).filter(isModule).sort()
  const modules = await Promise.all(names.map((name) => import(pathToFileURL(join(folder, name)).href)))
  return modules.map((module) => module.definition as Register).sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** The module files of every programme folder, sorted by folder name. */
export async function findProgrammeFiles(): Promise<string[]> {
  const entries = await readdir(home, { withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .flatMap((name) => ['programme.ts', 'programme.js'].map((file) => join(home, name, file)))
  return files.filter((file) => existsSync(file))
}
