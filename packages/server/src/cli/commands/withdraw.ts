import { readSnapshots, withdrawSnapshot } from '../../adapters/lake/snapshots.ts'
import { answer, type Command, failure, failureOf, text, usageFailure } from '../command.ts'

export const command: Command = {
  name: 'withdraw',
  usage: 'doudi withdraw SNAPSHOT --reason TEXT [--register R05] --data DIR [--json]',
  summary: {
    zh: '撤回一个批次（须写理由），上一批次恢复生效',
    en: 'Withdraw a snapshot (with a reason); the one before is in force again',
  },
  options: { reason: { type: 'string' }, register: { type: 'string' } },
  words: 1,
  data: true,
  run: async (args, session) => {
    const [snapshot] = args.positionals
    if (snapshot === undefined) return usageFailure('要写批次号', 'name the snapshot')
    const registers = (await session.registers()).filter(({ id }) => id === (text(args, 'register') ?? id))
    const holding = (
      await Promise.all(
        registers.map(async ({ id }) => ({
          id,
          found: (await readSnapshots(session.dataDir, id)).some((one) => one.snapshot === snapshot),
        })),
      )
    ).filter(({ found }) => found)
    if (holding.length > 1)
      return usageFailure('几个登记册都有这个批次，请加 --register', 'several registers have it; add --register')
    const [holder] = holding
    if (!holder)
      return failure(
        'NO_SNAPSHOT',
        { zh: '没有这个批次', en: 'no such snapshot' },
        { zh: '用 doudi registers 查看批次号。', en: 'doudi registers lists them.' },
      )
    const outcome = await withdrawSnapshot(session.dataDir, {
      register: holder.id,
      snapshot,
      reason: text(args, 'reason') ?? '',
    })
    return outcome.ok
      ? answer(
          { register: outcome.value.register, snapshot, withdrawn: outcome.value.withdrawn },
          `已撤回 withdrawn ${outcome.value.register} ${snapshot}`,
        )
      : failureOf(outcome.problems)
  },
}
