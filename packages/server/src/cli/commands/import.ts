import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseYmd } from '@doudi/core/kernel'
import { withMemory } from '../../adapters/lake/duckdb.ts'
import { importPorts } from '../../adapters/lake/snapshots.ts'
import { importFile } from '../../usecases/import.ts'
import { parseMapping } from '../../usecases/import-headers.ts'
import { answer, type Command, failureOf, text, usageFailure } from '../command.ts'

/** An office's machine imports any file with a gigabyte: this is DuckDB's part of it. */
const MEMORY_MB = 400

export const command: Command = {
  name: 'import',
  usage:
    'doudi import FILE --register R01 --data DIR [--as-of 2026-11-23] [--map FILE.json] [--department 单位] [--json]',
  summary: {
    zh: '导入一个登记册文件（CSV、xlsx、xls、Parquet）',
    en: 'Import one register file (CSV, xlsx, xls, Parquet)',
  },
  options: {
    register: { type: 'string' },
    'as-of': { type: 'string' },
    map: { type: 'string' },
    department: { type: 'string' },
  },
  words: 1,
  data: true,
  run: async (args, session, progress) => {
    const [file] = args.positionals
    const wanted = text(args, 'register')
    if (file === undefined || wanted === undefined)
      return usageFailure('要有文件和 --register', 'a file and --register are needed')
    const register = (await session.registers()).find(({ id }) => id === wanted)
    if (!register) return usageFailure(`没有登记册 ${wanted}`, `no register ${wanted}`)
    const said = text(args, 'as-of')
    const asOf = said === undefined ? undefined : parseYmd(said)
    if (asOf === null) return usageFailure('--as-of 不是日期', '--as-of is no date')
    const map = text(args, 'map')
    const read = map === undefined ? undefined : parseMapping(await readFile(map, 'utf8'), basename(map))
    if (read?.ok === false) return failureOf(read.problems, 2)
    const mapping = read?.value
    const department = text(args, 'department')
    const duck = await session.duck()
    const ports = importPorts(session.dataDir, duck)
    const outcome = await withMemory(duck, MEMORY_MB, () =>
      importFile(
        {
          file,
          register,
          ...(asOf === undefined ? {} : { asOf }),
          ...(mapping === undefined ? {} : { mapping }),
          ...(department === undefined ? {} : { department }),
        },
        ports,
        progress,
      ),
    )
    if (!outcome.ok)
      return failureOf(outcome.problems, outcome.problems.some(({ code }) => code === 'NO_AS_OF') ? 2 : 1)
    const done = outcome.value
    const stored = (await ports.snapshots(register.id)).find(({ snapshot }) => snapshot === done.snapshot)
    const unknown = stored?.unknownShown ?? []
    const lines = [
      `${register.id} ${register.label.zh} 批次 ${done.snapshot}：${done.rows} 行，接收 ${done.accepted}，隔离 ${done.quarantined}；新增 ${done.added}，变更 ${done.changed}，消失 ${done.vanished}`,
      done.inForce
        ? '已生效 in force'
        : done.held === null
          ? '存为历史批次 kept, not the newest'
          : `未生效 held: ${done.held}`,
      ...(done.quarantineFile === null ? [] : [`隔离行 quarantined rows → ${done.quarantineFile}`]),
      ...(unknown.length === 0 ? [] : [`不认识的列 unknown columns (--map FILE.json): ${unknown.join(';')}`]),
    ]
    return answer(done, lines.join('\n'), done.quarantined > 0 ? 3 : 0)
  },
}
