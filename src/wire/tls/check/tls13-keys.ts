import {
  createDecipheriv,
  createHash,
  createHmac,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto'
import { suiteLabel } from '../suites/index.ts'
import { ByteReader } from '../wire/byte-reader.ts'

/** One use of X25519 (RFC 7748). */
export interface KeyShare {
  readonly publicKey: Buffer
  readonly privateKey: KeyObject
}

/** RFC 8410 §4: what stands before the 32 bytes of an X25519 key. */
const spkiHead = Buffer.from('302a300506032b656e032100', 'hex')

export function newShare(): KeyShare {
  const { publicKey, privateKey } = generateKeyPairSync('x25519')
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  return { publicKey: spki.subarray(spkiHead.byteLength), privateKey }
}

/** How the suites of RFC 8446 §B.4 protect records. */
const ciphers = {
  TLS_AES_128_GCM_SHA256: { hash: 'sha256', cipher: 'aes-128-gcm', keyBytes: 16 },
  TLS_AES_256_GCM_SHA384: { hash: 'sha384', cipher: 'aes-256-gcm', keyBytes: 32 },
  TLS_AES_128_CCM_SHA256: { hash: 'sha256', cipher: 'aes-128-ccm', keyBytes: 16 },
  TLS_AES_128_CCM_8_SHA256: { hash: 'sha256', cipher: 'aes-128-ccm', keyBytes: 16, tagBytes: 8 },
  TLS_CHACHA20_POLY1305_SHA256: { hash: 'sha256', cipher: 'chacha20-poly1305', keyBytes: 32 },
} as const satisfies Readonly<Record<string, Protection>>

interface Protection {
  readonly hash: string
  readonly cipher: string
  readonly keyBytes: number
  /** 16 unless stated. */
  readonly tagBytes?: number
}

const nonceBytes = 12

/** Opens the records that the server sends under its handshake key, in their order. */
export interface FlightOpener {
  /** @returns the content and its type, or nothing if it does not open */
  open(header: Uint8Array, payload: Uint8Array): { type: number; content: Buffer } | undefined
}

interface Agreed {
  readonly suite: string
  readonly share: KeyShare
  /** The server's X25519 key. */
  readonly serverKey: Uint8Array
  /** Both hellos, as messages with their heads. */
  readonly transcript: Uint8Array
}

/** RFC 8446 §7.1 and §7.3, for the server's side of the handshake. */
export function openerOf({
  suite,
  share,
  serverKey,
  transcript,
}: Agreed): FlightOpener | undefined {
  const plan: Protection | undefined = Object.entries(ciphers).find(([name]) => name === suite)?.[1]
  if (plan === undefined || serverKey.byteLength !== 32) return undefined
  const { hash, keyBytes, cipher, tagBytes = 16 } = plan
  const size = createHash(hash).digest().byteLength
  const publicKey = createPublicKey({
    key: Buffer.concat([spkiHead, serverKey]),
    format: 'der',
    type: 'spki',
  })
  const shared = agreed(share.privateKey, publicKey)
  if (shared === undefined) return undefined
  const nothing = createHash(hash).digest()
  const early = extract(hash, Buffer.alloc(size), Buffer.alloc(size))
  const handshake = extract(hash, expand(hash, early, 'derived', nothing, size), shared)
  const sofar = createHash(hash).update(transcript).digest()
  const traffic = expand(hash, handshake, 's hs traffic', sofar, size)
  const empty = Buffer.alloc(0)
  const key = expand(hash, traffic, 'key', empty, keyBytes)
  const iv = expand(hash, traffic, 'iv', empty, nonceBytes)
  let count = 0
  return {
    open: (header, payload) => {
      const nonce = Buffer.from(iv)
      nonce.writeUInt32BE((nonce.readUInt32BE(8) ^ count) >>> 0, 8)
      count += 1
      return decrypt({ cipher, key, nonce, tagBytes }, header, payload)
    },
  }
}

/** A point of low order agrees on nothing (RFC 7748 §6.1). */
function agreed(privateKey: KeyObject, publicKey: KeyObject): Buffer | undefined {
  try {
    return diffieHellman({ privateKey, publicKey })
  } catch {
    return undefined
  }
}

function decrypt(
  {
    cipher,
    key,
    nonce,
    tagBytes,
  }: { cipher: string; key: Buffer; nonce: Buffer; tagBytes: number },
  header: Uint8Array,
  payload: Uint8Array,
): { type: number; content: Buffer } | undefined {
  if (payload.byteLength <= tagBytes) return undefined
  const end = payload.byteLength - tagBytes
  try {
    const opening = createDecipheriv(cipher as 'aes-128-gcm', key, nonce, {
      authTagLength: tagBytes,
    })
    // Only CCM asks for the length beforehand.
    opening.setAAD(header, { plaintextLength: end })
    opening.setAuthTag(payload.subarray(end))
    const inner = Buffer.concat([opening.update(payload.subarray(0, end)), opening.final()])
    // RFC 8446 §5.2: zeros may follow the type.
    const last = inner.findLastIndex((byte) => byte !== 0)
    return last < 0 ? undefined : { type: inner[last] ?? 0, content: inner.subarray(0, last) }
  } catch {
    return undefined
  }
}

/** RFC 5869 §2.2. */
function extract(hash: string, salt: Uint8Array, secret: Uint8Array): Buffer {
  return createHmac(hash, salt).update(secret).digest()
}

/** HKDF-Expand-Label of RFC 8446 §7.1; one block of output is enough for all that is needed. */
function expand(
  hash: string,
  secret: Uint8Array,
  label: string,
  ...[context, bytes]: [Uint8Array, number]
): Buffer {
  const name = Buffer.from(`tls13 ${label}`)
  const info = Buffer.concat([
    Buffer.from([bytes >> 8, bytes & 0xff, name.byteLength]),
    name,
    Buffer.from([context.byteLength]),
    context,
    Buffer.from([1]),
  ])
  return createHmac(hash, secret).update(info).digest().subarray(0, bytes)
}

/** Suite and X25519 key of a Server Hello's body (RFC 8446 §4.1.3 and §4.2.8). */
export function serverShareIn(hello: Uint8Array): Pick<Agreed, 'suite' | 'serverKey'> {
  const body = new ByteReader(hello)
  body.take(34, 'version and random')
  body.vector(1, 'the session id')
  const suite = suiteLabel(body.u16('the suite'))
  body.take(1, 'the compression')
  const list = body.vector(2, 'the extensions')
  while (list.left > 0) {
    const type = list.u16('a type')
    const extension = list.vector(2, 'an extension')
    if (type !== 51) continue
    const isOurs = extension.u16('the group') === x25519
    return { suite, serverKey: isOurs ? extension.vector(2, 'the key').rest() : new Uint8Array() }
  }
  return { suite, serverKey: new Uint8Array() }
}

const x25519 = 29
