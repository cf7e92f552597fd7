export * from './make-city.ts'
