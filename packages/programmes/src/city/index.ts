export * from './codes/codes.ts'
export * from './divisions/divisions.ts'
