/** How a use case tells its caller what it is doing; the faces draw it (a bar on a terminal, an event on a page). */
export type Progress = {
  /** A step begins; `totalRows` where it is known. */
  readonly start: (step: string, totalRows?: number) => void
  /** Rows done so far in the current step. */
  readonly advance: (rowsDone: number) => void
  readonly end: () => void
}

export const silent: Progress = { start: () => {}, advance: () => {}, end: () => {} }
