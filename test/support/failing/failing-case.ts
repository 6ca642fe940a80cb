import type { IssuedCertificate, TlsVersion } from '../../../src/tls/index.ts'
import type { JsseServer } from '../jsse/jsse-server.ts'
import type { TestCertificate } from '../legacy/authority.ts'

/** A server on the loopback, and what is special in how we call it. */
export interface FailingServer {
  readonly port: number
  close(): Promise<void>
}

/** A call that fails, for the tests and for the page of documentation. */
export interface FailingCase {
  /** The explanation it must get. */
  readonly cause: string
  /** The server that causes it. */
  readonly server: { readonly ja: string; readonly en: string }
  readonly open: (made: Made) => Promise<FailingServer>
  /** The highest version we allow; 1.3 without it. */
  readonly tlsMax?: TlsVersion
  /** Our client certificate, if one is set. */
  readonly certificate?: (made: Made) => IssuedCertificate | Promise<IssuedCertificate>
  /** By the engine for SSL 3.0 and TLS 1.0, behind a waiver. */
  readonly legacy?: true
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

export const days = (count: number): Date => new Date(Date.now() + count * 86_400_000)
