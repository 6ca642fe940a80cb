import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { enqueueDocument } from '../../src/domain/exchange/index.ts'
import type { ServerPartner } from '../../src/domain/partners/index.ts'
import { openStation, type Station } from '../../src/station/index.ts'
import { runCommand } from '../support/command.ts'
import { otherHost, pidNamespace } from '../support/namespaces.ts'
import { streamOf } from '../support/exchange-context.ts'
import { makeTwoHomes, password, type TwoHomes } from '../support/two-stations.ts'
import { largeText } from '../support/payload-place.ts'

/** A process that is gone: its number is above the largest that there is. */
const stale = '4194305-0LD'

let homes: TwoHomes
let supplier: Station
let server: ChildProcess | undefined

beforeEach(async () => {
  homes = await makeTwoHomes()
  supplier = await openStation({ home: homes.supplierHome })
  const { chainPem, keyPem } = homes.serverCertificate
  writeFileSync(join(homes.root, 'server.pem'), chainPem + keyPem)
})

afterEach(async () => {
  if (server !== undefined) {
    const ended = once(server, 'exit')
    server.disconnect()
    await ended
  }
  server = undefined
  await supplier.close()
  homes.remove()
})

const flags = (): string[] => ['--home', homes.retailerHome, '--lang', 'en']

/** A station as a process of its own, slow between a payload's name and its record. */
async function start(): Promise<ServerPartner> {
  const script = join(import.meta.dirname, '..', 'support', 'slow-station.ts')
  const { root, retailerHome } = homes
  server = fork(script, [retailerHome, join(root, 'server.pem'), '20'], { execArgv: [] })
  const [port] = (await once(server, 'message')) as [number]
  const partner = homes.retailerAt(port)
  await supplier.ledger.partners.add(partner, { password })
  return partner
}

const connections = 6
/** Of each connection, however soon the others are done. */
const leastPuts = 5

/** Puts on several connections at once until it is told to end; gives what was acknowledged. */
function putUntil(partner: ServerPartner, isOver: () => boolean): Promise<string[]> {
  const acknowledged: string[] = []
  const connection = async (): Promise<void> => {
    const channel = await supplier.openChannel(partner)
    for (let count = 0; count < leastPuts || !isOver(); count += 1) {
      const document = await enqueueDocument(supplier, {
        partner,
        fileName: 'a.xml',
        documentType: 'Order',
        chunks: streamOf(largeText),
      })
      const payload = await supplier.payloads.open(document.id)
      const answer = await channel.put(document, payload)
      await payload.close()
      if (answer.kind === 'accepted') acknowledged.push(document.messageId)
    }
    await channel.close()
  }
  return Promise.all(Array.from({ length: connections }, connection)).then(() => acknowledged)
}

/** Of the acknowledged ones, those whose payload is not in its place. */
async function lost(acknowledged: readonly string[]): Promise<string[]> {
  const retailer = await openStation({ home: homes.retailerHome })
  try {
    const there = new Set<string>()
    for (const document of await retailer.ledger.documents.search({ box: 'inbox' })) {
      const payload = await retailer.payloads.open(document.id).catch(() => undefined)
      if (payload !== undefined) there.add(document.messageId)
      await payload?.close()
    }
    return acknowledged.filter((messageId) => !there.has(messageId))
  } finally {
    await retailer.close()
  }
}

const aside = (): string[] => readdirSync(join(homes.retailerHome, 'lost+found'))

describe.runIf(pidNamespace.length > 0)('beside a station in another PID namespace', () => {
  test.each([
    ['document list', pidNamespace, ['document', 'list']],
    ['recover', pidNamespace, ['recover']],
    ['recover under another host name', otherHost, ['recover']],
  ])('%s takes nothing that it keeps', async (_name, under, command) => {
    const partner = await start()
    // As a start before it left it, so that there is a reason to clear up.
    writeFileSync(join(homes.retailerHome, 'processes', stale), '')
    let isOver = false
    const putting = putUntil(partner, () => isOver)
    try {
      for (let count = 0; count < 2; count += 1) {
        const { status } = await runCommand([...flags(), ...command], under).ended
        expect(status).toBe(0)
      }
    } finally {
      isOver = true
    }
    const acknowledged = await putting
    expect(acknowledged.length).toBeGreaterThanOrEqual(connections * leastPuts)
    expect(aside()).toEqual([])
    expect(await lost(acknowledged)).toEqual([])
  })
})

describe('a station that starts while another process clears up', () => {
  test('keeps all it acknowledges, in a home of 6,000 documents', async () => {
    fillHome(3000, ['260331', '260401'])
    writeFileSync(join(homes.retailerHome, 'processes', stale), '')
    const sweeping = runCommand([...flags(), 'recover'])
    const partner = await start()
    let isOver = false
    const putting = putUntil(partner, () => isOver)
    await sweeping.ended
    // Once more, now that the other is at work.
    await runCommand([...flags(), 'recover']).ended
    isOver = true
    const acknowledged = await putting
    expect(aside()).toEqual([])
    expect(await lost(acknowledged)).toEqual([])
  })

  function fillHome(count: number, days: readonly string[]): void {
    const database = new Sqlite(join(homes.retailerHome, 'hikyaku.db'))
    const insert = database.prepare(`
      INSERT INTO document (id, box, partner, state, message_id, sender_id, receiver_id,
        format_type, document_type, compress_type, wire_bytes, wire_sha256, created_at, changed_at)
      VALUES (@id, 'inbox', 'supplier', 'received', @id, '1', '2', 'F', 'Order', '', 1,
        '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881',
        '2026-04-01T00:00:00.000Z', '2026-04-01T00:00:00.000Z')`)
    database.transaction(() => {
      for (const day of days) {
        mkdirSync(join(homes.retailerHome, 'documents', day), { recursive: true })
        for (let at = 0; at < count; at += 1) {
          const id = `D-${day}-${String(at).padStart(12, '0')}`
          insert.run({ id })
          writeFileSync(join(homes.retailerHome, 'documents', day, id), 'x')
        }
      }
    })()
    database.close()
  }
})
