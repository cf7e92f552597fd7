import type { Answer, Arguments, Command } from '../command.ts'
import { text, usageFailure } from '../command.ts'
import type { Action } from '../policy/action.ts'
import { book } from '../policy/book.ts'
import { check } from '../policy/check.ts'
import { compare } from '../policy/compare.ts'
import { evaluate } from '../policy/evaluate.ts'
import { examples } from '../policy/examples.ts'

const ACTIONS: readonly Action[] = [check, examples, evaluate, compare, book]

const NAMES = ACTIONS.map(({ name }) => name).join(' | ')

/** An option of another action is as wrong as one that nobody knows. */
function misfit(action: Action, { values, positionals }: Arguments): Answer | null {
  const known = new Set(['json', 'help', ...Object.keys(action.options)])
  const strange = Object.keys(values).find((name) => !known.has(name))
  if (strange !== undefined)
    return usageFailure(
      `没有选项 --${strange}。用法：${action.usage}`,
      `no option --${strange}. Usage: ${action.usage}`,
    )
  return positionals.length - 1 > (action.words ?? 0)
    ? usageFailure(`多出了参数。用法：${action.usage}`, `Too many words. Usage: ${action.usage}`)
    : null
}

export const command: Command = {
  name: 'policy',
  usage: ACTIONS.map(({ usage, summary }) => `${usage}\n             ${summary.zh}  ${summary.en}`).join(
    '\n          ',
  ),
  summary: {
    zh: '规则：运行前的检查（check），算例（examples），一例的理由（evaluate），改革的比较（compare），规则手册（book）',
    en: 'The rules: checks before they run (check), worked cases (examples), one case with reasons (evaluate), what a reform would do (compare), the book of rules (book)',
  },
  options: Object.assign({}, ...ACTIONS.map(({ options: { data: _, ...options } }) => options)),
  words: 1 + Math.max(...ACTIONS.map(({ words = 0 }) => words)),
  // A wrong word must not lay claim to a folder.
  data: (args) => {
    const action = ACTIONS.find(({ name }) => name === args.positionals[0])
    return action !== undefined && misfit(action, args) === null && text(args, 'data') !== undefined
  },
  run: async (args, session, progress) => {
    const [name, ...positionals] = args.positionals
    const action = ACTIONS.find((one) => one.name === name)
    if (!action)
      return usageFailure(
        name === undefined ? `policy 后要写做什么：${NAMES}` : `policy 没有“${name}”：${NAMES}`,
        name === undefined ? `say what after policy: ${NAMES}` : `policy has no "${name}": ${NAMES}`,
      )
    return misfit(action, args) ?? (await action.run({ values: args.values, positionals }, session, progress))
  },
}
