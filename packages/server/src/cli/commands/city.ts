import { defaultChildren, makeCity } from '../../sample/index.ts'
import { answer, type Command, text, usageFailure } from '../command.ts'
import { type StepRecord, timed } from '../flow/steps.ts'

export const command: Command = {
  name: 'city',
  usage: 'doudi city --people N --seed S --out DIR [--children N] [--dirt 0|1|3] [--json]',
  summary: {
    zh: '生成一座合成的城市:各部门登记册与真值',
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
    const number = (name: string, otherwise: number): number => Number(text(args, name) ?? otherwise)
    const people = number('people', 100_000)
    const seed = number('seed', 1)
    const dirt = number('dirt', 1)
    const children = number('children', defaultChildren(people))
    const out = text(args, 'out')
    if (out === undefined) return usageFailure('要写到哪里:--out 文件夹', 'say where: --out DIR')
    if (!Number.isInteger(people) || people < 500 || people > 20_000_000)
      return usageFailure('--people 应为 500 到 20000000 的整数', '--people is a whole number from 500 to 20,000,000')
    if (!Number.isInteger(seed) || seed < 0)
      return usageFailure('--seed 应为非负整数', '--seed is a whole number, not negative')
    if (![0, 1, 3].includes(dirt)) return usageFailure('--dirt 应为 0、1 或 3', '--dirt is 0, 1 or 3')
    if (!Number.isInteger(children) || children < 20 || children > people * 0.02)
      return usageFailure(
        '--children 应为 20 到总人数 2% 的整数',
        '--children is a whole number from 20 to 2% of the people',
      )
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
      `合成城市 ${made.people.toLocaleString('en-US')} 人,${made.files} 个文件,${made.rows.toLocaleString('en-US')} 行 → ${out}\n困境儿童 children in difficulty ${made.children};植入的差错 planted faults:${faults}`,
    )
  },
}
