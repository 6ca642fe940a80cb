import type { X509Certificate } from 'node:crypto'
import type { Message, MessageType } from './message.ts'
import type { HandshakeOrder, HandshakeOutput } from './order.ts'
import type { ServerHello } from './server-hello.ts'
import type { DhShare } from './server-key-exchange.ts'
import type { Transcript } from './transcript.ts'

/** One moment of the handshake: what may come now, and what it leads to. */
export interface Step {
  readonly expects: readonly (MessageType | 'change-cipher-spec')[]
  take(message: Message): Step
  changeCipherSpec?(): Step
}

/** What every step works with. */
export interface Scene {
  readonly order: HandshakeOrder
  readonly output: HandshakeOutput
  readonly transcript: Transcript
  readonly clientRandom: Buffer
}

/** What the server has said up to its ServerHelloDone. */
export interface Gathered {
  readonly hello: ServerHello
  readonly certificate: X509Certificate
  /** With Diffie-Hellman suites only. */
  readonly share: DhShare | undefined
}
