import type { X509Certificate } from 'node:crypto'
import {
  checkServerIdentity,
  connect,
  type ConnectionOptions,
  type DetailedPeerCertificate,
  type TLSSocket,
} from 'node:tls'
import { commonNamesOf } from './wire/certificate.ts'

/**
 * The certificates of the other side, and the check of their host name, without the runtime's
 * older form of a certificate (`getPeerCertificate`, `toLegacyObject`): to make one for a key
 * on a curve that NIST has no name for ends the process (Node.js 24.11–24.21, 26.10), and any
 * stranger may show such a key. Nothing but this file asks a socket for certificates.
 */

const longestChain = 10

/** The library gives a chain away once only, so it is kept for who asks next. */
const taken = new WeakMap<TLSSocket, readonly X509Certificate[]>()

/** What the other side showed, its own certificate first, as it was sent; empty before that. */
export function shownChain(socket: TLSSocket): readonly X509Certificate[] {
  const known = taken.get(socket)
  if (known !== undefined) return known
  const chain: X509Certificate[] = []
  for (
    let next = socket.getPeerX509Certificate();
    next !== undefined && chain.length < longestChain;
    next = next.issuerCertificate
  ) {
    chain.push(next)
  }
  if (chain.length > 0) taken.set(socket, chain)
  return chain
}

/** Begins a handshake of the runtime's library as the client. */
export function connectTls(options: ConnectionOptions): TLSSocket {
  const socket = connect(options)
  // The runtime asks for it by itself, to check the host name of a chain that is trusted.
  socket.getPeerCertificate = () => {
    const [leaf] = shownChain(socket)
    return leaf === undefined ? nobody : namesOf(leaf)
  }
  return socket
}

/**
 * Why a certificate is not one of this host: the runtime's own check, by the names alone.
 * Its error has the certificate as `cert.raw`.
 */
export function hostMismatch(host: string, certificate: X509Certificate): Error | undefined {
  return checkServerIdentity(host, namesOf(certificate))
}

/** As the runtime says it of a side without a certificate, whatever its types say. */
const nobody = {} as DetailedPeerCertificate

/** As much of the older form as the check of a host name reads. */
function namesOf(certificate: X509Certificate): DetailedPeerCertificate {
  const { raw, subjectAltName } = certificate
  const names = commonNamesOf(raw)
  const form = {
    raw,
    subject: names.length === 0 ? {} : { CN: names.length === 1 ? names[0] : names },
    ...(subjectAltName === undefined ? {} : { subjectaltname: subjectAltName }),
  }
  return form as DetailedPeerCertificate
}
