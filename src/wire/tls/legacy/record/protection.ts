import { timingSafeEqual } from 'node:crypto'
import type { DirectionKeys } from '../key-schedule.ts'
import { badMac } from '../legacy-error.ts'
import { recordMac, type RecordMac } from '../mac.ts'
import { Rc4 } from '../rc4.ts'
import type { Suite } from '../suites.ts'
import type { LegacyVersion } from '../versions.ts'
import { cbcOpener, cbcSealer } from './cbc.ts'

/** Turns the content of records into fragments, or back; one for each direction. */
export type Protect = (type: number, bytes: Buffer) => Buffer

/** As it is before the first ChangeCipherSpec. */
export const unprotected: Protect = (_type, bytes) => bytes

/** Authenticates, then encrypts. */
export function sealing(suite: Suite, version: LegacyVersion, keys: DirectionKeys): Protect {
  const mac = recordMac(version, suite.mac, keys.macSecret)
  const encrypt = encryption(suite, version, keys)
  let sequence = 0
  return (type, content) =>
    encrypt(Buffer.concat([content, mac.compute(sequence++, type, content)]))
}

function encryption(
  { cipher }: Suite,
  version: LegacyVersion,
  keys: DirectionKeys,
): (bytes: Buffer) => Buffer {
  switch (cipher.kind) {
    case 'null':
      return (bytes) => bytes
    case 'rc4': {
      const stream = new Rc4(keys.key)
      return (bytes) => stream.update(bytes)
    }
    case 'cbc':
      return cbcSealer(cipher, version, keys)
  }
}

/** Decrypts, then checks; every failure is the same ERR_LEGACY_BAD_MAC. */
export function opening(suite: Suite, version: LegacyVersion, keys: DirectionKeys): Protect {
  const mac = recordMac(version, suite.mac, keys.macSecret)
  const { cipher } = suite
  let sequence = 0
  if (cipher.kind === 'cbc') {
    const open = cbcOpener({ cipher, version, keys, mac })
    return (type, fragment) => open(sequence++, type, fragment)
  }
  const stream = cipher.kind === 'rc4' ? new Rc4(keys.key) : undefined
  return (type, fragment) => {
    const plain = stream === undefined ? fragment : stream.update(fragment)
    return checked(mac, sequence++, type, plain)
  }
}

function checked(mac: RecordMac, sequence: number, type: number, plain: Buffer): Buffer {
  const length = plain.length - mac.bytes
  if (length < 0) throw badMac()
  const content = plain.subarray(0, length)
  if (!timingSafeEqual(mac.compute(sequence, type, content), plain.subarray(length))) throw badMac()
  return content
}
