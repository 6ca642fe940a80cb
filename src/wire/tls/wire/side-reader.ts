import { alertLevelName, alertName } from './alert-names.ts'
import { readSsl2Hello } from './client-hello.ts'
import type { Place, WireFact, WireSide } from './facts.ts'
import { readMessage, troubleIn } from './handshake-messages.ts'
import { wireLimits } from './limits.ts'
import { MessageReader } from './message-reader.ts'
import { contentType, contentTypeName } from './names.ts'
import { hidesHandshake, type Negotiated } from './negotiated.ts'
import { RecordReader, type RecordHead, type RecordSink } from './record-reader.ts'

const recordHeadBytes = 5

/** Reads what one side sends, up to where it becomes unreadable. */
export class SideReader implements RecordSink {
  readonly #negotiated: Negotiated
  readonly #found: (fact: WireFact) => void
  readonly #records: RecordReader
  readonly #messages: MessageReader
  #encrypted = false
  /** Kinds of encrypted records that were told already: one of each will do. */
  readonly #hidden = new Set<string>()
  #hiddenHandshakes = 0
  #lastHidden: Place | undefined
  #facts = 0
  #handshakeBytes = 0

  constructor(side: WireSide, negotiated: Negotiated, found: (fact: WireFact) => void) {
    this.#negotiated = negotiated
    this.#found = found
    this.#records = new RecordReader(this, side === 'client')
    this.#messages = new MessageReader((message) => {
      if (!this.#records.stopped) this.#tell(readMessage(message, negotiated))
    })
  }

  /** Where the newest encrypted record lies. */
  get lastHidden(): Place | undefined {
    return this.#lastHidden
  }

  /** What its buffers take of memory. */
  get heldBytes(): number {
    return this.#records.heldBytes + this.#messages.heldBytes
  }

  push(bytes: Uint8Array): void {
    this.#records.push(bytes)
  }

  /** No more bytes will come: tells what lies about unfinished. */
  end(): void {
    // Its messages may be whole, or say more than the record.
    const cut = this.#records.cutHandshake
    if (cut !== undefined) this.payload(cut.head, cut.payload)
    this.#tellUnfinished()
  }

  #tellUnfinished(): void {
    if (this.#records.stopped) return
    const piece = this.#messages.unfinished() ?? this.#records.unfinished()
    this.#records.stop()
    if (piece !== undefined) this.#found(piece)
  }

  head(head: RecordHead): boolean {
    const { type, length, offset } = head
    if (this.#isHidden(type)) {
      this.#tellHidden(head)
      return false
    }
    if (type !== contentType.handshake) return true
    this.#handshakeBytes += length
    if (this.#handshakeBytes <= wireLimits.handshakeBytes) return true
    this.#stopAt(offset, `${wireLimits.handshakeBytes} bytes of handshake`)
    return false
  }

  payload({ type, version, offset }: RecordHead, payload: Uint8Array): void {
    if (type === contentType.handshake) {
      const trouble = this.#messages.push(offset, version, payload)
      if (trouble !== undefined) this.trouble(trouble)
    } else if (type === contentType.alert) this.#alerts(offset, payload)
    else if (type === contentType.changeCipherSpec) {
      this.#tell({
        kind: 'change-cipher-spec',
        offset,
        bytes: recordHeadBytes + payload.byteLength,
      })
      // RFC 8446 §D.4: in TLS 1.3 it means nothing, and is sent to look like TLS 1.2.
      this.#encrypted = !hidesHandshake(this.#negotiated)
    }
  }

  ssl2Hello(message: Uint8Array): void {
    const { body, fact } = readSsl2Hello(message)
    this.#tell(body.ok ? fact : troubleIn(body, 0, 'client_hello'))
  }

  trouble(fact: WireFact): void {
    this.#tell(fact)
    this.#records.stop()
  }

  /** Nothing but encrypted records carries application data. */
  #isHidden(type: number): boolean {
    return this.#encrypted || type === contentType.applicationData || type === contentType.heartbeat
  }

  #tellHidden({ type, length, offset }: RecordHead): void {
    const name = contentTypeName(type)
    const bytes = recordHeadBytes + length
    this.#lastHidden = { offset, bytes }
    if (type === contentType.handshake) this.#hiddenHandshakes += 1
    // Behind the Finished: a server that wants to renegotiate.
    if (type === contentType.handshake && this.#hiddenHandshakes === 2) {
      this.#tell({ kind: 'encrypted', offset, bytes, contentType: name })
    }
    // The first of all, and alerts: those are what ends a handshake.
    const wanted = this.#hidden.size === 0 || type === contentType.alert
    if (!wanted || this.#hidden.has(name)) return
    this.#hidden.add(name)
    this.#tell({ kind: 'encrypted', offset, bytes, contentType: name })
  }

  #alerts(offset: number, payload: Uint8Array): void {
    if (payload.byteLength === 0 || payload.byteLength % 2 !== 0) {
      const reason = `alert of ${payload.byteLength} bytes`
      this.#tell({ kind: 'malformed', offset, at: recordHeadBytes, what: 'alert', reason })
      return
    }
    for (let at = 0; at < payload.byteLength && !this.#records.stopped; at += 2) {
      const [level = 0, code = 0] = payload.subarray(at, at + 2)
      this.#tell({
        kind: 'alert',
        offset,
        bytes: recordHeadBytes + payload.byteLength,
        level: alertLevelName(level),
        code,
        name: alertName(code),
      })
    }
  }

  #tell(fact: WireFact): void {
    this.#facts += 1
    if (this.#facts > wireLimits.facts) this.#stopAt(fact.offset, `${wireLimits.facts} facts`)
    else this.#found(fact)
  }

  #stopAt(offset: number, limit: string): void {
    if (this.#records.stopped) return
    this.#records.stop()
    this.#found({ kind: 'limit-reached', offset, limit })
  }
}
