import type { ClientPartner } from '../../../src/domain/partners/index.ts'
import type { IssuedCertificate } from '../../../src/wire/tls/index.ts'
import type { Made } from './failing-case.ts'

/** A caller that fails at our server, for the tests and for the page of documentation. */
export interface CallingCase {
  /** The explanation it must get. */
  readonly cause: string
  /** Who calls. */
  readonly caller: { readonly ja: string; readonly en: string }
  readonly call: (made: Made, port: number) => Promise<void>
  /** The certificate of our server, where it is not a good one. */
  readonly certificate?: (made: Made) => Promise<IssuedCertificate>
  /** The partner whose certificate is asked for; absent: our server asks for none. */
  readonly partner?: (made: Made) => Partial<ClientPartner>
  /** Left out on machines that have none. */
  readonly needs?: 'java'
}
