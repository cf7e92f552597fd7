/**
 * `npm run pack`: one tarball, JavaScript and types, the console built; written to dist/.
 *
 * The workspaces travel as bundled dependencies, so that their names resolve inside the installed package exactly as in
 * the checkout; what they need from the registry is listed once, at the top.
 */
import { execFileSync } from 'node:child_process'
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

type Manifest = {
  name: string
  version: string
  exports?: Record<string, string>
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
  [other: string]: unknown
}

const stage = join('dist', 'package')
const readManifest = async (path: string): Promise<Manifest> => JSON.parse(await readFile(path, 'utf8'))
const tool = (command: string, ...args: string[]): void => {
  execFileSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] })
}

/** Exports of sources become exports of what was compiled from them, with their types. */
function compiledExports(exports: Record<string, string>): Record<string, unknown> {
  const compiled = (file: string): unknown =>
    file.endsWith('.ts') ? { types: file.replace(/\.ts$/, '.d.ts'), default: file.replace(/\.ts$/, '.js') } : file
  return Object.fromEntries(Object.entries(exports).map(([name, file]) => [name, compiled(file)]))
}

async function stageWorkspace(folder: string): Promise<Manifest> {
  const manifest = await readManifest(join('packages', folder, 'package.json'))
  const target = join(stage, 'node_modules', manifest.name)
  await mkdir(target, { recursive: true })
  if (folder === 'console') {
    await cp(join('packages', folder, 'dist'), join(target, 'dist'), { recursive: true })
  } else {
    const emit = [
      '--outDir',
      join(target, 'src'),
      '--emitDeclarationOnly',
      'false',
      '--declaration',
      '--composite',
      'false',
      '--incremental',
      'false',
    ]
    tool('tsc', '-p', join('packages', folder), ...emit, '--tsBuildInfoFile', 'null')
    for await (const file of dataFiles(join('packages', folder, 'src'))) {
      await cp(join('packages', folder, 'src', file), join(target, 'src', file))
    }
  }
  const { name, version, type, license } = manifest
  const own = { name, version, type, license, exports: compiledExports(manifest.exports ?? {}) }
  await writeFile(join(target, 'package.json'), `${JSON.stringify(own, null, 2)}\n`)
  return manifest
}

/** What is read at run time and is no TypeScript: data, templates, migrations. */
async function* dataFiles(folder: string): AsyncGenerator<string> {
  for (const file of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!file.isFile() || /\.tsx?$/.test(file.name)) continue
    yield join(file.parentPath, file.name).slice(folder.length + 1)
  }
}

async function pack(): Promise<void> {
  await rm(stage, { recursive: true, force: true })
  await mkdir(stage, { recursive: true })
  tool('tsc', '-b')
  tool('vite', 'build', 'packages/console', '--logLevel', 'warn')
  const root = await readManifest('package.json')
  const folders = (await readdir('packages')).sort()
  const manifests: Manifest[] = []
  for (const folder of folders) manifests.push(await stageWorkspace(folder))
  const names = manifests.map(({ name }) => name)
  const outer = manifests
    .filter(({ name }) => name !== '@doudi/console')
    .flatMap(({ dependencies }) => Object.entries(dependencies ?? {}))
    .filter(([name]) => !names.includes(name))
  const dependencies = {
    ...Object.fromEntries(outer.sort()),
    ...Object.fromEntries(manifests.map((m) => [m.name, m.version])),
  }
  const { name, version, description, license, type, bin, optionalDependencies } = root
  const published = {
    name,
    version,
    description,
    license,
    type,
    bin,
    dependencies,
    optionalDependencies,
    bundleDependencies: names,
  }
  await writeFile(join(stage, 'package.json'), `${JSON.stringify(published, null, 2)}\n`)
  for (const file of ['bin/doudi', 'bin/launch.cjs', 'LICENSE', 'README.md', 'README.zh-CN.md'])
    await cp(file, join(stage, file))
  tool('npm', 'pack', `./${stage}`, '--pack-destination', 'dist', '--silent')
}

if (import.meta.main) await pack()
