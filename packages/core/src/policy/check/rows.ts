/** Dated rows of parameters: one and only one row in force on every day from the first row's beginning. */
import { addDays, formatYmd, isYmd, type Text } from '../../kernel/index.ts'
import type { Parameter, ParameterRow, Programme } from '../programme.ts'
import type { Problem, ProblemCode } from './problem.ts'

type Said = readonly [code: ProblemCode, text: Text, remedy: Text]

function between(earlier: ParameterRow, later: ParameterRow): Said | null {
  if (earlier.from === later.from || (earlier.to !== null && earlier.to >= later.from))
    return [
      'DATE_OVERLAP',
      {
        zh: `自${formatYmd(later.from)}起同时有两行有效。`,
        en: `From ${formatYmd(later.from)} two rows are in force.`,
      },
      { zh: '让前一行在后一行开始的前一天结束。', en: 'End the earlier row the day before the later begins.' },
    ]
  if (earlier.to !== null && addDays(earlier.to, 1) < later.from)
    return [
      'DATE_GAP',
      {
        zh: `${formatYmd(addDays(earlier.to, 1))}至${formatYmd(addDays(later.from, -1))}没有一行有效。`,
        en: `No row is in force from ${formatYmd(addDays(earlier.to, 1))} to ${formatYmd(addDays(later.from, -1))}.`,
      },
      { zh: '补上这段时间的一行，或改起止日期。', en: 'Add a row for that time, or move a date.' },
    ]
  return null
}

function alone({ from, to, enacted }: ParameterRow): Said | null {
  const bad = [from, to, enacted].find((day) => day !== null && !isYmd(day))
  if (bad !== undefined)
    return [
      'DATE_GAP',
      { zh: `${bad}不是日期。`, en: `${bad} is no day.` },
      { zh: '写成 yyyymmdd。', en: 'Write it as yyyymmdd.' },
    ]
  if (to !== null && to < from)
    return [
      'DATE_GAP',
      { zh: `止日${formatYmd(to)}早于起日${formatYmd(from)}。`, en: `It ends ${formatYmd(to)}, before it begins.` },
      { zh: '改起止日期。', en: 'Mend the dates.' },
    ]
  return null
}

function ofParameter(programme: Programme, parameter: Parameter): readonly Problem[] {
  const series = Map.groupBy(parameter.rows, ({ key, place }) => [key ?? '', place ?? ''].filter(Boolean).join('，'))
  return [...series].flatMap(([of, all]) => {
    const rows = all.toSorted((a, b) => a.from - b.from)
    const said = [...rows.map(alone), ...rows.slice(1).map((row, at) => between(rows[at] ?? row, row))]
    const name = of === '' ? parameter.id : `${parameter.id}（${of}）`
    return said
      .filter((one) => one !== null)
      .map(
        ([code, text, remedy]): Problem => ({
          code,
          programme: programme.id,
          path: `parameters/${parameter.id}${of === '' ? '' : `/${of}`}`,
          names: [parameter.id],
          text: { zh: `参数${name}：${text.zh}`, en: `Parameter ${name}: ${text.en}` },
          remedy,
        }),
      )
  })
}

export const checkRows = (programme: Programme): readonly Problem[] =>
  programme.parameters.flatMap((parameter) => ofParameter(programme, parameter))
