/** Which language is shown; Chinese first, English one click away, remembered on this device. */
import type { Age, WireText } from '@doudi/contract'
import { createContext, useContext } from 'react'
import { en } from './messages.en.ts'
import { type Messages, zh } from './messages.zh.ts'

export type Language = 'zh' | 'en'
export const messagesOf = (language: Language): Messages => (language === 'zh' ? zh : en)

const KEY = 'doudi.language'
export const rememberedLanguage = (): Language => (localStorage.getItem(KEY) === 'en' ? 'en' : 'zh')
export const rememberLanguage = (language: Language): void => localStorage.setItem(KEY, language)

export const LanguageContext = createContext<Language>('zh')
export const useLanguage = (): Language => useContext(LanguageContext)
export const useText = (): Messages => messagesOf(useLanguage())
/** The side of a two-language text that is shown. */
export const usePick = (): ((text: WireText) => string) => {
  const language = useLanguage()
  return (text) => (language === 'zh' ? text.zh : text.en)
}
export const useAge = (): ((age: Age) => string) => {
  const text = useText()
  return ({ years, months }) => text.ageOf(years, months ?? 0)
}
