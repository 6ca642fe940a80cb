import { GrowingBytes } from './growing-bytes.ts'
import { contentType, contentTypeName, hex } from './names.ts'
import { notTlsFact, tellingBytes } from './not-tls.ts'
import { headBytes, longestRecord } from './record-size.ts'
import type { WireFact } from './facts.ts'

/** The head of a record, RFC 8446 §5.1. */
export interface RecordHead {
  readonly type: number
  readonly version: number
  readonly length: number
  /** Of the record's first byte, in all that this side has sent. */
  readonly offset: number
}

/** Who takes the records of one side. */
export interface RecordSink {
  /** Whether the payload is wanted; if not, it is passed over unread. */
  head(head: RecordHead): boolean
  payload(head: RecordHead, payload: Uint8Array): void
  /** A hello in the form of SSL 2.0, without its two bytes of length. */
  ssl2Hello(message: Uint8Array): void
  trouble(fact: WireFact): void
}

/**
 * Cuts the bytes of one side into records, in whatever pieces they come. Holds one
 * record at most. After the first trouble it takes nothing more.
 */
export class RecordReader {
  readonly #sink: RecordSink
  readonly #mayOpenInSsl2: boolean
  readonly #held = new GrowingBytes()
  #state: 'first' | 'head' | 'payload' | 'skip' | 'ssl2' | 'stopped' = 'first'
  #head: RecordHead = { type: 0, version: 0, length: 0, offset: 0 }
  #skip = 0
  /** Of the next byte that is not consumed. */
  #offset = 0

  constructor(sink: RecordSink, mayOpenInSsl2: boolean) {
    this.#sink = sink
    this.#mayOpenInSsl2 = mayOpenInSsl2
  }

  get stopped(): boolean {
    return this.#state === 'stopped'
  }

  get heldBytes(): number {
    return this.#held.capacity
  }

  stop(): void {
    this.#state = 'stopped'
    this.#held.drop(this.#held.length)
  }

  push(bytes: Uint8Array): void {
    let rest = bytes
    while (rest.byteLength > 0 && !this.stopped) {
      if (this.#state === 'skip') {
        const passed = Math.min(this.#skip, rest.byteLength)
        this.#skip -= passed
        this.#offset += passed
        rest = rest.subarray(passed)
        if (this.#skip === 0) this.#state = 'head'
      } else {
        const need = this.#need()
        const piece = rest.subarray(0, need - this.#held.length)
        rest = rest.subarray(piece.byteLength)
        this.#held.append(piece)
        if (this.#held.length === need) this.#step()
      }
    }
  }

  /** The beginning of a handshake record that was cut: its messages may say more than it. */
  get cutHandshake(): { readonly head: RecordHead; readonly payload: Uint8Array } | undefined {
    if (this.#state !== 'payload' || this.#head.type !== contentType.handshake) return undefined
    return { head: this.#head, payload: this.#held.view() }
  }

  /** What lies about unfinished, if the bytes end here. */
  unfinished(): WireFact | undefined {
    const have = this.#held.length
    if (this.#state === 'first' && have > 0) return this.#opening(this.#held.view())
    if (this.#state === 'head' && have > 0) return this.#incomplete('record', have, headBytes)
    if (this.#state === 'ssl2') return this.#incomplete('client_hello', have, this.#need())
    if (this.#state === 'payload' || this.#state === 'skip') {
      const got = this.#state === 'skip' ? this.#head.length - this.#skip : have
      const what = `${contentTypeName(this.#head.type)} record`
      return this.#incomplete(what, headBytes + got, headBytes + this.#head.length)
    }
    return undefined
  }

  #incomplete(what: string, have: number, need: number): WireFact {
    const offset = what === 'record' || what === 'client_hello' ? this.#offset : this.#head.offset
    return { kind: 'incomplete', offset, what, have, need }
  }

  /** How many bytes the present state waits for. */
  #need(): number {
    if (this.#state === 'payload') return this.#head.length
    if (this.#state === 'ssl2') return 2 + ssl2Length(this.#held.view())
    if (this.#state === 'head') return headBytes
    // What is no TLS is gathered byte by byte until it can be told what it is.
    return Math.max(headBytes, this.#held.length + (this.#held.length >= headBytes ? 1 : 0))
  }

  #step(): void {
    const bytes = this.#held.view()
    if (this.#state === 'first') this.#first(bytes)
    else if (this.#state === 'head') this.#readHead(bytes)
    else if (this.#state === 'ssl2') {
      this.#sink.ssl2Hello(bytes.subarray(2))
      this.#consume(bytes.byteLength)
    } else {
      const head = this.#head
      // The sink may keep it: a copy, as the buffer is used again.
      const payload = bytes.slice()
      this.#consume(bytes.byteLength)
      this.#sink.payload(head, payload)
    }
  }

  #consume(count: number): void {
    this.#held.drop(count)
    this.#offset += count
    if (!this.stopped) this.#state = 'head'
  }

  #first(bytes: Uint8Array): void {
    if (looksLikeRecord(bytes)) {
      this.#readHead(bytes)
      return
    }
    if (this.#mayOpenInSsl2 && isSsl2Hello(bytes)) {
      this.#state = 'ssl2'
      return
    }
    const enough = tellingBytes(bytes)
    if (enough === undefined) return
    this.#sink.trouble(notTlsFact(enough))
    this.stop()
  }

  #opening(bytes: Uint8Array): WireFact {
    return looksLikeRecord(bytes)
      ? this.#incomplete('record', bytes.byteLength, headBytes)
      : notTlsFact(bytes)
  }

  #readHead(bytes: Uint8Array): void {
    const [type = 0, major = 0, minor = 0, high = 0, low = 0] = bytes
    const head = {
      type,
      version: major * 256 + minor,
      length: high * 256 + low,
      offset: this.#offset,
    }
    const reason = headTrouble(head)
    if (reason !== undefined) {
      this.#sink.trouble({ kind: 'malformed', offset: head.offset, at: 0, what: 'record', reason })
      this.stop()
      return
    }
    this.#head = head
    this.#held.drop(headBytes)
    this.#offset += headBytes
    const wanted = this.#sink.head(head)
    if (this.stopped) return
    this.#state = wanted ? 'payload' : 'skip'
    this.#skip = head.length
    if (head.length > 0) return
    this.#state = 'head'
    if (wanted) this.#sink.payload(head, new Uint8Array())
  }
}

function headTrouble({ type, version, length }: RecordHead): string | undefined {
  if (type < contentType.changeCipherSpec || type > contentType.heartbeat) {
    return `unknown record type ${hex(type, 2)}`
  }
  if (version >> 8 !== 3) return `unknown record version ${hex(version)}`
  if (length > longestRecord) return `record of ${length} bytes, ${longestRecord} are allowed`
  return undefined
}

/** The type of a record and the major version of SSL 3.0 and all of TLS. */
function looksLikeRecord([type = 0, major]: Uint8Array): boolean {
  const known = type >= contentType.changeCipherSpec && type <= contentType.heartbeat
  return known && (major === undefined || major === 3)
}

/** RFC 6101 §E.1: two bytes of length with the top bit set, then CLIENT-HELLO and a version. */
function isSsl2Hello(bytes: Uint8Array): boolean {
  const [first = 0, , type, major] = bytes
  return (
    (first & 0x80) !== 0 && type === 1 && (major === 0 || major === 3) && ssl2Length(bytes) >= 9
  )
}

function ssl2Length([high = 0, low = 0]: Uint8Array): number {
  return (high & 0x7f) * 256 + low
}
