/** docs/peers.md: suite by suite what is equal, what differs on purpose and what is not expressible, with every reason. */
import type { Verdict } from './judge.ts'
import { type Judged, type Suite, tally } from './run.ts'

const INTRODUCTION = `# What other rule engines test, on ours

Four rule engines test themselves with small cases: inputs, a rule, an expected outcome. \`npm run peers -- --rows DIR\` expresses
the rules in our language, runs them on every engine that we have in process and compares exactly; \`--json\` prints the counts as
one object, \`--show TEXT\` the rows whose verdict has the text in it, \`--write-docs\` writes this page. The rows are other people's
and no part of this project; DIR is a folder that holds them as \`.jsonl\`.

| Source                     | What it is                                                                   |
| -------------------------- | ---------------------------------------------------------------------------- |
| dmn-tck                    | the compatibility tests of DMN, the decision tables and the FEEL expressions |
| catala                     | the tests of Catala, a language for law                                      |
| publicodes                 | the tests of Publicodes, rules in YAML                                       |
| openfisca-country-template | the tests of OpenFisca's example country                                     |

**Translated by construct, never by row** (\`bench/peers\`). A row that names its operation becomes that operation in our words over
its typed inputs; a decision table becomes one of ours with its hit policy; Publicodes' YAML is read by a library and mapped
mechanism by mechanism; the country's rules are told anew. No language is parsed: a text of Publicodes is a number with its unit,
a day, a name, or one operation on these.

**Numbers.** Ours are whole. A decimal becomes a whole number with a divisor that the translation declares: products multiply
the divisors, sums bring them to one, a quotient has two digits more than the source wrote and must come out even there. What
does not fit 2^53 is not expressible.

**Equal** means equal on every engine: the evaluator, the columns and DuckDB. Where the source says "error or null", ours is equal
where it has no value or where its kinds are refused before the rule runs. Where only the calendar day counts (whole months,
parts of a day), a date with a time is read as its day. A Publicodes value that does not apply is a value with a truth beside it.

**What we leave.** Text is compared, never computed or read: input is read at the border. Times of day have no place in a rule that
counts days and months. Lists and functions are no values, so a table answers with one value, never with its rows in an order.
A rule that asks itself is refused. A rule that stands as text of its language alone is not read, whatever it would say.
`

const count = (judged: readonly Judged[], is: Verdict['is']): ReadonlyMap<string, readonly Judged[]> =>
  Map.groupBy(
    judged.filter(({ verdict }) => verdict.is === is),
    ({ verdict }) => (verdict.is === 'equal' ? '' : (verdict.why ?? 'UNEXPLAINED')),
  )

const cell = (text: string): string => text.replaceAll('|', '\\|')
/** A table whose columns are as wide as their widest cell, as the formatter of the project would have it. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows].map((row) => row.map(cell))
  const widths = head.map((_, at) => Math.max(3, ...all.map((row) => (row[at] ?? '').length)))
  const line = (row: readonly string[]): string =>
    `| ${row.map((one, at) => one.padEnd(widths[at] ?? 0)).join(' | ')} |`
  const [first = [], ...rest] = all
  return [line(first), line(widths.map((width) => '-'.repeat(width))), ...rest.map(line)].join('\n')
}

const total = (suites: readonly Suite[]): readonly string[] =>
  (['rows', 'equal', 'different', 'notExpressible'] as const).map((name) =>
    String(suites.reduce((sum, suite) => sum + suite[name], 0)),
  )

/** Every reason of a kind, numbered, with the suites it stands in. */
function reasons(judged: readonly Judged[], is: Verdict['is'], letter: string): ReadonlyMap<string, string> {
  return new Map([...count(judged, is).keys()].toSorted().map((why, at) => [why, `${letter}${at + 1}`]))
}

export function page(judged: readonly Judged[]): string {
  const suites = tally(judged)
  const [why, whyNot] = [reasons(judged, 'different', 'D'), reasons(judged, 'notExpressible', 'N')]
  const marks = (of: readonly Judged[], is: Verdict['is'], names: ReadonlyMap<string, string>): string =>
    [...count(of, is)].map(([reason, all]) => `${all.length} ${names.get(reason)}`).join(', ')
  const rows = suites.map((suite) => {
    const own = judged.filter(({ row }) => row.source === suite.source && row.suite === suite.suite)
    const counts = [
      String(suite.rows),
      String(suite.equal),
      marks(own, 'different', why),
      marks(own, 'notExpressible', whyNot),
    ]
    return [suite.source, suite.suite, ...counts]
  })
  const bySource = [...Map.groupBy(suites, ({ source }) => source)].map(([source, all]) => [source, ...total(all)])
  const told = (names: ReadonlyMap<string, string>, is: Verdict['is']): readonly (readonly string[])[] =>
    [...names].map(([reason, name]) => [name, reason, String(count(judged, is).get(reason)?.length ?? 0)])
  return [
    INTRODUCTION,
    table(
      ['Source', 'Rows', 'Equal', 'Different on purpose', 'Not expressible'],
      [...bySource, ['all', ...total(suites)]],
    ),
    '## Different on purpose',
    table(['', 'Why', 'Rows'], told(why, 'different')),
    '## Not expressible',
    table(['', 'What the rule needs', 'Rows'], told(whyNot, 'notExpressible')),
    '## Suite by suite',
    table(['Source', 'Suite', 'Rows', 'Equal', 'Different on purpose', 'Not expressible'], rows),
  ]
    .map((part) => part.trim())
    .join('\n\n')
    .concat('\n')
}
