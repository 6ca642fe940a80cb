// The library below needs it before anything of its own.
import 'reflect-metadata'
import type { X509Certificate } from 'node:crypto'
import * as x509 from '@peculiar/x509'

/** What a certificate says of its own use; node:crypto does not tell all of it. */
export interface CertificateUse {
  readonly ca: boolean
  readonly pathLength: number | undefined
  /** Flags of KeyUsage; undefined where it says nothing. */
  readonly keyUsage: number | undefined
  /** OIDs of ExtendedKeyUsage; undefined where it says nothing. */
  readonly extendedUsage: readonly string[] | undefined
  /** A critical extension that is not judged here, or name constraints of any kind. */
  readonly notUnderstood: string | undefined
  readonly extensions: number
}

const nameConstraints = '2.5.29.30'
/** Judged here, or without a say in whether a chain is valid (policies, as in OpenSSL). */
const understood: ReadonlySet<string> = new Set([
  '2.5.29.14', // subjectKeyIdentifier
  '2.5.29.15', // keyUsage
  '2.5.29.17', // subjectAltName
  '2.5.29.19', // basicConstraints
  '2.5.29.32', // certificatePolicies
  '2.5.29.33', // policyMappings
  '2.5.29.35', // authorityKeyIdentifier
  '2.5.29.36', // policyConstraints
  '2.5.29.37', // extKeyUsage
  '2.5.29.54', // inhibitAnyPolicy
])

/** Reads the extensions; throws what the library throws if they cannot be read. */
export function useOf(certificate: X509Certificate): CertificateUse {
  const parsed = new x509.X509Certificate(new Uint8Array(certificate.raw))
  const basic = parsed.getExtension(x509.BasicConstraintsExtension)
  const usages = parsed.getExtension(x509.KeyUsagesExtension)
  const extended = parsed.getExtension(x509.ExtendedKeyUsageExtension)
  const strange = parsed.extensions.find(
    ({ type, critical }) => type === nameConstraints || (critical && !understood.has(type)),
  )
  return {
    ca: basic?.ca === true,
    pathLength: basic?.pathLength,
    keyUsage: usages?.usages,
    extendedUsage: extended?.usages.map(String),
    notUnderstood: strange?.type,
    extensions: parsed.extensions.length,
  }
}
