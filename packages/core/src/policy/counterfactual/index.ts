export type { Change } from './change.ts'
export { type Counterfactual, counterfactuals } from './search.ts'
export { counterfactualText } from './text.ts'
