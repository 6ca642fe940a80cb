import type { HandshakeNote } from '../exchange/attempt.ts'

/** A record of a handshake at rest. */
export interface KeptHandshake {
  /** `H-…`. */
  readonly id: string
  /** When it was seen; of a short one, when it was last seen. */
  readonly at: Date
  readonly outcome: HandshakeNote['outcome']
  /** `short`: of connections that went well. */
  readonly form: 'whole' | 'short'
  /** Absent: the caller could not be named. */
  readonly partner?: string
  /** JSON that only its maker reads; absent: it was too large to be kept. */
  readonly record?: string
}

/** Most bytes that a record takes at rest, compressed. */
export const handshakeBytes = 64 * 1024

/** Callers that we cannot name are kept to this many … */
export const strangersKept = 500

export interface HandshakeShelf {
  /** Keeps a record once; one that is there already is only seen again. */
  keep(handshake: KeptHandshake): Promise<void>
  /** @throws HikyakuError database-failed if it is damaged */
  find(id: string): Promise<KeptHandshake | undefined>
  /** The newest of a partner with this outcome. */
  latest(partner: string, outcome: HandshakeNote['outcome']): Promise<KeptHandshake | undefined>
}

/** Failed handshakes of callers that cannot be named, by address and cause. */
export interface Stranger {
  readonly address: string
  /** In a word, as the recorder or the TLS library names it. */
  readonly cause: string
  readonly firstAt: Date
  readonly lastAt: Date
  readonly count: number
  /** The newest record of it. */
  readonly handshakeId?: string
  readonly faultId?: string
}

export interface StrangerLog {
  find(address: string, cause: string): Promise<Stranger | undefined>
  /** Writes one anew or over itself; beyond {@link strangersKept} the oldest go, records and all. */
  put(stranger: Stranger): Promise<void>
  /** Last seen first. */
  list(limit?: number): Promise<readonly Stranger[]>
}

/** What is said once only, such as a warning at one threshold for one certificate. */
export interface NoticeLog {
  /** @returns false if it was said before. */
  first(key: string, at: Date): Promise<boolean>
  /** When it was said last. */
  last(key: string): Promise<Date | undefined>
  /** It is said again. */
  again(key: string, at: Date): Promise<void>
}

/** A key made here that waits for its certificate. */
export interface CertificateRequest {
  /** The name that the certificate will have. */
  readonly name: string
  readonly subject: string
  /** PKCS #10 as PEM; holds no secret. */
  readonly requestPem: string
  readonly requestedAt: Date
}

/** What is kept with a private key, by name: certificates, and requests that wait for theirs. */
export interface KeyedShelf<Item> {
  /** The key is sealed before it is stored. @throws HikyakuError certificate-exists */
  add(item: Item, keyPem: string): Promise<void>
  find(name: string): Promise<Item | undefined>
  list(): Promise<readonly Item[]>
  key(name: string): Promise<string | undefined>
  remove(name: string): Promise<void>
}
