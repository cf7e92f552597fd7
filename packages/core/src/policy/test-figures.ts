/** An example may suppose a figure that the city has not said; the supposition goes no further than the example. */
import type { Example, Programme } from './programme.ts'

const citation = { title: '算例', article: '试验值', status: 'test' } as const

/** The programme under which an example is worked: itself, or itself with the example's figures in place of its own. */
export function programmeOf(programme: Programme, { figures = [] }: Example): Programme {
  if (figures.length === 0) return programme
  return {
    ...programme,
    parameters: programme.parameters.map((parameter) => ({
      ...parameter,
      rows: parameter.rows.map((row) => {
        const figure = figures.find(({ id, key }) => id === parameter.id && key === row.key)
        return figure === undefined ? row : { ...row, value: figure.value, status: 'test', citation }
      }),
    })),
  }
}
