import { expect, test } from 'vitest'
import { slopeOf } from './bench-size.ts'

test('the slope is the exponent by which seconds grow with people', () => {
  const of = (seconds: (people: number) => number): number | null =>
    slopeOf([1e5, 1e6, 7.1e6].map((people) => [people, seconds(people)] as const))
  expect([of((n) => n / 1000), of((n) => n ** 2), of(() => 3)]).toEqual([1, 2, 0])
})

test('one size has no slope', () => {
  expect(slopeOf([[1e5, 3]])).toBeNull()
})
