import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { systemClock } from '../../base/clock.ts'
import { randomText } from '../../base/ids.ts'
import { practiceRetailer, practiceSupplier } from '../../bms/index.ts'
import type { ClientPartner, ServerPartner, StepName } from '../../exchange/index.ts'
import { createStationHome, openStation, type Station } from '../../station.ts'
import { createAuthority, type Authority } from '../../tls/index.ts'
import { openRelay, type Relay } from './relay.ts'

/** Two stations in temporary homes, with TLS, a client certificate and a password between them. */
export interface Stage {
  readonly root: string
  readonly retailerHome: string
  readonly supplierHome: string
  /** Where the supplier's received files are written. */
  readonly into: string
  readonly retailer: Station
  readonly supplier: Station
  /** The supplier in the retailer's book, and the other way round. */
  readonly caller: ClientPartner
  readonly partner: ServerPartner
  readonly relay: Relay
  readonly port: number
  close(): Promise<void>
  remove(): Promise<void>
}

const shared = { edition: '2007', formatType: 'SecondGenEDI', compress: 'none' } as const
const user = 'practice-supplier'

/** Sets the stage; `onStep` hears every step of the supplier. */
export async function setStage(onStep: (step: StepName, relay: Relay) => void): Promise<Stage> {
  const root = await mkdtemp(join(tmpdir(), 'hikyaku-demo-'))
  const [retailerHome, supplierHome, into] = [
    join(root, 'retailer'),
    join(root, 'supplier'),
    join(root, 'received'),
  ]
  await mkdir(into)
  await createStationHome(retailerHome)
  await createStationHome(supplierHome)
  const now = systemClock.now()
  const authority = await createAuthority({ commonName: 'Hikyaku practice CA', now, days: 30 })
  const password = randomText(20)
  const caller = callerFor(authority)
  const retailer = await openStation({ home: retailerHome })
  await retailer.ledger.partners.add(caller, { password })
  const certificate = await authority.issue({
    commonName: 'localhost',
    names: ['localhost', '127.0.0.1'],
    use: 'server',
    days: 30,
    now,
  })
  const server = await retailer.serve({ port: 0, certificate })
  const relay = await openRelay(server.port)
  const supplier = await openStation({
    home: supplierHome,
    steps: {
      reached: (step) => {
        onStep(step, relay)
      },
    },
  })
  const client = await authority.issue({ commonName: user, use: 'client', days: 30, now })
  await supplier.ledger.certificates.add(
    { name: 'practice', chainPem: client.chainPem, importedAt: now },
    client.keyPem,
  )
  const partner = partnerAt(relay.port, authority)
  await supplier.ledger.partners.add(partner, { password })
  return {
    root,
    retailerHome,
    supplierHome,
    into,
    retailer,
    supplier,
    caller,
    partner,
    relay,
    port: server.port,
    close: async () => {
      await relay.close()
      await supplier.close()
      await server.close()
      await retailer.close()
    },
    remove: () => rm(root, { recursive: true, force: true }),
  }
}

function callerFor(authority: Authority): ClientPartner {
  return {
    ...shared,
    kind: 'jx-client',
    name: 'practice-supplier',
    ownId: practiceRetailer.gln,
    partnerId: practiceSupplier.gln,
    from: 'edi.retailer.example',
    to: 'jx.supplier.example',
    user,
    trust: [authority.certificatePem],
    subject: `CN=${user}`,
  }
}

function partnerAt(port: number, authority: Authority): ServerPartner {
  return {
    ...shared,
    kind: 'jx-server',
    name: 'practice-retailer',
    url: `https://localhost:${port}/jx`,
    ownId: practiceSupplier.gln,
    partnerId: practiceRetailer.gln,
    from: 'jx.supplier.example',
    to: 'edi.retailer.example',
    user,
    clientCertificate: 'practice',
    trust: [authority.certificatePem],
    timeoutSeconds: 30,
    retries: 0,
    retryIntervalSeconds: 0,
    tlsMin: 'TLSv1.2',
    tlsMax: 'TLSv1.3',
  }
}
