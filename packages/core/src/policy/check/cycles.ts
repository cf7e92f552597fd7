/** Variables that rest on themselves: nobody could ever work them out. A way over a parent is a way too. */
import type { Programme } from '../programme.ts'
import { walk } from '../tree.ts'
import type { Problem } from './problem.ts'

export function checkCycles(programme: Programme): readonly Problem[] {
  const needs = new Map(
    programme.variables.map(({ id, expr }) => [
      id,
      [...walk(expr)].flatMap((node) => (node.op === 'variable' || node.op === 'via' ? [node.name] : [])),
    ]),
  )
  const found = new Map<string, readonly string[]>()
  const visit = (id: string, way: readonly string[]): void => {
    const at = way.indexOf(id)
    if (at >= 0) {
      const ring = way.slice(at)
      const first = ring.toSorted()[0] ?? id
      const turned = [...ring.slice(ring.indexOf(first)), ...ring.slice(0, ring.indexOf(first))]
      found.set(turned.join(' '), turned)
      return
    }
    for (const next of needs.get(id) ?? []) visit(next, [...way, id])
  }
  const safe = new Set<string>()
  for (const id of needs.keys()) {
    if (!safe.has(id)) visit(id, [])
    safe.add(id)
  }
  return [...found.values()].map((ring): Problem => {
    const way = [...ring, ring[0] ?? ''].join(' → ')
    return {
      code: 'CYCLE',
      programme: programme.id,
      path: `variables/${ring[0]}`,
      names: ring,
      text: { zh: `变量互相依赖，永远算不出来：${way}。`, en: `Variables rest on each other: ${way}.` },
      remedy: { zh: '断开其中一处。', en: 'Break one of the links.' },
    }
  })
}
