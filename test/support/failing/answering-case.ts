import type { FaultName } from '../../../src/errors/index.ts'
import type { Operation } from '../calling.ts'

/** An answer over HTTP that is not what JX says, for the tests and for the page of documentation. */
export interface AnsweringCase {
  readonly server: { readonly ja: string; readonly en: string }
  /** What it answers, from the good answer to the same call. */
  readonly answer: (good: Buffer) => Buffer
  /** A Get without it. */
  readonly operation?: Operation
  /** What our call ends with; left out where the answer is taken as a good one. */
  readonly fault?: FaultName
  /** What is read of its document then. */
  readonly payload?: string
  readonly documentType?: string
  /** What the fault says in English beside its own words: message, remedy, text for the partner. */
  readonly said?: RegExp
}

/** A request to our server that is not what JX says. */
export interface RequestingCase {
  readonly caller: { readonly ja: string; readonly en: string }
  /** Its bytes, from the good message of a Put and the line of the login. */
  readonly request: (message: Buffer, login: string) => Buffer
  /** The status of our answer. */
  readonly status: number
  /** The fault that it carries; left out where the request is taken as a good one. */
  readonly fault?: FaultName
  readonly said?: RegExp
}

interface Page {
  readonly status?: number
  readonly type?: string
  /** Lines of the head, each with its end. */
  readonly head?: string
  /** Without a Content-Length of its own. */
  readonly bare?: boolean
}

/** An HTTP answer with a body. */
export function httpAnswer(
  body: Uint8Array | string,
  { status = 200, type = 'text/xml; charset=utf-8', head = '', bare = false }: Page = {},
): Buffer {
  const bytes = Buffer.from(body)
  const length = bare ? '' : `Content-Length: ${bytes.byteLength}\r\n`
  const lines = `HTTP/1.1 ${status} X\r\nContent-Type: ${type}\r\n${head}${length}\r\n`
  return Buffer.concat([Buffer.from(lines), bytes])
}

/** A POST to our server. */
export function httpRequest(
  body: Uint8Array | string,
  login: string,
  { type = 'text/xml; charset=utf-8', head = '', bare = false }: Omit<Page, 'status'> = {},
): Buffer {
  const bytes = Buffer.from(body)
  const length = bare ? '' : `Content-Length: ${bytes.byteLength}\r\n`
  const lines = `POST /jx HTTP/1.1\r\nHost: localhost\r\n${login}Content-Type: ${type}\r\n${head}${length}\r\n`
  return Buffer.concat([Buffer.from(lines), bytes])
}
