/** Condition by condition: what the law asks, what the registers say, the article; the decisive ones first. */
import type { LeadView } from '@doudi/contract'
import { usePick, useText } from '../text/language.ts'
import { ResultMark } from './states.tsx'

type Line = LeadView['lines'][number]

function Rows({ lines }: { readonly lines: readonly Line[] }) {
  const text = useText()
  const pick = usePick()
  return lines.map((line) => (
    <tr
      key={line.condition}
      className={[line.decisive ? 'decisive' : '', line.result === 'unknown' ? 'hatched' : ''].join(' ')}
    >
      <td className="nowrap">
        <ResultMark result={line.result} />
      </td>
      <th scope="row">{pick(line.label)}</th>
      <td>{pick(line.requires)}</td>
      <td>
        {pick(line.says)}
        {line.facts
          .filter(({ sure }) => sure || line.result === 'unknown')
          .map((fact) => (
            <small key={fact.register + fact.who + fact.text} lang="zh-CN">
              {fact.register} {fact.text}
            </small>
          ))}
        {line.result === 'unknown' &&
          line.missing.map((one) => (
            <small key={one} lang="zh-CN">
              {one}
            </small>
          ))}
      </td>
      <td>
        <small lang="zh-CN">{line.article}</small>
        {line.toConfirm && <span className="confirm">{text.toConfirm}</span>}
      </td>
    </tr>
  ))
}

function Table({ lines }: { readonly lines: readonly Line[] }) {
  const text = useText()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="scroll" tabIndex={0} aria-label={text.conditions}>
      <table className="conditions">
        <thead>
          <tr>
            <th scope="col">{text.result}</th>
            <th scope="col">{text.condition}</th>
            <th scope="col">{text.requires}</th>
            <th scope="col">{text.actual}</th>
            <th scope="col">{text.article}</th>
          </tr>
        </thead>
        <tbody>
          <Rows lines={lines} />
        </tbody>
      </table>
    </section>
  )
}

export function Conditions({ view }: { readonly view: LeadView }) {
  const text = useText()
  const decisive = view.lines.filter((line) => line.decisive)
  const others = view.lines.filter((line) => !line.decisive)
  return (
    <section aria-labelledby="conditions">
      <h2 id="conditions">
        {text.conditions} <small>{text.conditionsNote(view.lines.length, decisive.length)}</small>
      </h2>
      {decisive.length > 0 && <Table lines={decisive} />}
      {others.length > 0 && (
        <details open={decisive.length === 0}>
          <summary>{text.otherConditions(others.length)}</summary>
          <Table lines={others} />
        </details>
      )}
    </section>
  )
}
