import type { HandshakeRecord } from './handshake-record.ts'

/** What a record tells of whether our certificate was asked for. */
export interface CertificateAsked {
  /** In the handshake; undefined: it cannot be told. */
  readonly inHandshake: boolean | undefined
  /** Behind it: before TLS 1.3 a server renegotiates for it. */
  readonly byRenegotiation: boolean
  /** In TLS 1.3 it cannot, unless we offered that (RFC 8446 §4.2.6), and we do not. */
  readonly tooLate: boolean
}

/** When a server asked for a client certificate, as far as its handshake shows. */
export function certificateAskedIn({ known, events }: HandshakeRecord): CertificateAsked {
  const facts = events.flatMap(({ from, fact }) => (fact === undefined ? [] : [{ from, fact }]))
  const asked = facts.some(({ fact }) => fact.kind === 'certificate-request')
  const hello = facts.findLast(({ fact }) => fact.kind === 'server-hello')?.fact
  const modern = hello?.kind === 'server-hello' && hello.version === 'TLSv1.3'
  const whole = facts.some(({ fact }) => fact.kind === 'server-hello-done')
  const inHandshake = asked || (known?.certificateRequested ?? (whole ? false : undefined))
  const hidden = facts.filter(
    ({ from, fact }) =>
      from === 'server' && fact.kind === 'encrypted' && fact.contentType === 'handshake',
  )
  return {
    inHandshake,
    // The first one is its Finished.
    byRenegotiation: !modern && hidden.length > 1,
    tooLate: modern && inHandshake === false,
  }
}
