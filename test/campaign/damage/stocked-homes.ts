import { createHash } from 'node:crypto'
import { cpSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

import Sqlite from 'better-sqlite3'

import type { Actor } from '../../../src/domain/accounts/index.ts'
import {
  enqueueDocument,
  receiveDocuments,
  sendWaiting,
  withdrawDocument,
  type DocumentState,
} from '../../../src/domain/exchange/index.ts'
import type { Partner, ServerPartner } from '../../../src/domain/partners/index.ts'
import { handOverRounds } from '../../../src/station/background/hand-over-work.ts'
import { pickUpRounds } from '../../../src/station/background/pick-up-work.ts'
import { backupStation, openStation, type Station } from '../../../src/station/index.ts'
import { streamOf } from '../../support/exchange-context.ts'
import { makeTwoHomes, password, type TwoHomes } from '../../support/two-stations.ts'
import { OutsideRecord } from '../outside-record.ts'
import { quickFolder } from '../quick-folder.ts'
import { addFlows } from '../traded.ts'
import { forFile } from '../../support/payload-place.ts'

export type Owner = 'retailer' | 'supplier'

/** A document of which somebody was told that it is kept, as known outside of the stations. */
export interface Acknowledged {
  readonly owner: Owner
  readonly id: string
  readonly sha256: string
  readonly state: DocumentState
}

/** How the homes were left: by a crash, with the log of the database, or in order. */
export type Ending = 'crashed' | 'closed' | 'older'

const actor: Actor = { name: 'campaign', via: 'command' }
const quiet = (): void => undefined

/** Two homes with documents in all states, and what they were earlier. */
export class StockedHomes {
  readonly homes: TwoHomes
  readonly acknowledged: Acknowledged[] = []
  /** Of every text that was ever put in. */
  readonly known = new Set<string>()
  readonly port: number
  readonly #record: OutsideRecord
  /** Payloads stand in rows and in files, in turn. */
  #files = false

  static async make(): Promise<StockedHomes> {
    const homes = await makeTwoHomes({ under: quickFolder() })
    const retailer = await openStation({ home: homes.retailerHome })
    const { serverCertificate: certificate } = homes
    const server = await retailer.serve({ port: 0, certificate })
    const supplier = await openStation({ home: homes.supplierHome })
    const stock = new StockedHomes(homes, server.port)
    try {
      await stock.#fill(retailer, supplier)
      stock.#keepAs('crashed')
    } finally {
      await server.close()
      await supplier.close()
      await retailer.close()
    }
    stock.#keepAs('closed')
    return stock
  }

  private constructor(homes: TwoHomes, port: number) {
    this.homes = homes
    this.port = port
    this.#record = new OutsideRecord(homes.root)
  }

  homeOf(owner: Owner): string {
    return owner === 'retailer' ? this.homes.retailerHome : this.homes.supplierHome
  }

  /** The folder of a flow of the supplier. */
  get folders(): { readonly drop: string; readonly given: string } {
    return this.#record
  }

  /** A backup of a home as it was earlier. */
  backupOf(owner: Owner): string {
    return join(this.homes.root, `${owner}.zip`)
  }

  /** Where a home lies as it was left so, for whoever copies of it. */
  keptHome(owner: Owner, ending: Ending): string {
    return join(this.homes.root, ending, owner)
  }

  /** Puts homes and folders back in place, as they were left. */
  reset(ending: Exclude<Ending, 'older'>): void {
    for (const name of ['retailer', 'supplier', 'drop', 'given', 'new']) {
      const path = join(this.homes.root, name)
      rmSync(path, { recursive: true, force: true })
      if (name !== 'new') cpSync(join(this.homes.root, ending, name), path, { recursive: true })
    }
  }

  remove(): void {
    this.homes.remove()
  }

  async #fill(retailer: Station, supplier: Station): Promise<void> {
    await supplier.ledger.partners.add(this.homes.retailerAt(this.port, { retries: 0 }), {
      password,
    })
    await addFlows(supplier, this.#record)
    await this.#exchange(retailer, supplier, 'earlier')
    for (const owner of ['retailer', 'supplier'] as const) {
      await backupStation(this.homeOf(owner), this.backupOf(owner))
    }
    this.#keepAs('older')
    await this.#exchange(retailer, supplier, 'later')
    await this.#leaveHalfWay(retailer, supplier)
    await this.#note('retailer', retailer)
    await this.#note('supplier', supplier)
  }

  /** Documents go to their end both ways, by people, partners and folders. */
  async #exchange(retailer: Station, supplier: Station, when: string): Promise<void> {
    const partner = await partnerOf<ServerPartner>(supplier, 'retailer')
    await this.#put(retailer, 'supplier', `offered ${when}`)
    await this.#put(supplier, 'retailer', `shipped ${when}`)
    this.#record.dropFile()
    const { signal } = new AbortController()
    await pickUpRounds(supplier, quiet).round(signal)
    await sendWaiting(supplier, partner)
    await receiveDocuments(supplier, partner)
    await handOverRounds(supplier, quiet).round(signal)
    await pickUpRounds(supplier, quiet).round(signal)
  }

  /** One that its partner cannot unpack, one not confirmed, and what people held or withdrew. */
  async #leaveHalfWay(retailer: Station, supplier: Station): Promise<void> {
    const partner = await partnerOf<ServerPartner>(supplier, 'retailer')
    const odd = await this.#put(retailer, 'supplier', 'not what it says')
    packedByWord(this.homes.retailerHome, odd)
    await receiveDocuments(supplier, partner)
    await this.#put(retailer, 'supplier', 'not confirmed')
    const steps = { reached: stopAtConfirm }
    await receiveDocuments({ ...supplier, steps }, partner).catch(quiet)
    for (const [station, to] of [
      [retailer, 'supplier'],
      [supplier, 'retailer'],
    ] as const) {
      await this.#put(station, to, 'waits')
      for (const deed of ['hold', 'cancel'] as const) {
        const id = await this.#put(station, to, deed)
        await withdrawDocument(station, actor, id, { deed, reason: 'campaign' })
      }
    }
  }

  async #put(station: Station, to: Owner, what: string): Promise<string> {
    const text = `<order>${to}: ${what}</order>`
    this.#files = !this.#files
    const document = await enqueueDocument(station, {
      partner: await partnerOf(station, to),
      fileName: 'order.xml',
      chunks: streamOf(this.#files ? forFile(text) : text),
      documentType: 'Order',
    })
    return document.id
  }

  async #note(owner: Owner, { ledger }: Station): Promise<void> {
    for (const { id, wire, state } of await ledger.documents.search({})) {
      this.acknowledged.push({ owner, id, sha256: wire.sha256, state })
      this.known.add(wire.sha256)
    }
  }

  #keepAs(ending: Ending): void {
    for (const name of ['retailer', 'supplier', 'drop', 'given']) {
      const to = join(this.homes.root, ending, name)
      cpSync(join(this.homes.root, name), to, { recursive: true })
    }
  }
}

export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** All files under a folder, by their path from there. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .toSorted()
}

async function partnerOf<P extends Partner>({ ledger }: Station, name: string): Promise<P> {
  return (await ledger.partners.find(name)) as P
}

/** As a partner's program writes it that packs nothing and says that it did. */
function packedByWord(home: string, id: string): void {
  const database = new Sqlite(join(home, 'hikyaku.db'))
  database.prepare("UPDATE document SET compress_type = 'gzip' WHERE id = ?").run(id)
  database.close()
}

function stopAtConfirm(step: string): void {
  if (step === 'get.document-kept') throw new Error('the process ends here')
}
