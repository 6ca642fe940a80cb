import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'

/** What a carrier tells. */
export interface CarrierEvents {
  ready(): void
  bytes(bytes: Buffer): void
  end(): void
  failed(error: Error): void
  event(name: 'timeout'): void
}

/** How long a last alert may take to leave. */
const lingerMilliseconds = 1000

/** The raw connection under a legacy socket, and what is asked of it. */
export class Carrier {
  readonly #socket: Duplex
  readonly #events: CarrierEvents
  #over = false

  constructor(socket: Duplex, events: CarrierEvents) {
    this.#socket = socket
    this.#events = events
  }

  /** As a net.Socket, of which it may have all or nothing. */
  get net(): Partial<Socket> {
    return this.#socket as Partial<Socket>
  }

  begin(): void {
    const socket = this.#socket
    socket.on('error', (error) => {
      if (!this.#over) this.#events.failed(error)
    })
    socket.on('timeout', () => {
      this.#events.event('timeout')
    })
    socket.on('data', (bytes: Buffer) => {
      if (!this.#over) this.#events.bytes(bytes)
    })
    const ended = (): void => {
      if (!this.#over) this.#events.end()
    }
    socket.once('end', ended)
    socket.once('close', ended)
    const ready = (): void => {
      if (!this.#over) this.#events.ready()
    }
    if (this.net.connecting === true) socket.once('connect', ready)
    // The caller has not had the time to listen yet. What closed before will not say so again.
    else process.nextTick(socket.destroyed ? ended : ready)
  }

  /** What is written in one go leaves in one piece: a refusal must not meet half a flight. */
  write(bytes: Buffer): void {
    const socket = this.#socket
    if (!socket.writable) return
    if (socket.writableCorked === 0) {
      socket.cork()
      process.nextTick(() => {
        socket.uncork()
      })
    }
    socket.write(bytes)
  }

  /** Calls back at once, or when the connection has taken what it was given. */
  whenWritable(next: () => void): void {
    if (this.#socket.writableNeedDrain) this.#socket.once('drain', next)
    else process.nextTick(next)
  }

  pause(): void {
    if (!this.#over) this.#socket.pause()
  }

  resume(): void {
    if (this.#socket.isPaused()) this.#socket.resume()
  }

  /**
   * Ends the connection. After last bytes it goes on reading for a while: closing with
   * unread data makes TCP take back what was sent (RFC 1122 §4.2.2.13).
   */
  end(how: 'now' | 'after-last-bytes'): void {
    if (this.#over) return
    this.#over = true
    const socket = this.#socket
    if (how === 'now' || socket.destroyed) {
      socket.destroy()
      return
    }
    const timer = setTimeout(() => {
      socket.destroy()
    }, lingerMilliseconds)
    timer.unref()
    socket.once('close', () => {
      clearTimeout(timer)
    })
    socket.once('end', () => {
      socket.destroy()
    })
    socket.end()
    socket.resume()
  }
}
