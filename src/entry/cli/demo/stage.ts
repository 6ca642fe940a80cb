import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { ClientPartner, ServerPartner } from '../../../domain/partners/index.ts'
import type { StepName } from '../../../domain/exchange/index.ts'
import { introduce, openPracticeRetailer, practiceCaller } from '../../../practice/index.ts'
import { createStationHome, openStation, type Station } from '../../../station/index.ts'
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

/** Sets the stage; `onStep` hears every step of the supplier. */
export async function setStage(onStep: (step: StepName, relay: Relay) => void): Promise<Stage> {
  const root = await mkdtemp(join(tmpdir(), 'hikyaku-demo-'))
  const [retailerHome, supplierHome, into] = [
    join(root, 'retailer'),
    join(root, 'supplier'),
    join(root, 'received'),
  ]
  await mkdir(into)
  const practice = await openPracticeRetailer({ home: retailerHome })
  const relay = await openRelay(practice.port)
  await createStationHome(supplierHome)
  const supplier = await openStation({
    home: supplierHome,
    steps: {
      reached: (step) => {
        onStep(step, relay)
      },
    },
  })
  const partner = await introduce(supplier, { ...practice, port: relay.port })
  return {
    root,
    retailerHome,
    supplierHome,
    into,
    retailer: practice.station,
    supplier,
    caller: practiceCaller(practice.caPem),
    partner,
    relay,
    port: practice.port,
    close: async () => {
      await relay.close()
      await supplier.close()
      await practice.close()
    },
    remove: () => rm(root, { recursive: true, force: true }),
  }
}
