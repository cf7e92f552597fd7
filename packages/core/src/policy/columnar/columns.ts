/**
 * Everybody as columns: typed arrays in household order, the form in which a rule runs over a population in process.
 *
 * Whole numbers, days and money stand as they are, truths as 1 and 0, codes as places in the column's own list.
 */
export type NumberArray = Float64Array | Int32Array | Uint32Array | Int16Array | Uint16Array | Int8Array | Uint8Array

export type Column = {
  readonly values: NumberArray
  /** 1 where the value is known; null: it always is. */
  readonly known: Uint8Array | null
  /** What the numbers of a code column stand for. */
  readonly codes?: readonly string[]
  /** One value a household, not a person. */
  readonly per?: 'home'
}

/** The dated records of one register: those of person `i` are the rows from `starts[i]` up to `starts[i + 1]`. */
export type Rows = {
  readonly starts: Int32Array
  readonly columns: Readonly<Record<string, Column>>
  /** 1 where the row does not fit its person for certain; null: every row does. */
  readonly doubtful: Uint8Array | null
}

export type Population = {
  readonly persons: number
  readonly attributes: Readonly<Record<string, Column>>
  /** The place of a parent among the persons; -1 where no parent is known for certain. Absent: nobody's is. */
  readonly father?: Int32Array
  readonly mother?: Int32Array
  /** The household of each person, -1 where unknown; the members of household `h` stand from `homeStarts[h]` on, together. */
  readonly home?: Int32Array
  readonly homeStarts?: Int32Array
  /** By register; one that is absent has no snapshot in force, and silence in it means nothing. */
  readonly records: Readonly<Record<string, Rows>>
}
