/** The documents behind the rules of this folder. */
import type { Text } from '@doudi/core/kernel'
import type { Citation } from '@doudi/core/policy'

export const cite = (title: string, article: string, status: Citation['status'] = 'doc'): Citation => ({
  title,
  article,
  status,
})
export const D11 = '关于进一步加强事实无人抚养儿童保障工作的意见（民发〔2019〕62号）'
export const D12 = '民发〔2020〕125号'
export const D14 = '国务院办公厅关于加强孤儿保障工作的意见（国办发〔2010〕54号）'
export const D16 = '青民事〔2018〕43号（引鲁民〔2018〕104号）'
/** The excerpt read does not name its county. */
export const D17 = '一县落实民发〔2019〕62号的实施细则'
export const D18 = '罗庄区孤儿基本生活费说明'
export const SEED = '烟台市民政局 2026-04-22 新闻发布会'
export const ASSUMED = '本系统建模假定'
export const t = (zh: string, en: string): Text => ({ zh, en })
