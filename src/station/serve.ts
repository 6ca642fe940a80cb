import { refusedCallers, serveJx } from '../adapters/channels/jx/index.ts'
import {
  countFault,
  type ExchangeContext,
  type Ledger,
  type StationLog,
} from '../domain/exchange/index.ts'
import type { Partner } from '../domain/partners/index.ts'
import { describeCause, HikyakuError } from '../errors/index.ts'
import { listen, type Listener, type ListenerTls } from '../wire/http/index.ts'
import { trustedBy, type IssuedCertificate } from '../wire/tls/index.ts'
import type { ServeOptions, StationLimits } from './station.ts'

/** How often the server looks whether partners' client CAs have changed. */
const refreshMilliseconds = 1000

/** The JX server, under the partners' CAs as they are by now. */
export async function serve(
  context: ExchangeContext,
  limits: StationLimits,
  options: ServeOptions & { readonly log: StationLog; readonly certificate: IssuedCertificate },
): Promise<{ port: number; close(): Promise<void> }> {
  const { log, certificate } = options
  const tlsOf = (partners: readonly Partner[]): ListenerTls => ({
    ...certificate,
    clientCas: clientCasOf(partners),
  })
  const tls = tlsOf(await context.ledger.partners.list())
  const callers = refusedCallers(context, log)
  let stopping = false
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
    onRequestRefused: callers.requestRefused,
    onChainsCut: () => {
      void tellChainsCut(context, log)
    },
    onTrouble: (error) => {
      log.note({ event: 'trouble', detail: `the JX server: ${describeCause(error)}` })
    },
  })
  const endRefresh = keepFresh(context.ledger, log, listener, { tls, tlsOf })
  return {
    port: listener.port,
    close: async () => {
      endRefresh()
      stopping = true
      await listener.close()
      await callers.close()
    },
  }
}

/** Once for a process; its line in the log comes with the fault. */
async function tellChainsCut(context: ExchangeContext, log: StationLog): Promise<void> {
  try {
    await countFault(context.ledger, context, new HikyakuError('chains-not-shown'), {})
  } catch (error) {
    log.note({ event: 'not-recorded', detail: `chains-not-shown: ${describeCause(error)}` })
  }
}

interface Served {
  readonly tls: ListenerTls
  readonly tlsOf: (partners: readonly Partner[]) => ListenerTls
}

/** Looks now and then whether partners' client CAs have changed. @returns what ends it */
function keepFresh(
  ledger: Ledger,
  log: StationLog,
  listener: Listener,
  { tls, tlsOf }: Served,
): () => void {
  let now: Awaited<ReturnType<typeof refresh>> = { tls, trouble: '' }
  const refreshing = setInterval(() => {
    const said = now.trouble
    void refresh(ledger, listener, now.tls, tlsOf).then((found) => {
      now = found
      if (found.trouble === '' || found.trouble === said) return
      log.note({ event: 'trouble', detail: `partners' client CAs: ${found.trouble}` })
    })
  }, refreshMilliseconds)
  return () => {
    clearInterval(refreshing)
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
