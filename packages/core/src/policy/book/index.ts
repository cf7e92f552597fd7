export { type Chapter, chapterOf } from './chapter.ts'
export type { Clause } from './clauses.ts'
export type { Timeline } from './timeline.ts'
