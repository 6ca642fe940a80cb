import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

import {
  enqueueDocument,
  receiveDocuments,
  recover,
  sendWaiting,
  withdrawDocument,
} from '../../../src/domain/exchange/index.ts'
import type { ClientPartner, ServerPartner } from '../../../src/domain/partners/index.ts'
import { openStation, type Station } from '../../../src/station/index.ts'
import { streamOf } from '../../support/exchange-context.ts'
import { otherHost, pidNamespace } from '../../support/namespaces.ts'
import { makeTwoHomes, password } from '../../support/two-stations.ts'
import { bundleProcess } from '../bundle.ts'
import { brokenInvariants } from '../invariants.ts'
import { quickFolder } from '../quick-folder.ts'
import { seeded } from '../seeded.ts'
import type { BesideSabotage, Said, WorkerOrder } from './order.ts'
import { forFile } from '../../support/payload-place.ts'

export interface BesideOrder {
  readonly rounds: number
  readonly seed: number
  readonly sabotage?: BesideSabotage
}

export interface BesideResult {
  processes: number
  /** Of them, those in a PID namespace and under a host name of their own. */
  elsewhere: number
  kills: number
  sweeps: number
  withdrawals: number
  documents: number
  readonly broken: string[]
}

/** Homes are made anew after so many rounds, so that the checks stay quick. */
const roundsOfAHome = 4
const besideOneAnother = 3
const deeds = 12
const longestMilliseconds = 120_000
/** Of the processes, those that are killed, and how soon after their start at the latest. */
const killedShare = 0.4
const latestKill = 1500

/**
 * Several processes at work in one home at once: all send, receive, withdraw and clear up, some
 * in a PID namespace of their own, some killed. After that each document is at the far side once
 * unless it was cancelled, was handed over once, and none waits.
 */
export async function runBesideCampaign(order: BesideOrder): Promise<BesideResult> {
  const random = seeded(order.seed)
  const program = await bundleProcess(join(import.meta.dirname, 'worker.ts'))
  const result: BesideResult = {
    ...{ processes: 0, elsewhere: 0, kills: 0, sweeps: 0, withdrawals: 0, documents: 0 },
    broken: [],
  }
  for (let done = 0; done < order.rounds && result.broken.length === 0; done += roundsOfAHome) {
    const rounds = Math.min(roundsOfAHome, order.rounds - done)
    await runHomes({ ...order, rounds }, { random, program }, result)
  }
  return result
}

interface Tools {
  readonly random: () => number
  readonly program: string
}

async function runHomes(
  { rounds, sabotage = 'none' }: BesideOrder,
  { random, program }: Tools,
  result: BesideResult,
): Promise<void> {
  const homes = await makeTwoHomes({ under: quickFolder() })
  const into = join(homes.root, 'into')
  mkdirSync(into)
  const retailer = await openStation({ home: homes.retailerHome })
  const server = await retailer.serve({ port: 0, certificate: homes.serverCertificate })
  const partner = homes.retailerAt(server.port, { retries: 0 })
  const queued: string[] = []
  const said = (what: Said): void => {
    if (what.queued !== undefined) queued.push(what.queued)
    result.sweeps += what.swept ?? 0
    result.withdrawals += what.withdrawn ?? 0
    if (what.defect !== undefined) result.broken.push(`a process said: ${what.defect}`)
  }
  try {
    const first = await openStation({ home: homes.supplierHome })
    await first.ledger.partners.add(partner, { password })
    await first.close()
    for (let round = 0; round < rounds; round += 1) {
      await offer(retailer, round)
      const orders = Array.from({ length: besideOneAnother }, () => ({
        ...{ home: homes.supplierHome, into, deeds, sabotage },
        seed: Math.floor(random() * 2 ** 31),
      }))
      await Promise.all(
        orders.map((one, at) => runWorker(one, { program, random, at, said, result })),
      )
    }
    const supplier = await openStation({ home: homes.supplierHome })
    try {
      result.broken.push(...(await aftermath({ retailer, supplier, partner, into, queued })))
      result.documents += queued.length + rounds * 2
    } finally {
      await supplier.close()
    }
  } finally {
    await server.close()
    await retailer.close()
    homes.remove()
  }
}

