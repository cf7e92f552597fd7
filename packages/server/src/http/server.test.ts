import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ErrorReply } from '@doudi/contract'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bounded, createServer, type Deps } from './index.ts'

let folder = ''
let app: FastifyInstance
let address = ''
let synthetic = true
const uploads: { register: string; bytes: number; name: string }[] = []

/** The face alone: what stands behind it is tested over a real city in test/browser. */
const deps = (consoleFolder: string): Deps => {
  const unreached = (): never => {
    throw Object.assign(new Error('no space left on /secret/path'), { code: 'ENOSPC' })
  }
  return {
    consoleFolder,
    maySee: async () => synthetic,
    home: async () => unreached(),
    leads: async () => {
      throw new Error('SELECT * FROM identity at /secret/path')
    },
    lead: async () => null,
    village: async () => null,
    leadsWorkbook: async () => Buffer.from(''),
    registers: async () => [],
    rules: async () => [],
    rule: async () => null,
    upload: async (register, body, said) => {
      let bytes = 0
      for await (const chunk of body) bytes += (chunk as Buffer).length
      uploads.push({ register, bytes, name: said.name })
      return register === 'R99' ? null : { ok: true, snapshot: '20261123-000000000000' }
    },
    decide: async (_, snapshot) => ({ ok: true, snapshot }),
    quarantine: async () => null,
    progress: () => null,
    rerun: async () => false,
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'doudi-http-'))
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>console</title>')
  app = await createServer(deps(folder))
  address = await app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true, force: true })
})

const json = { 'content-type': 'application/json' }
const errorOf = async (reply: Response): Promise<ErrorReply['error']> => ((await reply.json()) as ErrorReply).error
const uploadHeader = (said: object): Record<string, string> => ({
  'content-type': 'application/octet-stream',
  'x-doudi-upload': encodeURIComponent(JSON.stringify(said)),
})
/** fetch sets Host itself; a name that a foreign page resolved to this machine needs the plain client. */
const withHost = (host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const { port } = new URL(address)
    request({ host: '127.0.0.1', port, path: '/api/registers', headers: { host } }, (reply) => {
      reply.resume()
      resolve(reply.statusCode ?? 0)
    })
      .on('error', reject)
      .end()
  })

test('only a host of this machine is answered, so a rebound name of another site is not', async () => {
  for (const host of ['evil.example', '127.0.0.1.evil.example', 'localhost.evil.example:80'])
    expect(await withHost(host), host).not.toBe(200)
  for (const host of ['127.0.0.1', 'localhost:3706', '[::1]:3706']) expect(await withHost(host), host).toBe(200)
})

test('another site may neither write nor be answered by the API', async () => {
  const path = `${address}/api/registers/R01/20261123-000000000000/withdraw`
  const init = { method: 'POST', body: JSON.stringify({ reason: 'test' }) }
  expect((await fetch(path, { ...init, headers: { ...json, origin: 'http://evil.example' } })).status).toBe(403)
  expect((await fetch(path, { ...init, headers: { ...json, origin: 'null' } })).status).toBe(403)
  expect((await fetch(path, { ...init, headers: { ...json, origin: address } })).status).toBe(200)
  // A form of another site cannot send JSON; what it can send is not read.
  expect((await fetch(path, { ...init, headers: { 'content-type': 'text/plain' } })).status).toBe(400)
})

test('every answer says how it may be used: no framing, no sniffing, scripts of our own only', async () => {
  for (const path of ['/', '/leads', '/api/registers', '/api/nothing']) {
    const { headers } = await fetch(`${address}${path}`)
    expect(headers.get('content-security-policy')).toMatch(
      /default-src 'none'.*script-src 'self'.*frame-ancestors 'none'/,
    )
    expect(headers.get('content-security-policy')).not.toMatch(/unsafe|\*/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('access-control-allow-origin')).toBeNull()
  }
})

test('nothing of the API is answered while a register is not marked synthetic', async () => {
  synthetic = false
  try {
    for (const path of ['registers', 'home', 'leads', 'leads.xlsx', 'progress', 'leads/L-000000000000'])
      expect((await errorOf(await fetch(`${address}/api/${path}`))).code, path).toBe('NOT_SYNTHETIC')
  } finally {
    synthetic = true
  }
})

