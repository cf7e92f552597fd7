import { formatYmd, parseYmd } from '@doudi/core/kernel'
import { answer, type Command, failureOf, text, usageFailure } from '../command.ts'
import { type Imported, importFolder } from '../flow/import-folder.ts'
import { type RunSummary, runAll } from '../flow/run-all.ts'
import { type StepRecord, timed } from '../flow/steps.ts'

const thousands = (n: number): string => n.toLocaleString('en-US')

const settlers = ({ cannotTell }: RunSummary): string =>
  cannotTell.facts.length === 0
    ? ''
    : `(${cannotTell.facts.map(({ fact, department, leads }) => `${fact.zh}·${department.zh} ${thousands(leads)}`).join(',')})`

/** The registers that people wait for, a sentence each in both languages, and the command that releases a held batch. */
const waiting = ({ cannotTell }: RunSummary): readonly (readonly [string, string])[] =>
  cannotTell.registers.flatMap(({ register, state, snapshot, text: { zh, en } }) => [
    ['等待登记册 waiting', zh] as const,
    ['', en] as const,
    ...(state === 'held' ? [['', `→ doudi registers release ${register} ${snapshot} --reason …`] as const] : []),
  ])

/** What a person reads after a run. */
export function runText(summary: RunSummary): string {
  const { findings } = summary
  const rows: readonly (readonly [string, string])[] = [
    ['截至 as of', formatYmd(summary.asOf)],
    ['人 persons', `${thousands(summary.persons)}(在册 registered ${thousands(summary.registered)})`],
    ['亲属关系 links', `${thousands(summary.links)}，存疑 doubts ${thousands(summary.doubts)}`],
    ['结论 determinations', thousands(summary.determinations)],
    ['隔离行 quarantined', thousands(summary.quarantined)],
    ['应保未保 missed', thousands(findings.missed)],
    ['不应享受 over', thousands(findings.over)],
    ['金额不符 amount', thousands(findings.amount)],
    ['重复冲突 conflict', thousands(findings.conflict)],
    ['即将变动 change', thousands(findings.change)],
    ['不能确定 unknown', `${thousands(findings.unknown)}${settlers(summary)}`],
    ...(summary.cannotTell.reason === null
      ? []
      : [['', summary.cannotTell.reason.zh] as const, ['', summary.cannotTell.reason.en] as const]),
    ...waiting(summary),
    [
      '线索 leads',
      `${thousands(summary.leads.open)}(新增 opened ${summary.leads.opened}，关闭 closed ${summary.leads.closed}，变化 changed ${summary.leads.changed})`,
    ],
    ...(summary.truth
      ? [['对照真值 truth', `查准 precision ${summary.truth.precision}，查全 recall ${summary.truth.recall}`] as const]
      : []),
    ['用时 seconds', `${summary.seconds}，内存峰值 peak ${thousands(summary.peakMemoryMb)} MB`],
  ]
  return rows.map(([name, value]) => `${name.padEnd(22)}${value}`).join('\n')
}

export const command: Command = {
  name: 'run',
  usage: 'doudi run --registers DIR --data DIR [--truth DIR] [--as-of 2026-11-23] [--json]',
  summary: { zh: '导入、比对、研判、核对，直到线索', en: 'The whole run: import, match, determine, compare, leads' },
  options: { registers: { type: 'string' }, truth: { type: 'string' }, 'as-of': { type: 'string' } },
  data: true,
  run: async (args, session, progress) => {
    const started = performance.now()
    const asked = text(args, 'as-of')
    const asOf = asked === undefined ? undefined : parseYmd(asked)
    if (asOf === null) return usageFailure('--as-of 不是日期', '--as-of is no date')
    session.warmStore()
    const steps: StepRecord[] = []
    const folder = text(args, 'registers')
    let imported: Imported = { results: [], problems: [] }
    if (folder !== undefined) {
      const outcome = await timed(
        steps,
        'import',
        (one) => (one.ok ? one.value.results.reduce((sum, { rows }) => sum + rows, 0) : 0),
        () => importFolder(session, folder, progress),
      )
      if (!outcome.ok) return failureOf(outcome.problems)
      imported = outcome.value
      if (imported.results.length === 0) return failureOf(imported.problems)
    }
    const quarantined = imported.results.reduce((sum, one) => sum + one.quarantined, 0)
    const truth = text(args, 'truth')
    const outcome = await runAll(
      session,
      { ...(asOf === undefined ? {} : { asOf }), ...(truth === undefined ? {} : { truth }) },
      progress,
      { quarantined, steps, started },
    )
    if (!outcome.ok) return failureOf(outcome.problems)
    const refusedFiles = imported.problems.map(({ code, place, text: said }) => ({
      code,
      file: place.file ?? '',
      text: `${said.zh} ${said.en}`,
    }))
    const said = refusedFiles.map(({ file, text: why }) => `✗ ${file}: ${why}`)
    return answer(
      { ...outcome.value, ...(refusedFiles.length === 0 ? {} : { refused: refusedFiles }) },
      [runText(outcome.value), ...said].join('\n'),
    )
  },
}
