/** PGlite has one connection; Kysely's dialect hands it to everybody at once. */
import { type DatabaseConnection, type Dialect, type Driver, PGliteDialect, type PGliteDialectConfig } from 'kysely'

/**
 * Kysely's PGlite dialect with a queue before the connection.
 *
 * Without it a query beside a running transaction becomes part of that transaction, and a second transaction replaces
 * the first one's commit, which then never comes. The console reads while a run hands over: both would happen.
 */
export function pgliteOneAtATime(config: PGliteDialectConfig): Dialect {
  const dialect = new PGliteDialect(config)
  return {
    createAdapter: () => dialect.createAdapter(),
    createDriver: () => queued(dialect.createDriver()),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
  }
}

function queued(driver: Driver): Driver {
  const acquire = driver.acquireConnection.bind(driver)
  const give = driver.releaseConnection.bind(driver)
  let last: Promise<void> = Promise.resolve()
  let leave = (): void => {}
  return Object.assign(driver, {
    acquireConnection: async (...options: Parameters<typeof acquire>): Promise<DatabaseConnection> => {
      const before = last
      const { promise, resolve } = Promise.withResolvers<void>()
      last = promise
      await before
      try {
        const connection = await acquire(...options)
        leave = resolve
        return connection
      } catch (error) {
        resolve()
        throw error
      }
    },
    releaseConnection: async (...given: Parameters<typeof give>): Promise<void> => {
      const done = leave
      await give(...given)
      done()
    },
  })
}
