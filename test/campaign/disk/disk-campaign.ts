import {
  enqueueDocument,
  receiveDocuments,
  recover,
  sendWaiting,
} from '../../../src/domain/exchange/index.ts'
import type { ServerPartner } from '../../../src/domain/partners/index.ts'
import { describeCause, isHikyakuError } from '../../../src/errors/index.ts'
import { handOverRounds } from '../../../src/station/background/hand-over-work.ts'
import { pickUpRounds } from '../../../src/station/background/pick-up-work.ts'
import { openStation, type Station } from '../../../src/station/index.ts'
import { streamOf } from '../../support/exchange-context.ts'
import { makeTwoHomes, password, type TwoHomes } from '../../support/two-stations.ts'
import { brokenInvariants } from '../invariants.ts'
import { OutsideRecord } from '../outside-record.ts'
import { quickFolder } from '../quick-folder.ts'
import { seeded } from '../seeded.ts'
import { addFlows, finish, offer } from '../traded.ts'
import { failingDisk, type Weather } from './failing-disk.ts'
import { forFile } from '../../support/payload-place.ts'

export interface DiskOrder {
  readonly faults: number
  readonly seed: number
  /** Wrong on purpose: the operator is told that a document is queued before it is kept. */
  readonly tellsEarly?: boolean
}

export interface DiskResult {
  readonly injected: Readonly<Record<string, number>>
  faults: number
  documents: number
  /** How often a station had to start anew, as its disk could not be trusted. */
  starts: number
  readonly broken: string[]
}

/** Of what the disk does, what fails: from a little to most, another share in each life. */
const shares = { least: 0.1, most: 0.6 }
const fatalShare = 0.02
const roundsOfAHome = 30
/** So often a person tries the same again. */
const tries = 400

/**
 * Two stations whose disks fail at much of what they do exchange documents, by
 * people, partners and folders. Then the disks work again, and each document is there once.
 */
export async function runDiskCampaign(order: DiskOrder): Promise<DiskResult> {
  const injected: Record<string, number> = {}
  const result: DiskResult = { injected, faults: 0, documents: 0, starts: 0, broken: [] }
  const random = seeded(order.seed)
  while (result.faults < order.faults && result.broken.length === 0) {
    const pair = new Pair(await makeTwoHomes({ under: quickFolder() }), order, {
      result,
      weather: { random, share: 0, fatalShare, injected },
    })
    await pair.run()
    result.faults = Object.values(injected).reduce((sum, count) => sum + count, 0)
  }
  return result
}

class Pair {
  readonly #homes: TwoHomes
  readonly #order: DiskOrder
  readonly #result: DiskResult
  readonly #weather: Weather
  readonly #record: OutsideRecord
  #queued = 0

  constructor(
    homes: TwoHomes,
    order: DiskOrder,
    { result, weather }: { result: DiskResult; weather: Weather },
  ) {
    this.#homes = homes
    this.#order = order
    this.#result = result
    this.#weather = weather
    this.#record = new OutsideRecord(homes.root)
  }

  async run(): Promise<void> {
    try {
      for (let round = 0; round < roundsOfAHome && this.#result.broken.length === 0;) {
        round += await this.#life(roundsOfAHome - round)
      }
      // What a living process could not remove is removed after a start.
      await this.#life(0)
      this.#result.documents += this.#record.documents
    } finally {
      this.#homes.remove()
    }
  }

  /**
   * Both stations from one start to the next; without rounds the disks work, and all is looked for.
   *
   * @returns how many rounds they lived
   */
  async #life(rounds: number): Promise<number> {
    this.#result.starts += 1
    const disk = failingDisk(this.#weather)
    const retailer = await openStation({ home: this.#homes.retailerHome, disk })
    const supplier = await openStation({ home: this.#homes.supplierHome, disk })
    const { serverCertificate: certificate } = this.#homes
    let isFatal = false
    const server = await retailer.serve({
      ...{ port: 0, certificate },
      onFatal: () => {
        isFatal = true
      },
    })
    try {
      await recover(retailer)
      await recover(supplier)
      await this.#meet(supplier, server.port)
      if (rounds === 0) this.#result.broken.push(...(await this.#aftermath(retailer, supplier)))
      let done = 0
      this.#weather.share = shares.least + this.#weather.random() * (shares.most - shares.least)
      while (done < rounds && !isFatal) {
        done += 1
        if (await this.#round(retailer, supplier)) isFatal = true
      }
      return done
    } finally {
      this.#weather.share = 0
      await server.close()
      await supplier.close()
      await retailer.close()
    }
  }

  async #meet(supplier: Station, port: number): Promise<void> {
    const { partners } = supplier.ledger
    const partner = this.#homes.retailerAt(port, { retries: 0 })
    if ((await partners.find('retailer')) !== undefined) return partners.replace(partner)
    await partners.add(partner, { password })
    await addFlows(supplier, this.#record)
  }

  /** @returns whether a disk cannot be trusted any more */
  async #round(retailer: Station, supplier: Station): Promise<boolean> {
    const partner = (await supplier.ledger.partners.find('retailer')) as ServerPartner
    const { signal } = new AbortController()
    const tell = (error: unknown): void => {
      this.#heard(error)
    }
    this.#record.dropFile()
    const deeds = [
      () => this.#untilKept(() => offer(retailer, this.#record)),
      () => this.#queue(supplier, partner),
      () => pickUpRounds(supplier, tell).round(signal),
      () => sendWaiting(supplier, partner),
      () => receiveDocuments(supplier, partner),
      () => handOverRounds(supplier, tell).round(signal),
      () => recover(supplier),
    ]
    for (const deed of deeds) {
      try {
        await deed()
      } catch (error) {
        this.#heard(error)
        if (isFatal(error)) return true
      }
    }
    this.#record.takeGiven()
    return false
  }

  async #queue(supplier: Station, partner: ServerPartner): Promise<void> {
    this.#queued += 1
    const text = `<shipment>${this.#queued}</shipment>`
    const bytes = this.#queued % 2 === 0 ? text : forFile(text)
    if (this.#order.tellsEarly === true) this.#record.queued(bytes)
    await this.#untilKept(() =>
      enqueueDocument(supplier, {
        partner,
        fileName: 'shipment.xml',
        chunks: streamOf(bytes),
        documentType: 'Shipment Notification',
      }),
    )
    if (this.#order.tellsEarly !== true) this.#record.queued(bytes)
  }

  /** As a person does it who reads the error: again. */
  async #untilKept(work: () => Promise<unknown>): Promise<void> {
    for (let count = 1; ; count += 1) {
      try {
        await work()
        return
      } catch (error) {
        if (count >= (this.#order.tellsEarly === true ? 1 : tries) || isFatal(error)) throw error
        this.#heard(error)
      }
    }
  }

  #heard(error: unknown): void {
    if (isHikyakuError(error) && error.fault !== 'defect') return
    this.#result.broken.push(`a disk that fails became a defect: ${describeCause(error)}`)
  }

  async #aftermath(retailer: Station, supplier: Station): Promise<string[]> {
    const failures = await finish(supplier)
    this.#record.takeGiven()
    return [
      ...failures,
      ...(await this.#record.broken(retailer)),
      ...(await brokenInvariants({ retailer, supplier, folders: [this.#record.taken] })),
    ]
  }
}

function isFatal(error: unknown): boolean {
  return isHikyakuError(error) && error.fault === 'sync-failed'
}
