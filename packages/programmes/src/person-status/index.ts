export * from './records.ts'
export * from './rows.ts'
export * from './status.ts'
