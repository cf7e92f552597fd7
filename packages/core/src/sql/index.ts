export type { Arm, Dialect, Spelling, Stage } from './dialect.ts'
export * from './duckdb.ts'
