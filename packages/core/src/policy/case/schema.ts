/** The JSON Schema (draft-07) of a case file, made from the catalogue: for editors, and for whoever writes cases. */
import { MOST_FEN, type Register } from '../../kernel/index.ts'
import {
  type Field,
  type Fields,
  HOUSEHOLD_FIELDS,
  LINK_FIELDS,
  MEMBER_FIELDS,
  PERSON_FIELDS,
  rowFields,
} from './fields.ts'

type Schema = Readonly<Record<string, unknown>>
const ID: Schema = { type: ['string', 'integer'] }
const DAY: Schema = { type: ['string', 'null'], pattern: '^\\d{4}-\\d{2}-\\d{2}$' }

function typeOf(field: Field): Schema {
  switch (field.is) {
    case 'day':
      return DAY
    case 'whole':
      return { type: ['integer', 'null'], minimum: field.min, maximum: field.max }
    case 'fen':
      return { type: ['integer', 'null'], minimum: -MOST_FEN, maximum: MOST_FEN }
    case 'flag':
      return { type: ['boolean', 'null'] }
    case 'code':
      return { enum: [...field.codes, null] }
    case 'division':
      return { type: ['string', 'null'], pattern: `^(${field.digits.map((n) => `\\d{${n}}`).join('|')})$` }
    case 'person':
      return ID
    case 'text':
      return { type: ['string', 'null'] }
  }
}

function object(fields: Fields, more: Schema = {}): Schema {
  const properties = Object.entries(fields).map(([name, { field, says, required }]) => {
    const type = name === 'id' ? ID : typeOf(field)
    // What must be said cannot be null.
    const said = required && Array.isArray(type['enum']) ? { enum: type['enum'].filter((one) => one !== null) } : type
    return [name, { ...said, description: says }]
  })
  return {
    type: 'object',
    additionalProperties: false,
    required: Object.entries(fields).flatMap(([name, { required }]) => (required ? [name] : [])),
    properties: { ...Object.fromEntries(properties), ...more },
  }
}

export function caseSchema(registers: readonly Register[]): Schema {
  const rows = registers.map((register) => [
    register.id,
    { type: 'array', description: `${register.label.zh} ${register.label.en}`, items: object(rowFields(register)) },
  ])
  const household = object(HOUSEHOLD_FIELDS, { members: { type: 'array', items: object(MEMBER_FIELDS) } })
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'A case for doudi policy evaluate',
    description:
      'What the lake holds of a few people: persons, households, links between them and dated records of the registers. Days are yyyy-mm-dd, money is fen, what is left out or null is unknown.',
    type: 'object',
    additionalProperties: false,
    required: ['persons'],
    properties: {
      $schema: { type: 'string' },
      asOf: { ...DAY, type: 'string', description: 'the day asked for; --as-of goes before it' },
      person: { ...ID, description: 'who is asked about; without it the first person' },
      inForce: {
        type: 'array',
        items: { enum: registers.map(({ id }) => id) },
        description:
          'the registers that have a snapshot in force; without it all. The silence of any other means nothing',
      },
      persons: { type: 'array', minItems: 1, items: object(PERSON_FIELDS) },
      households: { type: 'array', items: household },
      links: { type: 'array', items: object(LINK_FIELDS) },
      records: { type: 'object', additionalProperties: false, properties: Object.fromEntries(rows) },
    },
  }
}
