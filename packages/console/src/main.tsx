import { StrictMode, useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { Chapter } from './pages/chapter.tsx'
import { Home } from './pages/home.tsx'
import { LeadPage } from './pages/lead.tsx'
import { Leads } from './pages/leads.tsx'
import { Registers } from './pages/registers.tsx'
import { Rules } from './pages/rules.tsx'
import { Link, useAddress } from './route.tsx'
import './style.css'
import { type Language, LanguageContext, messagesOf, rememberedLanguage, rememberLanguage } from './text/language.ts'

const PAGES = [
  { path: '/', label: 'navRun', form: /^\/$/ },
  { path: '/leads', label: 'navLeads', form: /^\/leads(?:\/L-[0-9A-Z]{12})?$/ },
  { path: '/registers', label: 'navRegisters', form: /^\/registers$/ },
  { path: '/rules', label: 'navRules', form: /^\/rules(?:\/[a-z][a-z0-9-]*)?$/ },
] as const

function Page({ path, missing }: { readonly path: string; readonly missing: string }) {
  const lead = /^\/leads\/(L-[0-9A-Z]{12})$/.exec(path)?.[1]
  if (lead) return <LeadPage id={lead} key={lead} />
  const rule = /^\/rules\/([a-z][a-z0-9-]*)$/.exec(path)?.[1]
  if (rule) return <Chapter id={rule} key={rule} />
  if (path === '/leads') return <Leads />
  if (path === '/registers') return <Registers />
  if (path === '/rules') return <Rules />
  return path === '/' ? <Home /> : <p className="state">{missing}</p>
}

function App() {
  const [language, setLanguage] = useState<Language>(rememberedLanguage)
  const text = messagesOf(language)
  const { pathname } = useAddress()
  const at = PAGES.find(({ form }) => form.test(pathname))
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
    document.title = `${at ? text[at.label] : text.notFound} · ${text.app}`
  }, [language, at, text])
  const change = (): void => {
    const next = language === 'zh' ? 'en' : 'zh'
    rememberLanguage(next)
    setLanguage(next)
  }
  return (
    <LanguageContext value={language}>
      <a className="skip" href="#main">
        {text.skip}
      </a>
      <header className="top">
        <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
          <path d="M3 11a9 9 0 0 0 18 0" fill="none" stroke="#1F2328" strokeWidth="3" strokeLinecap="round" />
          <circle cx="12" cy="7" r="3.4" fill="#1A5EAB" />
        </svg>
        <b>{text.app}</b>
        <span className="bureau">{text.bureau}</span>
        <nav aria-label={text.app}>
          {PAGES.map(({ path, label }) => (
            <Link key={path} to={path} aria-current={at?.path === path ? 'page' : undefined}>
              {text[label]}
            </Link>
          ))}
        </nav>
        <span className="synthetic" title={text.syntheticNote}>
          {text.synthetic}
        </span>
        <button type="button" className="plain" onClick={change} lang={language === 'zh' ? 'en' : 'zh-CN'}>
          {text.language}
        </button>
      </header>
      <main id="main" tabIndex={-1}>
        <Page path={pathname} missing={text.notFound} />
      </main>
    </LanguageContext>
  )
}

const root = document.getElementById('root')
if (root)
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
