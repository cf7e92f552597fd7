/** Registers that are not in force while verdicts wait for them: a sentence each, and the way to them. */
import type { HomeView } from '@doudi/contract'
import { Link } from '../route.tsx'
import { usePick, useText } from '../text/language.ts'

export function Waiting({ home }: { readonly home: HomeView }) {
  const text = useText()
  const pick = usePick()
  if (home.waiting.length === 0) return null
  return (
    <section className="heldbox" aria-label={text.waitingFor}>
      <ul>
        {home.waiting.map(({ register, text: said }) => (
          <li key={register}>
            <Link to={`/registers?register=${register}`}>{register}</Link> {pick(said)}
          </li>
        ))}
      </ul>
    </section>
  )
}
