import { access, readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { systemClock, type Clock } from '../base/clock.ts'
import { randomText, type RandomText } from '../base/ids.ts'
import {
  checkServerTls,
  openJxChannel,
  refusedCallers,
  serveJx,
  testConnection,
  testIncoming,
  type ConnectionTest,
  type JxChannelOrder,
  type TestWatch,
  type TlsCheckTarget,
  type TlsCheckWatch,
} from '../adapters/channels/jx/index.ts'
import { parseSettings } from '../domain/settings/index.ts'
import { settingsFile, settingsText } from '../adapters/store/index.ts'
import { causeParams, describeCause, HikyakuError } from '../errors/index.ts'
import { certificateInForce, type Partner, type ServerPartner } from '../domain/partners/index.ts'
import {
  leaseName,
  noLog,
  noSteps,
  notingLedger,
  recover,
  type ExchangeContext,
  type Ledger,
  type Recovery,
  type StationLog,
  type Steps,
} from '../domain/exchange/index.ts'
import { listen, type Listener, type ListenerTls } from '../wire/http/index.ts'
import { createPacking, messageId } from '../wire/jx/index.ts'
import { chainSeen } from '../domain/handshakes/index.ts'
import {
  backupHome,
  createHandOverFolder,
  createHome,
  homePaths,
  inspectHome,
  inspectNewHome,
  openHomeLedger,
  openPayloadFiles,
  readHomeFile,
  restoreHome,
  writeOnce,
  type BackupOptions,
  type BackupReport,
  type Disk,
} from '../adapters/store/index.ts'
import {
  createAuthority,
  openAuthority,
  readCertificateFile,
  trustedBy,
  type DoctorReport,
  type IssuedCertificate,
} from '../wire/tls/index.ts'

export {
  checkedAddress,
  type TlsCheckTarget,
  type TlsCheckWatch,
} from '../adapters/channels/jx/index.ts'
export type {
  ConnectionTest,
  TestStage,
  TestStageName,
  TestWatch,
} from '../adapters/channels/jx/index.ts'
export { damageParams, type BackupReport, type DamagedPart } from '../adapters/store/index.ts'

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
  readonly limits?: Partial<StationLimits>
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
  /** What start-up found of a run that ended abruptly. */
  readonly recovery: Recovery
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
  checkTls(target: TlsCheckTarget, watch?: TlsCheckWatch): Promise<DoctorReport>
  close(): Promise<void>
}

/** How often the server looks whether partners' client CAs have changed. */
const refreshMilliseconds = 1000

/**
 * Opens a station: the one place where its parts are joined.
 *
 * @throws HikyakuError home-missing, home-not-writable, database-newer, database-failed; those of
 *   a home that lost a part of itself: nothing is swept there
 */
export async function openStation(options: StationOptions): Promise<Station> {
  const { home, clock = systemClock, random = randomText, steps = noSteps, disk } = options
  const { log = noLog } = options
  const limits = { ...defaultLimits, ...options.limits }
  inspectHome(home)
  const ledger = notingLedger(await openHomeLedger(home, clock), log)
  const payloads = await openPayloadFiles({ home, ...(disk === undefined ? {} : { disk }) })
  const parts = { ledger, clock, random, steps, limits }
  const context: ExchangeContext = {
    ledger,
    payloads,
    handOver: createHandOverFolder(disk === undefined ? {} : { disk }),
    packing: createPacking({ unpackedBytes: limits.unpackedBytes, ratio: limits.unpackRatio }),
    openChannel: async (partner) => openJxChannel(await channelOrder(parts, partner)),
    newMessageId: (from) => messageId(clock.now(), random, from),
    clock,
    random,
    steps,
  }
  const recovery = await recover(context)
  const served = new Set<string>()
  return {
    ...context,
    home,
    limits,
    log,
    recovery,
    testPartner: (partner, watch) => testPartner(parts, partner, watch),
    checkTls: (target, watch) => checkTls(parts, target, watch),
    serve: async (serving) => {
      const certificate = serving.certificate ?? (await serverCertificate(home))
      const onFatal = (error: HikyakuError): void => {
        const { fault: name, params } = error
        log.note({ event: 'trouble', fault: { name, params }, detail: 'the station stops' })
        serving.onFatal?.(error)
      }
      const server = await serve(context, limits, { log, ...serving, onFatal, certificate })
      log.note({ event: 'station-started', about: { home, jxPort: server.port } })
      served.add(certificate.chainPem)
      const close = async (): Promise<void> => {
        served.delete(certificate.chainPem)
        await server.close()
        log.note({ event: 'station-stopped', about: { home } })
      }
      return { ...server, close }
    },
    serverChains: () => (served.size > 0 ? Promise.resolve([...served]) : homeChains(home)),
    close: async () => {
      await payloads.close()
      await ledger.close()
    },
  }
}

