export * from './codes/assistance.ts'
export * from './codes/codes.ts'
export * from './divisions/divisions.ts'
