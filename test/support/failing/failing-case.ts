import type { ConnectionOptions } from 'node:tls'
import type {
  IssuedCertificate,
  KnownOfPartner,
  TlsPolicy,
  Weakening,
} from '../../../src/wire/tls/index.ts'
import type { JsseServer } from '../jsse/jsse-server.ts'
import type { TestCertificate } from '../legacy/authority.ts'
import { deaf, rawServer } from '../raw-server.ts'

/** A server on the loopback, and what is special in how we call it. */
export interface FailingServer {
  readonly port: number
  close(): Promise<void>
}

/** A call that fails, for the tests and for the page of documentation. */
export interface FailingCase extends Partial<Pick<TlsPolicy, 'tlsMin' | 'tlsMax' | 'tlsSuites'>> {
  /** The explanation it must get. */
  readonly cause: string
  /** The server that causes it. */
  readonly server: { readonly ja: string; readonly en: string }
  readonly open: (made: Made) => Promise<FailingServer>
  /** By which it is called, where that is not localhost. */
  readonly host?: string
  /** What the library itself is told beside the plan. */
  readonly library?: ConnectionOptions
  /** What a waiver allows. */
  readonly allow?: readonly Weakening[]
  /** CAs that we trust; the root without it. */
  readonly trust?: (made: Made) => Promise<readonly string[]>
  /** What the station remembers of the partner. */
  readonly known?: (made: Made) => KnownOfPartner
  /** Our client certificate, if one is set. */
  readonly certificate?: (made: Made) => IssuedCertificate | Promise<IssuedCertificate>
  /** The step of the diagram at which it broke. */
  readonly breaks?: RegExp
  /** What the summary says beside its own words. */
  readonly said?: RegExp
  /** What no text for the operator may say here: a step that was taken already. */
  readonly notSaid?: RegExp
  /** Left out where it is not installed. */
  readonly needs?: 'java'
}

/** Certificates that many cases share; the root is the one we trust. */
export interface Made {
  readonly root: TestCertificate
  readonly leaf: TestCertificate
  readonly otherRoot: TestCertificate
  /** One Java for all; it is started when it is first asked for. */
  readonly jsse: () => Promise<JsseServer>
}

export function issued(...[own, ...issuers]: TestCertificate[]): IssuedCertificate {
  if (own === undefined) throw new Error('no certificate')
  return { chainPem: [own, ...issuers].map(({ pem }) => pem).join(''), keyPem: own.keyPem }
}

/** A server of Node.js that shows these, its own first. */
export async function serving(...chain: TestCertificate[]): Promise<FailingServer> {
  const { chainPem, keyPem } = issued(...chain)
  return rawServer(deaf, { tls: { cert: chainPem, key: keyPem } })
}

export const days = (count: number): Date => new Date(Date.now() + count * 86_400_000)
