/**
 * SSL 3.0 (RFC 6101) and TLS 1.0 (RFC 2246) for partners who cannot be changed overnight.
 * Broken protocols (RFC 7568, RFC 8996): loaded only where a waiver asks for it, and not
 * part of what the package exports.
 *
 * @module
 */
import { handshakeOrder, type LegacyConnectOptions } from './socket-options.ts'
import { LegacySocket } from './socket.ts'

export { LegacyTlsError } from './legacy-error.ts'
export type { LegacyConnectOptions } from './socket-options.ts'
export type { LegacySocket } from './socket.ts'
export { legacySuites, type SuiteName } from './suites.ts'
export type { LegacyVersion } from './versions.ts'

/**
 * Begins a handshake over a connection. The socket emits `secureConnect` when it is done,
 * or `error` with a {@link LegacyTlsError}; what is written before waits for it.
 *
 * @throws LegacyTlsError if the options leave nothing to offer, or cannot be read
 */
export function connectLegacy(options: LegacyConnectOptions): LegacySocket {
  const { onHandshakeBytes } = options
  const record =
    onHandshakeBytes === undefined
      ? undefined
      : (side: 'client' | 'server', bytes: Buffer): void => {
          onHandshakeBytes(side, bytes)
        }
  return new LegacySocket(options.socket, handshakeOrder(options), record)
}
