import type { SeenCertificate } from '../wire/facts.ts'

/**
 * What a key or a signature is worth today. `short` is what a waiver of small keys allows:
 * 80 bits of security (RSA 1024, a curve of 160 bits, SHA-1). `broken` nothing allows.
 */
export type Worth = 'strong' | 'short' | 'broken' | 'unknown'

type Signed = Pick<SeenCertificate, 'signature' | 'signatureHash'>

/** As OpenSSL's security levels 2 and 1 have it, in bits. */
const leastOf = { factored: [2048, 1024], curve: [224, 160] } as const
/** Kinds of one size alone. */
const modern = /^(?:Ed25519|Ed448|ML-DSA-\d+)$/

/** The worth of a public key; `unknown` where its curve or kind is in no table. */
export function worthOfKey({ kind, bits }: SeenCertificate['key']): Worth {
  if (modern.test(kind)) return 'strong'
  const isFactored = kind.startsWith('RSA') || kind === 'DSA'
  if (bits === undefined || !(isFactored || kind === 'EC')) return 'unknown'
  const [strong, short] = isFactored ? leastOf.factored : leastOf.curve
  if (bits >= strong) return 'strong'
  return bits >= short ? 'short' : 'broken'
}

/** The worth of the signature on a certificate. */
export function worthOfSignature({ signature, signatureHash }: Signed): Worth {
  if (modern.test(signature)) return 'strong'
  if (signatureHash === undefined) return 'unknown'
  if (/^sha(?:224|256|384|512)$/.test(signatureHash)) return 'strong'
  return signatureHash === 'sha1' ? 'short' : 'broken'
}

/** The same of a certificate: nobody trusts a root for its own signature. */
export function worthOfOwnSignature(certificate: SeenCertificate): Worth {
  return certificate.subject === certificate.issuer ? 'strong' : worthOfSignature(certificate)
}
