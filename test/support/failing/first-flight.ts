import { once } from 'node:events'
import type { Socket } from 'node:net'
import { createHash, X509Certificate } from 'node:crypto'
import type { TestCertificate } from '../legacy/authority.ts'
import { rawServer } from '../raw-server.ts'
import type { FailingServer, Made } from './failing-case.ts'

/** The server's first flight of TLS 1.2, byte for byte (RFC 5246 §7.4). */

export const suites = {
  rsa: 0x009c,
  rsaCbc: 0x002f,
  aes13: 0x1301,
  ecdheRsa: 0xc02f,
  ecdheCbc: 0xc013,
  rc4: 0x0005,
} as const

export interface Hello {
  readonly version: number
  readonly suite: number
  /** The end of the random: a downgrade sentinel (RFC 8446 §4.1.3). */
  readonly end?: Buffer
  /** RFC 5746. */
  readonly renegotiationInfo?: boolean
}

export function serverHello({ version, suite, end, renegotiationInfo = true }: Hello): Buffer {
  const random = Buffer.alloc(32, 7)
  end?.copy(random, 24)
  const extensions = Buffer.from(renegotiationInfo ? [0, 0, 5, 0xff, 1, 0, 1, 0] : [0])
  return message(2, uint16(version), random, Buffer.from([0]), uint16(suite), extensions)
}

export const groups = { secp160k1: 15, secp384r1: 24, secp521r1: 25 } as const

/** RFC 8446 §4.1.4, with the session id of the hello it answers. */
export function helloRetry(clientHello: Buffer, group: number): Buffer {
  const session = clientHello.subarray(44, 44 + (clientHello[43] ?? 0))
  const extensions = Buffer.concat([
    Buffer.from([0, 43, 0, 2, 3, 4]),
    Buffer.from([0, 51, 0, 2]),
    uint16(group),
  ])
  return message(
    2,
    uint16(0x0303),
    createHash('sha256').update('HelloRetryRequest').digest(),
    Buffer.from([session.length]),
    session,
    Buffer.from([0x13, 0x01, 0]),
    uint16(extensions.length),
    extensions,
  )
}

export function certificateMessage({ pem }: Pick<TestCertificate, 'pem'>): Buffer {
  return message(11, long(long(new X509Certificate(pem).raw)))
}

/** Wants a certificate of any CA, signed for with its kind of key and SHA-256. */
const certificateRequests = {
  rsa: message(13, Buffer.from([1, 1, 0, 2, 4, 1, 0, 0])),
  ecdsa: message(13, Buffer.from([1, 64, 0, 2, 4, 3, 0, 0])),
} as const
export const helloDone = message(14)

/** ECDHE on a named curve, with a signature that is none. */
export function keyExchange(curve: number, algorithm: number): Buffer {
  // An uncompressed point that is on P-256: its generator.
  const point = Buffer.from(
    '046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296' +
      '4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5',
    'hex',
  )
  const signature = Buffer.alloc(256, 1)
  return message(
    12,
    Buffer.from([3]),
    uint16(curve),
    Buffer.from([point.length]),
    point,
    uint16(algorithm),
    uint16(signature.length),
    signature,
  )
}

/** Sends its flight at the first bytes, and waits then. */
export function sendingFlight(
  flight: (made: Made) => readonly Buffer[],
  afterwards: (socket: Socket) => unknown = () => undefined,
): (made: Made) => Promise<FailingServer> {
  return (made) =>
    rawServer(async ({ socket }) => {
      await once(socket, 'data')
      socket.write(Buffer.concat(flight(made)))
      await afterwards(socket)
      socket.resume()
    })
}

/** Asks for our certificate and, once it is there, does what it is told. */
export function judging(
  verdict: (socket: Socket) => unknown,
  kind: keyof typeof certificateRequests = 'rsa',
): (made: Made) => Promise<FailingServer> {
  const hello = serverHello({ version: 0x0303, suite: suites.rsa })
  return sendingFlight(
    ({ leaf }) => [hello, certificateMessage(leaf), certificateRequests[kind], helloDone],
    async (socket) => {
      await once(socket, 'data')
      verdict(socket)
    },
  )
}

/** A fatal alert (RFC 8446 §6). */
export function alertBytes(code: number): Buffer {
  return Buffer.from([21, 3, 3, 0, 2, 2, code])
}

function message(type: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  const whole = Buffer.concat([Buffer.from([type]), long(body)])
  return Buffer.concat([Buffer.from([22, 3, 3]), uint16(whole.length), whole])
}

/** With its length before it, in three bytes. */
function long(bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0]), uint16(bytes.length), bytes])
}

function uint16(value: number): Buffer {
  return Buffer.from([value >> 8, value & 255])
}

/** A hello in the form of SSL 2.0, with suites of its time (RFC 6101 §E.1). */
export function ssl2Hello(version: number): Buffer {
  const kinds = Buffer.from('00002f00000500000a010080', 'hex')
  const lengths = [kinds.length, 0, 16].map(uint16)
  const body = Buffer.concat([
    Buffer.from([1]),
    uint16(version),
    ...lengths,
    kinds,
    Buffer.alloc(16, 7),
  ])
  return Buffer.concat([uint16(0x8000 | body.length), body])
}
