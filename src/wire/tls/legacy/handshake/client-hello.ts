import { isIP } from 'node:net'
import { emptyRenegotiationInfo, fallbackSignal, type Suite } from '../suites.ts'
import { versionCodes, type LegacyVersion } from '../versions.ts'
import { uint16, vector } from './fields.ts'
import { encodeMessage } from './message.ts'

export interface ClientHelloOrder {
  readonly version: LegacyVersion
  readonly random: Buffer
  readonly suites: readonly Suite[]
  readonly host: string
  readonly fallbackSignal: boolean
}

/** The first message: no session to resume, no compression (RFC 2246 §7.4.1.2). */
export function clientHello(order: ClientHelloOrder): Buffer {
  const signals = [emptyRenegotiationInfo, ...(order.fallbackSignal ? [fallbackSignal] : [])]
  const codes = [...order.suites.map(({ code }) => code), ...signals]
  const name = nameFor(order)
  return encodeMessage(
    'client-hello',
    uint16(versionCodes[order.version]),
    order.random,
    vector(1),
    vector(2, ...codes.map(uint16)),
    vector(1, Buffer.from([0])),
    ...(name === undefined ? [] : [vector(2, serverName(name))]),
  )
}

/** The name to send as SNI: none in SSL 3.0, which has no extensions, and no address. */
export function nameFor({
  version,
  host,
}: Pick<ClientHelloOrder, 'version' | 'host'>): string | undefined {
  return version === 'SSLv3' || isIP(host) !== 0 || host === '' ? undefined : host
}

/** RFC 3546 §3.1. */
function serverName(name: string): Buffer {
  const entry = Buffer.concat([Buffer.from([0]), vector(2, Buffer.from(name, 'latin1'))])
  return Buffer.concat([uint16(0), vector(2, vector(2, entry))])
}
