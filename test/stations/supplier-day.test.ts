import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { putAlert, setMailServer } from '../../src/domain/alerts/index.ts'
import { enqueueDocument, receiveDocuments } from '../../src/domain/exchange/index.ts'
import { addFlow, dayBoard, type FlowInput } from '../../src/domain/flows/index.ts'
import { mailPost, type MailPost } from '../support/mail-post.ts'
import { simulatedClock, stationDay, type SimulatedClock } from '../support/simulated-day.ts'
import { startTwoStations, type TwoStations } from '../support/two-stations.ts'

// A supplier’s Tuesday after three closed days, by the minute: a retailer’s station that is called
// over TLS, a real mail server, real child processes, real folders; only the time is simulated.

const at = (time: string): Date => new Date(`2027-01-12T${time}+09:00`)
const actor = { name: 'sato', via: 'command' } as const
const kind = (documentType: string) => ({ formatType: 'SecondGenEDI', documentType })

let clock: SimulatedClock
let stations: TwoStations
let post: MailPost

beforeEach(async () => {
  clock = simulatedClock(at('06:50:00'))
  // The retailer’s own waits pass at once, and move no time of the supplier’s.
  const theirs = { now: () => clock.now(), wait: () => Promise.resolve() }
  stations = await startTwoStations({ supplier: { clock }, retailer: { clock: theirs } })
  post = await mailPost()
})

afterEach(async () => {
  await post.close()
  await stations.close()
})

const folder = (name: string): string => join(stations.root, name)

function files(name: string): string[] {
  const root = folder(name)
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .toSorted()
}

/** What the retailer has for the supplier from now on. */
async function offer(documentType: string, ...names: string[]): Promise<void> {
  for (const name of names) {
    await enqueueDocument(stations.retailer, {
      partner: stations.caller,
      documentType,
      fileName: `${name}.xml`,
      chunks: async function* () {
        yield await Promise.resolve(Buffer.from(`<a name="${name}"/>`))
      },
    })
  }
}

const mails = (): string[] => post.mails.map(({ subject }) => subject.replace('[Hikyaku] ', ''))

async function flow(name: string, documentType: string, more: Partial<FlowInput>): Promise<void> {
  const usual = { partner: 'retailer', direction: 'receive', kind: kind(documentType) } as const
  await addFlow(stations.supplier, actor, { name, ...usual, ...more })
}

function times(at: string): NonNullable<FlowInput['timetable']> {
  return { rules: [{ days: 'business', at }], spreadSeconds: 0 }
}

/** A program that writes a line for each document that it is given. */
const imported: NonNullable<FlowInput['programs']>[number] = {
  step: 'received',
  file: '/bin/sh',
  arguments: ['-c', 'echo "$(basename "$1") $HIKYAKU_ATTEMPT" >> "$2"', 'sh', '{file}', 'told'],
}

async function settle(): Promise<void> {
  for (const name of ['order', 'recv', 'ship']) mkdirSync(folder(name))
  const told = [...imported.arguments!.slice(0, 4), folder('told')]
  await flow('発注受信', 'Order', {
    timetable: times('07:00,07:30,08:00'),
    folder: { kind: 'hand-over', path: folder('order'), name: '{type}_{date}_{day-serial:3}{ext}' },
    programs: [{ ...imported, arguments: told }],
    expectations: [{ kind: 'by-time', at: '08:30' }],
  })
  await flow('受領受信', 'Receiving Notification', {
    timetable: times('07:15,09:15'),
    folder: { kind: 'hand-over', path: folder('recv'), name: '{type}_{day-serial:3}{ext}' },
    expectations: [{ kind: 'by-time', at: '09:00' }],
  })
  await flow('出荷送信', 'Shipment Notification', {
    direction: 'send',
    timetable: times('10:50'),
    folder: { kind: 'pick-up', path: folder('ship') },
    expectations: [{ kind: 'by-time', at: '11:00', remindMinutes: 30 }],
  })
  const server = { host: '127.0.0.1', port: post.port, tls: 'none', from: 'edi@maker.example' }
  await setMailServer(stations.supplier, actor, server)
  await putAlert(stations.supplier, actor, { name: 'ops', mail: ['ops@maker.example'] })
}

test('a supplier’s day: what came, what went, what was told, and the board of it', async () => {
  await settle()
  const { supplier, retailer } = stations
  const day = stationDay(supplier, clock)

  // 07:00: three orders wait (scenario 1).
  await offer('Order', 'a', 'b', 'c')
  await day.until(at('07:05:00'))
  expect(files('order')).toEqual([1, 2, 3].map((n) => `Order_20270112_00${n}.xml`))

  // 07:15: the run of another kind takes an order along (scenario 2); 07:30: nothing (3).
  await offer('Order', 'd')
  await day.until(at('07:35:00'))
  expect(files('order')).toHaveLength(4)
  expect(mails()).toEqual([])

  // 08:00 to 08:05 the retailer does not answer (scenario 4).
  await offer('Order', 'e')
  const before = await retailer.ledger.documents.count({ box: 'mailbox', state: 'taken' })
  expect(before).toBe(4)
  const reopen = await stations.unplug()
  await day.until(at('08:05:30'))
  await reopen()
  await day.until(at('08:20:00'))
  expect(files('order')).toHaveLength(5)
  expect(mails().map((subject) => subject.slice(0, 6))).toEqual(['障害・警告 ', '解消 1: '])

  // 09:00: the receiving notification is not there (scenario 5); a person fetches it at 09:12.
  await day.until(at('09:05:00'))
  expect(mails().slice(2)).toEqual([expect.stringMatching(/受領受信/)])
  await offer('Receiving Notification', 'r')
  await day.until(at('09:12:00'))
  await receiveDocuments(supplier, stations.partner)
  await day.until(at('09:20:00'))
  expect(files('recv')).toEqual(['Receiving Notification_001.xml'])
  expect(mails().slice(3)).toEqual([expect.stringMatching(/^解消 1: .*受領受信/)])

  // 10:20 to 10:22 the shipment is written in pieces, sent at 10:50 (scenario 7).
  await day.until(at('10:20:00'))
  const shipment = join(folder('ship'), 'ship.xml')
  appendFileSync(shipment, '<shipment>')
  await day.until(at('10:22:00'))
  appendFileSync(shipment, '</shipment>')
  await day.until(at('10:49:30'))
  expect(existsSync(shipment)).toBe(true)
  await day.until(at('10:55:00'))
  expect(files('ship')).toEqual(['sent/2027-01-12/ship.xml'])
  expect(await retailer.ledger.documents.count({ box: 'inbox' })).toBe(1)

  // Nothing more until the day is over.
  await day.until(at('18:30:00'), 300)
  expect(mails()).toHaveLength(4)
  expect(readFileSync(folder('told'), 'utf8').split('\n').filter(Boolean)).toHaveLength(5)
  expect(await supplier.ledger.faults.search({ open: true })).toEqual([])
  const board = await dayBoard(supplier)
  expect(board.summary).toMatchObject({ verdict: 'all-here', expected: 2, met: 2 })
  const rows = board.rows.map(({ flow: { name }, state, counts }) => [name, state, counts.second])
  expect(rows).toEqual([
    ['出荷送信', 'done', 1],
    ['受領受信', 'done', 1],
    ['発注受信', 'done', 5],
  ])
})
