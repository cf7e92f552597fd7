import { whatIfText } from '@doudi/core/policy'
import { answer, type Command, failure, text, usageFailure } from '../command.ts'
import { type Explanation, explainPerson } from '../flow/explain-person.ts'

const fullOf = ({ full, whatIf }: Explanation): string =>
  [full, whatIf === null ? '' : whatIfText(whatIf)].filter(Boolean).join('\n')

export const command: Command = {
  name: 'explain',
  usage: 'doudi explain PERSON --data DIR [--programme children] [--view full|neutral] [--json]',
  summary: {
    zh: '为什么：按本系统人员编号（如 P123）说明研判理由',
    en: 'Why: the reasons for a person, by our own number (P123)',
  },
  options: { programme: { type: 'string' }, view: { type: 'string' } },
  words: 1,
  data: true,
  run: async (args, session) => {
    const word = args.positionals[0] ?? ''
    if (/^\d{15}$|^\d{17}[\dXx]$/.test(word))
      return usageFailure(
        '这里用人员编号（如 P123），不用公民身份号码',
        'give our person number (P123), never a resident id',
      )
    const person = Number(/^P?(\d{1,9})$/i.exec(word)?.[1] ?? Number.NaN)
    if (Number.isNaN(person)) return usageFailure('人员编号形如 P123', 'a person number looks like P123')
    const current = await session.current()
    if (!current)
      return failure(
        'NO_RUN',
        { zh: '还没有运行过', en: 'nothing has been run yet' },
        { zh: '先运行 doudi run。', en: 'Run doudi run first.' },
      )
    const programme = text(args, 'programme')
    const neutral = text(args, 'view') === 'neutral'
    const told = await explainPerson(session, current, person, {
      ...(programme === undefined ? {} : { only: ({ id }: { readonly id: string }) => id === programme }),
      alsoIf: !neutral,
    })
    if (!told)
      return failure(
        'NO_PERSON',
        { zh: '没有这个人', en: 'no such person' },
        { zh: '编号见线索清单 doudi leads。', en: 'Numbers stand in doudi leads.' },
      )
    const shown = told.map((one) => (neutral ? { programme: one.programme, neutral: one.neutral } : one))
    return answer(
      { person, asOf: current.asOf, explanations: shown },
      told.map((one) => `【${one.label}】\n${neutral ? one.neutral : fullOf(one)}`).join('\n\n'),
    )
  },
}
