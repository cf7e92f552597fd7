/** How large a file is taken. A sender may say its length, or send a stream that never ends: both are bounded. */
import { Transform } from 'node:stream'
import { Refusal } from './errors.ts'

/** The largest register of a city of ten million, several times over. */
export const UPLOAD_LIMIT = 8 * 1024 ** 3

/** Passes bytes on and breaks off once there are more than `limit`. */
export function bounded(limit: number = UPLOAD_LIMIT): Transform {
  let bytes = 0
  return new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length
      if (bytes > limit) done(new Refusal('TOO_LARGE'))
      else done(null, chunk)
    },
  })
}
