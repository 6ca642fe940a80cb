import { X509Certificate } from 'node:crypto'
import {
  checkServerIdentity,
  connect,
  type ConnectionOptions,
  type DetailedPeerCertificate,
  type PeerCertificate,
  type Server,
  type TLSSocket,
} from 'node:tls'
import { defined } from '../../base/defined.ts'
import { subjectParts } from './wire/certificate.ts'
import { derChildren, derTag, readDer } from './wire/der.ts'

/**
 * The certificates of the other side, and the check of their host name, without the runtime's
 * older form of a certificate (`getPeerCertificate`, `toLegacyObject`): to make one for a key
 * on a curve that NIST has no name for ends the process (Node.js 24.11–24.21, 26.10), and any
 * stranger may show such a key. Nothing but this file asks a socket for certificates.
 */

const longestChain = 10

/** The library gives a chain away once only, so it is kept for who asks next. */
const taken = new WeakMap<TLSSocket, readonly X509Certificate[]>()

/**
 * Whole chains whose handshake was in order, by the fingerprint of their first certificate.
 * The library never frees an issuer that it gave away (9 KB each), so that one is asked for
 * again only if its chain is not known, and no more often than this budget allows: else
 * strangers with long chains would fill the memory of the process.
 */
const remembered = new Map<string, readonly X509Certificate[]>()
const mostRemembered = 1000
let issuersLeft = 4096

/** Whether the budget is spent, for who tells the operator. */
export function chainsAreCut(): boolean {
  return issuersLeft <= 0
}

/**
 * What the other side showed, its own certificate first, as it was sent; empty before that.
 * Once the budget is spent, of a chain that was never in order its first certificate alone.
 */
export function shownChain(socket: TLSSocket): readonly X509Certificate[] {
  const known = taken.get(socket)
  if (known !== undefined) return known
  const leaf = leafInSession(socket.getSession())
  const chain =
    (leaf === undefined ? undefined : remembered.get(leaf.fingerprint256)) ??
    (leaf !== undefined && issuersLeft <= 0 ? [leaf] : wholeChain(socket))
  if (chain.length > 0) taken.set(socket, chain)
  return chain
}

/** For the connections that are still to come: the handshake of this one was in order. */
export function rememberChain(socket: TLSSocket): void {
  const chain = shownChain(socket)
  const [leaf] = chain
  if (leaf === undefined || chain.length === 1) return
  remembered.delete(leaf.fingerprint256)
  remembered.set(leaf.fingerprint256, chain)
  const [oldest] = remembered.keys()
  if (remembered.size > mostRemembered && oldest !== undefined) remembered.delete(oldest)
}

/**
 * Takes the chain of each caller before the runtime does: to see whether there is one at all
 * it asks the library for it, and throws it away (24.21).
 */
export function takeChainsOf(server: Server): void {
  const met = new WeakSet<TLSSocket>()
  // The only event that names the socket while its handshake goes on. The secret is not looked at.
  server.on('keylog', (_line: Buffer, socket: TLSSocket) => {
    if (met.has(socket)) return
    met.add(socket)
    socket.prependOnceListener('secure', () => {
      shownChain(socket)
    })
  })
}

function wholeChain(socket: TLSSocket): readonly X509Certificate[] {
  const chain: X509Certificate[] = []
  for (
    let next = socket.getPeerX509Certificate();
    next !== undefined;
    next = next.issuerCertificate
  ) {
    chain.push(next)
  }
  issuersLeft -= Math.max(0, chain.length - 1)
  return chain.slice(0, longestChain)
}

/** The field of a session that holds the other side's own certificate (OpenSSL's ssl_asn1.c). */
const peerField = 0xa3
/** What the runtime may write before a session of a client. */
const longestPreface = 1024

/** The other side's own certificate, which costs nothing. The secrets beside it are wiped. */
function leafInSession(session: Buffer | undefined): X509Certificate | undefined {
  // Absent on a connection that is gone; Node's types do not say that it is `null` then.
  const whole = session ?? Buffer.alloc(0)
  try {
    for (let at = 0; at < Math.min(whole.length, longestPreface); at += 1) {
      const value = readDer(whole.subarray(at))
      if (value?.tag !== derTag.sequence || value.whole.length !== whole.length - at) continue
      const peer = derChildren(value).find(({ tag }) => tag === peerField)
      return peer === undefined ? undefined : new X509Certificate(peer.body)
    }
    return undefined
  } catch {
    return undefined
  } finally {
    whole.fill(0)
  }
}

/** Begins a handshake of the runtime's library as the client. */
export function connectTls(options: ConnectionOptions): TLSSocket {
  const socket = connect(options)
  // The runtime asks for it by itself, to check the host name of a chain that is trusted.
  socket.getPeerCertificate = () => {
    const [leaf, ...issuers] = shownChain(socket)
    return leaf === undefined ? nobody : { ...namesOf(leaf), ...above(issuers) }
  }
  return socket
}

/** The same of what {@link connectTls} shows to the runtime's checks. */
export function shownMismatch(host: string, shown: PeerCertificate): Error | undefined {
  return checkServerIdentity(host, shown)
}

/**
 * Why a certificate is not one of this host: the runtime's own check, by the names alone.
 * Its error has the certificate as `cert.raw`.
 */
export function hostMismatch(host: string, certificate: X509Certificate): Error | undefined {
  return checkServerIdentity(host, namesOf(certificate))
}

/** What was shown above, for a check that looks at it: each by its bytes alone. */
function above([issuer, ...more]: readonly X509Certificate[]): Partial<DetailedPeerCertificate> {
  if (issuer === undefined) return {}
  const { raw } = issuer
  return { issuerCertificate: { raw, ...above(more) } as DetailedPeerCertificate }
}

/** As the runtime says it of a side without a certificate, whatever its types say. */
const nobody = {} as DetailedPeerCertificate

/** As much of the older form as the check of a host name reads. */
function namesOf(certificate: X509Certificate): DetailedPeerCertificate {
  const { raw, subjectAltName } = certificate
  const names = subjectParts(raw).flatMap(({ type, text }) =>
    type === 'CN' && text !== undefined ? [text] : [],
  )
  const form = {
    raw,
    subject: names.length === 0 ? {} : { CN: names.length === 1 ? names[0] : names },
    ...defined({ subjectaltname: subjectAltName }),
  }
  return form as DetailedPeerCertificate
}
