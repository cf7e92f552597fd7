import { expect, test } from 'vitest'
import { cell, money, searchable, shortPlace, signed, tenThousand } from './format.ts'

test('a minus is U+2212, none is –, withheld is ··', () => {
  expect(money(-72_690_0)).toBe('\u22127,269.00')
  expect(signed(-1200)).toBe('\u22121,200')
  expect(tenThousand(-10_139_000)).toBe('\u221210.14')
  expect(tenThousand(5_300_000_000)).toBe('5,300.00')
  expect([cell(null), cell(0), cell(1234)]).toEqual(['··', '–', '1,234'])
})

test('zones are called by their short names, counties by their own', () => {
  expect(shortPlace('烟台高新技术产业开发区')).toBe('高新区')
  expect(shortPlace('烟台经济技术开发区')).toBe('开发区')
  expect(shortPlace('莱阳市')).toBe('莱阳市')
})

test('a full name is masked before it is searched for, an id is never searched for', () => {
  expect(searchable(' 张晓妍 ')).toBe('张*妍')
  expect(searchable('李明')).toBe('李*')
  expect(searchable('张*妍')).toBe('张*妍')
  expect(searchable('张')).toBe('张')
  expect(searchable('P850')).toBe('P850')
  expect(searchable('L-K1B15GE2F6J0')).toBe('L-K1B15GE2F6J0')
  for (const id of ['370699201501010013', '37069920150101001X', '370699150101001', '3706992015'])
    expect(searchable(id)).toBeNull()
})
