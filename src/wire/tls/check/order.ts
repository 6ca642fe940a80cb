import type { Socket } from 'node:net'
import type { Clock } from '../../../base/clock.ts'
import { hostPort } from '../../../base/host-port.ts'
import type { IssuedCertificate } from '../authority.ts'
import type { TlsPolicy } from '../policy/policy.ts'
import type { TlsCheckProgress } from './report.ts'

/**
 * Opens a new connection to the server, through a proxy if need be. Its errors are told
 * in the report.
 */
export type TlsCheckConnect = (signal: AbortSignal) => Promise<Socket>

/** What a check may cost, here and at the server. */
export interface TlsCheckLimits {
  readonly connections: number
  readonly seconds: number
  /** For one question, of a server that was never seen to be slow. */
  readonly timeoutMilliseconds: number
  /** For the first answer, as long as the settings would wait; no less than the usual time. */
  readonly patienceMilliseconds: number
  /** Between two questions: the server has other callers. */
  readonly pauseMilliseconds: number
  /** Of one answer. */
  readonly bytes: number
}

export const usualTlsCheckLimits: TlsCheckLimits = {
  connections: 160,
  seconds: 120,
  timeoutMilliseconds: 5000,
  patienceMilliseconds: 5000,
  pauseMilliseconds: 20,
  bytes: 131_072,
}

/** `host:port`, as settings and waivers name it. */
export function targetOf({ host, port }: Pick<TlsCheckOrder, 'host' | 'port'>): string {
  return hostPort(host, port)
}

/** Whose TLS is looked at, and with which settings it should work. */
export interface TlsCheckOrder {
  readonly host: string
  readonly port: number
  /** Name for SNI and certificate, where it is not the host. */
  readonly serverName?: string
  /** The settings to try; its name is for messages and commands. */
  readonly policy: TlsPolicy
  /** Whether the settings are a partner's, or the default for an address. */
  readonly isPartner: boolean
  /** Names of the partners at an address, where the settings are none of theirs. */
  readonly partnersThere?: readonly string[]
  readonly trust: readonly string[]
  readonly certificate?: IssuedCertificate
  /** `host:port`, for the report. */
  readonly proxy?: string
  readonly connect: TlsCheckConnect
  readonly clock: Clock
  readonly limits?: Partial<TlsCheckLimits>
  readonly onProgress?: (progress: TlsCheckProgress) => void
  readonly signal?: AbortSignal
}
