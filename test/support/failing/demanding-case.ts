import type { FaultName } from '../../../src/errors/index.ts'
import type { FailingServer, Made } from './failing-case.ts'

/**
 * A server, or a proxy before it, that wants more of us than a good handshake: for the
 * tests and for the page of documentation.
 */
export interface DemandingCase {
  readonly server: { readonly ja: string; readonly en: string }
  readonly open: (made: Made) => Promise<FailingServer>
  /** It is the proxy on the way, and not the partner. */
  readonly isProxy?: boolean
  /** Whose client certificate we have: of the CA that the server trusts, or of another. */
  readonly certificate?: 'theirs' | 'unknown'
  /** The newest version that our settings allow; TLS 1.3 without it. */
  readonly tlsMax?: 'TLSv1.2'
  /** What our Get ends with; left out where it is answered. */
  readonly fault?: FaultName
  /** What the fault says in English beside its own words: message, remedy, text for the partner. */
  readonly said?: RegExp
}
