import { rootCertificates } from 'node:tls'

/**
 * The CA list of a partner: its own anchors, and the machine's where it says `system`.
 *
 * None at all means the machine's, for a server on the public web.
 */
export function trustedBy(anchors: readonly string[]): string[] {
  if (anchors.length === 0) return [...rootCertificates]
  return anchors.flatMap((anchor) => (anchor === 'system' ? rootCertificates : [anchor]))
}
