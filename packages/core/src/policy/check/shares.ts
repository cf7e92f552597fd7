/** A rule that finds nobody, or more than its programme says could be: read off a determination of everybody. */
import type { Programme } from '../programme.ts'
import type { Problem } from './problem.ts'

/** Where a programme does not say of how many at most it could hold. */
const MOST_SHARE = 0.5

/** `eligible`: persons by category; `persons`: everybody asked. */
export type Counted = { readonly persons: number; readonly eligible: Readonly<Record<string, number>> }

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`

export function checkShares(programme: Programme, { persons, eligible }: Counted): readonly Problem[] {
  const nobody = programme.categories
    .filter(({ code }) => (eligible[code] ?? 0) === 0)
    .map(
      ({ code, label }): Problem => ({
        code: 'NOBODY',
        programme: programme.id,
        path: `categories/${code}/test`,
        names: [code],
        text: {
          zh: `在这份数据的${persons}人里，“${label.zh}”一个人也没有。`,
          en: `Of ${persons} persons in this data nobody is "${label.en}".`,
        },
        remedy: {
          zh: '查规则与登记册：条件是否写反，登记是否缺失。',
          en: 'Look at the rule and the registers it reads.',
        },
      }),
    )
  const sum = programme.categories.reduce((total, { code }) => total + (eligible[code] ?? 0), 0)
  const most = programme.mostShare ?? MOST_SHARE
  const share = persons === 0 ? 0 : sum / persons
  if (share <= most) return nobody
  return [
    ...nobody,
    {
      code: 'TOO_MANY',
      programme: programme.id,
      path: 'mostShare',
      names: ['mostShare', programme.id],
      text: {
        zh: `符合的有${sum}人，占${percent(share)}，超过声明的上限${percent(most)}。`,
        en: `${sum} persons qualify, ${percent(share)}: more than the declared ${percent(most)}.`,
      },
      remedy: {
        zh: '查规则是否漏了条件，或改上限并说明。',
        en: 'Look for a lost condition, or declare another share.',
      },
    },
  ]
}
