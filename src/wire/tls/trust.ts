import { rootCertificates } from 'node:tls'

/** The CA list that a partner's anchors stand for: themselves, and the machine's for `system`. */
export function trustedBy(anchors: readonly string[]): string[] {
  return anchors.flatMap((anchor) => (anchor === 'system' ? rootCertificates : [anchor]))
}
