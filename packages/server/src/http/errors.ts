/** Every failure of the HTTP face: a stable code, a sentence, a remedy; no path, no stack, nothing of a person. */
import type { ErrorReply } from '@doudi/contract'
import type { FastifyReply } from 'fastify'

type Said = {
  readonly status: number
  readonly zh: string
  readonly en: string
  readonly doZh: string
  readonly doEn: string
}

const SAID = {
  NOT_FOUND: {
    status: 404,
    zh: '没有找到，或不在您的权限内',
    en: 'Not found, or not yours to see',
    doZh: '检查地址，或回到线索列表。',
    doEn: 'Check the address, or go back to the list.',
  },
  BAD_REQUEST: {
    status: 400,
    zh: '请求的内容不合要求',
    en: 'The request is not of the right form',
    doZh: '刷新页面后再试。',
    doEn: 'Reload the page and try again.',
  },
  HOST: {
    status: 421,
    zh: '只接受从本机打开的页面',
    en: 'Only pages opened on this machine are answered',
    doZh: '用 http://127.0.0.1 打开控制台。',
    doEn: 'Open the console at http://127.0.0.1.',
  },
  ORIGIN: {
    status: 403,
    zh: '请求来自别的网站',
    en: 'The request comes from another site',
    doZh: '在控制台里操作。',
    doEn: 'Act in the console itself.',
  },
  TOO_LARGE: {
    status: 413,
    zh: '文件超过上限，没有读入',
    en: 'The file is larger than is taken; nothing was read',
    doZh: '按县拆分后分次上传，或用 doudi import。',
    doEn: 'Send it in parts, or use doudi import.',
  },
  NOT_SYNTHETIC: {
    status: 403,
    zh: '登录功能完成前，这里只处理标明合成的数据',
    en: 'Until sign-in exists only data marked synthetic is handled here',
    doZh: '真实数据请用命令行；合成数据请勾选“这份文件是合成数据”。',
    doEn: 'Use the command line for real data; tick the box for synthetic data.',
  },
  BUSY: {
    status: 409,
    zh: '正在运行，请等它结束',
    en: 'A run is under way; wait until it ends',
    doZh: '看页面上的进度，结束后再试。',
    doEn: 'Watch the progress on the page and try again after it.',
  },
  DISK_FULL: {
    status: 507,
    zh: '磁盘已满，文件没有读入，已有的数据不受影响',
    en: 'The disk is full; the file was not read, nothing that was there is lost',
    doZh: '腾出空间后重新上传。',
    doEn: 'Free some space and send it again.',
  },
  FAILED: {
    status: 500,
    zh: '这一步没有完成，已有的数据不受影响',
    en: 'This step did not finish; nothing that was there is lost',
    doZh: '再试一次；仍不行，请在命令行运行同一步看原因。',
    doEn: 'Try again; if it fails again, run the same step on the command line to see why.',
  },
} as const satisfies Readonly<Record<string, Said>>
export type ErrorCode = keyof typeof SAID

function errorReply(code: ErrorCode): ErrorReply {
  const { zh, en, doZh, doEn } = SAID[code]
  return { error: { code, text: { zh, en }, remedy: { zh: doZh, en: doEn } } }
}
export const sendError = (reply: FastifyReply, code: ErrorCode): FastifyReply =>
  reply.code(SAID[code].status).send(errorReply(code))

/** A refusal that a route's work may throw; anything else becomes FAILED. */
export class Refusal extends Error {
  readonly code: ErrorCode
  constructor(code: ErrorCode) {
    super(code)
    this.code = code
  }
}

/** Which answer an error of the server, of the disk or of the web framework is. */
export function codeOf(error: unknown): ErrorCode {
  if (error instanceof Refusal) return error.code
  const { code, statusCode } = (error ?? {}) as { readonly code?: unknown; readonly statusCode?: unknown }
  if (code === 'ENOSPC' || code === 'EFBIG' || code === 'EDQUOT') return 'DISK_FULL'
  if (statusCode === 413) return 'TOO_LARGE'
  return typeof statusCode === 'number' && statusCode < 500 ? 'BAD_REQUEST' : 'FAILED'
}
