import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { systemClock, type Clock } from '../base/clock.ts'
import { randomText } from '../base/ids.ts'
import { recover, type Ledger, type StationDocument } from '../domain/exchange/index.ts'
import type { ServerPartner } from '../domain/partners/index.ts'
import { createStationHome, homeAuthority, openStation, type Station } from '../station/index.ts'
import type { IssuedCertificate } from '../wire/tls/index.ts'
import { enqueueOrders } from './practice-orders.ts'
import {
  practiceCaller,
  practiceCertificateName,
  practiceLogin,
  practicePartner,
  practicePartnerName,
} from './practice-partners.ts'

/** A retailer's JX server on this machine, for a supplier who tries things out. */
export interface PracticeRetailer {
  readonly station: Station
  readonly port: number
  /** Its CA, which a practising supplier trusts. */
  readonly caPem: string
  readonly password: string
  /** A client certificate by which it knows the practising supplier. */
  issueClientCertificate(): Promise<IssuedCertificate>
  /** Puts so many new orders into the mailbox. */
  addOrders(count: number): Promise<StationDocument[]>
  close(): Promise<void>
}

/** Where the practice retailer of a station has its own home. */
export function practiceHome(home: string): string {
  return join(home, 'practice')
}

/**
 * Opens the practice retailer whose home lies there, or makes it: a station of its own
 * with its own CA, one partner, and a JX server on a free port of the loopback.
 *
 * @throws HikyakuError home-not-writable, disk-full, database-failed, partner-busy
 */
export async function openPracticeRetailer(order: {
  readonly home: string
  readonly clock?: Clock
}): Promise<PracticeRetailer> {
  const { home, clock = systemClock } = order
  await createStationHome(home, clock)
  const caPem = await readFile(join(home, 'tls', 'ca.pem'), 'utf8')
  const station = await openStation({ home, clock })
  try {
    await recover(station)
    const caller = practiceCaller(caPem)
    const password = await passwordOf(station.ledger, caPem)
    const server = await station.serve({ port: 0 })
    return {
      station,
      port: server.port,
      caPem,
      password,
      issueClientCertificate: async () => {
        const { authority } = await homeAuthority(home)
        return authority.issue({ commonName: practiceLogin, use: 'client', now: clock.now() })
      },
      addOrders: async (count) => {
        const made = await station.ledger.documents.count({ box: 'mailbox' })
        const numbers = Array.from({ length: count }, (_, index) => made + index + 1)
        return enqueueOrders(station, caller, numbers)
      },
      close: async () => {
        await server.close()
        await station.close()
      },
    }
  } catch (error) {
    await station.close()
    throw error
  }
}

/** The password it gave the practising supplier, or a new one when it is made. */
async function passwordOf({ partners }: Ledger, caPem: string): Promise<string> {
  const known = await partners.find(practiceLogin)
  if (known !== undefined) return (await partners.secrets(practiceLogin)).password ?? ''
  const password = randomText(20)
  await partners.add(practiceCaller(caPem), { password })
  return password
}

/** Whether a practice retailer was made for the station of this home. */
export async function hasPractice(home: string): Promise<boolean> {
  try {
    await stat(join(practiceHome(home), 'keys', 'station.key'))
    return true
  } catch {
    return false
  }
}

/**
 * Makes the retailer a partner of the station, with certificate and password. A partner
 * of that name gets the retailer's present port; everything else of it stays.
 */
export async function introduce(
  { ledger, clock }: Pick<Station, 'ledger' | 'clock'>,
  retailer: PracticeRetailer,
): Promise<ServerPartner> {
  const fresh = practicePartner(retailer.port, retailer.caPem)
  const { chainPem, keyPem } = await retailer.issueClientCertificate()
  const known = await ledger.partners.find(practicePartnerName)
  const partner = known?.kind === 'jx-server' ? { ...known, url: fresh.url } : fresh
  return ledger.commit(async (tables) => {
    if ((await tables.certificates.find(practiceCertificateName)) === undefined) {
      const certificate = { name: practiceCertificateName, chainPem, importedAt: clock.now() }
      await tables.certificates.add(certificate, keyPem)
    }
    if (known === undefined) await tables.partners.add(partner, { password: retailer.password })
    else await tables.partners.replace(partner)
    return partner
  })
}
