import {
  constants,
  createPrivateKey,
  getDiffieHellman,
  privateDecrypt,
  randomBytes,
  sign,
  X509Certificate,
  type DiffieHellmanGroup,
} from 'node:crypto'
import { uint16, vector } from '../../../src/wire/tls/legacy/handshake/fields.ts'
import { encodeMessage } from '../../../src/wire/tls/legacy/handshake/message.ts'
import { Transcript } from '../../../src/wire/tls/legacy/handshake/transcript.ts'
import { masterSecret, sessionKeys } from '../../../src/wire/tls/legacy/key-schedule.ts'
import { contentTypes, type ContentType } from '../../../src/wire/tls/legacy/record/content.ts'
import { opening, sealing, unprotected } from '../../../src/wire/tls/legacy/record/protection.ts'
import { findSuite, type Suite, type SuiteName } from '../../../src/wire/tls/legacy/suites.ts'
import { versionCodes, type LegacyVersion } from '../../../src/wire/tls/legacy/versions.ts'
import type { TestCertificate } from './authority.ts'

/** One record that a scripted server is about to send. */
export interface ServerRecord {
  readonly name: string
  readonly type: ContentType
  readonly content: Buffer
}

/** What a server does; whatever is not said it does right. */
export interface ServerScript {
  readonly version: LegacyVersion
  readonly suite: SuiteName
  readonly certificate: TestCertificate
  readonly chain?: readonly TestCertificate[]
  readonly asksCertificate?: boolean
  /** Bits of the Diffie-Hellman prime. */
  readonly prime?: 'modp1' | 'modp2' | 'modp14'
  /** RFC 5746, as servers since 2010 do. */
  readonly renegotiationInfo?: boolean
  /** Has the last word on the records of a flight, before they are protected. */
  readonly flight?: (records: readonly ServerRecord[]) => readonly ServerRecord[]
  /** Has the last word on a record as it goes on the wire. */
  readonly wire?: (bytes: Buffer, record: ServerRecord) => Buffer
}

/** The server's side of a legacy handshake in memory: bytes in, bytes out. */
export class ScriptedServer {
  readonly #script: ServerScript
  readonly #suite: Suite
  readonly #transcript = new Transcript()
  readonly #random = randomBytes(32)
  #clientRandom: Buffer = Buffer.alloc(0)
  #offered = 0
  #incoming = Buffer.alloc(0)
  #messages = Buffer.alloc(0)
  #open = unprotected
  #seal = unprotected
  #master: Buffer = Buffer.alloc(0)
  #dh: DiffieHellmanGroup | undefined
  #out: Buffer[] = []
  /** What the client sent, in clear. */
  readonly data: Buffer[] = []
  /** Alerts of the client, as level and code. */
  readonly alerts: (readonly [number, number])[] = []
  /** Messages of the client by their wire code. */
  readonly seen: number[] = []
  /** Plain length of each record of application data. */
  readonly lengths: number[] = []
  clientHello: Buffer = Buffer.alloc(0)
  done = false

  constructor(script: ServerScript) {
    this.#script = script
    const suite = findSuite(script.suite)
    if (suite === undefined) throw new Error('no such suite')
    this.#suite = suite
  }

