/** A second checkout beside this one, for tests that change a tree: the tracked files, and the installed packages by link. */
import { execFileSync } from 'node:child_process'
import { cp, mkdir, readdir, readlink, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')

/** The tracked files as they stand here, with their changes. */
export async function copyFiles(target: string): Promise<void> {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: ROOT })
  const files = listed.toString('utf8').split('\0').filter(Boolean)
  for (const folder of new Set(files.map((file) => dirname(file))))
    await mkdir(join(target, folder), { recursive: true })
  // A file that was deleted and is still tracked is no part of the tree.
  await Promise.all(files.map((file) => cp(join(ROOT, file), join(target, file)).catch(ignoreMissing)))
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
}

/** The workspaces' own links are relative and so lead into the copy; every other package is linked to where it is. */
async function linkPackages(target: string): Promise<void> {
  const [from, to] = [join(ROOT, 'node_modules'), join(target, 'node_modules')]
  await mkdir(join(to, '@doudi'), { recursive: true })
  for (const name of await readdir(from)) if (name !== '@doudi') await symlink(join(from, name), join(to, name))
  for (const name of await readdir(join(from, '@doudi')))
    await symlink(await readlink(join(from, '@doudi', name)), join(to, '@doudi', name))
}

/** A checkout in `target` that runs without an install. */
export async function copyCheckout(target: string): Promise<void> {
  await copyFiles(target)
  await linkPackages(target)
}
