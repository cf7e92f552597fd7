import { expect, test } from 'vitest'
import { cell, money, searchable, shortPlace, signed, tenThousand, wide } from './format.ts'

test('Chinese prose gets full-width punctuation, figures and English keep theirs', () => {
  expect(wide('符合“孤儿”,每月应发2138元。')).toBe('符合“孤儿”，每月应发2138元。')
  expect(wide('父亲:死亡登记R03,男;母亲:无')).toBe('父亲：死亡登记R03，男；母亲：无')
  expect(wide('意见(民发〔2019〕62号) 一;民法典1259条')).toBe('意见（民发〔2019〕62号） 一；民法典1259条')
  expect(wide('待确认的参数:P-CH-EXT18[CH-3]、P-ILL-LIST。')).toBe('待确认的参数：P-CH-EXT18[CH-3]、P-ILL-LIST。')
  expect(wide('共1,234,567元')).toBe('共1,234,567元')
  expect(wide('paid twice, in two counties: a')).toBe('paid twice, in two counties: a')
})

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
