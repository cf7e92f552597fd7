/** Which disability counts where: the grades that each rule names, by valid certificates. */
import { and, codeOf, type Expr, isIn, or } from '@doudi/core/policy'
import { DISABILITY_CLASS } from '../city/index.ts'
import { certified, coded, define, gradeIn } from '../person-status/index.ts'

const classIn = (...classes: readonly string[]): Expr<'bool'> =>
  isIn(
    coded('disabilityClass'),
    classes.map((one) => codeOf(DISABILITY_CLASS, one)),
  )
/** Grade 1 or 2 of any class, or grade 3 intellectual or mental: 民发〔2021〕57号 article 8. */
export const severe = define(
  'severe',
  '重残',
  'severely disabled',
  certified(or(gradeIn('1', '2'), and(gradeIn('3'), classIn('5', '6')))),
)
/** Without labour ability: 民发〔2021〕43号 article 5. */
export const unableToWork = define(
  'unableToWork',
  '残疾无劳动能力',
  'unable to work by disability',
  certified(
    or(
      and(gradeIn('1', '2', '3'), classIn('5', '6')),
      and(gradeIn('1', '2'), classIn('4')),
      and(gradeIn('1'), classIn('1')),
    ),
  ),
)
