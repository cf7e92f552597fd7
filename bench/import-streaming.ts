/**
 * `node bench/import-streaming.ts [FOLDER] [csv|xlsx|shared …]`: a generated 2 GB CSV and workbooks of 1 million rows,
 * imported by the command line; prints seconds and the peak of resident memory. FOLDER needs 8 GB and is emptied.
 */
import { createReadStream } from 'node:fs'
import { mkdir, open, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkCharacter, daysBetween } from '@doudi/core/kernel'
import { xlsxWriter } from '../packages/server/src/sample/writers/xlsx.ts'
import { ended, startDoudi } from '../test/doudi.ts'
import { rawWorkbook, zip } from '../test/import/files.ts'

const HEADERS = [
  '公民身份号码',
  '姓名',
  '性别',
  '民族',
  '出生日期',
  '户号',
  '与户主关系',
  '村居代码',
  '户籍地址',
  '城乡',
]
const LIMIT_MB = 1024
const CSV_BYTES = 2 * 1024 ** 3
const SHEET_ROWS = 1_000_000

const days = Array.from({ length: daysBetween(19400101, 20251231) }, (_, at) =>
  new Date(Date.UTC(1940, 0, 1 + at)).toISOString().slice(0, 10),
)

/** Row n of a household register: valid, its own id, as long as a real one. */
function rowOf(n: number): string[] {
  const day = days[Math.floor(n / 10) % days.length] ?? ''
  const serial = Math.floor(n / 10 / days.length) % 1000
  const first = `37069${n % 10}${day.replaceAll('-', '')}${String(serial).padStart(3, '0')}`
  return [
    first + checkCharacter(first),
    `张${String.fromCharCode(0x4e00 + (n % 9000))}${String.fromCharCode(0x4e00 + (n % 7919))}`,
    serial % 2 === 1 ? '男' : '女',
    '汉',
    day,
    String(Math.floor(n / 3)).padStart(9, '0'),
    n % 3 === 0 ? '户主' : '子',
    `3706020010${String(n % 90).padStart(2, '0')}`,
    `山东省烟台市芝罘区某某街道柳溪社区第${n % 400}号楼${n % 6}单元${n % 1200}室`,
    '城镇',
  ]
}

async function makeCsv(path: string): Promise<number> {
  const file = await open(path, 'w')
  let [pending, bytes, rows] = [`${HEADERS.join(',')}\r\n`, 0, 0]
  while (bytes < CSV_BYTES) {
    for (; pending.length < 1 << 20; rows++) pending += `${rowOf(rows).join(',')}\r\n`
    bytes += (await file.write(pending)).bytesWritten
    pending = ''
  }
  await file.close()
  return rows
}

async function makeXlsx(path: string): Promise<number> {
  const writer = await xlsxWriter(path, ['户籍人口'], HEADERS)
  for (let n = 0; n < SHEET_ROWS; n++) await writer.row(rowOf(n))
  await writer.end()
  return SHEET_ROWS
}

/** As spreadsheet programs write: every text once, in a part of its own. */
async function makeShared(path: string): Promise<number> {
  const [strings, sheet] = [[] as Buffer[], [] as Buffer[]]
  let [texts, rows, next] = ['', '', 0]
  const known = new Map<string, number>()
  for (let n = -1; n < SHEET_ROWS; n++) {
    const cells = (n < 0 ? HEADERS : rowOf(n)).map((text) => {
      const at = known.get(text) ?? next++
      if (at === next - 1) texts += `<si><t>${text}</t></si>`
      if (known.size < 1000) known.set(text, at)
      return `<c t="s"><v>${at}</v></c>`
    })
    rows += `<row>${cells.join('')}</row>`
    if (rows.length < 1 << 22 && n < SHEET_ROWS - 1) continue
    strings.push(Buffer.from(texts))
    sheet.push(Buffer.from(rows))
    ;[texts, rows] = ['', '']
  }
  const [book, relations] = rawWorkbook('')
  const parts = [
    ...(book && relations ? [book, relations] : []),
    {
      name: 'xl/sharedStrings.xml',
      content: Buffer.concat([Buffer.from('<sst>'), ...strings, Buffer.from('</sst>')]),
    },
    {
      name: 'xl/worksheets/sheet1.xml',
      content: Buffer.concat([
        Buffer.from('<worksheet><sheetData>'),
        ...sheet,
        Buffer.from('</sheetData></worksheet>'),
      ]),
    },
  ]
  await writeFile(path, zip(parts))
  return SHEET_ROWS
}

/** Peak of resident memory in MB of a process that still runs; what is no more says nothing. */
async function peakMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Math.round(Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024)
}

async function measure(name: string, file: string, rows: number, data: string): Promise<boolean> {
  const { size } = await stat(file)
  // Warm, so that the disk's first reading is nobody's.
  for await (const _ of createReadStream(file, { highWaterMark: 1 << 22 }));
  const started = performance.now()
  const words = ['import', file, '--register', 'R01', '--as-of', '2026-11-23', '--data', data, '--json']
  const child = startDoudi(words)
  let peak = 0
  const watch = setInterval(async () => {
    peak = Math.max(peak, await peakMb(child.pid ?? 0))
  }, 50)
  const end = await ended(child)
  clearInterval(watch)
  const seconds = Math.round((performance.now() - started) / 100) / 10
  const { accepted } = (end.last ?? {}) as { readonly accepted?: number }
  const right = end.code === 0 && accepted === rows && peak <= LIMIT_MB
  const said = right ? '✓' : `✗ exit ${end.code}, accepted ${accepted}: ${end.stderr.slice(0, 300)}`
  console.log(`${name}: ${rows} rows, ${Math.round(size / 1e6)} MB, ${seconds} s, peak ${peak} MB ${said}`)
  return right
}

const KINDS = { csv: makeCsv, xlsx: makeXlsx, shared: makeShared } as const
const [folder = join(tmpdir(), 'doudi-import-streaming'), ...wanted] = process.argv.slice(2)
let right = true
for (const [kind, make] of Object.entries(KINDS)) {
  if (wanted.length > 0 && !wanted.includes(kind)) continue
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const file = join(folder, `R01_${kind === 'csv' ? '20261123.csv' : '20261123.xlsx'}`)
  const rows = await make(file)
  right = (await measure(kind, file, rows, join(folder, 'data'))) && right
}
await rm(folder, { recursive: true, force: true })
process.exitCode = right ? 0 : 1
