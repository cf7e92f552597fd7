/** Commands are found by reading their folder: a file exports `command`. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Command } from './command.ts'

const home = join(import.meta.dirname, 'commands')

export async function findCommandNames(): Promise<string[]> {
  const files = await readdir(home)
  return files
    .filter((file) => /^(?!.*\.(?:test|d)\.ts$).*\.(?:ts|js)$/.test(file))
    .map((file) => file.replace(/\.(?:ts|js)$/, ''))
    .sort()
}

/** Only the command asked for is loaded: help and wrong words answer at once. */
export async function loadCommand(name: string): Promise<Command> {
  const extension = import.meta.filename.endsWith('.ts') ? 'ts' : 'js'
  const module = await import(pathToFileURL(join(home, `${name}.${extension}`)).href)
  return module.command as Command
}
