/** The console over one data folder: the face's dependencies wired, the door opened, a clean end. */
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { ImportReply } from '@doudi/contract'
import { type Diagnostic, parseYmd } from '@doudi/core/kernel'
import type { FastifyInstance } from 'fastify'
import {
  importPorts,
  readSnapshots,
  releaseSnapshot,
  snapshotFile,
  withdrawSnapshot,
} from '../../adapters/lake/snapshots.ts'
import { createServer, type Deps } from '../../http/index.ts'
import { importFile } from '../../usecases/import.ts'
import type { Progress } from '../../usecases/progress.ts'
import type { Session } from '../session.ts'
import { homeView, registerViews } from './home-view.ts'
import { leadPage, leadsWorkbook, leadView } from './lead-views.ts'
import { runAll } from './run-all.ts'

const refusal = (problems: readonly Diagnostic[]): ImportReply => ({
  ok: false,
  problems: problems.map(({ code, place, found, text, remedy }) => ({
    code,
    field: place.field ?? '',
    found,
    text,
    remedy,
  })),
})

/** What a step says of itself, kept for whoever asks. */
function rememberedProgress(): {
  readonly progress: Progress
  readonly now: () => { readonly step: string; readonly rows: number } | null
} {
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

function depsOf(session: Session, consoleFolder: string): Deps {
  const { progress, now } = rememberedProgress()
  const turn = inTurn()
  const upload: Deps['upload'] = async (id, name, body, options) => {
    const register = (await session.registers()).find((one) => one.id === id)
    if (!register) return refusal([])
    const folder = join(session.dataDir, 'lake', 'upload')
    await rm(folder, { recursive: true, force: true })
    await mkdir(folder, { recursive: true })
    const file = join(folder, basename(name.replaceAll('\\', '/')))
    await pipeline(body, createWriteStream(file))
    const asOf = options.asOf === undefined ? undefined : (parseYmd(options.asOf) ?? undefined)
    const mapping = options.mapping === undefined ? undefined : (JSON.parse(options.mapping) as Record<string, string>)
    const outcome = await importFile(
      {
        file,
        register,
        waits: true,
        ...(asOf === undefined ? {} : { asOf }),
        ...(mapping === undefined ? {} : { mapping }),
      },
      importPorts(session.dataDir, await session.duck()),
      progress,
    )
    await rm(folder, { recursive: true, force: true })
    return outcome.ok
      ? { ok: true, snapshot: outcome.value.snapshot, waits: outcome.value.held !== null }
      : refusal(outcome.problems)
  }
  return {
    consoleFolder,
    home: (county) => homeView(session, county),
    leads: (query) => leadPage(session, query),
    lead: (id) => leadView(session, id),
    leadsWorkbook: (query) => leadsWorkbook(session, query),
    registers: () => registerViews(session),
    upload: (id, name, body, options) => turn(() => upload(id, name, body, options)),
    decide: (register, snapshot, action, reason) =>
      turn(async () => {
        const decide = action === 'release' ? releaseSnapshot : withdrawSnapshot
        const outcome = await decide(session.dataDir, { register, snapshot, reason })
        return outcome.ok ? { ok: true, snapshot, waits: false } : refusal(outcome.problems)
      }),
    quarantine: async (register, snapshot) => {
      const found = (await readSnapshots(session.dataDir, register)).find((one) => one.snapshot === snapshot)
      return found?.quarantineFile ? snapshotFile(session.dataDir, found, found.quarantineFile) : null
    },
    progress: now,
    rerun: () =>
      turn(
        async () => (await runAll(session, {}, progress, { quarantined: 0, steps: [], started: performance.now() })).ok,
      ),
  }
}

/** Whether every snapshot is marked synthetic: until sign-in exists nothing else is served. */
export async function isSynthetic(session: Session): Promise<boolean> {
  for (const { id } of await session.registers()) {
    const snapshots = await readSnapshots(session.dataDir, id)
    if (snapshots.some(({ synthetic, withdrawn }) => !synthetic && withdrawn === null)) return false
  }
  return true
}

/** Listens on loopback, at `port` or the next free one. */
export async function listen(
  session: Session,
  consoleFolder: string,
  port: number,
): Promise<{ readonly app: FastifyInstance; readonly port: number }> {
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
