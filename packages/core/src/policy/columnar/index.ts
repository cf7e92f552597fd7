export * from './columns.ts'
export * from './compile.ts'
export * from './from-facts.ts'
export { javascript, type Operators } from './operators.ts'
