/** Which named status makes a condition true, and whose: 父亲死亡, not 父亲情形符合. */
import type { Text } from '../kernel/index.ts'
import { valueAt, type Who } from './evaluate.ts'
import type { Facts, Programme } from './programme.ts'
import type { Node } from './tree.ts'

export type Named = { readonly who: Who; readonly label: Text }

/** The innermost named variables that are true under `node`, of the person or of a parent; empty where none is. */
export function namedTruths(programme: Programme, facts: Facts, person: number, node: Node): readonly Named[] {
  const seek = (one: Node, who: Who, whose: number): Named[] => {
    if (one.op === 'and' || one.op === 'or') return one.args.flatMap((arg) => seek(arg, who, whose))
    if (one.op !== 'variable' && one.op !== 'via') return []
    if (valueAt(programme, facts, whose, one) !== true) return []
    const variable = programme.variables.find(({ id }) => id === one.name)
    if (!variable) return []
    const [of, at]: [Who, number] =
      one.op === 'via' ? [one.parent, Number(facts.persons[whose]?.[one.parent])] : [who, whose]
    const inner = seek(variable.expr, of, at)
    return inner.length > 0 ? inner : [{ who: of, label: variable.label }]
  }
  const found = new Map(seek(node, 'self', person).map((one) => [`${one.who} ${one.label.zh}`, one]))
  return [...found.values()]
}
