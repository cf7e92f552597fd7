/** Small pieces of HTML in both languages: both stand in the page, one is shown. */
import type { Text } from '@doudi/core/kernel'

export const plain = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** Both languages, one shown; equal texts stand once. */
export const both = ({ zh, en }: Text, tag = 'span'): string =>
  zh === en
    ? `<${tag}>${plain(zh)}</${tag}>`
    : `<${tag} class="zh" lang="zh-CN">${plain(zh)}</${tag}><${tag} class="en" lang="en">${plain(en)}</${tag}>`

export const said = (zh: string, en: string, tag = 'span'): string => both({ zh, en }, tag)

/** What law is Chinese whatever the reader's language. */
export const chinese = (text: string): string => `<span lang="zh-CN">${plain(text)}</span>`

export const STATUS: Readonly<Record<string, Text>> = {
  seed: { zh: '已公布', en: 'announced' },
  doc: { zh: '有文件', en: 'by document' },
  known: { zh: '已知', en: 'known' },
  assumed: { zh: '待确认', en: 'to be confirmed' },
  open: { zh: '未定', en: 'open' },
  test: { zh: '试验', en: 'test' },
}
export const badge = (status: string): string =>
  status === 'assumed' || status === 'open'
    ? ` <span class="doubt ${status}">${both(STATUS[status] ?? { zh: status, en: status })}</span>`
    : ''

const RUN =
  /[\u3000-\u303f\u3400-\u9fff\uff00-\uffef\u201c\u201d][\u3000-\u303f\u3400-\u9fff\uff00-\uffef\u201c\u201d\d-]*/g
/** An English text that quotes titles of law: each says that it is Chinese. */
export const quoting = (text: string): string =>
  plain(text).replaceAll(RUN, (run) => `<span lang="zh-CN">${run}</span>`)
