/**
 * DuckDB in process, opened the one way this project opens it: no extension is fetched, memory and threads are bounded,
 * spilling goes to a named folder.
 */
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'

export type DuckOptions = {
  readonly threads?: number
  /** DuckDB's buffer, not the process: leave room for the rest. */
  readonly memoryMb?: number
  readonly tempDirectory?: string
}

export type Row = Readonly<Record<string, unknown>>

export type Duck = {
  readonly run: (sql: string) => Promise<void>
  /** All rows as objects; 64-bit integers come back as numbers (asserted safe). For results that a person would read. */
  readonly rows: <T extends Row = Row>(sql: string) => Promise<T[]>
  /** The single value of a one-row, one-column query. */
  readonly value: <T = unknown>(sql: string) => Promise<T>
  readonly connection: DuckDBConnection
  readonly close: () => void
}

function toPlain(value: unknown): unknown {
  if (typeof value !== 'bigint') return value
  const number = Number(value)
  if (!Number.isSafeInteger(number)) throw new RangeError('a 64-bit integer beyond 2^53 reached JavaScript')
  return number
}

/** Opens a database in memory (the lake's truth is its Parquet files). */
export async function openDuck(options: DuckOptions = {}): Promise<Duck> {
  const instance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    threads: String(options.threads ?? 2),
    memory_limit: `${options.memoryMb ?? 3000}MB`,
    ...(options.tempDirectory === undefined ? {} : { temp_directory: options.tempDirectory }),
  })
  const connection = await instance.connect()
  const rows = async <T extends Row>(sql: string): Promise<T[]> => {
    const reader = await connection.runAndReadAll(sql)
    return reader.getRowObjectsJS().map((row) => {
      const plain: Record<string, unknown> = {}
      for (const [name, value] of Object.entries(row)) plain[name] = toPlain(value)
      return plain as T
    })
  }
  return {
    connection,
    rows,
    run: async (sql) => {
      await connection.run(sql)
    },
    value: async <T>(sql: string) => {
      const [row] = await rows(sql)
      return Object.values(row ?? {})[0] as T
    },
    close: () => {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

/** Does the work within less memory, spilling to the disk what does not fit; the limit before holds again afterwards. */
export async function withMemory<T>(duck: Duck, memoryMb: number, work: () => Promise<T>): Promise<T> {
  const before = await duck.value<string>("SELECT current_setting('memory_limit')")
  await duck.run(`SET memory_limit = '${memoryMb}MB'`)
  try {
    return await work()
  } finally {
    await duck.run(`SET memory_limit = ${literal(before)}`)
  }
}

/** A string as a SQL literal. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`
/** A name as a SQL identifier. */
export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`
