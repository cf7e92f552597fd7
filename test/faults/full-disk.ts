/** A disk that is nearly full: a small tmpfs where this machine lets us mount one. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdir, rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const [MOUNT, UNMOUNT] = ['mount', 'umount'] as const

export type Disk = {
  readonly folder: string
  /** Leaves about this much room, whatever is there. */
  readonly leave: (bytes: number) => Promise<void>
  /** Takes the ballast away. */
  readonly clear: () => Promise<void>
  readonly unmount: () => Promise<void>
}

/** A disk of `megabytes` at `folder`; null where mounting is refused. */
export async function mountDisk(folder: string, megabytes: number): Promise<Disk | null> {
  await mkdir(folder, { recursive: true })
  const mounted = spawnSync(MOUNT, ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder])
  if (mounted.status !== 0) return null
  const ballast = join(folder, 'ballast')
  const clear = (): Promise<void> => rm(ballast, { force: true })
  return {
    folder,
    clear,
    leave: async (bytes) => {
      await clear()
      const { bavail, bsize } = await statfs(folder)
      await writeFile(ballast, new Uint8Array(Math.max(0, bavail * bsize - bytes)))
    },
    unmount: async () => {
      execFileSync(UNMOUNT, [folder])
      await rm(folder, { recursive: true, force: true })
    },
  }
}
