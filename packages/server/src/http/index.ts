export * from './create-server.ts'
export * from './disclosure.ts'
export { Refusal } from './errors.ts'
export { bounded } from './upload-bound.ts'
