import type { Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { defined } from '../../base/defined.ts'
import { smallestPrime, type TlsIdentity } from './options.ts'
import type { TlsPlan } from './policy/policy.ts'
import { trustedBy } from './trust.ts'
import type { LegacyConnectOptions, SuiteName } from './legacy/index.ts'

/**
 * TLS over a connected socket by the engine for SSL 3.0 and TLS 1.0. It is loaded here
 * and now: a station that needs it for no partner never has it in memory.
 *
 * Not part of `hikyaku/tls`: only a plan that a waiver covers may lead here.
 */
export async function legacyLayer(
  plan: TlsPlan,
  identity: TlsIdentity,
  socket: Socket,
  onHandshakeBytes?: LegacyConnectOptions['onHandshakeBytes'],
): Promise<TLSSocket> {
  const { connectLegacy } = await import('./legacy/index.ts')
  const { host, serverName, trust, certificate } = identity
  const oldest = plan.versions[0] === 'SSLv3' ? 'SSLv3' : 'TLSv1'
  const newest = plan.versions.at(-1) === 'SSLv3' ? 'SSLv3' : 'TLSv1'
  const smallKeys = plan.weakenings.includes('small-keys')
  const legacy = connectLegacy({
    socket,
    host: serverName ?? host,
    suites: plan.suites.map(({ name }) => name as SuiteName),
    minVersion: oldest,
    maxVersion: newest,
    ca: trustedBy(trust.length === 0 ? ['system'] : trust),
    allowNull: plan.weakenings.includes('null-suites'),
    smallKeys,
    minDhBits: smallestPrime(smallKeys),
    legacyRenegotiation: plan.weakenings.includes('legacy-renegotiation'),
    // RFC 7507 §4 is for a client that steps down by itself; here the settings say so.
    fallbackSignal: false,
    ...defined({ onHandshakeBytes, cert: certificate?.chainPem, key: certificate?.keyPem }),
  })
  // It has all that an HTTP client asks of a TLSSocket, which is a class and no interface.
  return legacy as unknown as TLSSocket
}
