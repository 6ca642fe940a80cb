import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import {
  enqueueDocument,
  receiveDocuments,
  recover,
  sendWaiting,
} from '../../src/domain/exchange/index.ts'
import type { ClientPartner } from '../../src/domain/partners/index.ts'
import { openStation, type Station } from '../../src/station/index.ts'
import { makeTwoHomes, password, type TwoHomes } from '../support/two-stations.ts'
import { brokenInvariants } from './invariants.ts'
import { cutPower } from './power-cut.ts'
import { quickFolder } from './quick-folder.ts'
import type { Kill, ProcessOrder, Sabotage } from './scenario.ts'
import { forFile } from '../support/payload-place.ts'

/** How one kill ended. */
export interface KillResult {
  readonly kill: Kill
  /** False if the process ended before it reached the step: the kill proves nothing. */
  readonly killed: boolean
  readonly broken: readonly string[]
}

const childMilliseconds = 180_000

/** Two homes of their own, in which kills follow one another. */
export class Lane {
  readonly #homes: TwoHomes
  readonly #sabotage: Sabotage
  readonly #program: string
  readonly #into: string
  readonly #taken: string
  readonly #diskLog: string
  #round = 0
  #known = false

  /** @param program the file that a station process runs */
  static async open(program: string, sabotage: Sabotage): Promise<Lane> {
    return new Lane(await makeTwoHomes({ under: quickFolder() }), program, sabotage)
  }

  private constructor(homes: TwoHomes, program: string, sabotage: Sabotage) {
    this.#homes = homes
    this.#program = program
    this.#sabotage = sabotage
    this.#into = join(homes.root, 'into')
    this.#diskLog = join(homes.root, 'disk.log')
    this.#taken = join(homes.root, 'taken')
    mkdirSync(this.#into)
    mkdirSync(this.#taken)
    const { chainPem, keyPem } = homes.serverCertificate
    writeFileSync(join(homes.root, 'server.pem'), chainPem + keyPem)
  }

  close(): void {
    this.#homes.remove()
  }

  /** Kills one process at one step, cuts the power, restarts, lets both finish, and looks. */
  async run(kill: Kill): Promise<KillResult> {
    this.#round += 1
    rmSync(this.#diskLog, { force: true })
    const killed =
      kill.side === 'client' ? await this.#killClient(kill) : await this.#killServer(kill)
    this.#take()
    cutPower(this.#diskLog)
    return { kill, killed, broken: await this.#aftermath() }
  }

  async #killClient(kill: Kill): Promise<boolean> {
    const child = this.#start()
    const signal = exitOf(child)
    const retailer = await openStation({ home: this.#homes.retailerHome })
    await this.#offer(retailer)
    const server = await retailer.serve({ port: 0, certificate: this.#homes.serverCertificate })
    await this.#tellPort(server.port)
    child.send(this.#order(kill))
    await signal
    await server.close()
    await retailer.close()
    return (await signal) === 'SIGKILL'
  }

  async #killServer(kill: Kill): Promise<boolean> {
    const child = this.#start()
    const exit = exitOf(child)
    const listening = portOf(child)
    const retailer = await openStation({ home: this.#homes.retailerHome })
    await this.#offer(retailer)
    await retailer.close()
    child.send(this.#order(kill))
    const port = await listening
    await this.#tellPort(port)
    const supplier = await openStation({ home: this.#homes.supplierHome })
    const partner = { ...this.#homes.retailerAt(port), retries: 0 }
    for (const text of this.#texts('shipment')) await send(supplier, partner, text)
    await sendWaiting(supplier, partner)
    await receiveDocuments(supplier, partner, { into: this.#into })
    await supplier.close()
    if (child.connected) child.disconnect()
    return (await exit) === 'SIGKILL'
  }

  /** The operator's program takes what it sees, at once: also before the power is cut. */
  #take(): void {
    for (const name of readdirSync(this.#into)) {
      if (name.startsWith('.')) continue
      // One that came twice is kept twice, so that it is seen.
      renameSync(join(this.#into, name), join(this.#taken, `${this.#round} ${name}`))
    }
  }

  /** Restart, a quiet network, and everything that is left to do. */
  async #aftermath(): Promise<string[]> {
    const retailer = await openStation({ home: this.#homes.retailerHome })
    await recover(retailer)
    const server = await retailer.serve({ port: 0, certificate: this.#homes.serverCertificate })
    const supplier = await openStation({ home: this.#homes.supplierHome })
    await recover(supplier)
    try {
      const partner = this.#homes.retailerAt(server.port)
      const sent = await sendWaiting(supplier, partner)
      const got = await receiveDocuments(supplier, partner, { into: this.#into })
      const failures = [sent.failure, got.failure].filter((failure) => failure !== undefined)
      return [
        ...failures.map((failure) => `the quiet run failed: ${failure.message}`),
        ...(await brokenInvariants({ retailer, supplier, folders: [this.#into, this.#taken] })),
      ]
    } finally {
      await supplier.close()
      await server.close()
      await retailer.close()
    }
  }

  async #offer(retailer: Station): Promise<void> {
    const partner = (await retailer.ledger.partners.find('supplier')) as ClientPartner
    for (const text of this.#texts('order')) await send(retailer, partner, text)
  }

  async #tellPort(port: number): Promise<void> {
    const supplier = await openStation({ home: this.#homes.supplierHome })
    const partner = this.#homes.retailerAt(port)
    if (this.#known) await supplier.ledger.partners.replace(partner)
    else await supplier.ledger.partners.add(partner, { password })
    this.#known = true
    await supplier.close()
  }

  #texts(what: string): string[] {
    const text = (which: string): string => `<${what}>${this.#round} ${which}</${what}>`
    // One in a row and one in a file.
    return [text('first'), forFile(text('second'))]
  }

  #order(kill: Kill): ProcessOrder {
    const { supplierHome, retailerHome } = this.#homes
    return {
      side: kill.side,
      home: kill.side === 'client' ? supplierHome : retailerHome,
      diskLog: this.#diskLog,
      kill,
      sabotage: this.#sabotage,
      send: this.#texts('shipment'),
      into: this.#into,
    }
  }

  /** Begins to start while the other station is made ready; it waits for its order. */
  #start(): ChildProcess {
    return spawn(process.execPath, [this.#program], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
  }
}

async function send(
  station: Station,
  partner: Parameters<typeof enqueueDocument>[1]['partner'],
  text: string,
): Promise<void> {
  await enqueueDocument(station, {
    partner,
    fileName: 'document.xml',
    chunks: async function* () {
      yield await Promise.resolve(Buffer.from(text))
    },
    documentType: 'Order',
  })
}

function exitOf(child: ChildProcess): Promise<NodeJS.Signals | null> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error('a station process did not end by itself'))
    }, childMilliseconds)
    child.once('exit', (_code, signal) => {
      clearTimeout(timer)
      resolve(signal)
    })
  })
}

function portOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => {
      resolve((message as { port: number }).port)
    })
    child.once('exit', () => {
      reject(new Error('the server process ended before it listened'))
    })
  })
}
