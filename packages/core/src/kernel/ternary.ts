/** Kleene's three values: true, false, and null for unknown. Unknown is not no. */
export type Ternary = boolean | null

export const not3 = (a: Ternary): Ternary => (a === null ? null : !a)

export function all3(values: Iterable<Ternary>): Ternary {
  let unknown = false
  for (const value of values) {
    if (value === false) return false
    if (value === null) unknown = true
  }
  return unknown ? null : true
}

export function any3(values: Iterable<Ternary>): Ternary {
  let unknown = false
  for (const value of values) {
    if (value === true) return true
    if (value === null) unknown = true
  }
  return unknown ? null : false
}
