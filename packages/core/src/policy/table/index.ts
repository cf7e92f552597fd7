export * from './cells.ts'
export * from './decide.ts'
export { type DecisionTable, decisionTable, type HitPolicy } from './table.ts'
