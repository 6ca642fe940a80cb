import { randomBytes } from 'node:crypto'
import type { Socket } from 'node:net'
import { connect, type ConnectionOptions } from 'node:tls'

import { rawServer } from '../../support/raw-server.ts'
import { messagesOf, type Messages } from './http-messages.ts'

/** What goes wrong with one request or its answer. */
export const wireFaults = [
  'request cut',
  'request reset',
  'request lost',
  'request twice',
  'answer cut',
  'answer reset',
  'answer lost',
  'answer garbled',
  'answer again, next request lost',
  'answer again, unasked',
] as const
export type WireFault = (typeof wireFaults)[number]

/** What to do with the next request; `part` says where, from 0 to 1. */
export interface Mischief {
  readonly fault: WireFault
  readonly part: number
}

/** A proxy in plain HTTP before a server that speaks TLS. */
export interface EvilProxy {
  readonly port: number
  /** Faults until now. */
  readonly injected: ReadonlyMap<WireFault, number>
  close(): Promise<void>
}

/** Latest that an answer comes again, in milliseconds. */
const latest = 20

/** Starts it; it asks what to do at each request. */
export async function startEvilProxy(
  target: ConnectionOptions,
  next: () => Mischief | undefined,
): Promise<EvilProxy> {
  const injected = new Map<WireFault, number>()
  const server = await rawServer(async ({ socket }) => {
    const line = new Line(socket, target)
    try {
      await line.serve(() => {
        const mischief = next()
        if (mischief !== undefined) {
          injected.set(mischief.fault, (injected.get(mischief.fault) ?? 0) + 1)
        }
        return mischief
      })
    } finally {
      line.end()
    }
  })
  return { port: server.port, injected, close: () => server.close() }
}

interface Far {
  readonly socket: Socket
  readonly messages: Messages
}

/** One connection of a caller, and the one to the server behind it. */
class Line {
  readonly #near: Socket
  readonly #asked: Messages
  readonly #target: ConnectionOptions
  #far: Far | undefined
  #answer: Buffer = Buffer.alloc(0)
  #swallows = false

  constructor(near: Socket, target: ConnectionOptions) {
    this.#near = near
    this.#asked = messagesOf(near)
    this.#target = target
  }

  async serve(next: () => Mischief | undefined): Promise<void> {
    for (;;) {
      const request = await this.#asked.next()
      if (request === undefined) return
      if (this.#swallows) {
        this.#swallows = false
        await pause(Math.random() * latest)
        this.#near.write(this.#answer)
        continue
      }
      const mischief = next()
      if (mischief === undefined) this.#near.write(await this.#ask(request))
      else if (!(await this.#harm(request, mischief))) return
    }
  }

  end(): void {
    this.#near.destroySoon()
    this.#far?.socket.destroy()
  }

  /** @returns whether the connection is still there */
  async #harm(request: Buffer, { fault, part }: Mischief): Promise<boolean> {
    switch (fault) {
      case 'request cut':
      case 'request reset':
        await this.#ask(request.subarray(0, request.byteLength * part), fault === 'request reset')
        return this.#break(fault === 'request reset')
      case 'request lost':
        return this.#break(true)
      case 'request twice': {
        const first = await this.#ask(request)
        const second = await this.#ask(request)
        this.#near.write(part < 0.5 ? first : second)
        return true
      }
      case 'answer cut':
      case 'answer reset': {
        const answer = await this.#ask(request)
        this.#near.write(answer.subarray(0, answer.byteLength * part))
        await pause(1)
        return this.#break(fault === 'answer reset')
      }
      case 'answer lost':
        await this.#ask(request)
        return this.#break(true)
      case 'answer garbled':
        await this.#ask(request)
        this.#near.write(randomBytes(64))
        return true
      case 'answer again, next request lost':
        this.#near.write(await this.#ask(request))
        this.#swallows = true
        return true
      case 'answer again, unasked':
        this.#near.write(await this.#ask(request))
        void pause(part * latest).then(() => this.#near.write(this.#answer))
        return true
    }
  }

  #break(reset: boolean): false {
    if (reset) this.#near.resetAndDestroy()
    else this.#near.end()
    return false
  }

  /** Gives a request, or a part of one, to the server. @returns what came back, if all of it left */
  async #ask(request: Buffer, cut?: boolean): Promise<Buffer> {
    this.#far ??= await this.#connect()
    const { socket, messages } = this.#far
    socket.write(request)
    if (cut !== undefined) {
      await pause(1)
      if (cut) socket.destroy()
      else socket.end()
      this.#far = undefined
      return Buffer.alloc(0)
    }
    const answer = await messages.next()
    if (answer === undefined) throw new Error('the server went away')
    this.#answer = answer
    return answer
  }

  async #connect(): Promise<Far> {
    const socket = connect(this.#target)
    socket.on('error', () => undefined)
    await new Promise<void>((resolve, reject) => {
      socket.once('secureConnect', resolve)
      socket.once('close', () => {
        reject(new Error('no connection'))
      })
    })
    return { socket, messages: messagesOf(socket) }
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
