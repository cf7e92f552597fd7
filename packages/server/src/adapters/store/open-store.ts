/** The store behind one door: PGlite in the data folder, or any PostgreSQL from 15 on by its address. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import type { Store } from '../../usecases/leads.ts'
import { storeOn } from './lead-store.ts'
import { MIGRATIONS } from './migrations.ts'
import type { Tables } from './tables.ts'

/** 64-bit integers as safe numbers in both drivers; dates never appear. */
function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError('a 64-bit integer beyond 2^53 reached JavaScript')
  return value
}
const INT8 = 20

async function migrate(db: Kysely<Tables>): Promise<void> {
  await sql`create table if not exists migration (name text primary key)`.execute(db)
  for (const { name, sql: statements } of MIGRATIONS) {
    await db.transaction().execute(async (tx) => {
      // Two servers may start at once on one PostgreSQL; the lock makes the second wait and then find it done.
      await sql`select pg_advisory_xact_lock(370600)`.execute(tx)
      const { rows } = await sql`select 1 from migration where name = ${name}`.execute(tx)
      if (rows.length > 0) return
      for (const statement of statements) await sql.raw(statement).execute(tx)
      await sql`insert into migration values (${name})`.execute(tx)
    })
  }
}

export async function openStore(
  where: { readonly dataDir: string } | { readonly url: string } | { readonly pool: pg.PoolConfig },
): Promise<Store> {
  if ('dataDir' in where) {
    const folder = join(where.dataDir, 'store')
    await mkdir(folder, { recursive: true })
    const pglite = await PGlite.create({ dataDir: folder, parsers: { [INT8]: safeInteger } })
    const db = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) })
    await migrate(db)
    return storeOn(db)
  }
  const types = {
    getTypeParser: (oid: number, format?: 'text' | 'binary') =>
      oid === INT8 ? safeInteger : pg.types.getTypeParser(oid, format),
  }
  const config = 'url' in where ? { connectionString: where.url } : where.pool
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ ...config, types: types as pg.CustomTypesConfig }) }),
  })
  await migrate(db)
  return storeOn(db)
}
