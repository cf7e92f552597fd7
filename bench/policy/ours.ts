/**
 * Our side of one measurement, in a process of its own:
 * `node ours.ts FOLDER MONTHS VARIANT [--threads N] [--persons] [--write FOLDER]`.
 */
import { once } from 'node:events'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { asked, type Inputs, roomFor, roomForYear, work } from './columns.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { threads: { type: 'string', default: '1' }, persons: { type: 'boolean' }, write: { type: 'string' } },
})
const [folder = '', months = '1', variant = 'baseline'] = positionals
const threads = Number(values.threads)
const withPersons = values.persons ?? false

const shared = async (name: string): Promise<SharedArrayBuffer> => {
  const read = await readFile(join(folder, `${name}.bin`))
  const buffer = new SharedArrayBuffer(read.length)
  new Uint8Array(buffer).set(read)
  return buffer
}
const whole = async (name: string) => new Int32Array(await shared(name))
const small = async (name: string) => new Uint8Array(await shared(name))

const pay: Inputs['pay'][number][] = []
for (let month = 1; month <= Number(months); month++)
  pay.push({ salary: await whole(`salary-${month}`), capital: await whole(`capital-${month}`) })
const inputs: Inputs = {
  home: await whole('home'),
  homeStarts: await whole('homeStarts'),
  birth: await whole('birth'),
  child: await small('child'),
  rent: await whole('rent'),
  squareMetres: await whole('squareMetres'),
  occupancy: await small('occupancy'),
  pay,
}
/** Where a thread begins: at the first person of a household. */
const cutAt = (thread: number): number =>
  inputs.homeStarts[Math.round(((inputs.homeStarts.length - 1) * thread) / threads)] ?? 0
const pool =
  threads === 1 ? [] : Array.from({ length: threads }, () => new Worker(join(import.meta.dirname, 'worker.ts')))
await Promise.all(pool.map((worker) => once(worker, 'message')))

const [started, before] = [performance.now(), process.cpuUsage()]
const year = roomForYear(inputs)
const results = pay.map(() => roomFor(inputs, asked(withPersons)))
const job = { inputs, variant, withPersons, year, months: results }
if (threads === 1) work({ ...job, from: 0, to: inputs.home.length })
await Promise.all(
  pool.map((worker, at) => {
    worker.postMessage({ ...job, from: cutAt(at), to: cutAt(at + 1) })
    return once(worker, 'message')
  }),
)
const seconds = (performance.now() - started) / 1000
const { user, system } = process.cpuUsage(before)
const peakMb = Math.round(process.resourceUsage().maxRSS / 1024)
console.log(JSON.stringify({ seconds, cpuSeconds: (user + system) / 1e6, peakMb }))
for (const worker of pool) await worker.terminate()

if (values.write !== undefined) {
  await mkdir(values.write, { recursive: true })
  for (const [at, columns] of [year, ...results].entries())
    for (const [name, column] of Object.entries(columns))
      await writeFile(join(values.write, `${name}-${at}.bin`), new Uint8Array(column.buffer))
}
