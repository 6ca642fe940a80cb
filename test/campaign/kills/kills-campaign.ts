import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { recover } from '../../../src/domain/exchange/index.ts'
import { openStation, type Station } from '../../../src/station/index.ts'
import { makeTwoHomes, password, type TwoHomes } from '../../support/two-stations.ts'
import { bundleProcess } from '../bundle.ts'
import { brokenInvariants } from '../invariants.ts'
import { OutsideRecord } from '../outside-record.ts'
import { quickFolder } from '../quick-folder.ts'
import type { Side } from '../scenario.ts'
import { seeded } from '../seeded.ts'
import { addFlows, finish, offer } from '../traded.ts'
import type { KillsSabotage, Said } from './order.ts'
import { startWorker, type WorkerProcess } from './worker-process.ts'

export interface KillsOrder {
  readonly kills: number
  readonly seed: number
  readonly sabotage?: KillsSabotage
}

export interface KillsResult {
  kills: number
  /** Of them, those of the server, and those at a moment of their own choice. */
  ofServer: number
  atMoments: number
  documents: number
  readonly broken: string[]
}

/** Homes are made anew after so many kills, so that the checks stay quick. */
const killsOfAHome = 60
/** Of these, so many between two looks at everything. */
const killsOfARound = 12
/** Who runs at once: one server, the others on the one home of its caller. */
const sides: readonly Side[] = ['server', 'client', 'client']
/** Of the killed, those that end themselves in the middle of a deed. */
const momentsShare = 0.6
const latestMoment = { server: 30, client: 80 }
const latestMilliseconds = 150
const longestMilliseconds = 60_000

/**
 * Processes are killed again and again at whatever they do, on two homes: the server of one,
 * and two at once that pick up, send, receive and hand over at the other. Then all are gone,
 * the stations start once more, and each document is where it belongs once, each file too.
 */
export async function runKillsCampaign(order: KillsOrder): Promise<KillsResult> {
  const random = seeded(order.seed)
  const program = await bundleProcess(join(import.meta.dirname, 'worker.ts'))
  const result: KillsResult = { kills: 0, ofServer: 0, atMoments: 0, documents: 0, broken: [] }
  while (result.kills < order.kills && result.broken.length === 0) {
    const pair = await Pair.open({ ...order, program, random, result })
    await pair.run(Math.min(killsOfAHome, order.kills - result.kills))
  }
  return result
}

interface Tools extends KillsOrder {
  readonly program: string
  readonly random: () => number
  readonly result: KillsResult
}

/** Two homes, and those that are killed there. */
class Pair {
  readonly #homes: TwoHomes
  readonly #tools: Tools
  readonly #record: OutsideRecord
  readonly #running = new Set<WorkerProcess>()
  #port: number

  static async open(tools: Tools): Promise<Pair> {
    const homes = await makeTwoHomes({ under: quickFolder() })
    const record = new OutsideRecord(homes.root)
    const { chainPem, keyPem } = homes.serverCertificate
    writeFileSync(join(homes.root, 'server.pem'), chainPem + keyPem)
    const retailer = await openStation({ home: homes.retailerHome })
    const first = await retailer.serve({ port: 0, certificate: homes.serverCertificate })
    const { port } = first
    await first.close()
    await retailer.close()
    const supplier = await openStation({ home: homes.supplierHome })
    await supplier.ledger.partners.add(homes.retailerAt(port, { retries: 0 }), { password })
    await addFlows(supplier, record)
    await supplier.close()
    return new Pair(homes, tools, { record, port })
  }

  private constructor(
    homes: TwoHomes,
    tools: Tools,
    { record, port }: { record: OutsideRecord; port: number },
  ) {
    this.#homes = homes
    this.#tools = tools
    this.#record = record
    this.#port = port
  }

  async run(kills: number): Promise<void> {
    const { result } = this.#tools
    const end = result.kills + kills
    try {
      while (result.kills < end && result.broken.length === 0) await this.#round(end)
      result.documents += this.#record.documents
    } finally {
      for (const worker of this.#running) worker.kill()
      this.#homes.remove()
    }
  }

  async #round(end: number): Promise<void> {
    const { result } = this.#tools
    const roundEnd = Math.min(end, result.kills + killsOfARound)
    const retailer = await openStation({ home: this.#homes.retailerHome })
    const kill = async (side: Side): Promise<void> => {
      while (result.kills < roundEnd && result.broken.length === 0) {
        await this.#putIn(retailer)
        await this.#killOne(side)
      }
    }
    try {
      await Promise.all(sides.map(kill))
    } finally {
      await retailer.close()
    }
    result.broken.push(...(await this.#aftermath()))
  }

  /** Some work for whoever begins next. */
  async #putIn(retailer: Station): Promise<void> {
    for (let count = 0; count < 2; count += 1) {
      this.#record.dropFile()
      await offer(retailer, this.#record)
    }
    this.#record.takeGiven()
  }

  /** Lets one begin, and die: at a moment that it chose before, or when it is told to. */
  async #killOne(side: Side): Promise<void> {
    const { program, random, result, sabotage = 'none' } = this.#tools
    const when = random() < 0.5 ? 'before' : 'after'
    const moment = 1 + Math.floor(random() * latestMoment[side])
    const dies = random() < momentsShare ? { death: { moment, when } as const } : {}
    const worker = startWorker(
      program,
      {
        ...{ side, sabotage, port: this.#port, seed: Math.floor(random() * 2 ** 31) },
        home: side === 'server' ? this.#homes.retailerHome : this.#homes.supplierHome,
        certificateFile: join(this.#homes.root, 'server.pem'),
        ...dies,
      },
      (what) => {
        this.#heard(what)
      },
    )
    this.#running.add(worker)
    const pause = random() * latestMilliseconds
    const longest = 'death' in dies ? 4 * latestMilliseconds : pause
    const stuck = setTimeout(worker.kill, longestMilliseconds)
    // Also before it is ready: it is killed as it starts and clears up.
    const early = random() < 0.1 ? setTimeout(worker.kill, pause) : undefined
    await worker.ready
    const timer = setTimeout(worker.kill, longest)
    if (!(await worker.killed)) result.broken.push(`a ${side} ended by itself`)
    for (const one of [stuck, early, timer]) clearTimeout(one)
    this.#running.delete(worker)
    result.kills += 1
    if (side === 'server') result.ofServer += 1
    if ('death' in dies) result.atMoments += 1
  }

  #heard({ queued, defect }: Said): void {
    if (queued !== undefined) this.#record.queued(queued)
    if (defect !== undefined) this.#tools.result.broken.push(`a process said: ${defect}`)
  }

  /** Both stations start, do what is left in peace, and everything is looked for. */
  async #aftermath(): Promise<string[]> {
    const retailer = await openStation({ home: this.#homes.retailerHome })
    const supplier = await openStation({ home: this.#homes.supplierHome })
    const { serverCertificate: certificate } = this.#homes
    const server = await retailer.serve({ port: this.#port, certificate })
    try {
      await recover(retailer)
      await recover(supplier)
      const failures = await finish(supplier)
      this.#record.takeGiven()
      return [
        ...failures,
        ...(await this.#record.broken(retailer)),
        ...(await brokenInvariants({ retailer, supplier, folders: [this.#record.taken] })),
      ]
    } finally {
      await server.close()
      await supplier.close()
      await retailer.close()
    }
  }
}
