import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defined } from '../../src/base/defined.ts'

import { systemClock } from '../../src/base/clock.ts'
import type { ClientPartner, ServerPartner } from '../../src/domain/partners/index.ts'
import {
  createStationHome,
  openStation,
  type Station,
  type StationOptions,
} from '../../src/station/index.ts'
import {
  createAuthority,
  type Authority,
  type IssuedCertificate,
} from '../../src/wire/tls/index.ts'
import { retailer, supplier } from './exchange-context.ts'

/** Two homes that know each other: a retailer that serves, a supplier that calls. */
export interface TwoHomes {
  readonly root: string
  readonly retailerHome: string
  readonly supplierHome: string
  readonly authority: Authority
  readonly serverCertificate: IssuedCertificate
  /** The retailer as the supplier's partner, once its port is known. */
  retailerAt(port: number, changes?: Partial<ServerPartner>): ServerPartner
  remove(): void
}

export const password = 'practice-password'

/** Makes both homes, with TLS, a client certificate and Basic authentication between them. */
export async function makeTwoHomes(
  options: { client?: Partial<ClientPartner>; under?: string } = {},
): Promise<TwoHomes> {
  const root = mkdtempSync(join(options.under ?? tmpdir(), 'hikyaku-stations-'))
  const now = systemClock.now()
  const authority = await createAuthority({ commonName: 'Practice CA', now })
  const serverCertificate = await authority.issue({
    commonName: 'localhost',
    names: ['localhost', '127.0.0.1'],
    use: 'server',
    now,
  })
  const [retailerHome, supplierHome] = [join(root, 'retailer'), join(root, 'supplier')]
  await createStationHome(retailerHome)
  await createStationHome(supplierHome)
  await withStation(retailerHome, (station) =>
    station.ledger.partners.add(
      { ...supplier, user: 'supplier', trust: [authority.certificatePem], ...options.client },
      { password },
    ),
  )
  const client = await authority.issue({ commonName: 'supplier', use: 'client', now })
  await withStation(supplierHome, (station) =>
    station.ledger.certificates.add(
      { name: 'edi', chainPem: client.chainPem, importedAt: now },
      client.keyPem,
    ),
  )
  return {
    root,
    retailerHome,
    supplierHome,
    authority,
    serverCertificate,
    retailerAt: (port, changes = {}) => ({
      ...retailer,
      url: `https://localhost:${port}/jx`,
      user: 'supplier',
      clientCertificate: 'edi',
      trust: [authority.certificatePem],
      retries: 1,
      retryIntervalSeconds: 0,
      ...changes,
    }),
    remove: () => {
      rmSync(root, { recursive: true, force: true })
    },
  }
}

async function withStation(home: string, work: (station: Station) => Promise<void>): Promise<void> {
  const station = await openStation({ home })
  try {
    await work(station)
  } finally {
    await station.close()
  }
}

export interface TwoStations extends TwoHomes {
  readonly retailer: Station
  readonly supplier: Station
  readonly port: number
  /** The partner as it stands in the supplier's book. */
  readonly partner: ServerPartner
  /** The partner as it stands in the retailer's book. */
  readonly caller: ClientPartner
  /** Stops the retailer’s server. @returns what opens it again at the same port */
  unplug(): Promise<() => Promise<void>>
  close(): Promise<void>
}

/** Both stations running in this process, the retailer's server on a free port. */
export async function startTwoStations(
  options: {
    readonly partner?: Partial<ServerPartner>
    readonly client?: Partial<ClientPartner>
    readonly retailer?: Partial<StationOptions>
    readonly supplier?: Partial<StationOptions>
  } = {},
): Promise<TwoStations> {
  const homes = await makeTwoHomes(defined({ client: options.client }))
  const serving = await openStation({ home: homes.retailerHome, ...options.retailer })
  const calling = await openStation({ home: homes.supplierHome, ...options.supplier })
  const certificate = homes.serverCertificate
  let server = await serving.serve({ port: 0, certificate })
  const partner = homes.retailerAt(server.port, options.partner)
  await calling.ledger.partners.add(partner, { password })
  return {
    ...homes,
    retailer: serving,
    supplier: calling,
    port: server.port,
    partner,
    caller: (await serving.ledger.partners.find('supplier')) as ClientPartner,
    unplug: async () => {
      const { port } = server
      await server.close()
      return async () => {
        server = await serving.serve({ port, certificate })
      }
    },
    close: async () => {
      await server.close()
      await calling.close()
      await serving.close()
      homes.remove()
    },
  }
}
