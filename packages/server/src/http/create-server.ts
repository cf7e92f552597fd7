/**
 * The HTTP face: the API and the built console, on loopback until sign-in exists.
 *
 * Only wire types go out. Person numbers and lead numbers stand in addresses, never an id or a name.
 */
import { createReadStream, existsSync } from 'node:fs'
import {
  type HomeView,
  type ImportReply,
  type LeadPageView,
  type LeadQueryWire,
  type LeadView,
  type RegisterView,
  readDecision,
  readLeadQuery,
} from '@doudi/contract'
import fastifyStatic from '@fastify/static'
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify'

/** What the face needs; wired by the command that serves. */
export type Deps = {
  readonly home: (county: string | null) => Promise<HomeView>
  readonly leads: (query: LeadQueryWire) => Promise<LeadPageView>
  readonly lead: (id: string) => Promise<LeadView | null>
  readonly leadsWorkbook: (query: LeadQueryWire) => Promise<Buffer>
  readonly registers: () => Promise<readonly RegisterView[]>
  /** Takes an uploaded file; it waits for a person's word before it counts. */
  readonly upload: (
    register: string,
    name: string,
    body: AsyncIterable<Buffer>,
    options: { readonly asOf?: string; readonly mapping?: string },
  ) => Promise<ImportReply>
  readonly decide: (
    register: string,
    snapshot: string,
    action: 'release' | 'withdraw',
    reason: string,
  ) => Promise<ImportReply>
  readonly quarantine: (register: string, snapshot: string) => Promise<string | null>
  readonly progress: () => { readonly step: string; readonly rows: number } | null
  readonly rerun: () => Promise<boolean>
  readonly consoleFolder: string
}

const UPLOAD_LIMIT = 8 * 1024 ** 3
const notFound = (reply: FastifyReply): FastifyReply => reply.code(404).send({ error: 'NOT_FOUND' })
const badRequest = (reply: FastifyReply): FastifyReply => reply.code(400).send({ error: 'BAD_REQUEST' })

/** A page of another site that resolves its name to this machine is not let in. */
const LOOPBACK = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/

function guard(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!LOOPBACK.test(request.headers.host ?? '')) return reply.code(421).send({ error: 'HOST' })
    const origin = request.headers.origin
    if (request.method !== 'GET' && origin !== undefined && origin !== `http://${request.headers.host}`)
      return reply.code(403).send({ error: 'ORIGIN' })
    reply.header(
      'content-security-policy',
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    )
    reply
      .header('x-content-type-options', 'nosniff')
      .header('referrer-policy', 'no-referrer')
      .header('cache-control', 'no-store')
    return undefined
  })
}

function readRoutes(app: FastifyInstance, deps: Deps): void {
  app.get<{ Querystring: { county?: string } }>('/api/home', async ({ query }, reply) =>
    query.county === undefined || /^\d{6}$/.test(query.county) ? deps.home(query.county ?? null) : badRequest(reply),
  )
  app.get('/api/leads', async ({ query }, reply) => {
    const wanted = readLeadQuery(query)
    return wanted ? deps.leads(wanted) : badRequest(reply)
  })
  app.get('/api/leads.xlsx', async ({ query }, reply) => {
    const wanted = readLeadQuery(query)
    if (!wanted) return badRequest(reply)
    return reply
      .header('content-disposition', 'attachment; filename="leads.xlsx"')
      .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .send(await deps.leadsWorkbook(wanted))
  })
  app.get<{ Params: { id: string } }>('/api/leads/:id', async ({ params }, reply) => {
    const found = /^L-[0-9A-Z]{12}$/.test(params.id) ? await deps.lead(params.id) : null
    return found ?? notFound(reply)
  })
  app.get('/api/registers', () => deps.registers())
  app.get('/api/progress', async () => ({ progress: deps.progress() }))
}

const SNAPSHOT = /^\d{8}-[0-9a-f]{12}$/
type Place = { Params: { register: string; snapshot: string } }

function writeRoutes(app: FastifyInstance, deps: Deps): void {
  app.post<{ Params: { register: string }; Querystring: { name?: string; asOf?: string; mapping?: string } }>(
    '/api/registers/:register/files',
    { bodyLimit: UPLOAD_LIMIT },
    async ({ params, query, body }, reply) => {
      if (!/^R\d{2}$/.test(params.register) || query.name === undefined) return badRequest(reply)
      const options = {
        ...(query.asOf ? { asOf: query.asOf } : {}),
        ...(query.mapping ? { mapping: query.mapping } : {}),
      }
      return await deps.upload(params.register, query.name, body as AsyncIterable<Buffer>, options)
    },
  )
  for (const action of ['release', 'withdraw'] as const) {
    app.post<Place>(`/api/registers/:register/:snapshot/${action}`, async ({ params, body }, reply) => {
      const said = readDecision(body)
      return said && SNAPSHOT.test(params.snapshot) && /^R\d{2}$/.test(params.register)
        ? deps.decide(params.register, params.snapshot, action, said.reason)
        : badRequest(reply)
    })
  }
  app.get<Place>('/api/registers/:register/:snapshot/quarantine', async ({ params }, reply) => {
    const file =
      SNAPSHOT.test(params.snapshot) && /^R\d{2}$/.test(params.register)
        ? await deps.quarantine(params.register, params.snapshot)
        : null
    if (file === null) return notFound(reply)
    const name = `${params.register}-${params.snapshot}-${file.split('/').at(-1)}`
    return reply
      .header('content-disposition', `attachment; filename="${name}"`)
      .type('application/octet-stream')
      .send(createReadStream(file))
  })
  app.post('/api/run', async () => ({ ok: await deps.rerun() }))
}

export async function createServer(deps: Deps): Promise<FastifyInstance> {
  const app = Fastify({ logger: false, bodyLimit: 1 << 20 })
  app.addContentTypeParser('application/octet-stream', (_, payload, done) => done(null, payload))
  guard(app)
  app.setErrorHandler((error: { statusCode?: number }, _, reply) =>
    reply.code(error.statusCode ?? 500).send({ error: error.statusCode ? 'BAD_REQUEST' : 'FAILED' }),
  )
  readRoutes(app, deps)
  writeRoutes(app, deps)
  if (existsSync(deps.consoleFolder))
    await app.register(fastifyStatic, { root: deps.consoleFolder, wildcard: false, cacheControl: false })
  // The console has its own addresses; whatever is no file and no API is its front page.
  app.setNotFoundHandler((request, reply) =>
    request.url.startsWith('/api/') || request.method !== 'GET'
      ? notFound(reply)
      : reply.type('text/html').sendFile('index.html'),
  )
  return app
}
