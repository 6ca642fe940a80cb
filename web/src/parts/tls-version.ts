import type { PartnerTls } from '../../../src/entry/api/contract.ts'

export type Version = PartnerTls['tlsMin']

/** Oldest first. */
export const versions: readonly Version[] = ['SSLv3', 'TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3']

/** As people write it. */
export function versionLabel(version: string): string {
  if (version === 'SSLv3') return 'SSL 3.0'
  if (version === 'TLSv1') return 'TLS 1.0'
  return version.replace('TLSv', 'TLS ')
}
