import { hexText } from './der.ts'
import type { NotTlsFact } from './facts.ts'

/** As much as is looked at to tell what speaks there instead of TLS. */
const looked = 512

const shownOfLine = 160
const shownBytes = 32

type Protocol = NotTlsFact['protocol']

/** By the first line; the first pattern that fits is taken. */
const lines: readonly (readonly [RegExp, Protocol])[] = [
  [/^HTTP\/\d/i, 'http-response'],
  [/^[A-Z]{3,10} \S+ HTTP\/\d/, 'http-request'],
  // Cut before its end, a request is still known by its method.
  [/^(?:GET|POST|PUT|HEAD|OPTIONS|CONNECT|DELETE|PATCH|TRACE) /, 'http-request'],
  [/^\s*<(?:!doctype|html|\?xml)/i, 'html'],
  [/^SSH-\d/, 'ssh'],
  [/^220[ -].*FTP/i, 'ftp'],
  [/^220[ -]/, 'smtp'],
  [/^\+OK/, 'pop3'],
  [/^\* (?:OK|BYE|PREAUTH)/, 'imap'],
]

/**
 * As many of the first bytes as it takes to tell: a line, or as much as is looked at.
 * Nothing while it is too early; the same however the bytes were cut.
 */
export function tellingBytes(bytes: Uint8Array): Uint8Array | undefined {
  const most = looksLikeText(bytes) ? looked : shownBytes
  const line = looksLikeText(bytes) ? bytes.subarray(0, most).indexOf(10) + 1 : 0
  if (line > 0) return bytes.subarray(0, line)
  return bytes.byteLength >= most ? bytes.subarray(0, most) : undefined
}

/** What the first bytes of a side are, if they are no TLS. */
export function notTlsFact(bytes: Uint8Array): NotTlsFact {
  const place = { kind: 'not-tls', offset: 0, bytes: bytes.byteLength } as const
  if (!looksLikeText(bytes)) {
    const protocol = isSsl2(bytes) ? 'ssl2' : 'binary'
    return { ...place, protocol, firstBytes: hexText(bytes) }
  }
  const text = Buffer.from(bytes).toString('latin1')
  const line = (/^[^\r\n]*/.exec(text)?.[0] ?? '').replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, '.')
  const protocol = lines.find(([pattern]) => pattern.test(line))?.[1] ?? 'text'
  // A query may carry a token.
  const shown = protocol === 'http-request' ? line.replace(/\?\S*/, '?…') : line
  const status = protocol === 'http-response' ? Number(/ (\d{3})\b/.exec(line)?.[1] ?? 0) : 0
  return {
    ...place,
    protocol,
    firstLine: shown.slice(0, shownOfLine),
    ...(status === 0 ? {} : { status }),
  }
}

/** SSL 2.0's own SERVER-HELLO or ERROR: the top bit of the length, then the type. */
function isSsl2(bytes: Uint8Array): boolean {
  return ((bytes[0] ?? 0) & 0x80) !== 0 && (bytes[2] === 4 || bytes[2] === 0)
}

/** The first byte alone decides, so that it does not matter how much has come by then. */
function looksLikeText([byte = 0]: Uint8Array): boolean {
  return (byte >= 0x20 && byte < 0x7f) || byte === 9 || byte === 10 || byte === 13
}
