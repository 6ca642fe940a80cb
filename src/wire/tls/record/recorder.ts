import { defined } from '../../../base/defined.ts'
import { systemClock, type Clock } from '../../../base/clock.ts'
import type { SeenCertificate, WireSide } from '../wire/facts.ts'
import { HandshakeReader } from '../wire/handshake-reader.ts'
import { certificateAsked } from './client-flight.ts'
import { alertReported, isLoss, libraryCode, isTimeout, toldOf } from './reported.ts'
import type { HandshakeEvent, HandshakeRecord } from './handshake-record.ts'

/** Whose handshake it is: what the wire does not show. */
export interface HandshakeSubject {
  readonly role: WireSide
  /** `runtime` unless stated. */
  readonly engine?: HandshakeRecord['engine']
  /** `host:port` we called, or the address of the caller. */
  readonly peer: string
  /** The name that the server's certificate must have; empty if it is ours. */
  readonly host: string
  readonly versions: HandshakeRecord['versions']
  readonly ownChain: readonly SeenCertificate[]
  readonly clock?: Clock
}

type Known = NonNullable<HandshakeRecord['known']>

/** How a side ended the connection. */
export type Ending = NonNullable<HandshakeEvent['ended']>

/**
 * Bytes of each side that are looked at after the handshake, for an alert that comes
 * late: in TLS 1.3 a server judges our certificate after our handshake is done.
 */
const lateBytes = 16_384

/**
 * Makes the record of one handshake from what is seen of its connection. It looks until
 * the first byte of an answer, and costs nothing from then on.
 */
export class HandshakeRecorder {
  readonly #subject: HandshakeSubject
  readonly #peer: WireSide
  readonly #clock: Clock
  readonly #startedAt: Date
  readonly #reader: HandshakeReader
  readonly #events: HandshakeEvent[] = []
  #known: Known | undefined
  #failure: Error | undefined
  #error: HandshakeRecord['error']
  #outcome: HandshakeRecord['outcome'] = 'failed'
  #afterwards: HandshakeRecord['afterwards']
  #watching = true
  /** When the first and the last byte came behind what is whole of the other side. */
  #arrived: HandshakeEvent['arrived']
  /** Of the wire, after our handshake was done. */
  #sentAfterwards = 0
  #receivedAfterwards = 0
  /** The same object for as long as nothing is added to it. */
  #record: HandshakeRecord | undefined

