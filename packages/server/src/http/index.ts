export * from './create-server.ts'
export * from './disclosure.ts'
