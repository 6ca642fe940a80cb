import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Transcript } from './handshake/transcript.ts'
import { masterSecret, sessionKeys } from './key-schedule.ts'
import { recordMac } from './mac.ts'
import { findSuite, legacySuites, type MacHash } from './suites.ts'
import type { LegacyVersion } from './versions.ts'

/** Computed by test/support/legacy/vectors.py, which shares no line with the engine. */
interface Vectors {
  readonly keySchedules: readonly {
    readonly version: LegacyVersion
    readonly suite: string
    readonly premaster: string
    readonly client: string
    readonly server: string
    readonly master: string
    readonly parts: readonly string[]
  }[]
  readonly finished: readonly {
    readonly version: LegacyVersion
    readonly messages: string
    readonly master: string
    readonly client: string
    readonly server: string
    readonly toSign: string
  }[]
  readonly macs: readonly {
    readonly version: LegacyVersion
    readonly hash: MacHash
    readonly secret: string
    readonly sequence: number
    readonly type: number
    readonly length: number
    readonly content: string
    readonly mac: string
  }[]
}

const tests = join(import.meta.dirname, '../../../../test')
const text = readFileSync(join(tests, 'fixtures/tls-legacy/vectors.json'), 'utf8')
const vectors = JSON.parse(text) as Vectors
const hasPython = spawnSync('python3', ['--version'], { stdio: 'ignore' }).status === 0

const hex = (bytes: string): Buffer => Buffer.from(bytes, 'hex')

/** The same bytes as the other computation's. */
function filler(name: string, length: number): Buffer {
  const parts: Buffer[] = []
  for (let round = 0; round * 32 < length; round += 1) {
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(round)
    parts.push(createHash('sha256').update(name).update(counter).digest())
  }
  return Buffer.concat(parts).subarray(0, length)
}

describe('against a second computation', () => {
  test.skipIf(!hasPython)('which gives the same today (needs python3)', () => {
    const again = spawnSync('python3', [join(tests, 'support/legacy/vectors.py')], {
      encoding: 'utf8',
      timeout: 55_000,
    })
    expect(JSON.parse(again.stdout)).toEqual(vectors)
  })

  test('every version and suite has its vectors', () => {
    const had = new Set(vectors.keySchedules.map(({ version, suite }) => `${version} ${suite}`))
    const wanted = legacySuites.flatMap(({ name, versions }) => versions.map((v) => `${v} ${name}`))
    expect([...had].toSorted()).toEqual(wanted.toSorted())
  })

  test.each(vectors.keySchedules)('keys: $version $suite', (vector) => {
    const randoms = { client: hex(vector.client), server: hex(vector.server) }
    const master = masterSecret(vector.version, hex(vector.premaster), randoms)
    expect(master.toString('hex')).toBe(vector.master)
    const suite = findSuite(vector.suite)
    if (suite === undefined) throw new Error('no such suite')
    const { client, server } = sessionKeys(vector.version, suite, master, randoms)
    const parts = [client.macSecret, server.macSecret, client.key, server.key, client.iv, server.iv]
    expect(parts.map((part) => part.toString('hex'))).toEqual(vector.parts)
  })

  test.each(vectors.finished)('Finished and what a client signs: $version', (vector) => {
    const { version, messages } = vector
    const transcript = new Transcript()
    // In two parts: the hashes run on.
    transcript.add(hex(messages).subarray(0, 30))
    transcript.add(hex(messages).subarray(30))
    const master = hex(vector.master)
    for (const side of ['client', 'server'] as const) {
      expect(transcript.finished(version, master, side).toString('hex')).toBe(vector[side])
    }
    expect(transcript.toSign(version, master).toString('hex')).toBe(vector.toSign)
  })

  test('MACs of records, up to 2⁴⁰ of them', () => {
    for (const { version, hash, secret, sequence, type, length, content, mac } of vectors.macs) {
      const bytes = filler('content', length)
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(content)
      const ours = recordMac(version, hash, hex(secret)).compute(sequence, type, bytes)
      expect(ours.toString('hex'), `${version} ${hash} ${sequence} ${length}`).toBe(mac)
    }
    expect(vectors.macs).toHaveLength(120)
  })
})
