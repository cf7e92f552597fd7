/** Who is answered at all, and the headers that every answer carries. */
import type { FastifyInstance } from 'fastify'
import { sendError } from './errors.ts'

/** A page of another site that resolves its name to this machine sends that name as its host. */
const LOOPBACK = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/

const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
} as const

/** `maySee` tells whether the data folder may be shown at all: asked before every answer of the API. */
export function guard(app: FastifyInstance, maySee: () => Promise<boolean>): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(HEADERS)
    const { host = '', origin } = request.headers
    if (!LOOPBACK.test(host)) return sendError(reply, 'HOST')
    const foreign = origin !== undefined && origin !== `http://${host}`
    const site = request.headers['sec-fetch-site']
    const crossSite = site === 'cross-site' || site === 'same-site'
    if (foreign || (crossSite && request.url.startsWith('/api/'))) return sendError(reply, 'ORIGIN')
    if (request.url.startsWith('/api/') && !(await maySee())) return sendError(reply, 'NOT_SYNTHETIC')
    return undefined
  })
}
