import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { httpRequest, type RequestingCase } from './answering-case.ts'
import { encoded, mtom, withHref, withoutNamespace } from './odd-messages.ts'

const codings: readonly RequestingCase[] = (
  [
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ] as const
).map(([coding, pack]) => ({
  caller: { ja: `${coding} の本文`, en: `a body coded as ${coding}` },
  request: (message, login) =>
    httpRequest(pack(message), login, { head: `Content-Encoding: ${coding}\r\n` }),
  status: 200,
}))

const bodies: readonly RequestingCase[] = [
  {
    caller: { ja: 'zstd の本文', en: 'a body coded as zstd' },
    request: (message, login) =>
      httpRequest(message, login, { head: 'Content-Encoding: zstd\r\n' }),
    status: 415,
    fault: 'coding-unknown',
    said: /zstd.*gzip, deflate, br/s,
  },
  {
    caller: {
      ja: 'gzip の本文（Content-Encoding がない）',
      en: 'a body coded as gzip that does not say so',
    },
    request: (message, login) => httpRequest(gzipSync(message), login),
    status: 200,
  },
  {
    caller: { ja: 'MTOM（添付のある要求）', en: 'MTOM: a request with an attachment' },
    request: (message, login) =>
      httpRequest(mtom(message), login, { type: 'multipart/related; boundary=x' }),
    status: 415,
    fault: 'attachments-refused',
    said: /multipart\/related.*MTOM/s,
  },
  {
    caller: {
      ja: '本文の長さを示さない要求',
      en: 'a request without a length of its body',
    },
    request: (_message, login) => httpRequest('', login, { bare: true }),
    status: 411,
    fault: 'request-without-body',
    said: /neither Content-Length nor Transfer-Encoding/,
  },
  {
    caller: {
      ja: '上限を超える Content-Length',
      en: 'a Content-Length beyond any document',
    },
    request: (message, login) =>
      httpRequest(message, login, { head: 'Content-Length: 900000000\r\n', bare: true }),
    status: 500,
    fault: 'document-too-large',
    said: /limit/,
  },
]

const heads: readonly RequestingCase[] = [
  {
    caller: { ja: '20 KB の HTTP ヘッダー', en: 'header fields of 20 KB' },
    request: (message, login) =>
      httpRequest(message, login, { head: `X-Policy: ${'x'.repeat(20_000)}\r\n` }),
    status: 431,
    said: /The header fields are too long/,
  },
  {
    caller: { ja: '同じ Content-Length が 2 つ', en: 'two equal Content-Lengths' },
    request: (message, login) =>
      httpRequest(message, login, { head: `content-length: ${message.byteLength}\r\n` }),
    status: 200,
  },
  {
    caller: {
      ja: '同じ Content-Length が 1 行に 2 つ',
      en: 'two equal Content-Lengths in one line',
    },
    request: (message, login) =>
      httpRequest(message, login, {
        head: `Content-Length: ${message.byteLength}, ${message.byteLength}\r\n`,
        bare: true,
      }),
    status: 200,
  },
  {
    caller: { ja: '異なる Content-Length が 2 つ', en: 'two different Content-Lengths' },
    request: (message, login) => httpRequest(message, login, { head: 'Content-Length: 7\r\n' }),
    status: 400,
    said: /Content-Length/,
  },
]

const messages: readonly RequestingCase[] = [
  {
    caller: { ja: '名前空間のない要素', en: 'elements without a namespace' },
    request: (message, login) => httpRequest(withoutNamespace(message), login),
    status: 200,
  },
  {
    caller: { ja: 'multiRef（SOAP エンコーディング）', en: 'multiRef (SOAP encoding)' },
    request: (message, login) => httpRequest(encoded(message), login),
    status: 200,
  },
  {
    caller: { ja: '指す先のない multiRef', en: 'multiRef that points at nothing' },
    request: (message, login) => httpRequest(withHref(message, 'senderId', '#nowhere'), login),
    status: 500,
    fault: 'multi-ref-refused',
    said: /nowhere.*document\/literal/s,
  },
  {
    caller: {
      ja: 'HTTP は utf-8、宣言とバイト列は Shift_JIS',
      en: 'HTTP says utf-8, prolog and bytes are Shift_JIS',
    },
    request: (message, login) => httpRequest(inShiftJis(message, 'Shift_JIS'), login),
    status: 200,
  },
  {
    caller: {
      ja: 'HTTP と宣言は utf-8、バイト列は Shift_JIS',
      en: 'HTTP and prolog say utf-8, the bytes are Shift_JIS',
    },
    request: (message, login) => httpRequest(inShiftJis(message, 'utf-8'), login),
    status: 500,
    fault: 'charset-mismatch',
    said: /utf-8.*Content-Type of HTTP and in the XML declaration/s,
  },
]

/** The order's document type as 注文. */
function inShiftJis(message: Buffer, prolog: string): Buffer {
  const name = Buffer.from('928d95b6', 'hex').toString('latin1')
  const text = message.toString('latin1').replace(/encoding="[^"]*"/, `encoding="${prolog}"`)
  return Buffer.from(text.replace('>Order<', `>${name}<`), 'latin1')
}

/** What callers send to our server over HTTP instead of plain JX. */
export const casesByRequests: readonly RequestingCase[] = [
  ...codings,
  ...bodies,
  ...heads,
  ...messages,
]
