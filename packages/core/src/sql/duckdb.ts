/** DuckDB, where a city's lake is. */
import type { Dialect } from './dialect.ts'
import { standard } from './standard.ts'

export const duckdb: Dialect = standard(
  {
    name: 'duckdb',
    text: (value) => `'${value.replaceAll("'", "''")}'`,
    identifier: (name) => `"${name.replaceAll('"', '""')}"`,
    textType: 'VARCHAR',
    stage: ({ name, body }) => `${name} AS MATERIALIZED (${body})`,
  },
  {
    quotient: (n, d) => `(${n} // ${d})`,
    makeDate: (year, month, day) => `make_date(${year}, ${month}, ${day})`,
  },
)
