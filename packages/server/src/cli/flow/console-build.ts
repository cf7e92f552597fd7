/** The console's pages: built once by Vite, again only when a source changed; a packed install carries them built. */
import { existsSync } from 'node:fs'
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sm3 } from '../../adapters/files/atomic.ts'

const home = dirname(fileURLToPath(import.meta.resolve('@doudi/console/package.json')))

async function sourcesDigest(): Promise<string> {
  const folders = [join(home, 'src'), join(home, '../contract/src')]
  const parts: string[] = []
  for (const folder of folders) {
    const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
    for (const file of files.map((entry) => join(entry.parentPath, entry.name)).sort())
      parts.push(await readFile(file, 'utf8'))
  }
  for (const file of ['index.html', 'vite.config.ts', 'package.json'])
    parts.push(await readFile(join(home, file), 'utf8'))
  return sm3(parts.join('\0'))
}

/** The folder to serve. */
export async function consoleFolder(): Promise<string> {
  const folder = join(home, 'dist')
  if (!existsSync(join(home, 'src'))) return folder
  const stamp = join(folder, '.sources')
  const digest = await sourcesDigest()
  const isFresh = async (): Promise<boolean> => existsSync(stamp) && (await readFile(stamp, 'utf8')) === digest
  if (await isFresh()) return folder
  const { build } = await import('vite')
  // Two may build at once, and another may be serving from the folder: it is replaced whole, and only once.
  const mine = `${folder}.${process.pid}`
  try {
    const output = { outDir: mine, emptyOutDir: true }
    await build({ root: home, configFile: join(home, 'vite.config.ts'), logLevel: 'error', build: output })
    await writeFile(join(mine, '.sources'), digest)
    if (await isFresh()) return folder
    await rm(folder, { recursive: true, force: true })
    await rename(mine, folder)
  } catch (error) {
    if (!(await isFresh())) throw error
  } finally {
    await rm(mine, { recursive: true, force: true })
  }
  return folder
}
