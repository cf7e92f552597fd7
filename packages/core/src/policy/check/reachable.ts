/** What can never come about: a category, a condition, an arm of an `or`, a branch of a `when`. */
import type { Programme } from '../programme.ts'
import type { Node } from '../tree.ts'
import { declaredLeaves } from './bounds.ts'
import { allNodes, type Catalogue, type Problem, placed, treesOf } from './problem.ts'
import { all, cutsOf, type Form, formOf, isPossible, none, type Reading } from './truths.ts'

type Found = { readonly path: string; readonly why: 'never' | 'always' }

/** Possible with the variables closed (quick, and enough to refute) and with them read through. */
export function possible(readings: readonly Reading[], of: (reading: Reading) => Form): boolean {
  return readings.every((reading) => isPossible(of(reading)))
}

/** Arms and branches under a truth that cannot turn out as they would have to; `given`: what holds around it. */
function* deadArms(
  readings: readonly Reading[],
  node: Node,
  path: string,
  positive: boolean,
  given: readonly Given[],
): Generator<Found> {
  const can = (child: Node, wanted: boolean): boolean =>
    possible(readings, (reading) => all(...[...given, { node: child, wanted }].map((one) => formOfGiven(reading, one))))
  if (node.op === 'not') yield* deadArms(readings, node.arg, `${path}/not.arg`, !positive, given)
  if (node.op === 'and' || node.op === 'or') {
    const either = (node.op === 'or') === positive
    for (const [at, arg] of node.args.entries()) {
      const here = `${path}/${node.op}.${at + 1}`
      if (either && arg.op !== 'const' && !can(arg, positive)) yield { path: here, why: positive ? 'never' : 'always' }
      const others = node.args.filter((other) => other !== arg).map((other) => ({ node: other, wanted: positive }))
      yield* deadArms(readings, arg, here, positive, either ? given : [...given, ...others])
    }
  }
  if (node.op === 'when' && node.condition.op !== 'const')
    for (const wanted of [true, false])
      if (!can(node.condition, wanted)) yield { path: `${path}/when.condition`, why: wanted ? 'never' : 'always' }
}

export type Given = { readonly node: Node; readonly wanted: boolean }
export const formOfGiven = (reading: Reading, { node, wanted }: Given): Form =>
  wanted ? formOf(reading, node) : none(formOf(reading, node))

export function readingsOf(
  programme: Programme,
  catalogue: Catalogue,
  register: string,
  nodes: readonly Node[],
): readonly Reading[] {
  const shared = { programme, leaves: declaredLeaves(programme, catalogue, register), cuts: cutsOf(nodes) }
  return [
    { ...shared, open: false },
    { ...shared, open: true },
  ]
}

/** The truths that are asked of rows, each within its register; and those of a `when` anywhere. */
function* deadInside(
  programme: Programme,
  catalogue: Catalogue,
  nodes: readonly Node[],
): Generator<Found & { id: string }> {
  for (const tree of treesOf(programme))
    for (const { node, path, records } of placed(programme, tree)) {
      const readings = readingsOf(programme, catalogue, records?.register ?? '', nodes)
      if (node.op === 'when' && node.kind !== 'bool')
        for (const one of deadArms(readings, node, path, true, [])) yield { ...one, id: tree.id }
      if (node.op !== 'aggregate' || node.where.op === 'const') continue
      const set = programme.records.find(({ id }) => id === node.records)
      const within = readingsOf(programme, catalogue, set?.register ?? '', nodes)
      const where = `${path}/${node.fn}.where`
      if (!possible(within, (reading) => formOf(reading, node.where))) yield { path: where, why: 'never', id: tree.id }
      else for (const one of deadArms(within, node.where, where, true, [])) yield { ...one, id: tree.id }
    }
}

function* deadAround(
  programme: Programme,
  catalogue: Catalogue,
  nodes: readonly Node[],
): Generator<Found & { id: string }> {
  const readings = readingsOf(programme, catalogue, '', nodes)
  for (const { id, expr } of [...programme.variables, ...programme.conditions]) {
    const path = `${programme.variables.some((one) => one.id === id) ? 'variables' : 'conditions'}/${id}`
    if (expr.kind !== 'bool' || expr.op === 'const') continue
    const [can, cannot] = [true, false].map((wanted) =>
      possible(readings, (reading) => formOfGiven(reading, { node: expr, wanted })),
    )
    if (!can) yield { path, why: 'never', id }
    else if (!cannot) yield { path, why: 'always', id }
    else for (const one of deadArms(readings, expr, path, true, [])) yield { ...one, id }
  }
  for (const [at, { code, test }] of programme.categories.entries()) {
    const before = programme.categories.slice(0, at).map((one) => ({ node: one.test, wanted: false }))
    const path = `categories/${code}/test`
    if (!possible(readings, (reading) => all(formOf(reading, test), ...before.map((one) => formOfGiven(reading, one)))))
      yield { path, why: 'never', id: code }
    else for (const one of deadArms(readings, test, path, true, before)) yield { ...one, id: code }
  }
}

/** Asked of a programme whose names all lead somewhere and whose variables rest on no ring. */
export function checkReachable(programme: Programme, catalogue: Catalogue): readonly Problem[] {
  const nodes = allNodes(programme)
  const found = new Map(
    [...deadAround(programme, catalogue, nodes), ...deadInside(programme, catalogue, nodes)].map((one) => [
      one.path,
      one,
    ]),
  )
  return [...found.values()].map(({ path, why, id }): Problem => {
    const never = why === 'never'
    return {
      code: 'UNREACHABLE',
      programme: programme.id,
      path,
      names: [id],
      text: {
        zh: never ? `${id}：这里永远不会成立（${path}）。` : `${id}：这里永远成立，等于没有（${path}）。`,
        en: never ? `${id}: this can never hold (${path}).` : `${id}: this always holds and says nothing (${path}).`,
      },
      remedy: {
        zh: '删去它，或改正与之矛盾的条件（也看前面的类别）。',
        en: 'Remove it, or mend what it contradicts (see the categories before it too).',
      },
    }
  })
}
