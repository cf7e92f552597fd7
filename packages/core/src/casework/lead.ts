/** What a lead is about and who is to verify it, by office: named people come with accounts. */

/** Whom a lead is with first, and who looks after that: role@area codes of the organisation. */
export type Offices = { readonly assignee: string; readonly supervisor: string }

const CITY = '370600'

/**
 * 儿童主任 (R-VIL-CHD) of the village and 儿童督导员 (R-TWN-CHS) of the town. Where the village or the town is unknown,
 * the next office up takes its place: the county's desk (R-CTY-BIZ), at last the city's, which sends it on.
 */
export function officesFor(village: string | null, town: string | null, county: string | null): Offices {
  const desk = county === null ? `R-CITY-BIZ@${CITY}` : `R-CTY-BIZ@${county}`
  const supervisor = town === null ? desk : `R-TWN-CHS@${town}`
  return { assignee: village === null ? supervisor : `R-VIL-CHD@${village}`, supervisor }
}

/** What makes two findings of two days the same lead: the person, the programme and the kind; its digest numbers it. */
export const leadSubject = (person: number, programme: string, kind: string): string => `${person}|${programme}|${kind}`

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A short, stable number for a lead from the digest of its subject: 16 hexadecimal digits or more in, twelve letters out. */
export function leadNumber(digest: string): string {
  let number = BigInt(`0x${digest.slice(0, 16)}`)
  let text = ''
  for (let i = 0; i < 12; i++) {
    text += ALPHABET[Number(number % 32n)] ?? '0'
    number /= 32n
  }
  return `L-${text}`
}
