import { isIP } from 'node:net'
import { defined } from '../../../base/defined.ts'
import { hostInUrl } from '../../../base/host-port.ts'
import { openAccounts } from '../../../domain/accounts/index.ts'
import { causeParams, describeCause, HikyakuError, type Language } from '../../../errors/index.ts'
import { hostPractice } from '../../../practice/index.ts'
import { createRunBook, serverCertificate, type Station } from '../../../station/index.ts'
import { describeCertificate, type IssuedCertificate } from '../../../wire/tls/index.ts'
import { createChangeFeed } from '../change-feed.ts'
import type { ApiContext } from '../context.ts'
import { usualConnectionLimits, type ConnectionLimits } from './connection-limits.ts'
import { buildServer } from './server.ts'
import { builtConsole } from './static-files.ts'
export { watchersBeside } from './serve-watchers.ts'

export interface ConsoleOptions {
  /** 127.0.0.1 by default. On any address but the loopback, TLS is spoken. */
  readonly host?: string
  readonly port: number
  /** For errors, where the browser asks for none that is known. */
  readonly language?: Language
  /** For TLS; the home's own server certificate by default. */
  readonly certificate?: IssuedCertificate
  /** Folder of the built console. */
  readonly webFolder?: string
  /** The longest that a body but an upload's may take to come; half a minute by default. */
  readonly bodyMilliseconds?: number
  /** The station's log hears of it too. */
  readonly connections?: Partial<ConnectionLimits>
  readonly onDefect?: (text: string) => void
}

/** A console that listens. */
export interface RunningConsole {
  readonly port: number
  /** Where a browser finds it. */
  readonly url: string
  /** Where the first administrator is made, once; absent: there is one. */
  readonly setUpUrl?: string
  close(): Promise<void>
}

/**
 * Serves the console and its API beside a station.
 *
 * @throws HikyakuError console-port-in-use, setting-invalid, certificate-unreadable
 */
export async function serveConsole(
  station: Station,
  options: ConsoleOptions,
): Promise<RunningConsole> {
  const { host = '127.0.0.1', port, language = 'en', webFolder = builtConsole } = options
  const secure = !isLoopback(host)
  const certificate = secure
    ? (options.certificate ?? (await serverCertificate(station.home)))
    : undefined
  const context = contextOf(station)
  const onDefect = (detail: string): void => {
    station.log.note({ event: 'defect', detail })
    options.onDefect?.(detail)
  }
  const app = await buildServer({
    context,
    language,
    webFolder,
    doorway: { secure, names: namesOf(host, certificate) },
    bodyMilliseconds: options.bodyMilliseconds ?? 30_000,
    connections: { ...usualConnectionLimits, ...options.connections },
    onDefect,
    ...defined({ certificate }),
  })
  await app.listen({ host, port }).catch((cause: unknown) => {
    throw listenFailure(cause, host, port)
  })
  await context.practice.resume().catch((error: unknown) => {
    // An operator who practised once must not be kept from the real thing.
    station.log.note({ event: 'trouble', detail: `practice: ${describeCause(error)}` })
  })
  const address = app.server.address()
  const bound = typeof address === 'object' && address !== null ? address.port : port
  const url = `${secure ? 'https' : 'http'}://${shownHost(host)}:${bound}/`
  const { setUpCode } = context.accounts
  return {
    port: bound,
    url,
    ...((await context.accounts.needsSetUp())
      ? { setUpUrl: `${url}#/set-up?code=${setUpCode}` }
      : {}),
    close: async () => {
      context.changes.close()
      await app.close()
      await context.runs.close()
      await context.practice.stop()
    },
  }
}

function contextOf(station: Station): ApiContext {
  return {
    station,
    accounts: openAccounts(station),
    practice: hostPractice(station),
    runs: createRunBook(station.clock, station.random),
    changes: createChangeFeed(station),
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)
}

/** The names under which browsers may call the console. */
function namesOf(host: string, certificate: IssuedCertificate | undefined): string[] {
  const own = certificate === undefined ? [] : describeCertificate(certificate.chainPem).names
  return [host, ...own].filter((name) => isIP(name) === 0).map((name) => name.toLowerCase())
}

/** An address that stands for all is called by the machine's own. */
function shownHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost'
  return hostInUrl(host)
}

function listenFailure(cause: unknown, host: string, port: number): HikyakuError {
  if ((cause as NodeJS.ErrnoException).code !== 'EADDRINUSE') {
    const params = { setting: `${host}:${port}`, ...causeParams(cause) }
    return new HikyakuError('setting-invalid', params, { cause })
  }
  return new HikyakuError('console-port-in-use', { port }, { cause })
}
