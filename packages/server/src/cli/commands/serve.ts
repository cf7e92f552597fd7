import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { openDoor } from '../../adapters/owner/door.ts'
import { answer, type Command, failure, text, usageFailure } from '../command.ts'
import { consoleFolder } from '../flow/console-build.ts'
import { isSynthetic, listen } from '../flow/serve-folder.ts'
import { readCommand } from '../read-command.ts'
import type { Session } from '../session.ts'

const DEFAULT_PORT = 3706

/** Opens the address where a browser can be opened; the address is printed anyway. */
export function openBrowser(address: string): void {
  if (process.env['CI'] !== undefined || process.env['DOUDI_NO_BROWSER'] !== undefined) return
  const opener =
    process.platform === 'darwin'
      ? 'open'
      : process.platform === 'win32'
        ? 'explorer'
        : process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']
          ? 'xdg-open'
          : null
  if (opener !== null)
    spawn(opener, [address], { stdio: 'ignore', detached: true })
      .on('error', () => {})
      .unref()
}

/** Until sign-in exists no register of real people is shown in a browser. */
export const NOT_SYNTHETIC = failure(
  'NOT_SYNTHETIC',
  {
    zh: '数据文件夹里有未标明合成的登记册；登录功能完成前不打开控制台。',
    en: 'The data folder holds registers not marked synthetic; no console until sign-in exists.',
  },
  { zh: '用 doudi city 的合成数据，或用命令行。', en: 'Use the sample city, or the command line.' },
)

/** Serves until asked to stop; other commands on the folder come in by the door meanwhile. */
export async function serveUntilStopped(
  session: Session,
  port: number,
  ready: (address: string) => void,
): Promise<void> {
  const { app, port: found } = await listen(session, await consoleFolder(), port)
  const door =
    session.owner === null
      ? null
      : await openDoor(session.owner.token, (asked, progress) => readCommand(asked, session, progress))
  if (door) await session.owner?.open(door.port)
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort())
  ready(`http://127.0.0.1:${found}/`)
  if (!stop.signal.aborted) await once(stop.signal, 'abort')
  door?.server.close()
  await app.close()
}

export const command: Command = {
  name: 'serve',
  usage: 'doudi serve --data DIR [--port 3706] [--host 127.0.0.1]',
  summary: { zh: '在本机打开控制台', en: 'Open the console on this machine' },
  options: { port: { type: 'string' }, host: { type: 'string' } },
  data: true,
  run: async (args, session) => {
    const port = Number(text(args, 'port') ?? DEFAULT_PORT)
    if (!Number.isInteger(port) || port < 1 || port > 65_000)
      return usageFailure('--port 应为端口号', '--port is a port number')
    const host = text(args, 'host') ?? '127.0.0.1'
    if (!['127.0.0.1', 'localhost', '::1'].includes(host))
      return failure(
        'LOOPBACK_ONLY',
        { zh: '登录功能完成前只在本机提供服务。', en: 'Only loopback until sign-in exists.' },
        { zh: '去掉 --host。', en: 'Leave --host out.' },
        2,
      )
    if (!(await isSynthetic(session))) return NOT_SYNTHETIC
    await serveUntilStopped(session, port, (address) =>
      process.stdout.write(`兜底控制台 console: ${address}\n按 Ctrl-C 结束 to stop\n`),
    )
    return answer({ stopped: true }, '已结束 stopped')
  },
}
