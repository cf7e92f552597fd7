export type { Arm, Dialect, Spelling } from './dialect.ts'
export * from './duckdb.ts'
