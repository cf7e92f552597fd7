/** A fault of the program itself (never of data): crash the request rather than go on with a broken promise. */
export class AssertionFault extends Error {
  override readonly name = 'AssertionFault'
}

/** Throws {@link AssertionFault} when `condition` is false. `what` says which promise broke, without personal data. */
export function assert(condition: unknown, what: string): asserts condition {
  if (!condition) throw new AssertionFault(what)
}

/** For the end of an exhaustive switch: a new member of a closed set becomes a compile error here. */
export function unreachable(value: never, what = 'closed set'): never {
  throw new AssertionFault(`${what}: unexpected ${String(value)}`)
}
