export * from './overlay.ts'
