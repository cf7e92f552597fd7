/** What comes in: schemas, so that nothing else gets past the door. */
import { z } from 'zod'

const code = z.string().regex(/^\d{6,12}$/)
const word = z.string().max(60)
const leadQuery = z.object({
  kind: word.optional(),
  programme: word.optional(),
  county: code.optional(),
  town: code.optional(),
  search: word.optional(),
  order: z.enum(['rank', 'amount', 'month']).optional(),
  /** Lead numbers with commas between: only these. */
  ids: z
    .string()
    .regex(/^L-[0-9A-Z]{12}(?:,L-[0-9A-Z]{12}){0,199}$/)
    .optional(),
  offset: z.coerce.number().int().min(0).max(1_000_000).optional(),
})
export type LeadQueryWire = z.infer<typeof leadQuery>
const decision = z.object({ reason: z.string().trim().min(2).max(500) })
const upload = z.object({
  name: z.string().min(1).max(255),
  asOf: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .optional(),
  mapping: z.record(z.string().max(200), z.string().max(60)).optional(),
  /** The sender's word that the file speaks of no real person. */
  synthetic: z.boolean(),
})
export type UploadWire = z.infer<typeof upload>
/** Carries an upload's description; an address would stand in histories and logs. Its JSON is percent-encoded. */
export type UploadHeader = 'x-doudi-upload'

/** Reads a query or body; null where it is not of the form. */
export const readLeadQuery = (value: unknown): LeadQueryWire | null => leadQuery.safeParse(value).data ?? null
export const readDecision = (value: unknown): { readonly reason: string } | null =>
  decision.safeParse(value).data ?? null
export function readUpload(header: unknown): UploadWire | null {
  try {
    return upload.safeParse(JSON.parse(decodeURIComponent(String(header)))).data ?? null
  } catch {
    return null
  }
}
