/** The worked examples of a programme: the verdict, and behind it the letter and condition by condition. */
import type { TraceView } from '@doudi/contract'
import { useLanguage, usePick, useText } from '../text/language.ts'
import { Mixed } from './mixed.tsx'
import { SIGN } from './states.tsx'

const RESULT = { eligible: 'met', ineligible: 'notMet', unknown: 'unknown' } as const

function Trace({ trace }: { readonly trace: TraceView }) {
  const text = useText()
  const pick = usePick()
  const language = useLanguage()
  return (
    <details>
      <summary>
        <span className={`result result-${RESULT[trace.status]}`}>{SIGN[RESULT[trace.status]]}</span>{' '}
        {pick(trace.verdict)}{' '}
        <small>
          {trace.asOf} <span lang="en">{trace.name}</span>
        </small>
      </summary>
      {trace.supposes.length > 0 && <p className="note">{text.supposes(trace.supposes.map(pick).join('; '))}</p>}
      <div className="letter" lang={language === 'zh' ? 'zh-CN' : 'en'}>
        {pick(trace.letter)
          .split('\n')
          .map((line) => (
            <p key={line}>
              <Mixed text={line} />
            </p>
          ))}
      </div>
      <ul className="marks">
        {trace.conditions.map(({ label, result, decisive }) => (
          <li key={label.zh} className={decisive ? 'decisive' : ''}>
            <span aria-hidden="true">{SIGN[result]}</span> {pick(label)}
          </li>
        ))}
      </ul>
    </details>
  )
}

export function Traces({ traces }: { readonly traces: readonly TraceView[] }) {
  return traces.map((trace) => <Trace key={trace.name} trace={trace} />)
}
