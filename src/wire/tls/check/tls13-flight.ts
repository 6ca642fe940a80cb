import { nameText } from '../wire/distinguished-name.ts'
import { ByteReader } from '../wire/byte-reader.ts'
import { readCertificate } from '../wire/certificate.ts'
import { readDer } from '../wire/der.ts'
import type { SeenCertificate } from '../wire/facts.ts'
import { MessageReader, type HandshakeMessage } from '../wire/message-reader.ts'
import { RecordReader, type RecordHead } from '../wire/record-reader.ts'
import { openerOf, serverShareIn, type FlightOpener, type KeyShare } from './tls13-keys.ts'

/** What a TLS 1.3 server says under encryption before it hears of us (RFC 8446 §2). */
export interface HiddenFlight {
  readonly chain: readonly SeenCertificate[]
  readonly stapled: boolean
  readonly request: { readonly issuers: readonly string[] } | undefined
}

const records = { alert: 21, handshake: 22, applicationData: 23 } as const
const messages = { serverHello: 2, certificate: 11, request: 13, finished: 20 } as const
const mostCertificates = 12
const mostIssuers = 256

/**
 * Opens the encrypted part of a flight, record by record as they come: our share of the
 * key is known, as the hello was ours. It stays shut if the server used another group or
 * suite.
 */
export class HiddenFlightReader {
  readonly #hello: Buffer
  readonly #share: KeyShare
  readonly #records = new RecordReader(
    {
      head: () => true,
      payload: (head, payload) => {
        this.#payload(head, payload)
      },
      ssl2Hello: () => undefined,
      trouble: () => undefined,
    },
    false,
  )
  readonly #clear = new MessageReader((message) => {
    if (message.type === messages.serverHello) this.#opener ??= this.#openerAfter(message)
  })
  readonly #hidden = new MessageReader((message) => {
    this.#found.set(message.type, message.body)
    this.#isWhole ||= message.type === messages.finished
  })
  readonly #found = new Map<number, Uint8Array>()
  #opener: FlightOpener | undefined
  #isWhole = false

  /** @param hello the Client Hello with its record's head */
  constructor(hello: Buffer, share: KeyShare) {
    this.#hello = hello
    this.#share = share
  }

  push(bytes: Buffer): void {
    this.#records.push(bytes)
  }

  /** The server has said all that it says before it hears of us, or has given up. */
  get isWhole(): boolean {
    return this.#isWhole
  }

  /** Nothing as long as no certificate is in it. */
  get flight(): HiddenFlight | undefined {
    const certificate = this.#found.get(messages.certificate)
    if (certificate === undefined) return undefined
    const request = this.#found.get(messages.request)
    return {
      ...certificatesIn(new ByteReader(certificate)),
      request: request === undefined ? undefined : { issuers: issuersIn(new ByteReader(request)) },
    }
  }

  #payload({ type, version, length, offset }: RecordHead, payload: Uint8Array): void {
    if (type === records.handshake) this.#clear.push(offset, version, payload)
    if (type !== records.applicationData) return
    const header = Buffer.from([type, version >> 8, version & 0xff, length >> 8, length & 0xff])
    const opened = this.#opener?.open(header, payload)
    if (opened?.type === records.handshake) this.#hidden.push(offset, version, opened.content)
    this.#isWhole ||= opened?.type === records.alert
  }

  #openerAfter({ type, body }: HandshakeMessage): FlightOpener | undefined {
    const size = body.byteLength
    const head = [type, size >> 16, (size >> 8) & 0xff, size & 0xff]
    const ours = this.#hello.subarray(recordHeadBytes)
    const transcript = Buffer.concat([ours, Buffer.from(head), body])
    return openerOf({ ...serverShareIn(body), share: this.#share, transcript })
  }
}

const recordHeadBytes = 5

/** RFC 8446 §4.4.2. */
function certificatesIn(body: ByteReader): Pick<HiddenFlight, 'chain' | 'stapled'> {
  const chain: SeenCertificate[] = []
  let stapled = false
  body.vector(1, 'the context')
  const list = body.vector(3, 'the certificates')
  while (list.left > 0) {
    const der = list.vector(3, 'a certificate').rest()
    const extensions = list.vector(2, 'its extensions')
    while (extensions.left > 0) {
      if (extensions.u16('a type') === 5) stapled = true
      extensions.vector(2, 'an extension')
    }
    if (list.ok && chain.length < mostCertificates) chain.push(readCertificate(der))
  }
  return { chain, stapled }
}

/** RFC 8446 §4.3.2 and §4.2.4. */
function issuersIn(body: ByteReader): string[] {
  const issuers: string[] = []
  body.vector(1, 'the context')
  const list = body.vector(2, 'the extensions')
  while (list.left > 0) {
    const type = list.u16('a type')
    const extension = list.vector(2, 'an extension')
    if (type !== 47) continue
    const names = extension.vector(2, 'the names')
    while (names.left > 0 && issuers.length < mostIssuers) {
      issuers.push(nameText(readDer(names.vector(2, 'a name').rest())))
    }
  }
  return issuers
}
