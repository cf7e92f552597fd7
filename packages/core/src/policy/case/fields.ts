/** What a field of a case file may be: one table from which the reader and the JSON Schema both come. */
import type { ColumnType, Register } from '../../kernel/index.ts'

export type Field =
  | { readonly is: 'day' }
  | { readonly is: 'whole'; readonly min: number; readonly max: number }
  | { readonly is: 'fen' }
  | { readonly is: 'flag' }
  | { readonly is: 'text' }
  | { readonly is: 'division'; readonly digits: readonly number[] }
  | { readonly is: 'code'; readonly codes: readonly string[] }
  /** The id of one of the case's persons. */
  | { readonly is: 'person' }
export type Fields = Readonly<
  Record<string, { readonly field: Field; readonly says: string; readonly required?: boolean }>
>

const day: Field = { is: 'day' }
const text: Field = { is: 'text' }
const person: Field = { is: 'person' }
const state: Field = { is: 'whole', min: 1, max: 3 }

export const PERSON_FIELDS: Fields = {
  id: {
    field: text,
    says: 'a name for this case alone, a text or a whole number; never a resident id',
    required: true,
  },
  birth: { field: day, says: 'birth date' },
  sex: { field: { is: 'whole', min: 0, max: 2 }, says: '1 male, 2 female, 0 unknown' },
  registered: { field: { is: 'flag' }, says: 'in the household register and not cancelled' },
  cancelDate: { field: day, says: 'day the registration was cancelled' },
  cancelReason: { field: text, says: 'code of HUKOU_CANCEL' },
  village: { field: { is: 'division', digits: [12] }, says: 'division code, 12 digits' },
  town: { field: { is: 'division', digits: [9] }, says: 'division code, 9 digits' },
  county: { field: { is: 'division', digits: [6] }, says: 'division code, 6 digits' },
  urbanRural: { field: text, says: 'code: 1 urban, 2 rural' },
  fatherState: {
    field: state,
    says: 'why no father is linked: 1 none on record (the default), 2 not found, 3 two possible',
  },
  motherState: { field: state, says: 'the same of the mother' },
}

export const HOUSEHOLD_FIELDS: Fields = {
  id: { field: text, says: 'a name for this case alone', required: true },
}
export const MEMBER_FIELDS: Fields = {
  person: { field: person, says: 'a member', required: true },
  relation: { field: text, says: 'code of the relation to the head' },
  from: { field: day, says: 'first day in the household' },
  to: { field: day, says: 'last day in it' },
}

export const LINK_KINDS = ['father', 'mother', 'spouse', 'guardian', 'sibling'] as const
export const LINK_FIELDS: Fields = {
  person: { field: person, says: 'whose', required: true },
  kind: { field: { is: 'code', codes: LINK_KINDS }, says: 'what the other is to the person', required: true },
  other: { field: person, says: 'who', required: true },
  source: { field: text, says: 'register that says so' },
  from: { field: day, says: 'first day of the link; without it, always' },
  to: { field: day, says: 'last day of the link; without it, still' },
}

function fieldOf(type: ColumnType): Field {
  switch (type.kind) {
    case 'date':
      return day
    case 'integer':
      return { is: 'whole', min: type.min, max: type.max }
    case 'money':
      return { is: 'fen' }
    case 'flag':
      return { is: 'flag' }
    case 'code':
      return { is: 'code', codes: type.list.entries.map(({ code }) => code) }
    case 'division':
      return { is: 'division', digits: [type.digits] }
    default:
      return text
  }
}

/** The fields of a row as the lake's records/<R>.parquet has them: no names, ids as persons, the subject as `person`. */
export function rowFields({ columns, subject }: Register): Fields {
  const own = columns.flatMap(({ id, label, type }): [string, Fields[string]][] => {
    if (type.kind === 'name' || id === subject) return []
    if (type.kind === 'residentId') return [[id.replace(/Id$/, ''), { field: person, says: label.en }]]
    return [[id, { field: fieldOf(type), says: type.kind === 'money' ? `${label.en}, in fen` : label.en }]]
  })
  return {
    person: { field: person, says: 'whom the row is about', required: true },
    ...Object.fromEntries(own),
    doubtful: {
      field: { is: 'flag' },
      says: 'the id agrees but name, sex or birth date does not: the row asserts nothing',
    },
  }
}
