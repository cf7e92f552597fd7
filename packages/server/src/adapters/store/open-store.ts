/** The store behind one door: PGlite in the data folder, or any PostgreSQL from 15 on by its address. */
import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isMainThread, Worker, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { type Dialect, Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import type { Store } from '../../usecases/leads.ts'
import { storeOn } from './lead-store.ts'
import { MIGRATIONS } from './migrations.ts'
import { pgliteOneAtATime } from './one-at-a-time.ts'
import type { Tables } from './tables.ts'

/** 64-bit integers arrive as safe numbers in both drivers. */
function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError('a 64-bit integer beyond 2^53 reached JavaScript')
  return value
}
const asText = (text: string): string => text

/** The same JavaScript values from both drivers: int8 a number; date, timestamp, timestamptz and numeric their text. */
const PARSERS: Readonly<Record<number, (text: string) => unknown>> = {
  20: safeInteger,
  1082: asText,
  1114: asText,
  1184: asText,
  1700: asText,
}
const OLDEST_VERSION = 150_000

async function migrate(db: Kysely<Tables>): Promise<void> {
  await db.transaction().execute(async (tx) => {
    // Two servers may start at once on one PostgreSQL; the lock makes the second wait and then find it done.
    await sql`select pg_advisory_xact_lock(370600)`.execute(tx)
    await sql`create table if not exists migration (name text primary key)`.execute(tx)
    for (const { name, sql: statements } of MIGRATIONS) {
      const { rows } = await sql`select 1 from migration where name = ${name}`.execute(tx)
      if (rows.length > 0) continue
      for (const statement of statements) await sql.raw(statement).execute(tx)
      await sql`insert into migration values (${name})`.execute(tx)
    }
  })
}

async function ready(dialect: Dialect): Promise<Kysely<Tables>> {
  const db = new Kysely<Tables>({ dialect })
  try {
    const { rows } = await sql<{ version: string }>`select current_setting('server_version_num') as version`.execute(db)
    if (Number(rows[0]?.version) < OLDEST_VERSION)
      throw new Error('需要 PostgreSQL 15 或更新的版本 PostgreSQL 15 or newer is needed')
    await migrate(db)
    return db
  } catch (error) {
    await db.destroy()
    throw error
  }
}

const pgliteIn = async (folder: string): Promise<Dialect> =>
  pgliteOneAtATime({ pglite: await PGlite.create({ dataDir: folder, parsers: { ...PARSERS } }) })

/**
 * A new folder is made and migrated under a temporary name, then renamed: one that a kill left half made would open
 * never again.
 */
async function makeFolder(folder: string): Promise<void> {
  const temporary = `${folder}.tmp`
  await rm(temporary, { recursive: true, force: true })
  await mkdir(temporary, { recursive: true })
  const db = await ready(await pgliteIn(temporary))
  await db.destroy()
  await rename(temporary, folder)
}

const MAKES = 'doudi: make a store'
if (!isMainThread && workerData?.task === MAKES) await makeFolder(workerData.folder)

/**
 * Makes the store of a data folder that has none yet, in a thread of its own: it costs seconds of one core, and a run
 * that begins it early finds it ready when the first leads come.
 */
export async function prepareStore(dataDir: string): Promise<void> {
  const folder = join(dataDir, 'store')
  if (existsSync(folder)) return
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  // The parent's own flags may say that a program comes from its command line.
  const options = { workerData: { task: MAKES, folder }, execArgv: ['--disable-warning=ExperimentalWarning'] }
  new Worker(import.meta.filename, options).on('error', reject).on('exit', () => resolve())
  await promise
}

/** Where a store is: `DATA/store` by PGlite, a PostgreSQL by address or by the pool's own settings. */
export type StorePlace = { readonly dataDir: string } | { readonly url: string } | { readonly pool: pg.PoolConfig }

/**
 * Opens the store and brings its tables up to date. PGlite takes about 3 s the first time (less
 * what `prepareStore` has done of it) and half a second afterwards; its caller must own the data folder, for PGlite
 * locks nothing.
 */
export async function openStore(where: StorePlace): Promise<Store> {
  if ('dataDir' in where) {
    const folder = join(where.dataDir, 'store')
    await prepareStore(where.dataDir)
    return storeOn(await ready(await pgliteIn(folder)))
  }
  const types = {
    getTypeParser: (oid: number, format?: 'text' | 'binary') => PARSERS[oid] ?? pg.types.getTypeParser(oid, format),
  }
  const config = 'url' in where ? { connectionString: where.url } : where.pool
  const pool = new pg.Pool({ ...config, types: types as pg.CustomTypesConfig })
  // A server that goes away while a connection idles must not end the process; the next query tells.
  pool.on('error', () => {})
  return storeOn(await ready(new PostgresDialect({ pool })))
}