test('every failure is a code, a sentence and a remedy in both languages, without path, query or stack', async () => {
  const cases = [
    ['/api/home', 507, 'DISK_FULL'],
    ['/api/leads', 500, 'FAILED'],
    ['/api/leads?county=x', 400, 'BAD_REQUEST'],
    [`/api/leads?search=${'x'.repeat(70)}`, 400, 'BAD_REQUEST'],
    ['/api/home?county=370682%27--', 400, 'BAD_REQUEST'],
    ['/api/leads/L-1', 404, 'NOT_FOUND'],
    ['/api/leads/L-000000000000', 404, 'NOT_FOUND'],
    ['/api/registers/R01/..%2F..%2Fetc/quarantine', 404, 'NOT_FOUND'],
    ['/api/nothing', 404, 'NOT_FOUND'],
  ] as const
  for (const [path, status, code] of cases) {
    const reply = await fetch(`${address}${path}`)
    const text = await reply.text()
    expect(reply.status, path).toBe(status)
    const { error } = JSON.parse(text) as ErrorReply
    expect(error.code, path).toBe(code)
    for (const said of [error.text, error.remedy]) {
      expect(said.zh.length).toBeGreaterThan(3)
      expect(said.en.length).toBeGreaterThan(3)
    }
    expect(text).not.toMatch(/secret|SELECT|\bat \w+ \(/)
  }
  const busy = await fetch(`${address}/api/run`, { method: 'POST' })
  expect([busy.status, (await errorOf(busy)).code]).toEqual([409, 'BUSY'])
})

test('a file that leads out of the folder of pages is not served', async () => {
  for (const path of ['/../package.json', '/..%2Fpackage.json', '/%2e%2e/package.json', '/.sources']) {
    const reply = await fetch(`${address}${path}`)
    expect(await reply.text(), path).not.toMatch(/"name"|[0-9a-f]{64}/)
  }
})

test('an upload needs the word that it is synthetic, comes as a stream, and its name never stands in the address', async () => {
  const body = Buffer.alloc(3_000_000, 'x')
  const send = (register: string, headers: Record<string, string>) =>
    fetch(`${address}/api/registers/${register}/files`, { method: 'POST', headers, body })
  expect((await errorOf(await send('R01', uploadHeader({ name: 'a.csv', synthetic: false })))).code).toBe(
    'NOT_SYNTHETIC',
  )
  expect((await send('R01', { 'content-type': 'application/octet-stream' })).status).toBe(400)
  expect(
    (await send('R01', { ...uploadHeader({ name: 'a.csv', synthetic: true }), 'x-doudi-upload': '%' })).status,
  ).toBe(400)
  expect((await send('R99', uploadHeader({ name: 'a.csv', synthetic: true }))).status).toBe(404)
  uploads.length = 0
  const reply = await send('R01', uploadHeader({ name: '户籍.csv', asOf: '2026-11-24', synthetic: true }))
  expect(reply.status).toBe(200)
  expect(uploads).toEqual([{ register: 'R01', bytes: 3_000_000, name: '户籍.csv' }])
})

test('an upload that says it is larger than the bound is refused before it is read', async () => {
  const { port } = new URL(address)
  const status = await new Promise<number>((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        method: 'POST',
        path: '/api/registers/R01/files',
        headers: { ...uploadHeader({ name: 'a.csv', synthetic: true }), 'content-length': String(9 * 1024 ** 3) },
      },
      (reply) => {
        resolve(reply.statusCode ?? 0)
        sent.destroy()
      },
    )
    sent.on('error', reject)
    sent.write('x')
  })
  expect(status).toBe(413)
})

test('a decision needs a reason', async () => {
  const path = `${address}/api/registers/R01/20261123-000000000000/release`
  for (const body of [{}, { reason: '' }, { reason: ' a ' }, { reason: 'x'.repeat(600) }])
    expect((await fetch(path, { method: 'POST', headers: json, body: JSON.stringify(body) })).status).toBe(400)
})

test('a stream that does not tell its length is broken off at the bound', async () => {
  const sink: number[] = []
  const copy = (bytes: number) =>
    pipeline(Readable.from([Buffer.alloc(60), Buffer.alloc(bytes - 60)]), bounded(100), async (source) => {
      for await (const chunk of source) sink.push((chunk as Buffer).length)
    })
  await expect(copy(101)).rejects.toMatchObject({ code: 'TOO_LARGE' })
  sink.length = 0
  await copy(100)
  expect(sink.reduce((a, b) => a + b, 0)).toBe(100)
})
