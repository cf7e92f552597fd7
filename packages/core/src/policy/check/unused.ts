/** What is declared and never asked: a parameter or one of its rows, a variable, a condition, a record set. */
import type { Text } from '../../kernel/index.ts'
import { keyOf } from '../node-key.ts'
import type { Programme } from '../programme.ts'
import { reach } from '../references.ts'
import type { Node } from '../tree.ts'
import { type Problem, treesOf } from './problem.ts'

export function checkUnused(programme: Programme): readonly Problem[] {
  const roots = treesOf(programme).filter(({ path }) => !path.startsWith('variables/'))
  const reached = roots.flatMap(({ root }) => [...reach(programme, root)])
  const decided = treesOf(programme).filter(({ path }) => /^(categories|effect)/.test(path))
  const inTests = new Set(decided.flatMap(({ root }) => [...reach(programme, root)].map(keyOf)))
  const because = new Set(programme.categories.flatMap((category) => category.because))
  const asked = (pick: (node: Node) => string | null): ReadonlySet<string | null> => new Set(reached.map(pick))
  const variables = asked((node) => (node.op === 'variable' || node.op === 'via' ? node.name : null))
  const records = asked((node) => (node.op === 'aggregate' ? node.records : null))
  const parameters = asked((node) => (node.op === 'parameter' ? node.id : null))
  const rows = asked((node) => (node.op === 'parameter' ? `${node.id}|${node.key}` : null))
  const unused = (path: string, id: string, what: Text): Problem => ({
    code: 'UNUSED',
    programme: programme.id,
    path,
    names: [id],
    text: { zh: `${what.zh}“${id}”没有用到。`, en: `The ${what.en} "${id}" is never used.` },
    remedy: { zh: '用上它，或删去。', en: 'Use it, or remove it.' },
  })
  return [
    ...programme.parameters.flatMap(({ id, rows: dated }) =>
      parameters.has(id)
        ? [...new Set(dated.map(({ key }) => key))]
            .filter((key) => !rows.has(`${id}|${key}`))
            .map((key) =>
              unused(`parameters/${id}/${key}`, id, { zh: `参数的项${key}，`, en: `row ${key} of parameter` }),
            )
        : [unused(`parameters/${id}`, id, { zh: '参数', en: 'parameter' })],
    ),
    ...programme.variables
      .filter(({ id }) => !variables.has(id))
      .map(({ id }) => unused(`variables/${id}`, id, { zh: '变量', en: 'variable' })),
    ...programme.conditions
      .filter(({ id, expr }) => !because.has(id) && !inTests.has(keyOf(expr)))
      .map(({ id }) => unused(`conditions/${id}`, id, { zh: '条件', en: 'condition' })),
    ...programme.records
      .filter(({ id }) => !records.has(id))
      .map(({ id }) => unused(`records/${id}`, id, { zh: '记录集', en: 'record set' })),
  ]
}
