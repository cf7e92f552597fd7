/** Where in a programme's folder an id stands: for problems that must be shown with file and line. */
import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'

export type SourcePlace = { readonly file: string; readonly line: number }
export type Sources = readonly { readonly file: string; readonly lines: readonly string[] }[]

/** The sources of a programme folder, tests apart, the programme's own file first. */
export async function readSources(programmeFile: string): Promise<Sources> {
  const folder = join(programmeFile, '..')
  const names = (await readdir(folder)).filter((name) => /^(?!.*\.(?:test|d)\.ts$).*\.(?:ts|js)$/.test(name)).sort()
  const files = [programmeFile, ...names.map((name) => join(folder, name)).filter((file) => file !== programmeFile)]
  return await Promise.all(
    files.map(async (file) => ({
      file: relative(process.cwd(), file),
      lines: (await readFile(file, 'utf8')).split('\n'),
    })),
  )
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Ways in which a line gives a name, the surest first: `id: 'x'`, `define('x'`, 'x' alone on its line, `x: …`, any mention. */
function waysOf(name: string): readonly RegExp[] {
  const [bare, quoted] = [escaped(name), `['"\`]${escaped(name)}['"\`]`]
  return [
    new RegExp(`\\b(?:id|code): ${quoted}`),
    new RegExp(`\\b(?!parameter|variable|via|column|attribute|date|coded)\\w+\\(${quoted},`),
    new RegExp(`^\\s*${quoted},?$`),
    new RegExp(`^\\s*(?:export )?(?:const )?${bare}\\b[:=,\\s]`),
    new RegExp(quoted),
  ]
}

/** The line where the nearest of the names is given; the programme's first line where none is written out. */
export function findPlace(sources: Sources, names: readonly string[]): SourcePlace {
  for (const name of names.filter((one) => one !== ''))
    for (const way of waysOf(name))
      for (const { file, lines } of sources) {
        const at = lines.findIndex((line) => way.test(line))
        if (at >= 0) return { file, line: at + 1 }
      }
  return { file: sources[0]?.file ?? '', line: 1 }
}