interface ChannelParts extends Pick<ExchangeContext, 'clock' | 'random' | 'steps'> {
  readonly ledger: Ledger
  readonly limits: StationLimits
}

async function channelOrder(parts: ChannelParts, partner: ServerPartner): Promise<JxChannelOrder> {
  const { ledger, ...rest } = parts
  const name = certificateInForce(partner, rest.clock.now())
  const certificate = name === undefined ? undefined : await certificateOf(ledger, name)
  const knownChain = await chainSeen(ledger, partner.name)
  return {
    ...rest,
    partner,
    ...(knownChain === undefined ? {} : { knownChain }),
    secrets: await ledger.partners.secrets(partner.name),
    ...(certificate === undefined ? {} : { certificate }),
  }
}

async function testPartner(
  parts: ChannelParts,
  partner: Partner,
  watch?: TestWatch,
): Promise<ConnectionTest> {
  if (partner.kind === 'jx-server') return testConnection(await channelOrder(parts, partner), watch)
  const { ledger, clock } = parts
  const secrets = await ledger.partners.secrets(partner.name)
  return testIncoming({ partner, secrets, exchanges: ledger.exchanges, clock }, watch)
}

async function checkTls(
  parts: ChannelParts,
  target: TlsCheckTarget,
  watch?: TlsCheckWatch,
): Promise<DoctorReport> {
  if (!('partner' in target)) {
    const partners = await parts.ledger.partners.list()
    return checkServerTls({ target, partners, clock: parts.clock }, watch)
  }
  const { secrets, certificate, clock } = await channelOrder(parts, target.partner)
  const own = certificate === undefined ? {} : { certificate }
  return checkServerTls({ target, secrets, clock, ...own }, watch)
}

async function certificateOf(ledger: Ledger, name: string): Promise<IssuedCertificate> {
  const [found, keyPem] = [
    await ledger.certificates.find(name),
    await ledger.certificates.key(name),
  ]
  if (found === undefined || keyPem === undefined) {
    throw new HikyakuError('certificate-unknown', { certificate: name })
  }
  return { chainPem: found.chainPem, keyPem }
}

async function serve(
  context: ExchangeContext,
  limits: StationLimits,
  options: ServeOptions & { readonly log: StationLog; readonly certificate: IssuedCertificate },
): Promise<{ port: number; close(): Promise<void> }> {
  const { log, certificate } = options
  const tlsOf = (partners: readonly Partner[]): ListenerTls => ({
    ...certificate,
    clientCas: clientCasOf(partners),
  })
  let tls = tlsOf(await context.ledger.partners.list())
  const callers = refusedCallers(context, log)
  let stopping = false
  const lease = await context.ledger.lease(leaseName('serve', ''))
  const listener = await listen({
    host: options.host ?? '127.0.0.1',
    port: options.port,
    tls,
    onRequest: serveJx({
      context,
      limits: {
        documentBytes: limits.documentBytes,
        progress: {
          silenceMilliseconds: limits.silenceSeconds * 1000,
          minimumRate: limits.minimumRate,
          windowMilliseconds: limits.rateWindowSeconds * 1000,
        },
      },
      log,
      onRefused: callers.refused,
      onCertificateRefused: callers.certificateRefused,
      onFatal: options.onFatal ?? (() => undefined),
    }),
    recording: { clock: context.clock },
    onHandshakeFailure: (...failure) => {
      // Whoever we cut off ourselves did nothing wrong.
      if (!stopping) callers.handshakeFailed(...failure)
    },
    onTrouble: (error) => {
      log.note({ event: 'trouble', detail: `the JX server: ${describeCause(error)}` })
    },
  })
  let trouble = ''
  const refreshing = setInterval(() => {
    void refresh(context.ledger, listener, tls, tlsOf).then((now) => {
      tls = now.tls
      if (now.trouble !== '' && now.trouble !== trouble) {
        log.note({ event: 'trouble', detail: `partners' client CAs: ${now.trouble}` })
      }
      trouble = now.trouble
    })
  }, refreshMilliseconds)
  return {
    port: listener.port,
    close: async () => {
      clearInterval(refreshing)
      stopping = true
      await listener.close()
      await callers.close()
      if ('release' in lease) await lease.release()
    },
  }
}

/**
 * Another process may have changed the partners: their CAs take effect without a restart.
 *
 * @returns what is in force now, and why it is not what the partners' settings say
 */
