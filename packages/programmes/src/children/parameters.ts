/** Dated figures of the children's rules. None is invented: open stays open. */
import type { Parameter, ParameterRow } from '@doudi/core/policy'
import { illnessList } from '../person-status/index.ts'
import { ASSUMED, cite, D11, D12, D16, D17, D18, SEED, t } from './sources.ts'

const from2026 = (
  key: string | null,
  value: ParameterRow['value'],
  citation: ParameterRow['citation'],
): ParameterRow => ({ key, value, from: 20260101, to: null, enacted: null, status: citation.status, citation })
const always = (
  key: string | null,
  value: ParameterRow['value'],
  citation: ParameterRow['citation'],
): ParameterRow => ({ key, value, from: 19490101, to: null, enacted: null, status: citation.status, citation })

const month = t('元/人·月', 'yuan/person/month')
const months = t('个月', 'months')
const flag = t('是/否', 'yes/no')

export const parameters: readonly Parameter[] = [
  {
    id: 'P-CH-STD',
    label: t('儿童基本生活费标准', "standard of the child's living allowance"),
    kind: 'fenMonth',
    unit: month,
    rows: [
      // The amounts are the seed's; that they run from 2026-01-01 is assumed until the city says when.
      from2026('CH-1', 267300, cite(SEED, '机构养育儿童 2673', 'seed')),
      from2026('CH-2', 213800, cite(SEED, '社会散居孤儿 2138', 'seed')),
      from2026('CH-3', 213800, cite(SEED, '事实无人抚养儿童 2138', 'seed')),
      from2026('CH-4', 192100, cite(SEED, '重点困境儿童 1921', 'seed')),
    ],
  },
  {
    id: 'P-CH-EXT18',
    label: t('满18周岁在读延长', 'extension after 18 while in school'),
    kind: 'bool',
    unit: flag,
    rows: [
      always('CH-1', true, cite(ASSUMED, '同孤儿', 'assumed')),
      always('CH-2', true, cite(D18, '在校就读的继续发放')),
      always('CH-3', true, cite(ASSUMED, '参照孤儿；民发〔2019〕62号称按国家有关规定', 'assumed')),
      always('CH-4', false, cite(ASSUMED, '年满18周岁停发', 'assumed')),
    ],
  },
  {
    id: 'P-CH-LOST-M',
    label: t('失联月数', 'months out of contact'),
    kind: 'int',
    unit: months,
    rows: [always(null, 6, cite(D11, '第一部分；民发〔2020〕125号'))],
  },
  {
    id: 'P-CH-CUST-M',
    label: t('在押、戒毒、限制自由期限', 'ordered months of custody'),
    kind: 'int',
    unit: months,
    rows: [always(null, 6, cite(D11, `第一部分；${D12}`))],
  },
  illnessList,
  {
    id: 'P-CH-DELTA',
    label: t('补差发放', 'pay the difference'),
    kind: 'bool',
    unit: flag,
    rows: [
      always('CH-1', true, cite(ASSUMED, '同事实无人抚养儿童', 'assumed')),
      always('CH-2', true, cite(ASSUMED, '同事实无人抚养儿童', 'assumed')),
      always('CH-3', true, cite(D11, '第三部分（一）')),
      always('CH-4', true, cite(ASSUMED, '同事实无人抚养儿童', 'assumed')),
    ],
  },
  {
    id: 'P-KP-POOR',
    label: t('家庭困难按在册类别认定', 'poor = in one of the listed registers'),
    kind: 'bool',
    unit: flag,
    rows: [always(null, true, cite(`${D16}；${ASSUMED}`, '低保、特困、低保边缘、刚性支出', 'assumed'))],
  },
  {
    id: 'P-CH-START',
    label: t('确认后第几个月起发', 'months from decision to first payment'),
    kind: 'int',
    unit: months,
    rows: [always(null, 1, cite(D11, '第二部分（三），自确认次月起'))],
  },
  {
    id: 'P-CH-STOP',
    label: t('情形消失后第几个月停发', 'months from event to the first month not paid'),
    kind: 'int',
    unit: months,
    rows: [always(null, 1, cite(D17, '自情形消失次月起停发'))],
  },
]
