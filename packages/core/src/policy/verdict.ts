/** The verdict in one sentence. */
import { plainYuan, type Text } from '../kernel/index.ts'
import type { Outcome } from './evaluate.ts'
import type { Category, Programme } from './programme.ts'

export const categoryOf = (programme: Programme, code: string | null): Category | undefined =>
  programme.categories.find((one) => one.code === code)

/** How an amount is said: by the month, or once and for all. */
export const PERIOD: Readonly<Record<'fenMonth' | 'fenOnce', { readonly due: string; readonly per: Text }>> = {
  fenMonth: { due: '每月应发', per: { zh: '/月', en: ' a month' } },
  fenOnce: { due: '一次性应发', per: { zh: '', en: ' once' } },
}

export function verdictOf(programme: Programme, told: Outcome): Text {
  const category = categoryOf(programme, told.category)
  if (category && told.amountFen !== null) {
    const some = told.amountFen > 0
    const yuan = plainYuan(told.amountFen)
    const { due, per } = PERIOD[category.amount.kind]
    return {
      zh: `符合“${category.label.zh}”${some ? `，${due}${yuan}元` : ''}。`,
      en: `Qualifies as ${category.label.en}${some ? `: ${yuan} yuan${per.en}` : ''}.`,
    }
  }
  return told.status === 'unknown'
    ? { zh: `是否符合${programme.label.zh}尚不能确定，须核实。`, en: 'Cannot be told yet; to be verified.' }
    : { zh: `不符合${programme.label.zh}的条件。`, en: 'Does not qualify.' }
}
