import { knownAlert, type AlertName } from '../wire/alert-names.ts'
import { encodeAlert, type AlertLevel } from './alerts.ts'
import { LegacyTlsError, tooMuch, undecodable, unexpected } from './legacy-error.ts'
import { Handshake } from './handshake/handshake.ts'
import { MessageReader, type Message } from './handshake/message.ts'
import type { HandshakeOrder, HandshakeOutput, LegacySession } from './handshake/order.ts'
import { contentTypeOf, contentTypes, type ContentType } from './record/content.ts'
import { headBytes, longestPlain } from '../wire/record-size.ts'
import { unprotected, type Protect } from './record/protection.ts'
import { notTls, oversized, IncomingRecords, type WireRecord } from './record/incoming-records.ts'
import { RecordWriter } from './record/record-writer.ts'
import type { LegacyVersion } from './versions.ts'

/** Where an engine speaks to. Called while it is fed; never after `failed` or `ended`, but `wire`. */
export interface EngineOutput {
  /** Bytes for the server. */
  wire(bytes: Buffer): void
  /** Records of the handshake as they are on the wire, for the recorder. */
  handshakeBytes(side: 'client' | 'server', bytes: Buffer): void
  connected(session: LegacySession): void
  data(bytes: Buffer): void
  /** The server said that it sends no more. */
  ended(): void
  failed(error: LegacyTlsError): void
}

type State = 'handshake' | 'open' | 'ended' | 'failed'

/** Warnings that are only looked at, of a whole connection. */
const maxWarnings = 8
/** Most that is told to the recorder of what could not be read. */
const maxUnreadBytes = 1024
/** Empty records in a row: OpenSSL sends one before each (RFC 2246 §6.2.1 allows any number). */
const maxEmptyRecords = 32

/**
 * The client side of SSL 3.0 and TLS 1.0 as a pure state machine: bytes in, bytes and
 * events out. It does no input or output and reads no clock.
 */
export class LegacyEngine {
  readonly #output: EngineOutput
  readonly #handshake: Handshake
  readonly #records = new IncomingRecords()
  readonly #messages = new MessageReader()
  readonly #writer: RecordWriter
  readonly #maxVersion: LegacyVersion
  #version: LegacyVersion | undefined
  #open: Protect = unprotected
  #state: State = 'handshake'
  #saidGoodbye = false
  #warnings = 0
  #emptyRecords = 0
  #renegotiations = 0
  readonly #events: (() => void)[] = []
  #telling = false

  constructor(order: HandshakeOrder, output: EngineOutput) {
    this.#output = output
    this.#maxVersion = order.maxVersion
    // RFC 2246 appendix E: a hello that an SSL 3.0 server may answer is in its record format.
    this.#writer = new RecordWriter(order.minVersion)
    this.#handshake = new Handshake(order, this.#handshakeOutput())
  }

  get state(): State {
    return this.#state
  }

  /** Whether anything may still come or be sent. */
  get running(): boolean {
    return this.#state === 'handshake' || this.#state === 'open'
  }

