import type { Capture } from './recording-relay.ts'

/** A value that no record may hold. */
export interface Secret {
  readonly name: string
  readonly bytes: Buffer
  /** With its heads, for who can decrypt it. */
  readonly whole?: Buffer
}

/**
 * What must not be kept of a captured handshake. It is cut out of the bytes here, without
 * the reader under test: in a plain hello by place, else the whole body of the message.
 */
export function wireSecrets({ client, server }: Capture): Secret[] {
  return [...secretsOf('client', client), ...secretsOf('server', server)].filter(
    ({ bytes }) => bytes.length >= 8,
  )
}

/** Of messages in the clear; the certificates are public. */
const bodies: Readonly<Record<number, string>> = {
  4: 'session ticket',
  12: 'server key exchange',
  15: 'certificate verify',
  16: 'client key exchange',
}

function secretsOf(side: string, stream: Buffer): Secret[] {
  const secrets: Secret[] = []
  let encrypted = false
  for (const { type, body } of records(stream)) {
    if (type === 20) encrypted = true
    else if (encrypted || type === 23) {
      secrets.push({ name: `${side}: encrypted record of type ${type}`, bytes: body })
    } else if (type === 22) {
      for (const message of messages(body)) secrets.push(...secretsIn(side, message))
    }
  }
  return secrets
}

interface Piece {
  readonly type: number
  readonly body: Buffer
}

function records(stream: Buffer): Piece[] {
  const found: Piece[] = []
  for (let at = 0; at + 5 <= stream.length;) {
    const end = at + 5 + stream.readUInt16BE(at + 3)
    found.push({ type: stream.readUInt8(at), body: stream.subarray(at + 5, end) })
    at = end
  }
  return found
}

/** No message of these handshakes lies over two records. */
function messages(record: Buffer): Piece[] {
  const found: Piece[] = []
  for (let at = 0; at + 4 <= record.length;) {
    const end = at + 4 + record.readUIntBE(at + 1, 3)
    found.push({ type: record.readUInt8(at), body: record.subarray(at + 4, end) })
    at = end
  }
  return found
}

function secretsIn(side: string, { type, body }: Piece): Secret[] {
  if (type !== 1 && type !== 2) {
    const name = bodies[type]
    // Behind its heads: what is told of those messages are names and lengths.
    return name === undefined
      ? []
      : [{ name: `${side}: ${name}`, bytes: body.subarray(6), whole: body }]
  }
  const session = body.subarray(35, 35 + body.readUInt8(34))
  return [
    { name: `${side}: random`, bytes: body.subarray(2, 34) },
    { name: `${side}: session id`, bytes: session },
    ...keyShares(side, type, body),
  ]
}

/** RFC 8446 §4.2.8 and §4.2.11: key shares, and tickets that are offered. */
function keyShares(side: string, type: number, body: Buffer): Secret[] {
  let at = 35 + body.readUInt8(34)
  at += type === 1 ? 2 + body.readUInt16BE(at) : 2
  at += type === 1 ? 1 + body.readUInt8(at) : 1
  const secrets: Secret[] = []
  for (at += 2; at + 4 <= body.length;) {
    const [kind, length] = [body.readUInt16BE(at), body.readUInt16BE(at + 2)]
    const content = body.subarray(at + 4, at + 4 + length)
    // Behind the lengths and the group.
    if (kind === 51) secrets.push({ name: `${side}: key share`, bytes: content.subarray(6) })
    if (kind === 41) secrets.push({ name: `${side}: offered ticket`, bytes: content.subarray(4) })
    if (kind === 35) secrets.push({ name: `${side}: offered ticket`, bytes: content })
    at += 4 + length
  }
  return secrets
}
