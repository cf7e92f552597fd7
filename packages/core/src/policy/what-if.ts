/** Beside a verdict: between what amounts it lies while facts are unknown, and what would have to be otherwise. */
import type { Register, Text } from '../kernel/index.ts'
import { type AmountBounds, amountBounds } from './amount-bounds.ts'
import { type Counterfactual, counterfactuals, counterfactualText } from './counterfactual/index.ts'
import type { Language } from './evidence-text.ts'
import type { Facts, Programme } from './programme.ts'
import type { Reasons } from './reasons.ts'

export type WhatIf = {
  /** Null where the verdict is known. */
  readonly bounds: AmountBounds | null
  /** The smallest changes of fact that would turn the verdict or the amount, the smallest first. */
  readonly counterfactuals: readonly (Counterfactual & { readonly text: Text })[]
}

export function whatIf(
  programme: Programme,
  facts: Facts,
  person: number,
  { registers, reasons }: { readonly registers: readonly Register[]; readonly reasons: Reasons },
): WhatIf {
  const told = { programme, facts, person, registers }
  return {
    bounds: amountBounds(programme, facts, person, { registers, gaps: reasons.missing }),
    counterfactuals: counterfactuals(programme, facts, person, registers).map((one) => ({
      ...one,
      text: counterfactualText(told, one),
    })),
  }
}

/** For whoever decides, below the letter; never for a village. */
export function whatIfText({ bounds, counterfactuals: all }: WhatIf, language: Language = 'zh'): string {
  const heads = language === 'zh' ? ['金额范围：', '怎样会不同：'] : ['Amount: ', 'What would make it different:']
  return [
    ...(bounds === null ? [] : [`${heads[0]}${bounds.text[language]}`]),
    ...(all.length === 0 ? [] : [heads[1]]),
    ...all.map(({ text }, at) => `${at + 1}. ${text[language]}`),
  ].join('\n')
}
