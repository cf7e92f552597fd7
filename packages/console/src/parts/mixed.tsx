/** A text that quotes titles of law, which are Chinese whatever the reader's language: each run says its own. */
import { useLanguage } from '../text/language.ts'

const RUN =
  /([\u3000-\u303f\u3400-\u9fff\uff00-\uffef\u201c\u201d][\u3000-\u303f\u3400-\u9fff\uff00-\uffef\u201c\u201d\d-]*)/

export function Mixed({ text }: { readonly text: string }) {
  const language = useLanguage()
  if (language === 'zh') return text
  return text.split(RUN).map((run, at) => {
    const key = `${at} ${run}`
    return at % 2 === 1 ? (
      <span key={key} lang="zh-CN">
        {run}
      </span>
    ) : (
      run
    )
  })
}
