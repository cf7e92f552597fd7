/** One case written by hand: what the law gives, and why. */
import { readFile } from 'node:fs/promises'
import { parseYmd } from '@doudi/core/kernel'
import {
  caseSchema,
  evaluate as evaluateRule,
  fullText,
  readCase,
  reasonsOf,
  whatIf,
  whatIfText,
} from '@doudi/core/policy'
import { answer, failureOf, text, usageFailure } from '../command.ts'
import { type Action, programmesOf } from './action.ts'

export const evaluate: Action = {
  name: 'evaluate',
  usage:
    'doudi policy evaluate CASE.json --programme children [--as-of 2026-04-01] [--lang zh|en] [--json] | evaluate --schema',
  summary: {
    zh: '对手写的一例研判并说明理由；--schema 打印例子文件的格式（JSON Schema）',
    en: 'One case written by hand, with reasons; --schema prints what such a file holds (JSON Schema)',
  },
  options: {
    programme: { type: 'string' },
    'as-of': { type: 'string' },
    lang: { type: 'string' },
    schema: { type: 'boolean' },
  },
  words: 1,
  run: async (args, session) => {
    const registers = await session.registers()
    if (args.values['schema'] === true) {
      const schema = caseSchema(registers)
      return answer(schema, JSON.stringify(schema, null, 2))
    }
    const [file] = args.positionals
    if (file === undefined) return usageFailure('要给出例子文件 CASE.json', 'give a case file, CASE.json')
    const said = text(args, 'as-of')
    const asOf = said === undefined ? null : parseYmd(said)
    if (said !== undefined && asOf === null) return usageFailure('--as-of 不是日期', '--as-of is no date')
    const language = text(args, 'lang') ?? 'zh'
    if (language !== 'zh' && language !== 'en') return usageFailure('--lang 只能是 zh 或 en', '--lang is zh or en')
    const id = text(args, 'programme')
    const [programme] = id === undefined ? [] : ((await programmesOf(session, id)) ?? [])
    if (!programme) {
      const ids = (await session.programmes()).map((one) => one.id)
      return usageFailure(`--programme 应为：${ids.join('、')}`, `--programme is one of ${ids.join(', ')}`)
    }
    const read = readCase(await readFile(file, 'utf8'), { file, asOf, registers })
    if (!read.ok) return failureOf(read.problems)
    const { facts, person, names } = read.value
    const told = evaluateRule(programme, facts, person)
    const reasons = reasonsOf(programme, facts, person, told, registers)
    const otherwise = whatIf(programme, facts, person, { registers, reasons })
    return answer(
      {
        programme: programme.id,
        person: names.get(person),
        asOf: facts.asOf,
        outcome: told.status,
        category: told.category,
        amountFen: told.amountFen,
        reasons,
        missing: reasons.missing,
        ...otherwise,
      },
      [fullText(reasons, language), whatIfText(otherwise, language)].filter(Boolean).join('\n'),
    )
  },
}
