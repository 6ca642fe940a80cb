// Every command that opens a station loads what is named here: so the very files, no whole room.
import { defined } from '../base/defined.ts'
import { createMailRoom } from '../adapters/mail/index.ts'
import { createDropFolder } from '../adapters/folders/index.ts'
import { createProgramLauncher } from '../adapters/programs/index.ts'
import { createWebhookCaller } from '../adapters/webhooks/index.ts'
import { createHandOverFolder } from '../adapters/store/files/hand-over-folder.ts'
import { presenceIn } from '../adapters/store/files/presence.ts'
import { homePaths } from '../adapters/store/home.ts'
import { hostNotes, systemNetwork } from '../adapters/store/home/hosts.ts'
import { inspectHome } from '../adapters/store/home/inspect.ts'
import { openHomeLedger } from '../adapters/store/home/open.ts'
import { openPayloads } from '../adapters/store/payloads/payloads.ts'
import { systemClock } from '../base/clock.ts'
import { randomText } from '../base/ids.ts'
import { noLog } from '../domain/exchange/station-log.ts'
import { noSteps } from '../domain/exchange/steps.ts'
import { notingLedger } from '../domain/exchange/noting-ledger.ts'
import type { ExchangeContext } from '../domain/exchange/ports.ts'
import type { ProgramLauncher } from '../domain/flows/index.ts'
import type { HikyakuError } from '../errors/index.ts'
import { createPacking } from '../wire/jx/compression/packing.ts'
import { messageId } from '../wire/jx/message-id.ts'
import { tellHomeOnNetwork } from './home-on-network.ts'
import { defaultLimits, type Station, type StationOptions } from './station.ts'

/**
 * Opens a station: the one place where its parts are joined.
 *
 * @throws HikyakuError home-missing, home-not-writable, home-on-other-host, database-newer, database-failed; those of
 *   a home that lost a part of itself: nothing is swept there
 */
export async function openStation(options: StationOptions): Promise<Station> {
  const { home, clock = systemClock, random = randomText, steps = noSteps, disk } = options
  const { log = noLog } = options
  const limits = { ...defaultLimits, ...options.limits }
  inspectHome(home)
  const presence = presenceIn(homePaths(home).processes)
  const { network = systemNetwork, hostGone: gone } = options
  const hosts = hostNotes(home, { network, clock, ...defined({ gone }) })
  const ledger = notingLedger(await openHomeLedger(home, { clock, presence, hosts }), log)
  const payloads = await openPayloads({ home, ledger, presence, ...placing(options) })
  const parts = { ledger, clock, random, steps, limits }
  const context: ExchangeContext = {
    ledger,
    payloads,
    handOver: createHandOverFolder(defined({ disk })),
    packing: createPacking({ unpackedBytes: limits.unpackedBytes, ratio: limits.unpackRatio }),
    openChannel: async (partner) => (await calls()).openPartnerChannel(parts, partner),
    newMessageId: (from) => messageId(clock.now(), random, from),
    clock,
    random,
    steps,
  }
  const served = new Set<string>()
  return {
    ...context,
    mails: createMailRoom(),
    webhooks: createWebhookCaller(clock),
    launcher: launcherIn(home, presence),
    drops: createDropFolder(defined({ disk })),
    home,
    limits,
    log,
    testPartner: async (partner, watch) => (await calls()).testPartner(parts, partner, watch),
    checkTls: async (target, watch) => (await calls()).checkTls(parts, target, watch),
    serve: async (serving) => {
      const certificate = serving.certificate ?? (await (await making()).serverCertificate(home))
      const onFatal = (error: HikyakuError): void => {
        const { fault: name, params } = error
        log.note({ event: 'trouble', fault: { name, params }, detail: 'the station stops' })
        serving.onFatal?.(error)
      }
      await tellHomeOnNetwork(context, home, network.kindOf(home))
      const { serve } = await import('./serve.ts')
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
    serverChains: async () => (served.size > 0 ? [...served] : (await making()).homeChains(home)),
    close: async () => {
      await payloads.close()
      await ledger.close()
    },
  }
}

function placing({ disk, rowBytes }: StationOptions): Pick<StationOptions, 'disk' | 'rowBytes'> {
  return defined({ disk, rowBytes })
}

/** What its programs are given lies in the home, under the name of this process. */
function launcherIn(home: string, presence: ReturnType<typeof presenceIn>): ProgramLauncher {
  return createProgramLauncher({
    folder: homePaths(home).programs,
    enter: () => presence.enter(),
    isAtWork: (name) => presence.isAtWork(name),
  })
}

// Loaded when they are first needed: most commands read the ledger and call nobody.
const calls = () => import('./connection-checks.ts')
const making = () => import('./create-home.ts')