  /** Takes bytes of the client; gives those of the server. */
  receive(bytes: Buffer): Buffer {
    this.#incoming = Buffer.concat([this.#incoming, bytes])
    for (;;) {
      if (this.#incoming.length < 5) break
      const end = 5 + this.#incoming.readUInt16BE(3)
      if (this.#incoming.length < end) break
      const type = this.#incoming.readUInt8(0)
      const fragment = this.#incoming.subarray(5, end)
      this.#incoming = this.#incoming.subarray(end)
      this.#record(type, this.#open(type, fragment))
    }
    const out = Buffer.concat(this.#out)
    this.#out = []
    return out
  }

  /** Records of the server's own making, protected if the handshake is that far. */
  say(type: ContentType, content: Buffer, wire?: ServerScript['wire']): Buffer {
    this.#send({ name: 'said', type, content }, wire)
    const out = Buffer.concat(this.#out)
    this.#out = []
    return out
  }

  #record(type: number, content: Buffer): void {
    switch (type) {
      case contentTypes['change-cipher-spec']:
        this.#open = this.#direction('client', opening)
        return
      case contentTypes.alert:
        this.alerts.push([content.readUInt8(0), content.readUInt8(1)])
        return
      case contentTypes['application-data']:
        this.data.push(Buffer.from(content))
        this.lengths.push(content.length)
        return
      default:
        this.#messages = Buffer.concat([this.#messages, content])
    }
    while (this.#messages.length >= 4) {
      const end = 4 + this.#messages.readUIntBE(1, 3)
      if (this.#messages.length < end) return
      const whole = Buffer.from(this.#messages.subarray(0, end))
      this.#messages = this.#messages.subarray(end)
      this.#message(whole)
    }
  }

  #message(whole: Buffer): void {
    const body = whole.subarray(4)
    this.seen.push(whole.readUInt8(0))
    if (whole[0] === 20) {
      this.#finished(whole)
      return
    }
    this.#transcript.add(whole)
    if (whole[0] === 1) {
      this.clientHello = whole
      this.#offered = body.readUInt16BE(0)
      this.#clientRandom = body.subarray(2, 34)
      this.#firstFlight()
    } else if (whole[0] === 16) {
      this.#exchange(body)
    }
  }

  #firstFlight(): void {
    const { version, certificate, chain = [], asksCertificate } = this.#script
    const extension = Buffer.concat([uint16(0xff01), vector(2, Buffer.from([0]))])
    const hello = encodeMessage(
      'server-hello',
      uint16(versionCodes[version]),
      this.#random,
      vector(1),
      uint16(this.#suite.code),
      Buffer.from([0]),
      this.#script.renegotiationInfo === false ? Buffer.alloc(0) : vector(2, extension),
    )
    const ders = [certificate, ...chain].map(({ pem }) => vector(3, new X509Certificate(pem).raw))
    const certificates = encodeMessage('certificate', vector(3, ...ders))
    const messages: [string, Buffer][] = [
      ['server-hello', hello],
      ['certificate', certificates],
    ]
    if (this.#suite.keyExchange === 'DHE_DSS') {
      messages.push(['server-key-exchange', this.#keyExchange()])
    }
    if (asksCertificate === true) {
      const request = encodeMessage(
        'certificate-request',
        vector(1, Buffer.from([1, 2])),
        vector(2),
      )
      messages.push(['certificate-request', request])
    }
    messages.push(['server-hello-done', encodeMessage('server-hello-done')])
    this.#flight(messages.map(([name, content]) => ({ name, type: 'handshake', content })))
  }

  #keyExchange(): Buffer {
    const dh = getDiffieHellman(this.#script.prime ?? 'modp14')
    this.#dh = dh
    const publicValue = dh.generateKeys()
    const params = Buffer.concat([
      vector(2, dh.getPrime()),
      vector(2, dh.getGenerator()),
      vector(2, publicValue),
    ])
    const signed = Buffer.concat([this.#clientRandom, this.#random, params])
    const key = createPrivateKey(this.#script.certificate.keyPem)
    const signature = sign('sha1', signed, { key, dsaEncoding: 'der' })
    return encodeMessage('server-key-exchange', params, vector(2, signature))
  }

  #exchange(body: Buffer): void {
    const bare = this.#dh === undefined && this.#script.version === 'SSLv3'
    const content = bare ? body : body.subarray(2)
    const premaster = this.#dh === undefined ? this.#decrypt(content) : this.#agree(content)
    this.#master = masterSecret(this.#script.version, premaster, {
      client: this.#clientRandom,
      server: this.#random,
    })
  }

  #decrypt(content: Buffer): Buffer {
    const key = createPrivateKey(this.#script.certificate.keyPem)
    const premaster = privateDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, content)
    // The rollback check of RFC 2246 §7.4.7.1.
    if (premaster.readUInt16BE(0) !== this.#offered) throw new Error('version rollback')
    return premaster
  }

  #agree(content: Buffer): Buffer {
    const secret = this.#dh?.computeSecret(content) ?? Buffer.alloc(0)
    return secret.subarray(
      Math.max(
        0,
        secret.findIndex((byte) => byte !== 0),
      ),
    )
  }

  #finished(whole: Buffer): void {
    const expected = this.#transcript.finished(this.#script.version, this.#master, 'client')
    if (!whole.subarray(4).equals(expected)) throw new Error('wrong Finished of the client')
    this.#transcript.add(whole)
    const content = encodeMessage(
      'finished',
      this.#transcript.finished(this.#script.version, this.#master, 'server'),
    )
    this.#flight([
      { name: 'change-cipher-spec', type: 'change-cipher-spec', content: Buffer.from([1]) },
      { name: 'finished', type: 'handshake', content },
    ])
    this.done = true
  }

  #flight(records: readonly ServerRecord[]): void {
    const said = this.#script.flight?.(records) ?? records
    for (const record of said) {
      // A HelloRequest is not hashed (RFC 2246 §7.4.1.1).
      const hashed = record.name !== 'finished' && record.content[0] !== 0
      if (record.type === 'handshake' && hashed) {
        this.#transcript.add(record.content)
      }
      this.#send(record, this.#script.wire)
    }
  }

  #send(record: ServerRecord, wire: ServerScript['wire']): void {
    const fragment = this.#seal(contentTypes[record.type], record.content)
    const header = Buffer.alloc(5)
    header.writeUInt8(contentTypes[record.type], 0)
    header.writeUInt16BE(versionCodes[this.#script.version], 1)
    header.writeUInt16BE(fragment.length, 3)
    const bytes = Buffer.concat([header, fragment])
    this.#out.push(wire?.(bytes, record) ?? bytes)
    if (record.type === 'change-cipher-spec') this.#seal = this.#direction('server', sealing)
  }

  #direction<Protect>(
    side: 'client' | 'server',
    make: (
      suite: Suite,
      version: LegacyVersion,
      keys: ReturnType<typeof sessionKeys>['client'],
    ) => Protect,
  ): Protect {
    const randoms = { client: this.#clientRandom, server: this.#random }
    const keys = sessionKeys(this.#script.version, this.#suite, this.#master, randoms)
    return make(this.#suite, this.#script.version, keys[side])
  }
}
