/** Every version by the name OpenSSL gives it, oldest first. */
export const tlsVersions = ['SSLv3', 'TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const

export type TlsVersion = (typeof tlsVersions)[number]

const labels: Readonly<Record<TlsVersion, string>> = {
  SSLv3: 'SSL 3.0',
  TLSv1: 'TLS 1.0',
  'TLSv1.1': 'TLS 1.1',
  'TLSv1.2': 'TLS 1.2',
  'TLSv1.3': 'TLS 1.3',
}

/** A version as people write it. */
export function versionLabel(version: TlsVersion): string {
  return labels[version]
}

/** The label of a version's name; a name that is no version of ours stays as it is. */
export function labelOfName(name: string): string {
  const version = tlsVersions.find((one) => one === name)
  return version === undefined ? name : versionLabel(version)
}
