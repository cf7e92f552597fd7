/** The owner's loopback door: other commands on its data folder come in here, a line of JSON at a time. */

import { once } from 'node:events'
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import type { Progress } from '../../usecases/progress.ts'
import type { Owner } from './owner.ts'

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

const LIMIT_BYTES = 1 << 20

/** Opens the door on a free loopback port; one command at a time, in the order they come. */
export async function openDoor(
  token: string,
  handle: (asked: Asked, progress: Progress) => Promise<unknown>,
): Promise<{ readonly port: number; readonly server: Server }> {
  let last: Promise<unknown> = Promise.resolve()
  const server = createServer((incoming, outgoing) => {
    if (incoming.method !== 'POST' || incoming.headers['x-doudi-token'] !== token) {
      outgoing.writeHead(404).end()
      return
    }
    const chunks: Buffer[] = []
    let size = 0
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > LIMIT_BYTES) incoming.destroy()
      else chunks.push(chunk)
    })
    incoming.on('end', () => {
      const send = (line: Line): void => void outgoing.write(`${JSON.stringify(line)}\n`)
      const progress: Progress = {
        start: (step, total) => send({ start: [step, total ?? null] }),
        advance: (rows) => send({ advance: rows }),
        end: () => send({ end: true }),
      }
      outgoing.writeHead(200, { 'content-type': 'application/x-ndjson' })
      const asked = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Asked
      last = last
        .then(() => handle(asked, progress))
        .then(
          (answer) => outgoing.end(`${JSON.stringify({ answer })}\n`),
          () => outgoing.destroy(),
        )
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { port: (server.address() as AddressInfo).port, server }
}

/** Has the owner carry out a command; null when it went away before it answered. */
export function askOwner(owner: Owner, asked: Asked, progress: Progress): Promise<unknown | null> {
  return new Promise((resolve) => {
    const outgoing = request(
      { host: '127.0.0.1', port: owner.port ?? 0, method: 'POST', headers: { 'x-doudi-token': owner.token } },
      (incoming) => {
        let answer: unknown = null
        const lines = createInterface({ input: incoming })
        lines.on('line', (text) => {
          const line = JSON.parse(text) as Line
          if (line.start) progress.start(line.start[0], line.start[1] ?? undefined)
          if (line.advance !== undefined) progress.advance(line.advance)
          if (line.end) progress.end()
          if (line.answer !== undefined) answer = line.answer
        })
        lines.on('close', () => resolve(answer))
        incoming.on('error', () => resolve(null))
      },
    )
    outgoing.on('error', () => resolve(null))
    outgoing.end(JSON.stringify(asked))
  })
}
