import type { KeyObject } from 'node:crypto'

import { value } from './curves/der-certificate.ts'

const data = oid('2a864886f70d010701')
const keyBag = oid('2a864886f70d010c0a0101')
const certificateBag = oid('2a864886f70d010c0a0103')
const x509Certificate = oid('2a864886f70d01091601')

/** A PFX (RFC 7292) without encryption and password, with whatever certificates there are. */
export function derPfx(parts: {
  readonly keys: readonly KeyObject[]
  readonly certificates: readonly Buffer[]
}): Buffer {
  const bags = [
    ...parts.keys.map((key) => bag(keyBag, key.export({ type: 'pkcs8', format: 'der' }))),
    ...parts.certificates.map((der) =>
      bag(certificateBag, value(0x30, x509Certificate, value(0xa0, value(0x04, der)))),
    ),
  ]
  const safe = value(0x30, contents(value(0x30, ...bags)))
  return value(0x30, value(0x02, Buffer.from([3])), contents(safe))
}

function bag(type: Buffer, content: Buffer): Buffer {
  return value(0x30, type, value(0xa0, content))
}

function contents(inside: Buffer): Buffer {
  return value(0x30, data, value(0xa0, value(0x04, inside)))
}

function oid(hex: string): Buffer {
  return value(0x06, Buffer.from(hex, 'hex'))
}
