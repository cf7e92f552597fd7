export { MOST_ROWS } from '../interval.ts'
export { checkProgrammes } from './check.ts'
export type { Catalogue, Problem, ProblemCode } from './problem.ts'
export { type Counted, checkShares } from './shares.ts'
