/**
 * Whoever stands exactly at a threshold is in by one rule and out by another: the same threshold with < here and ≤ there.
 *
 * A threshold is a parameter, or a constant that the same value is held against. < and ≥ draw the line before it, ≤ and >
 * behind it.
 */
import { keyOf } from '../node-key.ts'
import type { Programme } from '../programme.ts'
import { type Problem, placed, treesOf } from './problem.ts'
import { turned } from './truths.ts'

type Drawn = {
  readonly programme: string
  readonly path: string
  readonly id: string
  readonly threshold: string
  readonly shown: string
  readonly line: 'before' | 'behind'
}

const LINE = { lt: 'before', ge: 'before', le: 'behind', gt: 'behind' } as const
const MIRRORED = { lt: 'gt', le: 'ge', gt: 'lt', ge: 'le' } as const

function* drawn(programme: Programme): Generator<Drawn> {
  for (const tree of treesOf(programme))
    for (const { node, path } of placed(programme, tree)) {
      if (node.op !== 'compare' || node.relation === 'eq' || node.relation === 'ne') continue
      const here = { programme: programme.id, path, id: tree.id }
      const { left, right, relation } = turned(node)
      if (relation === 'eq' || relation === 'ne') continue
      const line = LINE[relation]
      if (right.op === 'const')
        yield { ...here, line, threshold: `${keyOf(left)} ? ${keyOf(right)}`, shown: String(right.value) }
      else if (right.op === 'parameter') yield { ...here, line, threshold: right.id, shown: right.id }
      else if (left.op === 'parameter')
        yield { ...here, line: LINE[MIRRORED[relation]], threshold: left.id, shown: left.id }
    }
}

/** Over all programmes at once: the boundary person may stand between two of them. */
export function checkThresholds(programmes: readonly Programme[]): readonly Problem[] {
  const by = Map.groupBy(
    programmes.flatMap((one) => [...drawn(one)]),
    ({ threshold }) => threshold,
  )
  return [...by.values()].flatMap((all): Problem[] => {
    const [before, behind] = [all.find(({ line }) => line === 'before'), all.find(({ line }) => line === 'behind')]
    if (!before || !behind) return []
    return [
      {
        code: 'THRESHOLD',
        programme: behind.programme,
        path: behind.path,
        names: [behind.id],
        text: {
          zh: `同一界限${before.shown}，${before.programme}/${before.id}用“小于（不低于）”，${behind.programme}/${behind.id}用“不超过（超过）”：恰在界限上的人两处结论相反。`,
          en: `The same threshold ${before.shown} is < (≥) in ${before.programme}/${before.id} and ≤ (>) in ${behind.programme}/${behind.id}: whoever stands on it is judged both ways.`,
        },
        remedy: {
          zh: '照条文统一“以上”“以下”是否含本数。',
          en: 'Decide by the article whether the figure itself counts.',
        },
      },
    ]
  })
}
