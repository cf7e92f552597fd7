export type { Dialect, Spelling } from './dialect.ts'
export * from './duckdb.ts'
