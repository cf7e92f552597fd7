export { type Case, readCase } from './read-case.ts'
export { caseSchema } from './schema.ts'
