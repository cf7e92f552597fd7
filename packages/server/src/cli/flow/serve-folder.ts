/** The console over one data folder: the face's dependencies wired, the door opened, a clean end. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { readSnapshots, releaseSnapshot, snapshotFile, withdrawSnapshot } from '../../adapters/lake/snapshots.ts'
import { createServer, type Deps, Refusal } from '../../http/index.ts'
import type { Progress } from '../../usecases/progress.ts'
import type { Session } from '../session.ts'
import { homeView } from './home-view.ts'
import { leadPage, leadsWorkbook } from './lead-rows.ts'
import { leadView, villageView } from './lead-views.ts'
import { registerViews } from './register-views.ts'
import { ruleRows, ruleView } from './rule-views.ts'
import { runAll } from './run-all.ts'
import { refusal, uploadFile } from './upload-file.ts'

/** What a step says of itself, kept for whoever asks. */
function rememberedProgress(): { readonly progress: Progress; readonly now: Deps['progress'] } {
  let now: { step: string; rows: number } | null = null
  return {
    now: () => now,
    progress: {
      start: (step) => {
        now = { step, rows: 0 }
      },
      advance: (rows) => {
        now = now === null ? null : { ...now, rows }
      },
      end: () => {
        now = null
      },
    },
  }
}

/** DuckDB and the snapshots are changed by one at a time. */
function inTurn(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const next = last.then(work, work)
    last = next.catch(() => undefined)
    return next
  }
}

/** Whether every snapshot is marked synthetic, withdrawn ones too: until sign-in exists nothing else is served. */
export async function isSynthetic(session: Session): Promise<boolean> {
  for (const { id } of await session.registers()) {
    const snapshots = await readSnapshots(session.dataDir, id)
    if (snapshots.some(({ synthetic }) => !synthetic)) return false
  }
  return true
}

function depsOf(session: Session, consoleFolder: string): Deps {
  const { progress, now } = rememberedProgress()
  const turn = inTurn()
  let running = false
  return {
    consoleFolder,
    maySee: () => isSynthetic(session),
    home: (county) => homeView(session, county),
    leads: (query) => leadPage(session, query),
    lead: (id) => leadView(session, id),
    village: (id) => villageView(session, id),
    leadsWorkbook: (query) => leadsWorkbook(session, query),
    registers: () => registerViews(session),
    rules: () => ruleRows(session),
    rule: (id) => ruleView(session, id),
    upload: (register, body, said) => uploadFile(session, turn, progress, { register, body, said }),
    decide: (register, snapshot, action, reason) =>
      turn(async () => {
        const decide = action === 'release' ? releaseSnapshot : withdrawSnapshot
        const outcome = await decide(session.dataDir, { register, snapshot, reason })
        return outcome.ok ? { ok: true, snapshot } : refusal(outcome.problems)
      }),
    quarantine: async (register, snapshot) => {
      const found = (await readSnapshots(session.dataDir, register)).find((one) => one.snapshot === snapshot)
      return found?.quarantineFile ? snapshotFile(session.dataDir, found, found.quarantineFile) : null
    },
    progress: now,
    rerun: async () => {
      if (running) return false
      running = true
      try {
        const outcome = await turn(() =>
          runAll(session, {}, progress, { quarantined: 0, steps: [], started: performance.now() }),
        )
        if (!outcome.ok) throw new Refusal('FAILED')
      } finally {
        running = false
      }
      return true
    },
  }
}

/** Listens on loopback, at `port` or the next free one. */
export async function listen(
  session: Session,
  consoleFolder: string,
  port: number,
): Promise<{ readonly app: FastifyInstance; readonly port: number }> {
  // What an upload left behind when this process was killed.
  await rm(join(session.dataDir, 'lake', 'upload'), { recursive: true, force: true })
  for (let tried = port; tried < port + 50; tried++) {
    const app = await createServer(depsOf(session, consoleFolder))
    try {
      await app.listen({ host: '127.0.0.1', port: tried })
      return { app, port: tried }
    } catch (error) {
      await app.close()
      if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error
    }
  }
  throw new Error('no free port')
}
