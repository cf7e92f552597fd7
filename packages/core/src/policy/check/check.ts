/** All static checks, over all programmes at once: what must be right before a rule may run. */
import type { Programme } from '../programme.ts'
import { checkBounds } from './bounds.ts'
import { checkCycles } from './cycles.ts'
import { checkIds } from './ids.ts'
import { checkKinds } from './kinds.ts'
import type { Catalogue, Problem, ProblemCode } from './problem.ts'
import { checkReachable } from './reachable.ts'
import { checkRows } from './rows.ts'
import { checkSources } from './sources.ts'
import { checkTables } from './tables.ts'
import { checkThresholds } from './thresholds.ts'
import { checkUnused } from './unused.ts'

type Check = (programme: Programme, catalogue: Catalogue) => readonly Problem[]

/** Each stage rests on the one before: nothing is worked out over names that lead nowhere, or over kinds that do not fit. */
const STAGES: readonly (readonly Check[])[] = [
  [checkIds, checkCycles],
  [checkKinds, checkRows, checkSources, checkUnused],
  [checkBounds, checkReachable, checkTables],
]
const STOPS: readonly ProblemCode[] = ['UNKNOWN_ID', 'DUPLICATE_ID', 'CYCLE', 'UNIT', 'UNROUNDED']

function checkProgramme(programme: Programme, catalogue: Catalogue): readonly Problem[] {
  const problems: Problem[] = []
  for (const stage of STAGES) {
    problems.push(...stage.flatMap((check) => check(programme, catalogue)))
    if (problems.some(({ code }) => STOPS.includes(code))) break
  }
  return problems
}

/** Problems in the order of the programmes; empty where everything may run. */
export const checkProgrammes = (programmes: readonly Programme[], catalogue: Catalogue): readonly Problem[] => [
  ...programmes.flatMap((programme) => checkProgramme(programme, catalogue)),
  ...checkThresholds(programmes),
]
