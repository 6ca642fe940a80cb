import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

import { systemClock } from '../../../src/base/clock.ts'
import {
  enqueueDocument,
  receiveDocuments,
  sendWaiting,
  type ExchangeContext,
} from '../../../src/domain/exchange/index.ts'
import type { ClientPartner, ServerPartner } from '../../../src/domain/partners/index.ts'
import { openStation, type Station } from '../../../src/station/index.ts'
import { streamOf } from '../../support/exchange-context.ts'
import { makeTwoHomes, password } from '../../support/two-stations.ts'
import { brokenInvariants } from '../invariants.ts'
import { quickFolder } from '../quick-folder.ts'
import { seeded } from '../seeded.ts'
import { startEvilProxy, wireFaults, type Mischief, type WireFault } from './evil-proxy.ts'
import { sabotaged, type WireSabotage } from './sabotage.ts'

export interface WireOrder {
  readonly faults: number
  readonly seed: number
  readonly sabotage?: WireSabotage
  /** Only these; all by default. */
  readonly kinds?: readonly WireFault[]
  /** Of requests, those that something happens to, from 0 to 1; the more, the cheaper is each. */
  readonly share?: number
}

export interface WireResult {
  readonly injected: Readonly<Record<string, number>>
  readonly documents: number
  readonly broken: readonly string[]
}

/** Of requests, those that something happens to, unless the order says otherwise. */
const usualShare = 0.4
/** Homes are made anew after so many rounds, so that the checks stay quick. */
const roundsOfAHome = 25

/**
 * Two real stations exchange through a proxy that breaks, loses and repeats what goes over,
 * and then through one that does not. After that each document is there once, and none waits.
 */
export async function runWireCampaign(order: WireOrder): Promise<WireResult> {
  const random = seeded(order.seed)
  const injected: Record<string, number> = {}
  const broken: string[] = []
  let [total, documents] = [0, 0]
  while (total < order.faults && broken.length === 0) {
    const pair = await runPair(order, random)
    for (const [fault, count] of pair.injected) {
      injected[fault] = (injected[fault] ?? 0) + count
      total += count
    }
    documents += pair.documents
    broken.push(...pair.broken)
  }
  return { injected, documents, broken }
}

async function runPair(
  { sabotage = 'none', kinds = wireFaults, share = usualShare }: WireOrder,
  random: () => number,
): Promise<{ injected: ReadonlyMap<WireFault, number>; documents: number; broken: string[] }> {
  const homes = await makeTwoHomes({ under: quickFolder() })
  const into = join(homes.root, 'into')
  mkdirSync(into)
  const retailer = await openStation({ home: homes.retailerHome })
  const supplier = await openStation({ home: homes.supplierHome })
  const server = await retailer.serve({ port: 0, certificate: homes.serverCertificate })
  const now = systemClock.now()
  const client = await homes.authority.issue({ commonName: 'supplier', use: 'client', now })
  let quiet = false
  const proxy = await startEvilProxy(
    {
      ...{ host: 'localhost', port: server.port, ca: homes.authority.certificatePem },
      ...{ cert: client.chainPem, key: client.keyPem },
    },
    (): Mischief | undefined => {
      if (quiet || random() > share) return undefined
      return { fault: kinds[Math.floor(random() * kinds.length)] ?? 'answer lost', part: random() }
    },
  )
  const url = `http://127.0.0.1:${proxy.port}/jx`
  const partner = homes.retailerAt(0, { url, retries: 2, retryIntervalSeconds: 0 })
  await supplier.ledger.partners.add(partner, { password })
  const attacked = sabotaged(supplier, sabotage)
  try {
    for (let round = 0; round < roundsOfAHome; round += 1) {
      await offer(retailer, supplier, partner, round)
      await exchange(attacked, partner, into)
    }
    quiet = true
    // What the proxy still owes somebody ends with the first of them.
    for (let run = 0; run < 3; run += 1) await exchange(attacked, partner, into)
    const broken = await brokenInvariants({ retailer, supplier, folders: [into] })
    return { injected: proxy.injected, documents: roundsOfAHome * 4, broken }
  } finally {
    await proxy.close()
    await server.close()
    await supplier.close()
    await retailer.close()
    homes.remove()
  }
}

async function offer(
  retailer: Station,
  supplier: Station,
  partner: ServerPartner,
  round: number,
): Promise<void> {
  const caller = (await retailer.ledger.partners.find('supplier')) as ClientPartner
  for (const which of ['first', 'second']) {
    const text = `${round} ${which}`
    await queue(retailer, caller, `<order>${text}</order>`)
    await queue(supplier, partner, `<shipment>${text}</shipment>`)
  }
}

async function queue(
  station: Station,
  partner: ServerPartner | ClientPartner,
  text: string,
): Promise<void> {
  await enqueueDocument(station, {
    partner,
    fileName: 'document.xml',
    chunks: streamOf(text),
    documentType: 'Order',
  })
}

async function exchange(
  station: ExchangeContext,
  partner: ServerPartner,
  into: string,
): Promise<void> {
  await sendWaiting(station, partner)
  await receiveDocuments(station, partner, { into })
}
