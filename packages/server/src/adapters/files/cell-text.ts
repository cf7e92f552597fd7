/** What a spreadsheet's number says as text: plain digits, days for date formats, and a mark where digits were lost. */

/** A number with more digits than a spreadsheet keeps: its end is lost; the mark travels with the cell. */
const LOST_DIGITS = '≈'
/** 9999-12-31 in the 1900 system. */
const LAST_SERIAL = 2_958_465
/** Days between the 1900 and the 1904 system. */
export const DAYS_1904 = 1462

/** A number as text, to the 15 digits that a spreadsheet keeps; an integer beyond them is marked. */
export function numberText(raw: string | number): string {
  const value = Number(raw)
  if (!Number.isFinite(value)) return String(raw)
  if (Number.isInteger(value) && Math.abs(value) >= 1e15) return LOST_DIGITS + String(BigInt(value))
  return String(Number(value.toPrecision(15)))
}

/** A serial day as yyyy-mm-dd; what is no day of the calendar stays a number, and is refused as a date. */
export function serialText(raw: string | number, date1904: boolean): string {
  const days = Math.floor(Number(raw)) + (date1904 ? DAYS_1904 : 0)
  if (!(days >= 1 && days <= LAST_SERIAL)) return String(raw)
  // Excel counts a 29th of February 1900 that never was.
  const civil = days < 60 ? days + 1 : days
  return new Date(Date.UTC(1899, 11, 30) + civil * 86_400_000).toISOString().slice(0, 10)
}
