/** Whether a process that once wrote its number down is still the same one. */
import { readFileSync } from 'node:fs'

/**
 * When the process began: this boot's id and the ticks since then, as the kernel tells them (/proc). '' where the
 * system does not tell; then a living process with that number is taken for the one meant.
 */
export function beganAt(pid: number): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The program's name stands in brackets and may itself hold blanks and brackets: count from the last one.
    return `${boot}/${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''}`
  } catch {
    return ''
  }
}

/** A zombie has ended: it holds no file and writes nothing, it only waits for its parent to look. */
function isZombie(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z')
  } catch {
    return false
  }
}

/** True while the process `pid` that began at `began` runs; false when it ended or its number went to another program. */
export function isSameProcess(pid: number, began: string): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  if (isZombie(pid)) return false
  const now = beganAt(pid)
  return now === '' || began === '' || now === began
}
