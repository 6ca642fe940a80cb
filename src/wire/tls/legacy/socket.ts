import type { X509Certificate } from 'node:crypto'
import { Duplex } from 'node:stream'
import type { CipherNameAndProtocol } from 'node:tls'
import { Carrier } from './carrier.ts'
import { LegacyEngine, type EngineOutput } from './engine.ts'
import type { HandshakeOrder, LegacySession } from './handshake/order.ts'
import { LegacyTlsError } from './legacy-error.ts'

/** Plain bytes that are sealed before the carrier is asked whether it takes more. */
const sliceBytes = 64 * 1024

type Done = (error?: Error | null) => void

/**
 * A legacy connection that looks like a `tls.TLSSocket` to an HTTP client: it emits
 * `secureConnect`, and its name, certificate and cipher are read with the same calls.
 */
export class LegacySocket extends Duplex {
  readonly encrypted = true
  readonly alpnProtocol = false
  authorized = false
  authorizationError: Error | null = null
  readonly #engine: LegacyEngine
  readonly #carrier: Carrier
  #session: LegacySession | undefined
  #whenConnected: (() => void) | undefined
  /** The write that is not taken yet. */
  #writing: Done | undefined
  #bytesRead = 0
  #bytesWritten = 0

  constructor(
    socket: Duplex,
    order: HandshakeOrder,
    onHandshakeBytes: EngineOutput['handshakeBytes'] = () => undefined,
  ) {
    super({ allowHalfOpen: false, emitClose: true })
    this.#carrier = new Carrier(socket, {
      ready: () => {
        this.#engine.start()
      },
      bytes: (bytes) => {
        this.#engine.receive(bytes)
      },
      end: () => {
        this.#engine.receiveEnd()
      },
      failed: (error) => {
        this.destroy(error)
      },
      event: (name) => {
        this.emit(name)
      },
    })
    this.#engine = new LegacyEngine(order, {
      wire: (bytes) => {
        this.#carrier.write(bytes)
      },
      handshakeBytes: onHandshakeBytes,
      connected: (session) => {
        this.#connected(session)
      },
      data: (bytes) => {
        this.#bytesRead += bytes.length
        if (!this.push(bytes)) this.#carrier.pause()
      },
      ended: () => {
        this.push(null)
        this.#engine.close()
      },
      failed: (error) => {
        this.#failed(error)
      },
    })
    this.#carrier.begin()
  }

  getProtocol(): string | null {
    return this.#session?.version ?? null
  }

  getCipher(): CipherNameAndProtocol {
    const { suite, version } = this.#session ?? {}
    const name = suite?.name ?? 'TLS_NULL_WITH_NULL_NULL'
    return { name, standardName: name, version: version ?? 'unknown' }
  }

  getPeerX509Certificate(): X509Certificate | undefined {
    return this.#session?.certificate
  }

  /** Whether our certificate was asked for and sent. */
  get sentClientCertificate(): boolean {
    return this.#session?.clientCertificate ?? false
  }

  /** Whether the server knows of the renegotiation attack (RFC 5746). */
  get secureRenegotiation(): boolean {
    return this.#session?.secureRenegotiation ?? false
  }

  /** There is none to resume. */
  getSession(): undefined {
    return undefined
  }

  isSessionReused(): boolean {
    return false
  }

  get connecting(): boolean {
    return this.#session === undefined && !this.destroyed
  }

  /** Plain bytes, as a TLSSocket's user thinks of them. */
  get bytesRead(): number {
    return this.#bytesRead
  }

  get bytesWritten(): number {
    return this.#bytesWritten
  }

  get remoteAddress(): string | undefined {
    return this.#carrier.net.remoteAddress
  }

  get remotePort(): number | undefined {
    return this.#carrier.net.remotePort
  }

  get remoteFamily(): string | undefined {
    return this.#carrier.net.remoteFamily
  }

  get localAddress(): string | undefined {
    return this.#carrier.net.localAddress
  }

  get localPort(): number | undefined {
    return this.#carrier.net.localPort
  }

  setKeepAlive(enable?: boolean, initialDelay?: number): this {
    this.#carrier.net.setKeepAlive?.(enable, initialDelay)
    return this
  }

  setNoDelay(noDelay?: boolean): this {
    this.#carrier.net.setNoDelay?.(noDelay)
    return this
  }

  /** Emits `timeout` after that long without a byte either way. */
  setTimeout(milliseconds: number, callback?: () => void): this {
    if (callback !== undefined) this.once('timeout', callback)
    this.#carrier.net.setTimeout?.(milliseconds)
    return this
  }

  ref(): this {
    this.#carrier.net.ref?.()
    return this
  }

  unref(): this {
    this.#carrier.net.unref?.()
    return this
  }

  override _read(): void {
    this.#carrier.resume()
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: Done): void {
    this.#writing = done
    const send = (): void => {
      this.#send(chunk, 0)
    }
    if (this.#session === undefined) this.#whenConnected = send
    else send()
  }

  override _final(done: Done): void {
    const finish = (): void => {
      this.#engine.close()
      done()
    }
    if (this.#session === undefined) this.#whenConnected = finish
    else finish()
  }

  override _destroy(error: Error | null, done: Done): void {
    // An alert or close_notify on its way may still arrive; nothing else will be sent.
    const cut = this.#engine.running && !this.writableFinished
    this.#carrier.end(cut ? 'now' : 'after-last-bytes')
    this.#written(error ?? brokenPipe())
    done(error)
  }

  /** Slice by slice, so that one large buffer does not become twice as large at once. */
  #send(chunk: Buffer, at: number): void {
    if (this.destroyed) return
    if (at >= chunk.length) {
      this.#written()
      return
    }
    if (!this.#engine.running) {
      this.#refuseWrite()
      return
    }
    const slice = chunk.subarray(at, at + sliceBytes)
    this.#engine.write(slice)
    this.#bytesWritten += slice.length
    this.#carrier.whenWritable(() => {
      this.#send(chunk, at + slice.length)
    })
  }

  /** The server has said goodbye. What it sent before is read first: it may say why. */
  #refuseWrite(): void {
    if (this.readableEnded) this.#written(brokenPipe())
    else {
      this.once('end', () => {
        this.#written(brokenPipe())
      })
    }
  }

  #written(error?: Error): void {
    const done = this.#writing
    this.#writing = undefined
    done?.(error)
  }

  #connected(session: LegacySession): void {
    this.#session = session
    this.authorized = true
    this.emit('secureConnect')
    const waiting = this.#whenConnected
    this.#whenConnected = undefined
    waiting?.()
  }

  #failed(error: LegacyTlsError): void {
    if (this.#session === undefined) this.authorizationError = error
    this.destroy(error)
  }
}

/** As a TLSSocket says it. */
function brokenPipe(): LegacyTlsError {
  return new LegacyTlsError('EPIPE', 'This socket has been ended by the other party')
}
