import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'
import type { HandshakeRecorder } from './recorder.ts'

type Done = (error?: Error | null) => void

/** What is sent after the handshake by the time a server has judged our certificate. */
const lookedBytes = 65_536

/**
 * A connection as TLS is given it, through which the recorder sees the bytes. The
 * runtime's TLS takes the bytes of a socket from beneath JavaScript; of a stream like
 * this one it takes what it is handed (docs/adr/0018).
 */
export class Tap extends Duplex {
  readonly #socket: Socket
  readonly #recorder: HandshakeRecorder
  readonly #sent: 'client' | 'server'
  readonly #received: 'client' | 'server'
  #sentBehind = 0

  /** @param role whose bytes are those that are written here */
  constructor(socket: Socket, recorder: HandshakeRecorder, role: 'client' | 'server') {
    super({ allowHalfOpen: socket.allowHalfOpen })
    this.#socket = socket
    this.#recorder = recorder
    this.#sent = role
    this.#received = role === 'client' ? 'server' : 'client'
    this.#listen()
  }

  override _read(): void {
    this.#socket.resume()
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: Done): void {
    this.#see(chunk)
    this.#behindReading(chunk.byteLength, done, () => {
      this.#send(chunk, done)
    })
  }

  override _writev(chunks: { chunk: Buffer }[], done: Done): void {
    const last = chunks.length - 1
    for (const { chunk } of chunks) this.#see(chunk)
    const bytes = chunks.reduce((sum, { chunk }) => sum + chunk.byteLength, 0)
    this.#behindReading(bytes, done, () => {
      this.#socket.cork()
      for (const [at, { chunk }] of chunks.entries()) {
        this.#send(chunk, at === last ? done : undefined)
      }
      this.#socket.uncork()
    })
  }

  override _final(done: Done): void {
    this.#socket.end(done)
  }

  override _destroy(error: Error | null, done: Done): void {
    this.#socket.destroy()
    done(error)
  }

  /**
   * A write that fails ends the socket with all that lies there unread, and in TLS 1.3 that
   * may be the alert against our certificate: it is sent when we are done, and what we
   * write next meets a closed door. So what has come is read first, while a request begins.
   */
  #behindReading(bytes: number, done: Done, send: () => void): void {
    if (!this.#recorder.awaitsVerdict || this.#sentBehind > lookedBytes) {
      send()
      return
    }
    this.#sentBehind += bytes
    // Within one turn the system is not asked again what has come.
    setImmediate(() =>
      setImmediate(() => {
        if (this.destroyed) done()
        else send()
      }),
    )
  }

  /** What is handed to us is on its way, though it may wait a turn: who asks now is told of it. */
  #see(chunk: Buffer): void {
    if (this.#recorder.watching) this.#recorder.see(this.#sent, chunk)
  }

  #send(chunk: Buffer, done?: Done): void {
    this.#socket.write(chunk, (error) => {
      if (error === null || error === undefined) giveBack(chunk)
      done?.(error)
    })
  }

  #listen(): void {
    const socket = this.#socket
    // What was read before and put back comes first.
    socket.on('data', (chunk: Buffer) => {
      if (this.#recorder.watching) this.#recorder.see(this.#received, chunk)
      if (!this.push(chunk)) socket.pause()
      if (this.readableLength === 0) giveBack(chunk)
    })
    socket.pause()
    socket.once('end', () => {
      this.#recorder.ended('end')
      this.push(null)
    })
    socket.on('error', (error) => {
      this.#recorder.ended('reset')
      this.destroy(error)
    })
    socket.once('close', () => {
      this.destroy()
    })
  }
}

/**
 * Frees the memory of what was handed on, which nobody else holds: TLS copied it for us, or
 * from us. Left to the collector, whose measure is the small heap, it piles up by the
 * hundred megabytes and is searched for again and again (docs/adr/0018).
 */
function giveBack({ buffer, byteLength }: Buffer): void {
  // Small ones may be parts of one that is shared.
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0)
}
