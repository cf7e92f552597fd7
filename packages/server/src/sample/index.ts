export { defaultChildren, makeCity } from './make-city.ts'
export { refuseFolder } from './output.ts'
