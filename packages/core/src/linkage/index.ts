export * from './agreement.ts'
export * from './exact.ts'
