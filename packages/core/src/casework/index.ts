export * from './difference.ts'
export * from './lead.ts'
export * from './rank.ts'
