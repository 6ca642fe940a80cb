import { AsyncLocalStorage } from 'node:async_hooks'
import type { Socket } from 'node:net'
import type { Server as TlsServer, TLSSocket } from 'node:tls'
import { defined } from '../../base/defined.ts'
import type { HandshakeRecord } from '../tls/index.ts'
import { knownOf } from '../tls/record/known.ts'
import { HandshakeRecorder, type HandshakeSubject } from '../tls/record/recorder.ts'
import { Tap } from '../tls/record/tap.ts'
import { remoteOf } from './connections.ts'

/** The server that makes a handshake, and what is ours in its record. */
export interface HandshakeMaker {
  readonly server: TlsServer
  readonly recording?: Pick<HandshakeSubject, 'versions' | 'ownChain' | 'clock'>
  readonly asksForCertificate: boolean
}

interface Handshake {
  readonly socket: Socket
  readonly remote: string
  readonly address: string
  readonly maker: HandshakeMaker
  readonly recorder?: HandshakeRecorder
}

type Failed = (address: string, detail: string, record?: HandshakeRecord) => void

/** The handshakes of a listener that are under way. */
export class Handshakes {
  readonly #failed: Failed
  readonly #open = new Set<Handshake>()
  /**
   * Which handshake it is that a TLS server tells of: it names its own socket alone, which
   * is not told from which connection it is, but it speaks where it was spoken to.
   */
  readonly #spoken = new AsyncLocalStorage<Handshake>()

  constructor(failed: Failed) {
    this.#failed = failed
  }

  /** Hands a connection over to a TLS server. */
  begin(socket: Socket, maker: HandshakeMaker): void {
    const remote = remoteOf(socket)
    const address = socket.remoteAddress ?? '?'
    const { recording } = maker
    const recorder =
      recording === undefined
        ? undefined
        : new HandshakeRecorder({ ...recording, role: 'server', peer: remote, host: '' })
    const handshake: Handshake = {
      socket,
      remote,
      address,
      maker,
      ...defined({ recorder }),
    }
    this.#open.add(handshake)
    socket.once('close', () => {
      this.#fail(handshake, 'the connection was closed', new Error('the connection was closed'))
    })
    const carrier = recorder === undefined ? socket : new Tap(socket, recorder, 'server')
    this.#spoken.run(handshake, () => maker.server.emit('connection', carrier))
  }

  /** The handshake of this socket is done. @returns its record, if one is made */
  secured(secure: TLSSocket): HandshakeRecord | undefined {
    const handshake = this.#spoken.getStore()
    if (handshake === undefined) return undefined
    this.#open.delete(handshake)
    const { socket, recorder, maker } = handshake
    if (recorder === undefined) return undefined
    lendAddress(secure, socket)
    recorder.done(knownOf(secure, { certificateRequested: maker.asksForCertificate }))
    recorder.settle()
    return recorder.record()
  }

  failed(error: NodeJS.ErrnoException, detail: string): void {
    const handshake = this.#spoken.getStore()
    if (handshake !== undefined) this.#fail(handshake, detail, error)
  }

  #fail(handshake: Handshake, detail: string, error: NodeJS.ErrnoException): void {
    if (!this.#open.delete(handshake)) return
    this.#failed(handshake.address, detail, handshake.recorder?.failed(error))
  }
}

/** Over a stream TLS cannot ask the system who is at the other end. */
export function lendAddress(secure: Socket, { remoteAddress, remotePort }: Socket): void {
  Object.defineProperties(secure, {
    remoteAddress: { value: remoteAddress },
    remotePort: { value: remotePort },
  })
}
