/** Headers nobody knows, with what stands under them: a person says once which column each is. */
import type { ImportReply, RegisterView } from '@doudi/contract'
import { useState } from 'react'
import { usePick, useText } from '../text/language.ts'

type Refused = Extract<ImportReply, { ok: false }>

export function MapHeaders({
  register,
  headers,
  submit,
}: {
  readonly register: RegisterView
  readonly headers: Refused['headers']
  readonly submit: (mapping: Record<string, string>) => void
}) {
  const text = useText()
  const pick = usePick()
  const [mapping, setMapping] = useState<Record<string, string>>(() =>
    Object.fromEntries(headers.map(({ header, guess }) => [header, guess ?? ''])),
  )
  const chosen = Object.values(mapping).filter((id) => id !== '')
  const twice = chosen.find((id, at) => chosen.indexOf(id) !== at)
  return (
    <form
      className="mapping"
      onSubmit={(event) => {
        event.preventDefault()
        submit(mapping)
      }}
    >
      <h4>{text.mapHeaders}</h4>
      <table>
        <thead>
          <tr>
            <th scope="col">{text.headerInFile}</th>
            <th scope="col">{text.samples}</th>
            <th scope="col">{text.meansColumn}</th>
          </tr>
        </thead>
        <tbody>
          {headers.map(({ header, samples }) => (
            <tr key={header}>
              <th scope="row" lang="zh-CN">
                {header}
              </th>
              <td lang="zh-CN">{samples.join('、') || '–'}</td>
              <td>
                <select
                  aria-label={header}
                  value={mapping[header] ?? ''}
                  onChange={({ target }) => setMapping({ ...mapping, [header]: target.value })}
                >
                  <option value="">{text.notNeeded}</option>
                  {register.columns.map((column) => (
                    <option key={column.id} value={column.id}>
                      {pick(column.label)}
                      {column.required ? ' *' : ''}
                    </option>
                  ))}
                </select>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="note">{twice === undefined ? text.mapNote : text.mapTwice}</p>
      <button type="submit" className="primary" disabled={twice !== undefined}>
        {text.submitMapping}
      </button>
    </form>
  )
}
