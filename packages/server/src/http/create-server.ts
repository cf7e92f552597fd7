/**
 * The HTTP face: the API and the built console, on loopback until sign-in exists.
 *
 * Only wire types go out. Person numbers and lead numbers stand in addresses, never an id, a name or a file; nothing is logged.
 */
import { createReadStream, existsSync } from 'node:fs'
import type { Readable } from 'node:stream'
import {
  type ChapterView,
  type HomeView,
  type ImportReply,
  type LeadPageView,
  type LeadQueryWire,
  type LeadView,
  type ProgressReply,
  type RegisterView,
  type RuleRowView,
  readDecision,
  readLeadQuery,
  readUpload,
  type UploadHeader,
  type UploadWire,
  type VillageView,
} from '@doudi/contract'
import fastifyStatic from '@fastify/static'
import Fastify, { type FastifyInstance } from 'fastify'
import { codeOf, Refusal, sendError } from './errors.ts'
import { guard } from './guard.ts'
import { UPLOAD_LIMIT } from './upload-bound.ts'

/** What the face needs; wired by the command that serves. */
export type Deps = {
  /** Whether every register of the folder is marked synthetic. */
  readonly maySee: () => Promise<boolean>
  readonly home: (county: string | null) => Promise<HomeView>
  readonly leads: (query: LeadQueryWire) => Promise<LeadPageView>
  readonly lead: (id: string) => Promise<LeadView | null>
  readonly village: (id: string) => Promise<VillageView | null>
  readonly leadsWorkbook: (query: LeadQueryWire) => Promise<Buffer>
  readonly registers: () => Promise<readonly RegisterView[]>
  /** The book of rules: a row a programme, and one programme's chapter; null: no such programme. */
  readonly rules: () => Promise<readonly RuleRowView[]>
  readonly rule: (id: string) => Promise<ChapterView | null>
  /** Takes an uploaded file; it waits for a person's word before it counts. Null: no such register. */
  readonly upload: (register: string, body: Readable, said: UploadWire) => Promise<ImportReply | null>
  readonly decide: (
    register: string,
    snapshot: string,
    action: 'release' | 'withdraw',
    reason: string,
  ) => Promise<ImportReply>
  readonly quarantine: (register: string, snapshot: string) => Promise<string | null>
  readonly progress: () => ProgressReply['progress']
  /** False: a run is under way. */
  readonly rerun: () => Promise<boolean>
  readonly consoleFolder: string
}

const LEAD = /^L-[0-9A-Z]{12}$/
const REGISTER = /^R\d{2,3}$/
const PROGRAMME = /^[a-z][a-z0-9-]*$/
const SNAPSHOT = /^\d{8}-[0-9a-f]{12}$/
const UPLOAD: UploadHeader = 'x-doudi-upload'

function found<T>(value: T | null): T {
  if (value === null) throw new Refusal('NOT_FOUND')
  return value
}
function valid<T>(value: T | null): T {
  if (value === null) throw new Refusal('BAD_REQUEST')
  return value
}
const like = (form: RegExp, text: string): string => found(form.test(text) ? text : null)

function readRoutes(app: FastifyInstance, deps: Deps): void {
  app.get<{ Querystring: { county?: string } }>('/api/home', ({ query: { county = null } }) =>
    deps.home(county === null ? null : valid(/^\d{6}$/.test(county) ? county : null)),
  )
  app.get('/api/leads', ({ query }) => deps.leads(valid(readLeadQuery(query))))
  app.get('/api/leads.xlsx', async ({ query }, reply) =>
    reply
      .header('content-disposition', 'attachment; filename="leads.xlsx"')
      .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .send(await deps.leadsWorkbook(valid(readLeadQuery(query)))),
  )
  app.get<{ Params: { id: string } }>('/api/leads/:id', async ({ params }) =>
    found(await deps.lead(like(LEAD, params.id))),
  )
  app.get<{ Params: { id: string } }>('/api/leads/:id/village', async ({ params }) =>
    found(await deps.village(like(LEAD, params.id))),
  )
  app.get('/api/registers', () => deps.registers())
  app.get('/api/rules', () => deps.rules())
  app.get<{ Params: { id: string } }>('/api/rules/:id', async ({ params }) =>
    found(await deps.rule(like(PROGRAMME, params.id))),
  )
  app.get('/api/progress', async (): Promise<ProgressReply> => ({ progress: deps.progress() }))
}

type Place = { Params: { register: string; snapshot: string } }

function writeRoutes(app: FastifyInstance, deps: Deps): void {
  app.post<{ Params: { register: string } }>('/api/registers/:register/files', async ({ params, headers, body }) => {
    const said = valid(readUpload(headers[UPLOAD]))
    if (!said.synthetic) throw new Refusal('NOT_SYNTHETIC')
    return found(await deps.upload(like(REGISTER, params.register), body as Readable, said))
  })
  for (const action of ['release', 'withdraw'] as const) {
    app.post<Place>(`/api/registers/:register/:snapshot/${action}`, ({ params, body }) => {
      const [register, snapshot] = [like(REGISTER, params.register), like(SNAPSHOT, params.snapshot)]
      return deps.decide(register, snapshot, action, valid(readDecision(body)).reason)
    })
  }
  app.get<Place>('/api/registers/:register/:snapshot/quarantine', async ({ params }, reply) => {
    const [register, snapshot] = [like(REGISTER, params.register), like(SNAPSHOT, params.snapshot)]
    const file = found(await deps.quarantine(register, snapshot))
    const name = `${register}-${snapshot}-quarantine.${file.split('.').at(-1)}`
    return reply
      .header('content-disposition', `attachment; filename="${name}"`)
      .type('application/octet-stream')
      .send(createReadStream(file))
  })
  app.post('/api/run', async () => {
    if (!(await deps.rerun())) throw new Refusal('BUSY')
    return { ok: true }
  })
}

export async function createServer(deps: Deps): Promise<FastifyInstance> {
  const app = Fastify({ logger: false, bodyLimit: 1 << 20 })
  // An upload goes to disk as it comes; where it is written it is bounded again, for a stream need not tell its length.
  app.addContentTypeParser('application/octet-stream', ({ headers }, payload, done) =>
    Number(headers['content-length'] ?? 0) > UPLOAD_LIMIT ? done(new Refusal('TOO_LARGE')) : done(null, payload),
  )
  app.setErrorHandler((error, _, reply) => sendError(reply, codeOf(error)))
  guard(app, deps.maySee)
  readRoutes(app, deps)
  writeRoutes(app, deps)
  if (existsSync(deps.consoleFolder))
    await app.register(fastifyStatic, { root: deps.consoleFolder, wildcard: false, cacheControl: false })
  // The console has its own addresses; whatever is no file and no API is its front page.
  app.setNotFoundHandler((request, reply) =>
    request.url.startsWith('/api/') || request.method !== 'GET'
      ? sendError(reply, 'NOT_FOUND')
      : reply.type('text/html').sendFile('index.html'),
  )
  return app
}
