import { rmSync } from 'node:fs'
import { join } from 'node:path'

import { recover } from '../../../src/domain/exchange/index.ts'
import { openStation, type Station } from '../../../src/station/index.ts'
import { makeTwoHomes, password, type TwoHomes } from '../../support/two-stations.ts'
import { bundleProcess } from '../bundle.ts'
import { brokenInvariants } from '../invariants.ts'
import { startWorker } from '../kills/worker-process.ts'
import { OutsideRecord } from '../outside-record.ts'
import { cutPower } from '../power-cut.ts'
import { quickFolder } from '../quick-folder.ts'
import { seeded } from '../seeded.ts'
import { addFlows, finish, offer } from '../traded.ts'

export interface PowerOrder {
  readonly cuts: number
  readonly seed: number
  /** Wrong on purpose: the disk says that it fsynced, and did nothing. */
  readonly fsyncs?: 'real' | 'none'
  /** How many cuts there are before it is looked what became of all. */
  readonly lookEvery?: number
}

export interface PowerResult {
  cuts: number
  /** What a cut took: bytes of files, and names. */
  emptied: number
  unnamed: number
  documents: number
  readonly broken: string[]
}

const usualLookEvery = 6
const latestMoment = 60
const longestMilliseconds = 60_000

/**
 * A station that picks up, sends, receives and hands over by the folders of its flows is killed
 * in the middle, and what was not fsynced is taken back, in its home and in the folders. Then it
 * starts once more, and each file and document is where it belongs once.
 */
export async function runPowerCampaign(order: PowerOrder): Promise<PowerResult> {
  const program = await bundleProcess(join(import.meta.dirname, '..', 'kills', 'worker.ts'))
  const result: PowerResult = { cuts: 0, emptied: 0, unnamed: 0, documents: 0, broken: [] }
  const pair = new Pair(await makeTwoHomes({ under: quickFolder() }), { order, program, result })
  await pair.run()
  return result
}

interface Tools {
  readonly order: PowerOrder
  readonly program: string
  readonly result: PowerResult
}

class Pair {
  readonly #homes: TwoHomes
  readonly #tools: Tools
  readonly #record: OutsideRecord
  readonly #random: () => number

  constructor(homes: TwoHomes, tools: Tools) {
    this.#homes = homes
    this.#tools = tools
    this.#record = new OutsideRecord(homes.root)
    this.#random = seeded(tools.order.seed)
  }

  async run(): Promise<void> {
    const { order, result } = this.#tools
    const retailer = await openStation({ home: this.#homes.retailerHome })
    const { serverCertificate: certificate } = this.#homes
    const server = await retailer.serve({ port: 0, certificate })
    try {
      await this.#meet(server.port)
      while (result.cuts < order.cuts && result.broken.length === 0) {
        const end = Math.min(order.cuts, result.cuts + (order.lookEvery ?? usualLookEvery))
        while (result.cuts < end) await this.#cutOnce(retailer, server.port)
        result.broken.push(...(await this.#aftermath(retailer)))
      }
      result.documents = this.#record.documents
    } finally {
      await server.close()
      await retailer.close()
      this.#homes.remove()
    }
  }

  async #meet(port: number): Promise<void> {
    const supplier = await openStation({ home: this.#homes.supplierHome })
    await supplier.ledger.partners.add(this.#homes.retailerAt(port, { retries: 0 }), { password })
    await addFlows(supplier, this.#record)
    await supplier.close()
  }

  /** Some work, a process that dies at it, and what the cut takes of what it did. */
  async #cutOnce(retailer: Station, port: number): Promise<void> {
    const { order, program, result } = this.#tools
    this.#record.dropFile()
    await offer(retailer, this.#record)
    const file = join(this.#homes.root, 'disk.log')
    rmSync(file, { force: true })
    const worker = startWorker(
      program,
      {
        ...{ side: 'client', sabotage: 'none', port, home: this.#homes.supplierHome },
        certificateFile: '',
        seed: Math.floor(this.#random() * 2 ** 31),
        diskLog: { file, fsyncs: order.fsyncs ?? 'real' },
        death: {
          moment: 1 + Math.floor(this.#random() * latestMoment),
          when: this.#random() < 0.5 ? 'before' : 'after',
        },
      },
      ({ queued, defect }) => {
        if (queued !== undefined) this.#record.queued(queued)
        if (defect !== undefined) result.broken.push(`a process said: ${defect}`)
      },
    )
    const stuck = setTimeout(worker.kill, longestMilliseconds)
    if (!(await worker.killed)) result.broken.push('a station ended by itself')
    clearTimeout(stuck)
    // The operator's program took what it saw before the power went.
    this.#record.takeGiven()
    const { emptied, unnamed } = cutPower(file)
    result.cuts += 1
    result.emptied += emptied.length
    result.unnamed += unnamed.length
  }

  async #aftermath(retailer: Station): Promise<string[]> {
    const supplier = await openStation({ home: this.#homes.supplierHome })
    try {
      await recover(supplier)
      const failures = await finish(supplier)
      this.#record.takeGiven()
      return [
        ...failures,
        ...(await this.#record.broken(retailer)),
        ...(await brokenInvariants({ retailer, supplier, folders: [this.#record.taken] })),
      ]
    } finally {
      await supplier.close()
    }
  }
}
