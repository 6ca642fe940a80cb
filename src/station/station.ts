import type {
  ConnectionTest,
  TestWatch,
  TlsCheckTarget,
  TlsCheckWatch,
} from '../adapters/channels/jx/index.ts'
import type { Disk, Network } from '../adapters/store/index.ts'
import type { Clock } from '../base/clock.ts'
import type { RandomText } from '../base/ids.ts'
import type { ExchangeContext, StationLog, Steps } from '../domain/exchange/index.ts'
import type { MailRoom } from '../domain/alerts/index.ts'
import type { DropFolder, ProgramLauncher } from '../domain/flows/index.ts'
import type { Partner } from '../domain/partners/index.ts'
import type { WebhookCaller } from '../domain/webhooks/index.ts'
import type { HikyakuError } from '../errors/index.ts'
import type { TlsCheckReport, IssuedCertificate } from '../wire/tls/index.ts'

/** What bounds a station's work. */
export interface StationLimits {
  /** Most bytes of a document on the wire, decoded. */
  readonly documentBytes: number
  /** Most bytes of a document after decompression. */
  readonly unpackedBytes: number
  /** Most times that decompression may multiply the bytes. */
  readonly unpackRatio: number
  /** Bytes per second below which a transfer counts as stalled, … */
  readonly minimumRate: number
  /** … over this long. */
  readonly rateWindowSeconds: number
  /** Longest silence of a partner that calls us. */
  readonly silenceSeconds: number
}

export const defaultLimits: StationLimits = {
  documentBytes: 256 * 2 ** 20,
  unpackedBytes: 2 ** 30,
  unpackRatio: 200,
  minimumRate: 1024,
  rateWindowSeconds: 60,
  silenceSeconds: 60,
}

export interface StationOptions {
  readonly home: string
  readonly clock?: Clock
  readonly random?: RandomText
  readonly steps?: Steps
  readonly disk?: Disk
  /** Most bytes of a payload that stands in a row and not in a file; 64 KB by default. */
  readonly rowBytes?: number
  readonly limits?: Partial<StationLimits>
  /** Whether the home lies on a network, and which host this is; the system is asked by default. */
  readonly network?: Network
  /** A host of which a person says that it is not at work in the home any more. */
  readonly hostGone?: string
  /** Where it says what happens; without one it is silent. */
  readonly log?: StationLog
}

export interface ServeOptions {
  readonly port: number
  /** 127.0.0.1 by default. */
  readonly host?: string
  /** The home's own server certificate by default. */
  readonly certificate?: IssuedCertificate
  /** The disk can no longer be trusted: stop, restart, re-read. */
  readonly onFatal?: (error: HikyakuError) => void
}

/** One installation of Hikyaku, opened in this process. */
export interface Station extends ExchangeContext {
  readonly home: string
  readonly limits: StationLimits
  readonly log: StationLog
  /** The operator's folders out of which files are picked up. */
  readonly drops: DropFolder
  /** The way of alerts to people. */
  readonly mails: MailRoom
  /** The way to webhooks: of alerts, and of flows. */
  readonly webhooks: WebhookCaller
  /** Starts the programs of flows. */
  readonly launcher: ProgramLauncher
  /** Starts the JX server for partners that call us. */
  serve(options: ServeOptions): Promise<{ readonly port: number; close(): Promise<void> }>
  /**
   * The certificates that its server shows, as PEM; while it does not serve, those of the
   * home that it would.
   */
  serverChains(): Promise<readonly string[]>
  /**
   * Tests the connection to a partner stage by stage, and changes nothing at either side.
   *
   * @throws HikyakuError certificate-unknown, setting-invalid
   */
  testPartner(partner: Partner, watch?: TestWatch): Promise<ConnectionTest>
  /**
   * Finds out what TLS a server offers, and whether the settings work with it.
   *
   * @throws HikyakuError certificate-unknown, setting-invalid, argument-invalid
   */
  checkTls(target: TlsCheckTarget, watch?: TlsCheckWatch): Promise<TlsCheckReport>
  close(): Promise<void>
}
