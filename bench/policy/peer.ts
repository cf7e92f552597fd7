/** The peer, installed from PyPI into a folder of its own: a virtual environment beside the user's caches. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

const PACKAGES = ['openfisca-core==46.0.1', 'openfisca-country-template==8.2.0', 'numpy==2.4.6']
const FOLDER = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'doudi-bench', 'openfisca')

function must(command: string, args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' })
  if (status !== 0)
    throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? stderr.trim().split('\n').at(-1)}`)
}

/** The Python that has the peer; installs it the first time. */
export function peerPython(): string {
  const python = join(FOLDER, 'bin', 'python')
  const ready = join(FOLDER, 'ready')
  if (existsSync(ready)) return python
  console.error('openfisca: installing from PyPI …')
  must('python3', ['-m', 'venv', FOLDER])
  must(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...PACKAGES])
  must(python, ['-c', `open(${JSON.stringify(ready)}, "w").close()`])
  return python
}
