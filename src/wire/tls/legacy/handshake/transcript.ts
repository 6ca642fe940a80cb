import { createHash, type Hash } from 'node:crypto'
import { tls1Prf } from '../key-schedule.ts'
import { padBytes } from '../mac.ts'
import type { MacHash } from '../suites.ts'
import type { LegacyVersion } from '../versions.ts'

type Side = 'client' | 'server'

const senders: Readonly<Record<Side, string>> = { client: 'CLNT', server: 'SRVR' }

/** The running hashes of all handshake messages, and what is derived from them. */
export class Transcript {
  readonly #hashes: Readonly<Record<MacHash, Hash>> = {
    md5: createHash('md5'),
    sha1: createHash('sha1'),
  }

  add(message: Buffer): void {
    this.#hashes.md5.update(message)
    this.#hashes.sha1.update(message)
  }

  /** What a Finished of that side must hold now (RFC 6101 §5.6.9, RFC 2246 §7.4.9). */
  finished(version: LegacyVersion, master: Buffer, side: Side): Buffer {
    if (version === 'SSLv3') return this.#ssl3(master, senders[side])
    return tls1Prf(master, `${side} finished`, this.#plain(), 12)
  }

  /** What a client certificate's key signs now (RFC 6101 §5.6.8, RFC 2246 §7.4.8). */
  toSign(version: LegacyVersion, master: Buffer): Buffer {
    return version === 'SSLv3' ? this.#ssl3(master, '') : this.#plain()
  }

  #plain(): Buffer {
    const { md5, sha1 } = this.#hashes
    return Buffer.concat([md5.copy().digest(), sha1.copy().digest()])
  }

  #ssl3(master: Buffer, sender: string): Buffer {
    const hashed = (['md5', 'sha1'] as const).map((name) => {
      const inner = this.#hashes[name].copy().update(sender, 'latin1').update(master)
      const pads = [0x36, 0x5c].map((pad) => Buffer.alloc(padBytes(name), pad)) as [Buffer, Buffer]
      const digest = inner.update(pads[0]).digest()
      return createHash(name).update(master).update(pads[1]).update(digest).digest()
    })
    return Buffer.concat(hashed)
  }
}
