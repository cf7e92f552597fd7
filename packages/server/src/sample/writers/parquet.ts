/** Parquet through DuckDB, from a delimited file that stands beside it while it is made. */

import { createHash } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import { DuckDBInstance } from '@duckdb/node-api'
import { csvWriter } from './csv.ts'
import type { TableWriter } from './file.ts'

const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`

export async function parquetWriter(path: string, headers: readonly string[]): Promise<TableWriter> {
  const beside = `${path}.csv`
  const csv = await csvWriter(beside, { delimiter: ',', encoding: 'utf8' }, headers)
  return {
    row: csv.row,
    end: async () => {
      await csv.end()
      const instance = await DuckDBInstance.create(':memory:', { threads: '1', memory_limit: '1GB' })
      const connection = await instance.connect()
      await connection.run(
        `COPY (SELECT * FROM read_csv(${quote(beside)}, all_varchar = true, header = true, delim = ',', quote = '"')) TO ${quote(path)} (FORMAT parquet, COMPRESSION zstd)`,
      )
      connection.closeSync()
      instance.closeSync()
      await rm(beside)
      return createHash('sm3')
        .update(await readFile(path))
        .digest('hex')
    },
  }
}
