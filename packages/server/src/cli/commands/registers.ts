import { writeFile } from 'node:fs/promises'
import { formatYmd, type Register } from '@doudi/core/kernel'
import * as XLSX from '@e965/xlsx'
import { releaseSnapshot } from '../../adapters/lake/snapshots.ts'
import { answer, type Command, failureOf, text, usageFailure } from '../command.ts'
import { listRegisters } from '../flow/register-list.ts'

/** So many rows are ready to be filled; below them a spreadsheet goes on as it likes. */
const READY_ROWS = 300
/** A spreadsheet would take these for numbers and lose their ends or their leading zeros. */
const AS_TEXT: readonly string[] = ['residentId', 'text', 'division', 'code']

/** An empty workbook an office can fill: the columns, ids and codes held as text, and the code lists on a second sheet. */
function template(register: Register): Buffer {
  const lists = register.columns.flatMap(({ label, type }) =>
    type.kind === 'code' ? type.list.entries.map(({ code, zh }) => [label.zh, type.list.standard, code, zh]) : [],
  )
  const blank = register.columns.map(({ type }): XLSX.CellObject | null =>
    AS_TEXT.includes(type.kind) ? { t: 's', v: '', z: '@' } : null,
  )
  const sheet = XLSX.utils.aoa_to_sheet([
    register.columns.map(({ label, required }) => (required ? `*${label.zh}` : label.zh)),
    ...Array.from({ length: READY_ROWS }, () => blank),
  ])
  sheet['!cols'] = register.columns.map(({ type }) => ({ wch: type.kind === 'residentId' ? 22 : 14 }))
  const book = XLSX.utils.book_new(sheet, register.label.zh.slice(0, 30))
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['列', '标准', '代码', '含义'], ...lists]), '代码表')
  return XLSX.write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer
}

const STATE: Readonly<Record<string, string>> = {
  inForce: '✓ 正常',
  late: '◆ 延迟',
  held: '■ 未生效',
  none: '– 未接入',
}

export const command: Command = {
  name: 'registers',
  usage: 'doudi registers [list | template R06 [--out FILE] | release R05 SNAPSHOT --reason TEXT] --data DIR [--json]',
  summary: {
    zh: '登记册与批次；空白模板；放行被拦下的批次',
    en: 'Registers and snapshots; an empty template; release a held snapshot',
  },
  options: { out: { type: 'string' }, reason: { type: 'string' } },
  words: 3,
  data: true,
  run: async (args, session) => {
    const [action = 'list', id, snapshot] = args.positionals
    const registers = await session.registers()
    if (action === 'list') {
      const rows = await listRegisters(session)
      const lines = rows.map(
        (row) =>
          `${row.id} ${row.name.padEnd(12, '　')} ${STATE[row.state]}  ${row.asOf === null ? '–' : formatYmd(row.asOf)}  ${row.hideCounts ? '不显示' : (row.rows ?? 0).toLocaleString('en-US')} 行`,
      )
      return answer(
        {
          registers: rows.map((row) =>
            row.hideCounts
              ? {
                  ...row,
                  rows: null,
                  snapshots: row.snapshots.map(({ snapshot: name, state, asOf }) => ({ snapshot: name, state, asOf })),
                }
              : row,
          ),
        },
        lines.join('\n'),
      )
    }
    const register = registers.find((one) => one.id === id)
    if (!register) return usageFailure(`没有登记册 ${id ?? ''}`, `no register ${id ?? ''}`)
    if (action === 'template') {
      const out = text(args, 'out') ?? `${register.id}_${register.label.zh}_模板.xlsx`
      await writeFile(out, template(register))
      return answer({ register: register.id, file: out }, `模板 template → ${out}`)
    }
    if (action !== 'release' || snapshot === undefined)
      return usageFailure(`不认识“${action}”`, `unknown action "${action}"`)
    const released = await releaseSnapshot(session.dataDir, {
      register: register.id,
      snapshot,
      reason: text(args, 'reason') ?? '',
    })
    return released.ok
      ? answer(
          { register: register.id, snapshot, released: released.value.released },
          `已放行 released ${register.id} ${snapshot}`,
        )
      : failureOf(released.problems)
  },
}
