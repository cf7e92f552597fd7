/** Law without a source, silence without a meaning, money that is no whole fen. */
import type { Text } from '../../kernel/index.ts'
import type { Citation, Programme } from '../programme.ts'
import type { Kind } from '../tree.ts'
import { type Problem, type ProblemCode, placed, treesOf } from './problem.ts'

type Said = {
  readonly code: ProblemCode
  readonly path: string
  readonly names: readonly string[]
  readonly text: Text
  readonly remedy: Text
}
const blank = (text: string | undefined): boolean => text === undefined || text.trim() === ''

const CITE: Text = { zh: '写明文件名（文号）和条款。', en: 'Name the document and the article.' }
function uncited(path: string, id: string, citation: Citation | undefined): readonly Said[] {
  if (citation && !blank(citation.title) && !blank(citation.article)) return []
  const text = { zh: `${id}没有写明依据。`, en: `${id} cites no source.` }
  return [{ code: 'NO_CITATION', path, names: [id], text, remedy: CITE }]
}

function citations({ conditions, parameters, plan }: Programme): readonly Said[] {
  return [
    ...conditions.flatMap(({ id, citation }) => uncited(`conditions/${id}`, id, citation)),
    ...parameters.flatMap(({ id, rows }) =>
      rows.flatMap(({ key, citation }) => uncited(`parameters/${id}${key === null ? '' : `/${key}`}`, id, citation)),
    ),
    ...(plan === null ? [] : uncited('plan', 'plan', plan.citation)),
  ]
}

function silences({ records }: Programme): readonly Said[] {
  return records.flatMap(({ id, absence }): Said[] => {
    const said = absence as typeof absence | undefined
    if (said && ['notThere', 'unknown'].includes(said.means) && !blank(said.cite.zh)) return []
    return [
      {
        code: 'NO_ABSENCE',
        path: `records/${id}`,
        names: [id],
        text: {
          zh: `记录集${id}没有说明：登记册里没有某人的记录时，意味着什么。`,
          en: `Record set ${id} does not say what it means when the register has no row of somebody.`,
        },
        remedy: { zh: '声明 absence 及其依据。', en: 'Declare its absence and why.' },
      },
    ]
  })
}

const isMoney = (kind: Kind): boolean => kind.startsWith('fen')
const ROUNDINGS: readonly string[] = ['ceil', 'floor', 'halfUp']
const unrounded = (path: string, id: string, text: Text): Said => ({
  code: 'UNROUNDED',
  path,
  names: [id],
  text,
  remedy: { zh: '金额以整数分计；除法须写明怎样取整。', en: 'Money is whole fen; a division must say how it rounds.' },
})

function roundings(programme: Programme): readonly Said[] {
  const trees = treesOf(programme).flatMap((tree) =>
    [...placed(programme, tree)].flatMap(({ node, path }): Said[] => {
      if (node.op === 'divide' && !ROUNDINGS.includes(node.round))
        return [
          unrounded(path, tree.id, { zh: '除法没有写明怎样取整。', en: 'A division does not say how it rounds.' }),
        ]
      if (node.op === 'const' && isMoney(node.kind) && node.value !== null && !Number.isInteger(node.value))
        return [
          unrounded(path, tree.id, { zh: `${node.value}不是整数分。`, en: `${node.value} is no whole number of fen.` }),
        ]
      return []
    }),
  )
  const rows = programme.parameters.flatMap(({ id, kind, rows: dated }) =>
    dated.flatMap(({ value }): Said[] =>
      isMoney(kind) && typeof value === 'number' && !Number.isInteger(value)
        ? [
            unrounded(`parameters/${id}`, id, {
              zh: `${id}的${value}不是整数分。`,
              en: `${value} of ${id} is no whole number of fen.`,
            }),
          ]
        : [],
    ),
  )
  return [...trees, ...rows]
}

export const checkSources = (programme: Programme): readonly Problem[] =>
  [...citations(programme), ...silences(programme), ...roundings(programme)].map((said) => ({
    ...said,
    programme: programme.id,
  }))
