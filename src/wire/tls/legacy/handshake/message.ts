import { ByteQueue } from '../byte-queue.ts'
import { tooMuch, unexpected } from '../legacy-error.ts'
import { vector } from './fields.ts'

/** RFC 2246 §7.4; only what takes part in these handshakes. */
const messageTypes = {
  'hello-request': 0,
  'client-hello': 1,
  'server-hello': 2,
  certificate: 11,
  'server-key-exchange': 12,
  'certificate-request': 13,
  'server-hello-done': 14,
  'certificate-verify': 15,
  'client-key-exchange': 16,
  finished: 20,
} as const

export type MessageType = keyof typeof messageTypes

export interface Message {
  readonly type: MessageType
  readonly body: Buffer
  /** Header and body: what is hashed. */
  readonly whole: Buffer
}

/** The most that each message of a server may measure. */
const limits: Partial<Record<MessageType, number>> = {
  'hello-request': 0,
  'server-hello': 4096,
  certificate: 131_072,
  'server-key-exchange': 8192,
  // Some servers name every CA of the machine.
  'certificate-request': 65_536 + 512,
  'server-hello-done': 0,
  finished: 36,
}

/** A message with its header. */
export function encodeMessage(type: MessageType, ...parts: readonly Buffer[]): Buffer {
  return Buffer.concat([Buffer.from([messageTypes[type]]), vector(3, ...parts)])
}

/** Joins handshake records into messages; a length is judged before its body is awaited. */
export class MessageReader {
  readonly #queue = new ByteQueue()

  push(fragment: Buffer): void {
    this.#queue.push(fragment)
  }

  /** Whether no part of a message is waiting for its rest. */
  get empty(): boolean {
    return this.#queue.length === 0
  }

  next(): Message | undefined {
    const first = this.#queue.peek(1)
    if (first === undefined) return undefined
    const type = typeOf(first.readUInt8(0))
    const limit = limits[type]
    if (limit === undefined) throw unexpected(`${type} message`)
    const header = this.#queue.peek(4)
    if (header === undefined) return undefined
    const length = header.readUIntBE(1, 3)
    if (length > limit) throw tooMuch(`${type} message of ${length} bytes`)
    const whole = this.#queue.take(4 + length)
    return whole === undefined ? undefined : { type, body: whole.subarray(4), whole }
  }
}

function typeOf(code: number): MessageType {
  const found = Object.entries(messageTypes).find(([, value]) => value === code)
  if (found === undefined) throw unexpected(`handshake message ${code}`)
  return found[0] as MessageType
}
