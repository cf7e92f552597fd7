/** What can be wrong with a file as a whole, each with its remedy. Nothing of its content is repeated. */
import { type Diagnostic, diagnostic } from '@doudi/core/kernel'
import type { Detected } from './encoding.ts'

const EXPORT_AGAIN = { zh: '请来源单位重新导出后再传。', en: 'Ask the office to export it again.' }
const ONLY_TABLES = { zh: '只收CSV、xlsx、xls、Parquet。', en: 'Send CSV, xlsx, xls or Parquet.' }

export const problems = {
  empty: (file: string): Diagnostic =>
    diagnostic(
      'EMPTY_FILE',
      { file },
      '',
      { zh: '文件里没有数据，连表头也没有', en: 'the file holds no data, not even a header' },
      {
        zh: '检查文件后重新导出；若确实无人，请保留表头。',
        en: 'Export again; if there is nobody, keep the header row.',
      },
    ),
  notTable: (file: string, found: string): Diagnostic =>
    diagnostic('NOT_A_TABLE', { file }, found, { zh: '这不是表格文件', en: 'this is no table' }, ONLY_TABLES),
  encoding: (file: string, { line, offset, expected }: Extract<Detected, { ok: false }>): Diagnostic =>
    diagnostic(
      'ENCODING',
      { file, line },
      `byte ${offset}`,
      {
        zh: `第${line}行（第${offset}字节）${expected === null ? '既不是UTF-8也不是GB18030' : `不是正确的${expected.toUpperCase()}`}，强行解码会丢字`,
        en: `line ${line} (byte ${offset}) is ${expected === null ? 'neither UTF-8 nor GB 18030' : `broken ${expected.toUpperCase()}`}; decoding would lose characters`,
      },
      { zh: '请用UTF-8或GB18030重新导出，不要转码。', en: 'Export again as UTF-8 or GB 18030.' },
    ),
  openQuote: (file: string, line: number): Diagnostic =>
    diagnostic(
      'OPEN_QUOTE',
      { file, line },
      '',
      { zh: `第${line}行有引号没有配对`, en: `a quote opened on line ${line} is never closed` },
      { zh: '补上或去掉这个引号后再传。', en: 'Close or remove the quote and send again.' },
    ),
  tooWide: (file: string, columns: number): Diagnostic =>
    diagnostic(
      'TOO_WIDE',
      { file },
      String(columns),
      { zh: `表头有${columns}列，登记册不会这么宽`, en: `the header has ${columns} columns: no register is so wide` },
      { zh: '检查分隔符，或删去多余的列。', en: 'Check the delimiter, or remove columns.' },
    ),
  bomb: (file: string): Diagnostic =>
    diagnostic(
      'ZIP_BOMB',
      { file },
      '',
      { zh: '文件展开后异常庞大，已拒绝', en: 'the file inflates beyond reason; refused' },
      EXPORT_AGAIN,
    ),
  encrypted: (file: string): Diagnostic =>
    diagnostic(
      'ENCRYPTED',
      { file },
      '',
      { zh: '文件设了打开密码，读不出', en: 'the file is protected by a password and cannot be read' },
      { zh: '请另存为不带密码的文件再传。', en: 'Save it without a password and send again.' },
    ),
  broken: (file: string): Diagnostic =>
    diagnostic(
      'BROKEN_FILE',
      { file },
      '',
      { zh: '文件损坏或不完整，读不下去', en: 'the file is broken or incomplete and cannot be read' },
      {
        zh: `${EXPORT_AGAIN.zh}已有批次不受影响。`,
        en: `${EXPORT_AGAIN.en} Earlier snapshots stand.`,
      },
    ),
} as const