  constructor(subject: HandshakeSubject) {
    this.#subject = subject
    this.#peer = subject.role === 'client' ? 'server' : 'client'
    this.#clock = subject.clock ?? systemClock
    this.#startedAt = this.#clock.now()
    this.#reader = new HandshakeReader((from, fact) => {
      const cut = fact.kind === 'incomplete' && from === this.#peer
      const arrived = cut && this.#arrived !== undefined ? { arrived: this.#arrived } : {}
      this.#add({ from, at: this.#elapsed(), fact, ...arrived })
    })
  }

  /** What the library reported first, at the handshake or before an answer began. */
  get failure(): Error | undefined {
    return this.#failure
  }

  /** Whether bytes are still of interest. */
  get watching(): boolean {
    return this.#watching
  }

  /** Whether our side of a handshake is done, and that of the other may not be. */
  get awaitsVerdict(): boolean {
    return this.#watching && this.#outcome === 'done' && this.#subject.role === 'client'
  }

  /** Bytes of the wire, in the order in which they went over it. */
  see(from: WireSide, bytes: Uint8Array): void {
    if (!this.#watching) return
    if (this.#outcome !== 'done') this.#push(from, bytes)
    else if (from === this.#peer) {
      this.#reader.push(from, bytes)
      this.#receivedAfterwards += bytes.byteLength
      if (this.#receivedAfterwards > lateBytes) this.settle()
    } else {
      // Our last flight may be among them (TLS 1.3); the rest is a request, under encryption.
      if (this.#sentAfterwards < lateBytes) this.#reader.push(from, bytes)
      this.#sentAfterwards += bytes.byteLength
    }
  }

  #push(from: WireSide, bytes: Uint8Array): void {
    const before = this.#lastOfPeer()
    this.#reader.push(from, bytes)
    if (from !== this.#peer) return
    const until = this.#elapsed()
    const isWhole = this.#lastOfPeer() !== before
    this.#arrived = { since: isWhole ? until : (this.#arrived?.since ?? until), until }
  }

  /** Changes with every message or hidden record of the other side that is whole. */
  #lastOfPeer(): string {
    return `${this.#events.length} ${this.#reader.lastHidden(this.#peer)?.offset ?? 0}`
  }

  /** The other side ended the connection, or fell silent. */
  ended(how: Ending): void {
    if (!this.#watching || this.#hasEnded()) return
    this.#reader.end(this.#peer)
    this.#add({ from: this.#peer, at: this.#elapsed(), ended: how })
  }

  /** What the TLS library knows; the last word counts. */
  know(known: Known): void {
    this.#known = known
    this.#record = undefined
  }

  /** Our side of the handshake is done. */
  done(known: Known): void {
    this.#outcome = 'done'
    this.know(known)
  }

  /** The first bytes of an answer are here: whatever follows is no matter of the handshake. */
  settle(): void {
    this.#watching = false
  }

  /**
   * Takes what the library reported, at the handshake or soon after it. The first report
   * says why; what others make of it later does not.
   *
   * @returns the record with it
   */
  failed(error: NodeJS.ErrnoException): HandshakeRecord {
    if (this.#failure !== undefined) return this.record()
    this.#failure = error
    if (isTimeout(error)) this.ended('timeout')
    this.#error = toldOf(error)
    this.#record = undefined
    if (this.#watching) {
      this.#completeAlert(error)
      if (this.#outcome === 'done') this.#noteLateFailure()
      if (!isLoss(error)) this.#outcome = 'failed'
    }
    this.settle()
    return this.record()
  }

  /** What ended a call; if no answer had begun, it may be the last word of the handshake. */
  late(error: unknown): void {
    if (!this.#watching || !(error instanceof Error)) return
    const { code } = error as { code?: unknown }
    if (typeof code !== 'string') return
    if (libraryCode({ code, message: error.message }).startsWith('ERR_SSL_') || isLoss(error)) {
      this.failed(error)
    }
  }

  record(): HandshakeRecord {
    this.#record ??= this.#put()
    return this.#record
  }

  #put(): HandshakeRecord {
    const { role, engine = 'runtime', peer, host, versions, ownChain } = this.#subject
    const asked = this.#known?.certificateRequested ?? certificateAsked(this.#events)
    const known = asked === undefined ? this.#known : withAsked(this.#known, asked)
    return {
      format: 1,
      role,
      engine,
      startedAt: this.#startedAt.toISOString(),
      peer,
      host,
      versions: [...versions],
      events: [...this.#events],
      outcome: this.#outcome,
      ...defined({ known, afterwards: this.#afterwards }),
      ownChain: [...ownChain],
      ...defined({ error: this.#error }),
    }
  }

  #add(event: HandshakeEvent): void {
    this.#events.push(event)
    this.#record = undefined
  }

  #elapsed(): number {
    return this.#clock.now().getTime() - this.#startedAt.getTime()
  }

  #hasEnded(): boolean {
    return this.#events.some(({ ended }) => ended !== undefined)
  }

  #noteLateFailure(): void {
    this.#afterwards = { sent: this.#sentAfterwards, received: this.#receivedAfterwards }
  }

  /** An alert under encryption is known from the library's report of it. */
  #completeAlert(error: NodeJS.ErrnoException): void {
    const alert = alertReported(error)
    if (alert === undefined) return
    const plain = this.#events.some(
      ({ from, fact }) => from === this.#peer && fact?.kind === 'alert' && fact.name === alert.name,
    )
    if (plain) return
    const place = this.#reader.lastHidden(this.#peer)
    if (place === undefined) return
    const fact = { kind: 'alert', ...place, ...alert, encrypted: true } as const
    this.#add({ from: this.#peer, at: this.#elapsed(), fact })
  }
}

function withAsked(known: Known | undefined, certificateRequested: boolean): Known {
  return { peerChain: [], ...known, certificateRequested }
}
