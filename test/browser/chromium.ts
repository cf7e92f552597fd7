/** A real Chromium and a Chinese font, both from npm, unpacked once into a folder of their versions. */
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import chromium, { inflate } from '@sparticuz/chromium'
import { type Browser, chromium as playwright } from 'playwright-core'

const require = createRequire(import.meta.url)
const bin = join(dirname(require.resolve('@sparticuz/chromium')), '..', 'bin')
const fonts = dirname(require.resolve('@expo-google-fonts/noto-sans-sc/package.json'))

async function home(): Promise<string> {
  const file = join(bin, '..', 'package.json')
  const { version } = JSON.parse(await readFile(file, 'utf8')) as { version: string }
  return join(process.cwd(), 'node_modules', '.cache', `chromium-${version}`)
}

const fontsConf = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>${join(fonts, '400Regular')}</dir>
  <dir>${join(fonts, '600SemiBold')}</dir>
  <cachedir>${join(folder, 'fonts')}</cachedir>
</fontconfig>
`

/** Unpacked under another name and renamed when whole, so that a half-written browser is never taken for one. */
export async function unpackChromium(): Promise<void> {
  const target = await home()
  if (existsSync(target)) return
  const half = `${target}.${process.pid}`
  await mkdir(half, { recursive: true })
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = half
  try {
    await chromium.executablePath()
    // nss, nspr and expat, which a bare Debian lacks.
    await inflate(join(bin, 'al2023.tar.br'))
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
  await writeFile(join(half, 'fonts.conf'), fontsConf(target))
  await rename(half, target).catch(() => rm(half, { recursive: true, force: true }))
}

/** A browser with a Chinese font. The package's own `args` switch web security off, so they are not used. */
export async function openBrowser(): Promise<Browser> {
  const folder = await home()
  return await playwright.launch({
    executablePath: join(folder, 'chromium'),
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--font-render-hinting=none'],
    env: {
      ...(process.env as Record<string, string>),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
      LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
    },
  })
}
