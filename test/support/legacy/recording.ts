import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { steppingClock } from '../../../src/base/clock.ts'
import {
  systemRandomness,
  type Randomness,
} from '../../../src/wire/tls/legacy/handshake/randomness.ts'
import type { SuiteName } from '../../../src/wire/tls/legacy/suites.ts'
import type { LegacyVersion } from '../../../src/wire/tls/legacy/versions.ts'
import type { EngineOptions } from './handshake-pair.ts'

/** A connection to Java's TLS as it once was, with all that was random about it. */
export interface Recording {
  readonly version: LegacyVersion
  readonly suite: SuiteName
  readonly at: string
  readonly ca: string
  /** Base64 of what each side sent. */
  readonly client: string
  readonly server: string
  /** Length of the server's handshake in its bytes. */
  readonly handshakeBytes: number
  /** What the client wrote, and what came of it. */
  readonly written: string
  readonly received: string
  readonly encrypted?: string
  readonly share?: { readonly publicValue: string; readonly secret: string }
}

export const recordingsFile = join(import.meta.dirname, '../../fixtures/tls-legacy/jsse.json')

export function readRecordings(): readonly Recording[] {
  return JSON.parse(readFileSync(recordingsFile, 'utf8')) as Recording[]
}

/** The same bytes each time. */
function fixedBytes(length: number): Buffer {
  const block = createHash('sha512').update(`recorded ${length}`).digest()
  return Buffer.concat([block, block]).subarray(0, length)
}

/** Randomness for a recording; tells what the keys made of it. */
export function recordedRandomness(
  tell: (made: Pick<Recording, 'encrypted' | 'share'>) => void,
): Randomness {
  return {
    bytes: fixedBytes,
    encrypt: (key, secret) => {
      const encrypted = systemRandomness.encrypt(key, secret)
      tell({ encrypted: encrypted.toString('base64') })
      return encrypted
    },
    agree: (share) => {
      const { publicValue, secret } = systemRandomness.agree(share)
      const text = (bytes: Buffer): string => bytes.toString('base64')
      tell({ share: { publicValue: text(publicValue), secret: text(secret) } })
      return { publicValue, secret }
    },
  }
}

/** The engine as it was when the recording was made. */
export function optionsOf(recording: Recording): EngineOptions {
  const { version, suite, ca, at, encrypted = '', share } = recording
  const bytes = (text = ''): Buffer => Buffer.from(text, 'base64')
  return {
    host: 'localhost',
    suites: [suite],
    minVersion: version,
    maxVersion: version,
    ca: [ca],
    allowNull: true,
    clock: steppingClock(new Date(at)),
    randomness: {
      bytes: fixedBytes,
      encrypt: () => bytes(encrypted),
      agree: () => ({ publicValue: bytes(share?.publicValue), secret: bytes(share?.secret) }),
    },
  }
}
