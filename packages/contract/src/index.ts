/** What goes over the wire between server and console. Types for answers; schemas for what comes in. */
export * from './common.ts'
export * from './home.ts'
export * from './leads.ts'
export * from './registers.ts'
export * from './requests.ts'
export * from './rules.ts'
