/** Names that lead nowhere, and names given twice. */
import type { Register, Text } from '../../kernel/index.ts'
import { ATTRIBUTES } from '../attributes.ts'
import type { Programme } from '../programme.ts'
import type { Node, RecordSet } from '../tree.ts'
import { type Catalogue, type Problem, placed, treesOf } from './problem.ts'

type Named = { readonly what: Text; readonly name: string; readonly known: readonly string[] }

/** The name closest to a misspelt one, to put the author right. */
function nearest(name: string, known: readonly string[]): string {
  const scored = known.map((one) => ({ one, distance: editDistance(name.toLowerCase(), one.toLowerCase()) }))
  const [best] = scored.toSorted((a, b) => a.distance - b.distance)
  return best && best.distance <= Math.max(2, name.length / 3) ? best.one : ''
}

function editDistance(a: string, b: string): number {
  let before = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const swap = (before[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      row.push(Math.min(swap, (before[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1))
    }
    before = row
  }
  return before[b.length] ?? 0
}

/** The names a node refers to, each with what it could be. */
function namesOf(node: Node, programme: Programme, records: RecordSet | null, registers: readonly Register[]): Named[] {
  const named = (zh: string, en: string, name: string, known: readonly string[]): Named[] => [
    { what: { zh, en }, name, known },
  ]
  switch (node.op) {
    case 'variable':
    case 'via':
      return named(
        '变量',
        'variable',
        node.name,
        programme.variables.map(({ id }) => id),
      )
    case 'attribute':
      return named('个人属性', 'attribute', node.name, Object.keys(ATTRIBUTES))
    case 'parameter': {
      const found = programme.parameters.find(({ id }) => id === node.id)
      if (!found)
        return named(
          '参数',
          'parameter',
          node.id,
          programme.parameters.map(({ id }) => id),
        )
      const keys = found.rows.map(({ key }) => key ?? '')
      return named(`参数 ${node.id} 的项`, `row of ${node.id}`, node.key ?? '', keys)
    }
    case 'aggregate':
      return named(
        '记录集',
        'record set',
        node.records,
        programme.records.map(({ id }) => id),
      )
    case 'column': {
      const register = registers.find(({ id }) => id === records?.register)
      if (records !== null && !register) return []
      const columns = register?.columns.map(({ id }) => id) ?? []
      return named(`登记册 ${register?.id ?? ''} 的列`, `column of register ${register?.id ?? ''}`, node.name, columns)
    }
    default:
      return []
  }
}

const unknownId = (programme: string, path: string, { what, name, known }: Named, beside: string): Problem => {
  const meant = nearest(name, known)
  return {
    code: 'UNKNOWN_ID',
    programme,
    path,
    names: [name, beside],
    text: { zh: `没有这个${what.zh}：${name || '（空）'}。`, en: `No such ${what.en}: ${name || '(none)'}.` },
    remedy:
      meant === ''
        ? { zh: `先声明它，或改用已有的：${known.join('、')}。`, en: `Declare it, or use one of: ${known.join(', ')}.` }
        : { zh: `是不是“${meant}”？`, en: `Did you mean "${meant}"?` },
  }
}

/** Every reference of the trees and of the declarations beside them. */
export function checkIds(programme: Programme, { registers }: Catalogue): readonly Problem[] {
  const problems: Problem[] = []
  const look = (path: string, beside: string, names: readonly Named[]): void => {
    for (const one of names)
      if (!one.known.includes(one.name)) problems.push(unknownId(programme.id, path, one, beside))
  }
  for (const tree of treesOf(programme))
    for (const { node, path, records } of placed(programme, tree))
      look(path, tree.id, namesOf(node, programme, records, registers))
  const conditions = programme.conditions.map(({ id }) => id)
  for (const { code, because } of programme.categories)
    for (const name of because)
      look(`categories/${code}/because`, code, [{ what: { zh: '条件', en: 'condition' }, name, known: conditions }])
  for (const { id, register, present } of programme.records)
    look(`records/${id}`, id, declared(registers, register, present === null ? [] : [present]))
  const { held } = programme
  if (held)
    look(
      'held',
      'held',
      declared(registers, held.register, [
        held.code,
        held.from,
        held.to,
        held.county,
        ...(held.amount === null ? [] : [held.amount]),
      ]),
    )
  return [...problems, ...twice(programme)]
}

function declared(registers: readonly Register[], register: string, columns: readonly string[]): readonly Named[] {
  const found = registers.find(({ id }) => id === register)
  return [
    { what: { zh: '登记册', en: 'register' }, name: register, known: registers.map(({ id }) => id) },
    ...columns.flatMap((name): Named[] =>
      found
        ? [
            {
              what: { zh: `登记册 ${register} 的列`, en: `column of register ${register}` },
              name,
              known: found.columns.map(({ id }) => id),
            },
          ]
        : [],
    ),
  ]
}

function twice(programme: Programme): readonly Problem[] {
  const lists: readonly (readonly [path: string, ids: readonly string[]])[] = [
    ['records', programme.records.map(({ id }) => id)],
    ['parameters', programme.parameters.map(({ id }) => id)],
    ['variables', programme.variables.map(({ id }) => id)],
    ['conditions', programme.conditions.map(({ id }) => id)],
    ['categories', programme.categories.map(({ code }) => code)],
    ['examples', programme.examples.map(({ name }) => name)],
  ]
  return lists.flatMap(([path, ids]) =>
    [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))].map(
      (id): Problem => ({
        code: 'DUPLICATE_ID',
        programme: programme.id,
        path: `${path}/${id}`,
        names: [id],
        text: { zh: `“${id}”声明了两次。`, en: `"${id}" is declared twice.` },
        remedy: { zh: '改名，或删去一个。', en: 'Rename one, or remove it.' },
      }),
    ),
  )
}
