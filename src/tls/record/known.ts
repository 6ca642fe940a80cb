import type { DetailedPeerCertificate, PeerCertificate, TLSSocket } from 'node:tls'
import type { SeenCertificate } from '../wire/facts.ts'
import { readCertificate } from '../wire/certificate.ts'
import type { HandshakeRecord } from './handshake-record.ts'

const longestChain = 10

/** What a TLS socket can tell of its handshake. */
export function knownOf(
  socket: TLSSocket,
  asked?: { readonly certificateRequested: boolean },
): NonNullable<HandshakeRecord['known']> {
  const version = socket.getProtocol()
  return {
    ...(version === null ? {} : { version, suite: socket.getCipher().standardName }),
    // Not by getPeerX509Certificate: on the client's side that takes the certificate away
    // from the library, and the check of the host name would find none.
    peerChain: chainOf(socket.getPeerCertificate(true)),
    resumed: socket.isSessionReused(),
    ...asked,
  }
}

/**
 * The other side's certificate and what is above it, as far as the library found it;
 * that may be a trust anchor of our own which was not sent.
 */
function chainOf(leaf: Partial<DetailedPeerCertificate | PeerCertificate>): SeenCertificate[] {
  const chain: SeenCertificate[] = []
  const seen = new Set<string>()
  // Without a certificate it is an object without fields, whatever its type says.
  for (let next = leaf; next.raw !== undefined && chain.length < longestChain;) {
    const certificate = readCertificate(next.raw)
    if (seen.has(certificate.sha256)) break
    seen.add(certificate.sha256)
    chain.push(certificate)
    next = ('issuerCertificate' in next ? next.issuerCertificate : undefined) ?? {}
  }
  return chain
}

/** The certificates of a PEM text, read. */
export function seenCertificates(pem: string): SeenCertificate[] {
  const blocks = pem.matchAll(/-----BEGIN CERTIFICATE-----([\s\S]+?)-----END CERTIFICATE-----/g)
  return [...blocks].map(([, base64 = '']) => readCertificate(Buffer.from(base64, 'base64')))
}