async function offer(retailer: Station, round: number): Promise<void> {
  const caller = (await retailer.ledger.partners.find('supplier')) as ClientPartner
  for (const which of ['first', 'second']) {
    await enqueueDocument(retailer, {
      partner: caller,
      fileName: 'order.xml',
      chunks: streamOf(forFile(`<order>${round} ${which}</order>`)),
      documentType: 'Order',
    })
  }
}

interface Run extends Tools {
  /** Its place among those of a round. */
  readonly at: number
  readonly said: (what: Said) => void
  readonly result: BesideResult
}

/** Runs one process to its end, or kills it; the first of a round from another namespace. */
async function runWorker(
  order: WorkerOrder,
  { program, random, at, said, result }: Run,
): Promise<void> {
  const under = at > 0 ? [] : random() < 0.5 ? pidNamespace : otherHost
  const isElsewhere = at === 0 && pidNamespace.length > 0
  const [command = process.execPath, ...args] = isElsewhere ? [...under, process.execPath] : []
  const child = spawn(command, [...args, program, JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  result.processes += 1
  if (isElsewhere) result.elsewhere += 1
  const killAfter = random() < killedShare ? random() * latestKill : undefined
  let timer = setTimeout(() => {
    result.broken.push('a process did not end by itself')
    child.kill('SIGKILL')
  }, longestMilliseconds)
  createInterface({ input: child.stdout }).on('line', (line) => {
    const what = JSON.parse(line) as Said
    said(what)
    if (what.ready !== true || killAfter === undefined) return
    clearTimeout(timer)
    timer = setTimeout(() => {
      result.kills += child.kill('SIGKILL') ? 1 : 0
    }, killAfter)
  })
  const status = await new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      resolve(code)
    })
  })
  clearTimeout(timer)
  if (status !== null && status !== 0) result.broken.push(`a process ended with ${status}`)
}

interface After {
  readonly retailer: Station
  readonly supplier: Station
  readonly partner: ServerPartner
  readonly into: string
  readonly queued: readonly string[]
}

/** What is held is released, all that is left to do is done, and each document is looked for. */
async function aftermath({ retailer, supplier, partner, into, queued }: After): Promise<string[]> {
  const { documents, faults } = supplier.ledger
  await recover(supplier)
  const release = { deed: 'release', reason: 'campaign' } as const
  const actor = { name: 'operator', via: 'command' } as const
  for (const { id } of await documents.search({ box: 'outbox', state: 'held' })) {
    await withdrawDocument(supplier, actor, id, release)
  }
  const sent = await sendWaiting(supplier, partner)
  const got = await receiveDocuments(supplier, partner, { into })
  const failures = [sent.failure, got.failure].filter((failure) => failure !== undefined)
  const known = new Set((await documents.search({ box: 'outbox' })).map((one) => one.messageId))
  const arrived = new Set(
    (await retailer.ledger.documents.search({ box: 'inbox' })).map((one) => one.messageId),
  )
  const cancelled = await documents.search({ box: 'outbox', state: 'cancelled' })
  const broken = failures.map((failure) => `the quiet run failed: ${failure.message}`)
  for (const { id, messageId } of cancelled) {
    if (!arrived.has(messageId)) continue
    const doubts = await faults.search({ name: 'cancelled-in-doubt', documentId: id })
    if (doubts.length === 0) broken.push(`${messageId} was cancelled, and sent, and nobody told`)
  }
  const withdrawn = new Set(cancelled.map(({ messageId }) => messageId))
  return [
    ...broken,
    ...queued.filter((id) => !known.has(id)).map((id) => `${id} was queued, and is unknown`),
    ...(await brokenInvariants({ retailer, supplier, folders: [into], withdrawn })),
  ]
}