  /** Sends the ClientHello. */
  start(): void {
    this.#guarded(() => {
      this.#handshake.start()
    })
  }

  /** Takes what came from the server, in pieces of any size. */
  receive(bytes: Buffer): void {
    this.#records.push(bytes)
    this.#guarded(() => {
      while (this.running) {
        const encrypted = this.#open !== unprotected
        const record = this.#records.next({ version: this.#version, encrypted })
        if (record === undefined) return
        this.#record(record)
      }
    })
  }

  /** The server's side of the connection is at its end, with or without its close_notify. */
  receiveEnd(): void {
    if (!this.running) return
    this.#guarded(() => {
      const rest = this.#records.rest(headBytes)
      const foreign = rest.length > 0 && contentTypeOf(rest.readUInt8(0)) === undefined
      if (this.#version === undefined && foreign) throw notTls(rest)
      throw this.#state === 'open' ? truncated() : disconnected()
    })
  }

  /** Sends application data. Nothing happens unless connected. */
  write(bytes: Buffer): void {
    if (this.#state !== 'open' || this.#saidGoodbye || bytes.length === 0) return
    this.#guarded(() => {
      this.#send('application-data', bytes)
    })
  }

  /** Says that we send no more (RFC 2246 §7.2.1). */
  close(): void {
    if (this.#saidGoodbye || this.#state === 'failed') return
    this.#guarded(() => {
      this.#sendAlert('warning', 'close_notify')
      this.#saidGoodbye = true
    })
  }

  #handshakeOutput(): HandshakeOutput {
    return {
      agreed: (version) => {
        this.#version = version
        this.#writer.version = version
      },
      message: (bytes) => {
        this.#send('handshake', bytes)
      },
      noCertificate: () => {
        this.#sendAlert('warning', 'no_certificate')
      },
      sealWith: (protect, splits) => {
        this.#send('change-cipher-spec', Buffer.from([1]))
        this.#writer.switchTo(protect, splits)
      },
      openWith: (protect) => {
        this.#open = protect
      },
      done: (session) => {
        this.#state = 'open'
        this.#tell(() => {
          this.#output.connected(session)
        })
      },
    }
  }

  #record({ type, fragment, wire }: WireRecord): void {
    this.#tellHandshakeBytes('server', wire)
    const content = this.#open(contentTypes[type], fragment)
    if (content.length > longestPlain) throw oversized(content.length)
    if (content.length > 0) this.#emptyRecords = 0
    else if (type !== 'application-data') throw unexpected(`empty ${type} record`)
    switch (type) {
      case 'application-data':
        this.#applicationData(content)
        return
      case 'alert':
        this.#alert(content)
        return
      case 'change-cipher-spec':
        this.#changeCipherSpec(content)
        return
      case 'handshake':
        this.#handshakeData(content)
    }
  }

  #applicationData(content: Buffer): void {
    if (this.#state !== 'open') throw unexpected('application data before the handshake is done')
    if (content.length > 0) {
      this.#tell(() => {
        this.#output.data(content)
      })
      return
    }
    this.#emptyRecords += 1
    if (this.#emptyRecords > maxEmptyRecords) throw tooMuch('empty records')
  }

  #changeCipherSpec(content: Buffer): void {
    if (content.length !== 1 || content[0] !== 1) throw undecodable('ChangeCipherSpec')
    // A message half in the clear and half protected would be an attack.
    if (!this.#messages.empty) throw unexpected('change-cipher-spec inside a message')
    this.#handshake.changeCipherSpec()
  }

  #handshakeData(content: Buffer): void {
    this.#messages.push(content)
    for (let message = this.#messages.next(); message; message = this.#messages.next()) {
      if (this.#state === 'handshake') this.#handshake.receive(message)
      else this.#refuseRenegotiation(message)
    }
    // Nothing that came with the last message in one record may wait for a key change.
    if (this.#state === 'open' && !this.#messages.empty) throw unexpected('part of a message')
  }

  /** TLS 1.0 has a word for no; in SSL 3.0 the request may be ignored (RFC 6101 §5.6.1.1). */
  #refuseRenegotiation({ type }: Message): void {
    if (type !== 'hello-request') throw unexpected(`${type} message after the handshake`)
    this.#renegotiations += 1
    if (this.#renegotiations > maxWarnings) throw tooMuch('requests for a new handshake')
    if (this.#version === 'TLSv1') this.#sendAlert('warning', 'no_renegotiation')
  }

  #alert(content: Buffer): void {
    if (content.length !== 2) throw undecodable('alert')
    const [level, code] = [content.readUInt8(0), content.readUInt8(1)]
    const name = knownAlert(code)
    if (level === 1 && name === 'close_notify' && this.#state === 'open') {
      this.#state = 'ended'
      this.#tell(() => {
        this.#output.ended()
      })
    } else if (level === 2 || name === 'close_notify') {
      throw alerted(name ?? `alert_${code}`)
    } else if (level === 1) {
      // Nobody vouches for a warning before the Finished; one has no business in a message.
      if (!this.#messages.empty) throw unexpected('warning inside a message')
      this.#warnings += 1
      if (this.#warnings > maxWarnings) throw tooMuch('warnings')
    } else throw undecodable('alert')
  }

  #send(type: ContentType, content: Buffer): void {
    const bytes = this.#writer.frame(type, content)
    this.#tellHandshakeBytes('client', bytes)
    this.#tell(() => {
      this.#output.wire(bytes)
    })
  }

  #sendAlert(level: AlertLevel, name: AlertName): void {
    this.#send('alert', encodeAlert(level, name, this.#version ?? this.#maxVersion))
  }

  #guarded(work: () => void): void {
    try {
      work()
    } catch (error) {
      this.#fail(asLegacyError(error))
    }
    this.#tellAll()
  }

  #fail(error: LegacyTlsError): void {
    if (this.#state === 'failed') return
    // What no record came of tells most about a server that does not speak TLS at all.
    const unread = this.#records.rest(maxUnreadBytes)
    if (unread.length > 0) this.#tellHandshakeBytes('server', unread)
    if (error.alert !== undefined && !this.#saidGoodbye) this.#sendAlert('fatal', error.alert)
    this.#state = 'failed'
    this.#tell(() => {
      this.#output.failed(error)
    })
  }

  #tellHandshakeBytes(side: 'client' | 'server', bytes: Buffer): void {
    if (this.#state !== 'handshake') return
    this.#tell(() => {
      this.#output.handshakeBytes(side, bytes)
    })
  }

  #tell(event: () => void): void {
    this.#events.push(event)
  }

  /** Outside of the guard, so that a listener's own error is not taken for the engine's. */
  #tellAll(): void {
    if (this.#telling) return
    this.#telling = true
    try {
      for (let event = this.#events.shift(); event; event = this.#events.shift()) event()
    } finally {
      this.#telling = false
    }
  }
}

function alerted(name: string): LegacyTlsError {
  return new LegacyTlsError(
    `ERR_LEGACY_ALERT_${name.toUpperCase()}`,
    `the server ended the connection: alert ${name.replaceAll('_', ' ')}`,
  )
}

function truncated(): LegacyTlsError {
  return new LegacyTlsError(
    'ERR_LEGACY_TRUNCATED',
    'the connection was cut without close_notify: data may be missing',
  )
}

/** As Node says it. */
function disconnected(): LegacyTlsError {
  return new LegacyTlsError(
    'ECONNRESET',
    'Client network socket disconnected before secure TLS connection was established',
  )
}

/** A defect of ours must not look like success: the connection ends. */
function asLegacyError(error: unknown): LegacyTlsError {
  if (error instanceof LegacyTlsError) return error
  const detail = error instanceof Error ? error.message : String(error)
  return new LegacyTlsError('ERR_LEGACY_INTERNAL', `internal error: ${detail}`, 'internal_error', {
    cause: error,
  })
}
