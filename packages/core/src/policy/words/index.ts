export * from './amounts.ts'
export * from './calendar.ts'
export * from './scales.ts'
