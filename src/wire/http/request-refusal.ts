/** Why bytes were not read as a request. */
export interface RequestRefusal {
  readonly status: 400 | 431
  /** As the parser of Node.js calls it, without its prefix: `INVALID_METHOD`. */
  readonly code: string
  /** In the words of the parser, ASCII. */
  readonly reason: string
}

const words = { 400: 'Bad Request', 431: 'Request Header Fields Too Large' } as const

/** @returns undefined if the connection broke, and nothing was wrong with what was read */
export function refusalOf({ code, message }: NodeJS.ErrnoException): RequestRefusal | undefined {
  if (code?.startsWith('HPE_') !== true) return undefined
  const known = { code: code.slice('HPE_'.length) }
  return code === 'HPE_HEADER_OVERFLOW'
    ? { ...known, status: 431, reason: 'The header fields are too long.' }
    : { ...known, status: 400, reason: message.replaceAll(/[^ -~]+/g, ' ') }
}

/** Says what is wrong with a request that is no HTTP, in the words of its reader. */
export function answerOf({ status, reason }: Omit<RequestRefusal, 'code'> = unnamed): string {
  const head = `Content-Type: text/plain\r\nContent-Length: ${reason.length}\r\nConnection: close`
  return `HTTP/1.1 ${status} ${words[status]}\r\n${head}\r\n\r\n${reason}`
}

const unnamed = { status: 400, reason: 'The request did not come whole.' } as const
