import { randomBytes } from 'node:crypto'
import { isIP } from 'node:net'
import { renegotiationScsv } from '../suites/index.ts'
import { tlsVersions, type TlsVersion } from '../versions.ts'

/** What a question asks for. */
export interface HelloOrder {
  /** The only version that is offered. */
  readonly version: TlsVersion
  /** Codes, in order of preference. */
  readonly suites: readonly number[]
  /** For SNI; an address is not sent (RFC 6066 §3). */
  readonly serverName?: string
  /** An X25519 public key, for TLS 1.3. */
  readonly keyShare?: Uint8Array
  /** Codes of groups instead of the usual ones; without a key the server asks for one of them. */
  readonly groups?: readonly number[]
  /** 32 bytes. */
  readonly random?: Uint8Array
  /** In the form of SSL 2.0, which leaves out the rest (RFC 6101 §E.1). */
  readonly form?: 'ssl2'
}

const x25519 = 29
/** All that RFC 8446, RFC 8422, RFC 8734 and RFC 7919 name, so that no server fails for want of one. */
const usualGroups = [x25519, 23, 24, 25, 30, 22, 26, 27, 28, 31, 32, 33, 256, 257, 258, 259, 260]

/** RFC 8446 §4.2.3 and what came before it, down to MD5: the question is what is there. */
const signatures = [
  0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x0804, 0x0805, 0x0806, 0x0809, 0x080a, 0x080b, 0x0401,
  0x0501, 0x0601, 0x0402, 0x0302, 0x0303, 0x0301, 0x0203, 0x0201, 0x0202, 0x0101,
]

/**
 * A Client Hello in its record, written by hand: it can offer what no TLS library of
 * today offers any more.
 */
export function writeClientHello(order: HelloOrder): Buffer {
  if (order.form === 'ssl2') return writeSsl2Hello(order)
  const modern = order.version === 'TLSv1.3'
  const code = codeOf(order.version)
  const suites = [...order.suites, ...(modern ? [] : [renegotiationScsv])]
  const body = Buffer.concat([
    // RFC 8446 §4.1.2: TLS 1.3 looks like TLS 1.2, with a session id like a resumption.
    u16(modern ? codeOf('TLSv1.2') : code),
    order.random ?? randomBytes(32),
    vector(1, modern ? randomBytes(32) : Buffer.alloc(0)),
    vector(2, list16(suites)),
    vector(1, Buffer.from([0])),
    // RFC 6101 knows no extensions, and servers of its time stumble over them.
    order.version === 'SSLv3' ? Buffer.alloc(0) : vector(2, extensionsOf(order)),
  ])
  const message = Buffer.concat([Buffer.from([1]), u24(body.byteLength), body])
  // RFC 5246 §E.1: the oldest version, so that no server refuses the record itself.
  const record = order.version === 'SSLv3' ? codeOf('SSLv3') : codeOf('TLSv1')
  return Buffer.concat([Buffer.from([22]), u16(record), u16(message.byteLength), message])
}

/** RC4 and 3DES with MD5, for who speaks SSL 2.0 alone (RFC 6101 §E.1). */
const ssl2Kinds = [0x0700c0, 0x010080]

/** As clients sent it that spoke SSL 2.0 too: a server of later versions answers in its own. */
function writeSsl2Hello({ version, suites, random = randomBytes(32) }: HelloOrder): Buffer {
  const kinds = Buffer.concat([...suites, ...ssl2Kinds].map(u24))
  const lengths = [kinds.byteLength, 0, random.byteLength].map(u16)
  const body = Buffer.concat([Buffer.from([1]), u16(codeOf(version)), ...lengths, kinds, random])
  return Buffer.concat([u16(0x8000 | body.byteLength), body])
}

function codeOf(version: TlsVersion): number {
  return 0x0300 + tlsVersions.indexOf(version)
}

function extensionsOf(order: HelloOrder): Buffer {
  const { version, serverName, keyShare } = order
  const modern = version === 'TLSv1.3'
  const empty = order.groups === undefined ? undefined : Buffer.alloc(0)
  const shares = keyShare === undefined ? empty : shareOf(keyShare)
  const named = serverName !== undefined && serverName !== '' && isIP(serverName) === 0
  const parts: readonly (readonly [type: number, body: Buffer] | undefined)[] = [
    named ? [0, nameList(serverName)] : undefined,
    [10, vector(2, list16(order.groups ?? usualGroups))],
    modern ? undefined : [11, vector(1, Buffer.from([0]))],
    version === 'TLSv1.2' || modern ? [13, vector(2, list16(signatures))] : undefined,
    // RFC 6066 §8: of any responder.
    [5, Buffer.from([1, 0, 0, 0, 0])],
    modern ? undefined : [35, Buffer.alloc(0)],
    modern ? [43, vector(1, u16(codeOf(version)))] : undefined,
    modern ? [45, Buffer.from([1, 1])] : undefined,
    shares === undefined ? undefined : [51, vector(2, shares)],
  ]
  return Buffer.concat(
    parts
      .filter((part) => part !== undefined)
      .map(([type, body]) => Buffer.concat([u16(type), vector(2, body)])),
  )
}

function nameList(name: string): Buffer {
  return vector(2, Buffer.concat([Buffer.from([0]), vector(2, Buffer.from(name, 'latin1'))]))
}

function shareOf(key: Uint8Array): Buffer {
  return Buffer.concat([u16(x25519), vector(2, key)])
}

function vector(lengthBytes: 1 | 2, content: Uint8Array): Buffer {
  const length = lengthBytes === 1 ? Buffer.from([content.byteLength]) : u16(content.byteLength)
  return Buffer.concat([length, content])
}

function list16(values: readonly number[]): Buffer {
  return Buffer.concat(values.map(u16))
}

function u16(value: number): Buffer {
  return Buffer.from([value >> 8, value & 0xff])
}

function u24(value: number): Buffer {
  return Buffer.from([value >> 16, (value >> 8) & 0xff, value & 0xff])
}
