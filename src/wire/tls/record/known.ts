import type { TLSSocket } from 'node:tls'
import { shownChain } from '../peer-chain.ts'
import { readCertificate } from '../wire/certificate.ts'
import type { SeenCertificate } from '../wire/facts.ts'
import { certificatesIn } from '../pem.ts'
import type { HandshakeRecord } from './handshake-record.ts'

/** What a TLS socket can tell of its handshake. */
export function knownOf(
  socket: TLSSocket,
  asked?: { readonly certificateRequested: boolean },
): NonNullable<HandshakeRecord['known']> {
  const version = socket.getProtocol()
  return {
    ...(version === null ? {} : { version, suite: socket.getCipher().standardName }),
    peerChain: shownChain(socket).map(({ raw }) => readCertificate(raw)),
    resumed: socket.isSessionReused(),
    ...asked,
  }
}

/** The certificates of a PEM text, read. */
export function seenCertificates(pem: string): SeenCertificate[] {
  return certificatesIn(pem).map(({ body }) => readCertificate(Buffer.from(body, 'base64')))
}
