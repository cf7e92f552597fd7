/** The owner's loopback door: other commands on its data folder come in here, a line of JSON at a time. */
import { timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import type { Progress } from '../../usecases/progress.ts'
import type { Owner } from './owner.ts'

/** A command as the caller parsed it. */
export type Asked = {
  readonly command: string
  readonly values: Readonly<Record<string, string | boolean | undefined>>
  readonly positionals: readonly string[]
}
type Line = {
  readonly start?: readonly [string, number | null]
  readonly advance?: number
  readonly end?: true
  readonly answer?: unknown
}
type Handle = (asked: Asked, progress: Progress) => Promise<unknown>

const LIMIT_BYTES = 1 << 20
const HEADER = 'x-doudi-token'

function knows(token: string, incoming: IncomingMessage): boolean {
  const given = Buffer.from(String(incoming.headers[HEADER] ?? ''))
  const right = Buffer.from(token)
  return incoming.method === 'POST' && given.length === right.length && timingSafeEqual(given, right)
}

/** What was asked, or null where it is too long or no command. */
async function readAsked(incoming: IncomingMessage): Promise<Asked | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > LIMIT_BYTES) return null
    chunks.push(chunk)
  }
  try {
    const asked = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Partial<Asked> | null
    if (typeof asked?.command !== 'string' || !Array.isArray(asked.positionals)) return null
    return { command: asked.command, values: asked.values ?? {}, positionals: asked.positionals }
  } catch {
    return null
  }
}

function progressTo(outgoing: ServerResponse): Progress {
  const send = (line: Line): void => void outgoing.write(`${JSON.stringify(line)}\n`)
  return {
    start: (step, total) => send({ start: [step, total ?? null] }),
    advance: (rows) => send({ advance: rows }),
    end: () => send({ end: true }),
  }
}

/**
 * Opens the door on a free loopback port; one command at a time, in the order they come. A command runs to its end
 * even when its caller goes away: what it began is finished.
 */
export async function openDoor(
  token: string,
  handle: Handle,
): Promise<{ readonly port: number; readonly server: Server }> {
  let last: Promise<unknown> = Promise.resolve()
  const serve = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    if (!knows(token, incoming)) return void outgoing.writeHead(404).end()
    const asked = await readAsked(incoming)
    if (asked === null) return void outgoing.writeHead(400).end()
    outgoing.writeHead(200, { 'content-type': 'application/x-ndjson' })
    const mine = last.then(() => handle(asked, progressTo(outgoing)))
    last = mine.catch(() => {})
    outgoing.end(`${JSON.stringify({ answer: await mine })}\n`)
  }
  const server = createServer((incoming, outgoing) => {
    outgoing.on('error', () => {})
    // A broken line or a handler that failed ends this caller's answer, never the owner.
    serve(incoming, outgoing).catch(() => outgoing.destroy())
  })
  // A run of minutes says nothing between two steps.
  server.requestTimeout = 0
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { port: (server.address() as AddressInfo).port, server }
}

function hear(text: string, progress: Progress): unknown {
  const line = JSON.parse(text) as Line
  if (line.start) progress.start(line.start[0], line.start[1] ?? undefined)
  if (line.advance !== undefined) progress.advance(line.advance)
  if (line.end) progress.end()
  return line.answer
}

/** Has the owner carry out a command; null when it has no door, or went away before it answered. */
export function askOwner(owner: Owner, asked: Asked, progress: Progress): Promise<unknown | null> {
  const { port, token } = owner
  if (port === null) return Promise.resolve(null)
  return new Promise((resolve) => {
    const outgoing = request({ host: '127.0.0.1', port, method: 'POST', headers: { [HEADER]: token } }, (incoming) => {
      let answer: unknown = null
      const lines = createInterface({ input: incoming })
      lines.on('line', (text) => {
        try {
          answer = hear(text, progress) ?? answer
        } catch {
          // Half a line: the owner was killed while it wrote. No answer came.
        }
      })
      lines.on('close', () => resolve(answer))
      // The owner was killed: readline passes the broken connection on as an error of its own.
      lines.on('error', () => resolve(null))
    })
    outgoing.on('error', () => resolve(null))
    outgoing.end(JSON.stringify(asked))
  })
}
