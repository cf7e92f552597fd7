/** Who is to verify a lead, by office: named people come with accounts. */

/** 儿童主任 of the village and 儿童督导员 of the town, as role@area; the county's desk where the village is unknown. */
export function officesFor(
  village: string | null,
  town: string | null,
  county: string | null,
): { readonly assignee: string; readonly supervisor: string } {
  const desk = `R-CTY-BIZ@${county ?? '370600'}`
  return {
    assignee: village === null ? desk : `R-VIL-CHD@${village}`,
    supervisor: town === null ? desk : `R-TWN-CHS@${town}`,
  }
}

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A short, stable number for a lead from the digest of what it is about: hexadecimal in, twelve letters out. */
export function leadNumber(digest: string): string {
  let number = BigInt(`0x${digest.slice(0, 16)}`)
  let text = ''
  for (let i = 0; i < 12; i++) {
    text += ALPHABET[Number(number % 32n)] ?? '0'
    number /= 32n
  }
  return `L-${text}`
}
