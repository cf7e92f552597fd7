import { answer, type Command, failureOf } from '../command.ts'
import { matchNow } from '../flow/run-all.ts'

export const command: Command = {
  name: 'match',
  usage: 'doudi match --data DIR [--json]',
  summary: {
    zh: '把生效的登记册比对成人、亲属与户',
    en: 'Turn the registers in force into persons, kin and households',
  },
  options: {},
  data: true,
  run: async (_, session, progress) => {
    const matched = await matchNow(session, progress)
    if (!matched.ok) return failureOf(matched.problems)
    const summary = matched.value
    return answer(
      summary,
      `${summary.persons.toLocaleString('en-US')} 人 persons，亲属关系 links ${summary.links.toLocaleString('en-US')}，存疑 doubts ${summary.doubts.toLocaleString('en-US')}`,
    )
  },
}
