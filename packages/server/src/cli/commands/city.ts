import { defaultChildren, makeCity, refuseFolder } from '../../sample/index.ts'
import { answer, type Command, failureOf, text, usageFailure, wholeNumber } from '../command.ts'
import { type StepRecord, timed } from '../flow/steps.ts'

export const command: Command = {
  name: 'city',
  usage: 'doudi city --people N --seed S --out DIR [--children N] [--dirt 0|1|3] [--json]',
  summary: {
    zh: '生成一座合成的城市：各部门登记册与真值',
    en: 'A synthetic city: its registers, and the truth beside them',
  },
  options: {
    people: { type: 'string' },
    seed: { type: 'string' },
    out: { type: 'string' },
    children: { type: 'string' },
    dirt: { type: 'string' },
  },
  data: false,
  run: async (args, session, progress) => {
    const out = text(args, 'out')
    if (out === undefined) return usageFailure('要写到哪里：--out 文件夹', 'say where: --out DIR')
    const people = wholeNumber(args, 'people', { otherwise: 100_000, least: 1000, most: 20_000_000 })
    if (people === null)
      return usageFailure(
        '--people 应为 1000 到 20000000 的整数',
        '--people is a whole number from 1,000 to 20,000,000',
      )
    const seed = wholeNumber(args, 'seed', { otherwise: 1, least: 0, most: 2 ** 31 - 1 })
    if (seed === null)
      return usageFailure('--seed 应为 0 到 2147483647 的整数', '--seed is a whole number from 0 to 2147483647')
    const dirt = wholeNumber(args, 'dirt', { otherwise: 1, least: 0, most: 3 })
    if (dirt === null || dirt === 2) return usageFailure('--dirt 应为 0、1 或 3', '--dirt is 0, 1 or 3')
    const most = Math.floor(people * 0.02)
    const children = wholeNumber(args, 'children', { otherwise: defaultChildren(people), least: 20, most })
    if (children === null)
      return usageFailure(
        `--children 应为 20 到总人数 2%（${most}）的整数`,
        `--children is a whole number from 20 to 2% of the people (${most})`,
      )
    const refused = await refuseFolder(out)
    if (refused) return failureOf([refused])
    const registers = await session.registers()
    const steps: StepRecord[] = []
    const made = await timed(
      steps,
      'city',
      ({ rows }) => rows,
      () => makeCity({ people, seed, out, children, dirt, registers }, progress),
    )
    const faults = Object.entries(made.faults)
      .map(([fault, n]) => `${fault} ${n}`)
      .join(',')
    return answer(
      { out, seed, dirt, ...made, steps },
      `合成城市 ${made.people.toLocaleString('en-US')} 人，${made.files} 个文件，${made.rows.toLocaleString('en-US')} 行 → ${out}\n困境儿童 children in difficulty ${made.children}；植入的差错 planted faults:${faults}`,
    )
  },
}
