import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { StationDocument } from '../../src/domain/exchange/index.ts'
import type { Station } from '../../src/station/index.ts'
import { allOf } from '../support/scripted-channel.ts'

/** The two stations after a crash, a restart and a quiet run. */
export interface Aftermath {
  readonly retailer: Station
  readonly supplier: Station
  /** Where the operator finds and keeps what was handed over. */
  readonly folders: readonly string[]
  /** Of documents that a person withdrew for good: these need not arrive. */
  readonly withdrawn?: ReadonlySet<string>
}

/**
 * What must hold after every crash; each broken one is a sentence.
 *
 * Every document that was taken on is at the far side once, byte for byte, and was
 * handed over once; nothing waits, nothing is stuck, no file has a temporary name.
 */
export async function brokenInvariants(after: Aftermath): Promise<string[]> {
  const { retailer, supplier, folders, withdrawn = new Set<string>() } = after
  const goes = ({ messageId }: StationDocument): boolean => !withdrawn.has(messageId)
  const sent = (await supplier.ledger.documents.search({ box: 'outbox' })).filter(goes)
  const accepted = (await retailer.ledger.documents.search({ box: 'inbox' })).filter(goes)
  const offered = await retailer.ledger.documents.search({ box: 'mailbox' })
  const received = await supplier.ledger.documents.search({ box: 'inbox' })
  return [
    ...arrivedOnce('sent', sent, accepted),
    ...arrivedOnce('offered', offered, received),
    ...stuck(sent, 'delivered'),
    ...stuck(accepted, 'received'),
    ...stuck(offered, 'taken'),
    ...stuck(received, 'received'),
    ...(await damagedPayloads(retailer, [...accepted, ...offered])),
    ...(await damagedPayloads(supplier, [...sent, ...received])),
    ...handedOverOnce(received, folders),
    ...leftOvers(retailer.home),
    ...leftOvers(supplier.home),
    ...(await unfinished(supplier)),
  ]
}

function arrivedOnce(
  what: string,
  from: readonly StationDocument[],
  to: readonly StationDocument[],
): string[] {
  const broken: string[] = []
  for (const document of from) {
    const there = to.filter((one) => one.messageId === document.messageId)
    if (there.length !== 1) {
      broken.push(`${what} ${document.messageId} is there ${there.length} times`)
    } else if (there[0]?.wire.sha256 !== document.wire.sha256) {
      broken.push(`${what} ${document.messageId} has other bytes there`)
    }
  }
  if (to.length > from.length) broken.push(`${to.length - from.length} too many were ${what}`)
  return broken
}

function stuck(documents: readonly StationDocument[], final: string): string[] {
  return documents
    .filter((one) => one.state !== final)
    .map((one) => `${one.box} ${one.messageId} is ${one.state}, not ${final}`)
}

async function damagedPayloads(
  station: Station,
  documents: readonly StationDocument[],
): Promise<string[]> {
  const broken: string[] = []
  for (const document of documents) {
    try {
      const payload = await station.payloads.open(document.id)
      const bytes = await allOf(payload.chunks())
      await payload.close()
      if (createHash('sha256').update(bytes).digest('hex') !== document.wire.sha256) {
        broken.push(`the payload of ${document.box} ${document.messageId} has other bytes`)
      }
    } catch {
      broken.push(`the payload of ${document.box} ${document.messageId} is gone`)
    }
  }
  return broken
}

function handedOverOnce(
  received: readonly StationDocument[],
  folders: readonly string[],
): string[] {
  const files = folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
  const hashes = files.map((file) => createHash('sha256').update(readFileSync(file)).digest('hex'))
  const broken = received
    .filter((one) => hashes.filter((hash) => hash === one.content?.sha256).length !== 1)
    .map((one) => `${one.messageId} was not handed over exactly once`)
  if (files.length > received.length) broken.push(`more files than documents: ${files.join(', ')}`)
  return broken
}

function leftOvers(home: string): string[] {
  return readdirSync(join(home, 'incoming')).map((name) => `${name} has a temporary name`)
}

async function unfinished(station: Station): Promise<string[]> {
  const open = await station.ledger.exchanges.unfinished()
  return open.map((exchange) => `exchange ${exchange.id} has no end`)
}
