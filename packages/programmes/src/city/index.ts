export * from './codes/codes.ts'
