/** The documents behind social assistance, and how a figure and its source are written. */
import type { Text } from '@doudi/core/kernel'
import type { Citation, Parameter, ParameterRow } from '@doudi/core/policy'

export const cite = (title: string, article: string, status: Citation['status'] = 'doc'): Citation => ({
  title,
  article,
  status,
})
export const D1 = '社会救助暂行办法（国务院令第649号）'
export const D2 = '最低生活保障审核确认办法（民发〔2021〕57号）'
export const D3 = '特困人员认定办法（民发〔2021〕43号）'
export const D4 = '关于进一步做好最低生活保障等社会救助兜底保障工作的通知（民发〔2022〕83号）'
export const D5 = '关于加强低收入人口动态监测做好分层分类社会救助工作的意见（国办发〔2023〕39号）'
export const D6 = '刚性支出困难家庭认定办法（2024-10-24）'
export const D7 = '关于进一步加强和改进临时救助工作的意见（民发〔2018〕23号）'
export const D8 = '民政部、财政部关于进一步健全完善临时救助制度的意见'
export const D11 = '关于进一步加强事实无人抚养儿童保障工作的意见（民发〔2019〕62号）'
export const D80 = '齐鲁晚报网 2025-10-17'
export const GUOFA52 = '国发〔2015〕52号'
export const ASSUMED = '本系统建模假定'
export const OPEN = '本市尚未公布'
export const t = (zh: string, en: string): Text => ({ zh, en })

type Said = Pick<ParameterRow, 'value' | 'citation'> & Partial<Pick<ParameterRow, 'key' | 'from'>>
/** A figure that holds on every day, unless it says from when, by the status of its source. */
export const figure = (
  id: string,
  label: Text,
  kind: Parameter['kind'],
  unit: Text,
  ...rows: readonly Said[]
): Parameter => ({
  id,
  label,
  kind,
  unit,
  rows: rows.map(({ value, citation, key = null, from = 19490101 }) => ({
    key,
    value,
    from,
    to: null,
    enacted: null,
    status: citation.status,
    citation,
  })),
})
export const known = (value: ParameterRow['value'], citation: Citation, key?: string): Said => ({
  value,
  citation,
  ...(key === undefined ? {} : { key }),
})
/** What the city has not said: no value, and whatever needs it cannot be told. */
export const open = (article: string, key?: string): Said => known(null, cite(OPEN, article, 'open'), key)

export const YUAN_MONTH = t('元/月', 'yuan/month')
export const YUAN_PERSON_MONTH = t('元/人·月', 'yuan/person/month')
export const YUAN = t('元', 'yuan')
export const MONTHS = t('个月', 'months')
export const FLAG = t('是/否', 'yes/no')
export const COUNT = t('个', 'pieces')
export const PERCENT = t('%', '%')
