import type { X509Certificate } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import type { HandshakeRecord } from '../tls/index.ts'
import { hostPort } from '../../base/host-port.ts'
import type { ListenLimits } from './limits.ts'

/** One connection that has finished its handshake. */
export interface Connection {
  readonly remote: string
  readonly version: string
  readonly suite: string
  /** The client's certificate chain, leaf first, if it presented one that verified. */
  readonly clientChain: readonly X509Certificate[]
  /** Why a presented certificate did not verify. */
  readonly clientProblem?: string
  /** What was seen of its handshake. */
  readonly record?: HandshakeRecord
  /** The caller is known: this connection is no longer dropped under pressure. */
  trusted(): void
  /** Called once, when the connection is over; the listener's end waits for it. */
  onClose(listener: () => void | Promise<void>): void
}

/** A connection and what is going on with it. */
interface Live {
  readonly connection: Connection
  readonly closing: (() => void | Promise<void>)[]
  /** Requests under way. */
  running: number
  /** Runs while no request is under way. */
  deadline: NodeJS.Timeout | undefined
}

/** The connections of a listener, from the TCP socket to the end of the last request. */
export class Connections {
  readonly #limits: ListenLimits
  readonly #live = new Map<Socket, Live>()
  /** TCP sockets of everybody, with or without a handshake. */
  readonly #sockets = new Set<Socket>()
  /** Callers not known yet, by address and port, oldest first. */
  readonly #strangers = new Map<string, Socket>()
  /** One for each connection, until what follows its end is done. */
  readonly #afterwards = new Set<Promise<void>>()
  #ending = false

  constructor(limits: ListenLimits) {
    this.#limits = limits
  }

  /** A flood of strangers costs a fixed number of sockets: the newest pushes out the oldest. */
  admit(socket: Socket): void {
    socket.on('error', () => undefined)
    const remote = remoteOf(socket)
    this.#sockets.add(socket)
    this.#strangers.set(remote, socket)
    socket.once('close', () => {
      this.#sockets.delete(socket)
      if (this.#strangers.get(remote) === socket) this.#strangers.delete(remote)
    })
    if (this.#strangers.size <= this.#limits.strangers) return
    const [oldest] = this.#strangers.values()
    oldest?.destroy()
  }

  /** The handshake is over; from now on the head of the first request is waited for. */
  secured(
    socket: TLSSocket,
    facts: Pick<Connection, 'version' | 'suite' | 'clientChain' | 'clientProblem' | 'record'>,
  ): void {
    const remote = remoteOf(socket)
    const closing: Live['closing'] = []
    const connection: Connection = {
      ...facts,
      remote,
      trusted: () => this.#strangers.delete(remote),
      onClose: (listener) => closing.push(listener),
    }
    const live: Live = { connection, closing, running: 0, deadline: undefined }
    this.#live.set(socket, live)
    socket.on('error', () => undefined)
    const over = new Promise<void>((resolve) => {
      socket.once('close', () => {
        resolve(this.#gone(socket, live))
      })
    })
    this.#afterwards.add(over)
    void over.finally(() => this.#afterwards.delete(over))
    arm(live, socket, this.#limits.headMilliseconds)
    if (this.#ending) socket.destroy()
  }

  /** The head of a request is here. @returns its connection, unless that is over */
  requested(socket: Socket, response: ServerResponse): Connection | undefined {
    const live = this.#live.get(socket)
    if (live === undefined) return undefined
    clearTimeout(live.deadline)
    live.running += 1
    response.once('close', () => {
      live.running -= 1
      if (live.running > 0 || socket.destroyed) return
      if (this.#ending) endGently(socket)
      else arm(live, socket, this.#limits.idleMilliseconds + this.#limits.headMilliseconds)
    })
    return live.connection
  }

  /** The connection of a socket that is open and on which no request is under way. */
  idle(socket: Socket): Connection | undefined {
    const live = this.#live.get(socket)
    return live === undefined || live.running > 0 ? undefined : live.connection
  }

  /** Whether a request is under way on this socket. */
  isBusy(socket: Socket): boolean {
    return (this.#live.get(socket)?.running ?? 0) > 0
  }

  /** Closes what has no request under way, and the others when theirs has ended. */
  endIdle(): void {
    this.#ending = true
    const secured = new Set<string>()
    for (const [socket, { running, connection }] of this.#live) {
      secured.add(connection.remote)
      if (running === 0) endGently(socket)
    }
    for (const socket of this.#sockets) if (!secured.has(remoteOf(socket))) socket.destroy()
  }

  destroyAll(): void {
    for (const socket of this.#live.keys()) socket.destroy()
    for (const socket of this.#sockets) socket.destroy()
  }

  /** Resolves when every connection is over, and all that was to be done after it. */
  async afterwards(): Promise<void> {
    await Promise.all(this.#afterwards)
  }

  async #gone(socket: Socket, live: Live): Promise<void> {
    clearTimeout(live.deadline)
    this.#live.delete(socket)
    await Promise.allSettled(
      live.closing.map(async (listener) => {
        await listener()
      }),
    )
  }
}

/** A socket that sends no request in time is in the way. */
function arm(live: Live, socket: Socket, milliseconds: number): void {
  live.deadline = setTimeout(() => {
    endGently(socket)
  }, milliseconds)
}

/** For a caller to take the end of a connection that no request is using. */
const farewellMilliseconds = 2000

/**
 * Ends a connection with a close_notify, so that its other side can tell an end from a cut
 * (RFC 8446 §6.1); who does not read it is not waited for.
 */
export function endGently(socket: Socket): void {
  const timer = setTimeout(() => socket.destroy(), farewellMilliseconds)
  timer.unref()
  socket.once('close', () => {
    clearTimeout(timer)
  })
  socket.destroySoon()
}

/** What tells one live connection from all others. */
export function remoteOf(socket: Socket): string {
  return hostPort(socket.remoteAddress ?? '?', socket.remotePort ?? 0)
}
