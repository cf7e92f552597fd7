import { StrictMode, useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { Home } from './pages/home.tsx'
import { LeadPage } from './pages/lead.tsx'
import { Leads } from './pages/leads.tsx'
import { Registers } from './pages/registers.tsx'
import { Link, useAddress } from './route.tsx'
import './style.css'
import { type Language, LanguageContext, messagesOf, rememberedLanguage, rememberLanguage } from './text/language.ts'

function Page({ path }: { readonly path: string }) {
  const lead = /^\/leads\/(L-[0-9A-Z]{12})$/.exec(path)?.[1]
  if (lead) return <LeadPage id={lead} key={lead} />
  if (path === '/leads') return <Leads />
  return path === '/registers' ? <Registers /> : <Home />
}

function App() {
  const [language, setLanguage] = useState<Language>(rememberedLanguage)
  const text = messagesOf(language)
  const { pathname } = useAddress()
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  }, [language])
  const change = (): void => {
    const next = language === 'zh' ? 'en' : 'zh'
    rememberLanguage(next)
    setLanguage(next)
  }
  const at = pathname.startsWith('/leads') ? '/leads' : pathname === '/registers' ? '/registers' : '/'
  const links = [
    ['/', text.navRun],
    ['/leads', text.navLeads],
    ['/registers', text.navRegisters],
  ] as const
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
          {links.map(([to, label]) => (
            <Link key={to} to={to} aria-current={at === to ? 'page' : undefined}>
              {label}
            </Link>
          ))}
        </nav>
        <span className="synthetic">{text.synthetic}</span>
        <button type="button" className="plain" onClick={change} lang={language === 'zh' ? 'en' : 'zh-CN'}>
          {text.language}
        </button>
      </header>
      <main id="main">
        <Page path={pathname} />
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