async function refresh(
  ledger: Ledger,
  listener: Listener,
  known: ListenerTls,
  tlsOf: (partners: readonly Partner[]) => ListenerTls,
): Promise<{ readonly tls: ListenerTls; readonly trouble: string }> {
  try {
    const now = tlsOf(await ledger.partners.list())
    if (now.clientCas.join('') === known.clientCas.join('')) return { tls: known, trouble: '' }
    listener.update(now)
    return { tls: now, trouble: '' }
  } catch (error) {
    // The database is busy or gone for a moment; the next look will tell.
    return { tls: known, trouble: describeCause(error) }
  }
}

/** The CAs of all partners that must show a client certificate. */
function clientCasOf(partners: readonly Partner[]): string[] {
  const anchors = partners.flatMap((partner) =>
    partner.kind === 'jx-client' ? trustedBy(partner.trust) : [],
  )
  return [...new Set(anchors)]
}

/**
 * Makes a home: folders, database, station key, a local CA, a server certificate for this
 * machine, and its settings. What is there already is kept.
 *
 * @throws HikyakuError home-not-writable, disk-full, database-failed; those of a home that lost a
 *   part of itself: no new key or database is made there
 */
export async function createStationHome(home: string, clock: Clock = systemClock): Promise<void> {
  if (!inspectNewHome(home)) await createHome(home)
  await (await openHomeLedger(home, clock)).close()
  // A home that is in use gets back folders that it lost when the rest is found whole.
  await createHome(home)
  await createTls(home, clock)
  const settings = Buffer.from(settingsText(parseSettings({})))
  await writeOnce(settingsFile(home), settings)
}

async function createTls(home: string, clock: Clock): Promise<void> {
  const now = clock.now()
  const path = (name: string): string => join(homePaths(home).tls, name)
  await refuseOrphans(path)
  const made = await createAuthority({ commonName: 'Hikyaku local CA', now })
  // Certificate and key in one file, so that a crash cannot leave halves that do not fit.
  await writeOnce(path('ca.key'), Buffer.from(made.certificatePem + made.keyPem))
  const both = (await readHomeFile(home, path('ca.key'))).toString('utf8')
  const [certificatePem = ''] =
    /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n/.exec(both) ?? []
  await writeOnce(path('ca.pem'), Buffer.from(certificatePem))
  const keyPem = both.slice(certificatePem.length)
  const authority = await openAuthority({ certificatePem, keyPem }).catch((error: unknown) => {
    const file = path('ca.key')
    throw new HikyakuError('home-damaged', { file, ...causeParams(error) }, { cause: error })
  })
  const server = await authority.issue({
    commonName: 'localhost',
    names: ['localhost', '127.0.0.1', '::1'],
    use: 'server',
    now,
  })
  await writeOnce(path('server.pem'), Buffer.from(server.chainPem + server.keyPem))
}

/** Certificates of an authority whose key is gone would not fit those of a new one. */
async function refuseOrphans(path: (name: string) => string): Promise<void> {
  const isThere = (name: string): Promise<boolean> =>
    access(path(name)).then(
      () => true,
      () => false,
    )
  if (await isThere('ca.key')) return
  if (!(await isThere('ca.pem')) && !(await isThere('server.pem'))) return
  throw new HikyakuError('home-damaged', {
    file: path('ca.key'),
    detail: 'it is gone, and certificates of it are there',
    detailJa: 'ファイルがなく、その鍵の証明書だけが残っています',
  })
}

/**
 * The server certificate that `init` made.
 *
 * @throws HikyakuError certificate-unreadable, home-damaged, home-not-writable
 */
export async function serverCertificate(home: string): Promise<IssuedCertificate> {
  const file = join(homePaths(home).tls, 'server.pem')
  return readCertificateFile(await readHomeFile(home, file), { file })
}

/** Our server's and the local CA's; none in a home that lost them. */
async function homeChains(home: string): Promise<string[]> {
  const { tls } = homePaths(home)
  const files = ['server.pem', 'ca.pem'].map((name) => readFile(join(tls, name), 'utf8'))
  const read = await Promise.allSettled(files)
  return read.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
}

/**
 * Writes a backup of a home into one new file; it may run meanwhile.
 *
 * @throws HikyakuError backup-failed; those of a home that lost a part of itself
 */
export function backupStation(
  home: string,
  file: string,
  options: BackupOptions = {},
): Promise<BackupReport> {
  return backupHome(home, file, options)
}

/** Makes a home of a backup. @throws HikyakuError backup-damaged, backup-failed, file-exists */
export function restoreStation(file: string, home: string): Promise<BackupReport> {
  return restoreHome(file, home)
}
