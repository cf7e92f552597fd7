/**
 * Names every platform's optional package in package-lock.json.
 *
 * A lock made where the registry lacks some platform's package leaves it out, and `npm ci` then refuses the lock
 * elsewhere. For each optional dependency of a locked package that no entry resolves, an entry without a download
 * address is added, with os, cpu and libc read from its name. Run after every change of dependencies.
 */
import { readFile, writeFile } from 'node:fs/promises'

type Entry = {
  version?: string
  optional?: boolean
  dev?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
  optionalDependencies?: Record<string, string>
}
type Lock = { packages: Record<string, Entry> }

const OS = ['darwin', 'linux', 'win32', 'freebsd', 'openbsd', 'netbsd', 'android', 'aix', 'sunos', 'openharmony']
const CPU = ['x64', 'arm64', 'arm', 'ia32', 'ppc64', 's390x', 'riscv64', 'loong64', 'mips64el', 'wasm32']

function platformOf(name: string): Pick<Entry, 'os' | 'cpu' | 'libc'> {
  const words = name.replace('windows', 'win32').split(/[/\-_.]/)
  const os = OS.filter((one) => words.includes(one))
  const cpu = CPU.filter((one) => words.includes(one))
  const libc = words.includes('musl') ? ['musl'] : words.includes('gnu') ? ['glibc'] : []
  return { ...(os.length > 0 ? { os } : {}), ...(cpu.length > 0 ? { cpu } : {}), ...(libc.length > 0 ? { libc } : {}) }
}

/** Adds what is missing; returns the names added. */
export function complete(lock: Lock): string[] {
  const added: string[] = []
  const resolves = (from: string, name: string): boolean => {
    for (let path = from; ; path = path.slice(0, path.lastIndexOf('/node_modules/'))) {
      if (lock.packages[`${path === '' ? '' : `${path}/`}node_modules/${name}`]) return true
      if (path === '' || !path.includes('/node_modules/')) return lock.packages[`node_modules/${name}`] !== undefined
    }
  }
  for (const [path, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (resolves(path, name) || !/^\d/.test(version)) continue
      lock.packages[`node_modules/${name}`] = {
        version,
        optional: true,
        ...platformOf(name),
        ...(entry.dev ? { dev: true } : {}),
      }
      added.push(name)
    }
  }
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
  return added
}

if (import.meta.main) {
  const lock: Lock = JSON.parse(await readFile('package-lock.json', 'utf8'))
  const added = complete(lock)
  for (const entry of Object.values(lock.packages))
    if ('resolved' in entry && String(entry.resolved).startsWith('http')) delete entry.resolved
  await writeFile('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`)
  console.log(`${added.length} platform packages named: ${added.join(' ')}`)
}
