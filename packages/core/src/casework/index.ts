export * from './lead.ts'
