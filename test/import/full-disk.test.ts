import { spawn, spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sm3 } from '../../packages/server/src/adapters/files/atomic.ts'
import { doudi, type Ended, ended, MAIN, strangersEnv } from '../doudi.ts'
import { csv } from './files.ts'
import { idOf } from './office.ts'

const HEADERS = ['公民身份号码', '姓名', '村居代码', '户籍地址']
/** Text that does not shrink: a full disk must be met wherever the bytes are written. */
const noise = (n: number): string => sm3(String(n))
const people = (count: number): Buffer =>
  csv(
    [
      HEADERS,
      ...Array.from({ length: count }, (_, n) => [
        idOf(n % 10_000, 19500101 + Math.floor(n / 10_000) * 10_000 + (n % 28)),
        '甲',
        '370602001001',
        noise(n),
      ]),
    ],
    { encoding: 'gb18030' },
  )

let home = ''
let small = ''
let large = ''
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'doudi-full-disk-'))
  small = join(home, 'R01_20261023.csv')
  large = join(home, 'R01_20261123.csv')
  await writeFile(small, people(200))
  await writeFile(large, people(30_000))
})
afterAll(() => rm(home, { recursive: true, force: true }))

/** Everything kept of the registers, each file with its digest. */
async function kept(data: string): Promise<Readonly<Record<string, string>>> {
  const folder = join(data, 'lake', 'registers')
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) => one.isFile())
  const entries = files.map(async (one) => {
    const file = join(one.parentPath, one.name)
    return [file.slice(folder.length), sm3(await readFile(file))] as const
  })
  return Object.fromEntries((await Promise.all(entries)).sort(([a], [b]) => (a < b ? -1 : 1)))
}
const words = (file: string, data: string): string[] => ['import', file, '--register', 'R01', '--data', data, '--json']

/** What must be true of an import that met a full disk: a sentence and a remedy, and everything as it was. */
async function expectRefused(failed: Ended, code: string, data: string, before: object): Promise<void> {
  expect(failed.code, failed.stderr).toBe(1)
  expect(failed.last).toMatchObject({
    error: { code, text: expect.stringMatching(/\p{Script=Han}/u), remedy: expect.stringContaining('重新运行') },
  })
  expect(failed.stderr).not.toMatch(/^\s+at /m)
  expect(await kept(data)).toEqual(before)
}
/** With space the same command ends as if nothing had happened. */
async function expectSame(data: string): Promise<void> {
  const again = await doudi(...words(large, data))
  expect(again.last).toMatchObject({ rows: 30_000, accepted: 30_000, inForce: true })
  const fresh = join(home, 'fresh')
  await doudi(...words(small, fresh))
  await doudi(...words(large, fresh))
  expect(await kept(data)).toEqual(await kept(fresh))
}

const shell = (command: string, ...words: string[]): number | null => spawnSync('sh', ['-c', command, ...words]).status
const mountable = shell('d=$(mktemp -d) && mount -t tmpfs -o size=1m doudi "$d" && umount "$d" && rmdir "$d"') === 0

describe.runIf(mountable)('a data folder on a full disk', () => {
  let data = ''
  beforeAll(async () => {
    data = join(home, 'disk')
    await mkdir(data)
    expect(shell('mount -t tmpfs -o size=1m doudi "$0"', data)).toBe(0)
    return () => void shell('umount -l "$0"', data)
  })
  const resize = (size: string): void => {
    expect(shell(`mount -o remount,size=${size} "$0"`, data)).toBe(0)
  }

  test('an import ends 1 with a remedy wherever the space runs out, nothing is lost, and with space it ends the same', async () => {
    expect((await doudi(...words(small, data))).code).toBe(0)
    const before = await kept(data)
    // Too small for the decoded text; then for the rows behind it.
    for (const size of ['2m', '4m']) {
      resize(size)
      await expectRefused(await doudi(...words(large, data)), 'ENOSPC', data, before)
    }
    resize('200m')
    await expectSame(data)
  })
})

test('a limit on the size of files is met the same way', async () => {
  const data = join(home, 'limited')
  expect((await doudi(...words(small, data))).code).toBe(0)
  const before = await kept(data)
  // In blocks of 512 bytes: too small for the decoded text; then, of a file read as it is, for the rows.
  const node = [process.execPath, '--disable-warning=ExperimentalWarning', MAIN]
  const limited = (file: string): Promise<Ended> =>
    ended(
      spawn('sh', ['-c', 'ulimit -f 1000; exec "$@"', 'sh', ...node, ...words(file, data)], {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: strangersEnv(),
      }),
    )
  const plain = join(home, 'plain_20261124.csv')
  await writeFile(plain, new TextDecoder('gb18030').decode(await readFile(large)))
  await expectRefused(await limited(large), 'EFBIG', data, before)
  await expectRefused(await limited(plain), 'EFBIG', data, before)
  await expectSame(data)
})
