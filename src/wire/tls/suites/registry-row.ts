import { defined } from '../../../base/defined.ts'
import { tlsVersions, type TlsVersion } from '../versions.ts'

/** Suites that one document defined for the same versions. */
export interface SuiteGroup {
  readonly reference: string
  /** First and last version in which the suites may be negotiated. */
  readonly from: TlsVersion
  readonly until: TlsVersion
  /** A line each: code, IANA name, and OpenSSL's name where it has or had one. */
  readonly rows: string
}

export interface SuiteRow {
  readonly code: number
  readonly name: string
  readonly openSslName?: string
  readonly reference: string
  readonly versions: readonly TlsVersion[]
}

export function rowsOf(group: SuiteGroup): SuiteRow[] {
  const versions = tlsVersions.slice(
    tlsVersions.indexOf(group.from),
    tlsVersions.indexOf(group.until) + 1,
  )
  return group.rows
    .trim()
    .split('\n')
    .map((line) => {
      const [code = '', name = '', openSslName] = line.trim().split(' ')
      return {
        code: Number.parseInt(code, 16),
        name,
        ...defined({ openSslName }),
        reference: group.reference,
        versions,
      }
    })
}
