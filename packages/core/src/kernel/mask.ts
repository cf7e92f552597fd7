/** How a person is shown in lists: first and last kept, the middle hidden. One function each, for screen, print and file. */
const COMPOUND = new Set([
  '欧阳',
  '司马',
  '上官',
  '诸葛',
  '夏侯',
  '皇甫',
  '尉迟',
  '公孙',
  '慕容',
  '令狐',
  '东方',
  '宇文',
])

export function maskName(name: string): string {
  const letters = [...name.trim()]
  if (letters.length === 0) return '–'
  const dot = letters.indexOf('·')
  if (dot > 0) return `${letters[0]}*·${letters[dot + 1] ?? ''}*`
  if (letters.length >= 3 && COMPOUND.has(letters.slice(0, 2).join(''))) return `${letters.slice(0, 2).join('')}*`
  if (letters.length <= 2) return `${letters[0]}*`
  return `${letters[0]}*${letters[letters.length - 1]}`
}

/** 6 + 8 hidden + 4. Anything that is not 18 long is hidden whole. */
export const maskId = (id: string): string =>
  id.length === 18 ? `${id.slice(0, 6)}********${id.slice(14)}` : '*'.repeat(Math.max(id.length, 4))
