import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { supplier } from '../../../../test/support/exchange-context.ts'
import { bytesOf, receiptFor, shipmentFor } from '../../../../test/support/bms/stage-documents.ts'
import { keepReceived } from '../../../../test/support/kept-document.ts'
import {
  cookieOf,
  json,
  own,
  password,
  pathOf,
  servedConsole,
  type CallOrder,
  type ServedConsole,
} from '../../../../test/support/served-console.ts'
import { raiseFault } from '../../../domain/exchange/index.ts'
import { HikyakuError } from '../../../errors/index.ts'
import { sampleMessage, sampleOrder } from '../../../wire/bms/sample/index.ts'
import { createAuthority } from '../../../wire/tls/index.ts'
import { routes, type Route, type RouteName } from '../contract.ts'

let served: ServedConsole
let database: Database.Database

beforeAll(async () => {
  served = await servedConsole()
  database = new Database(join(served.home, 'hikyaku.db'))
})
afterAll(async () => {
  database.close()
  await served.end()
})

/** Routes whose deed has no entry of its own in the audit log, and why. */
const unnoted: Partial<Record<RouteName, string>> = {
  'partners.receive': 'the exchange log tells',
  'partners.send': 'the exchange log tells',
  'flows.run': 'the exchange log tells',
  'alerts.test': 'the log of messages tells',
  'partners.test': 'takes and changes nothing, and calls a known partner',
  'tls.check-list': 'changes nothing',
  'certificates.read-trust': 'changes nothing',
  'flows.try': 'reckons, and keeps nothing',
  'calendars.try': 'reckons, and keeps nothing',
  'calendars.read': 'changes nothing',
  'documents.look': 'the document itself says who looked at it first',
  'documents.try-answer': 'reckons, and keeps nothing',
  'certificates.check': 'raises faults, which have a log',
  'settings.plan': 'tries, and keeps nothing',
  'clearing.run': 'every commit of it holds its own entry',
}
/** Tested below, as they take a run. */
const runs: readonly RouteName[] = ['tls.check', 'runs.stop']

/** Records of calls themselves, and the index of slips, which is made anew from the payloads. */
const untold = new Set([
  ...['lease', 'audit', 'api_token', 'sign_in_failure'],
  ...['slip_document', 'slip', 'slip_goods', 'slip_lines', 'slip_paid'],
])

/** All that a deed may change: the tables but for the records of calls themselves, and the settings. */
function state(): string {
  const tables = database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .pluck()
    .all() as string[]
  const rows = tables
    .filter((table) => !untold.has(table))
    .map((table) => [
      table,
      database
        .prepare(`SELECT * FROM "${table}"`)
        .all()
        .filter((row) => (row as { owner?: string }).owner !== 'audit'),
    ])
  const tokens = database.prepare('SELECT name, role FROM api_token').all()
  const read = (name: string): string => {
    try {
      return readFileSync(join(served.home, name), 'utf8')
    } catch {
      return ''
    }
  }
  return JSON.stringify([rows, tokens, read('settings.json')])
}

const refuseEntries = (): void => {
  database.exec(
    "CREATE TRIGGER no_entry BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no entry'); END",
  )
}
const takeEntries = (): void => {
  database.exec('DROP TRIGGER IF EXISTS no_entry')
}
const newest = (): { number: number; actor: string; action: string } =>
  database
    .prepare('SELECT number, actor, action FROM audit ORDER BY number DESC LIMIT 1')
    .get() as {
    number: number
    actor: string
    action: string
  }

interface Deed {
  readonly route: RouteName
  readonly action: string
  /** Made when it is its turn: some orders name what an earlier deed made. */
  readonly order?: () => CallOrder | Promise<CallOrder>
  /** In place of a call with the token of an administrator. */
  readonly ask?: () => Promise<Response>
}

async function plannedText(): Promise<CallOrder> {
  const body = { text: JSON.stringify({ hikyakuSettings: 2, settings: { jxPort: 9666 } }) }
  const plan = await served.call('admin', 'settings.plan', { body })
  const { mark } = (await plan.json()) as { readonly mark: string }
  return { body: { ...body, mark } }
}

const partner = {
  kind: 'jx-server',
  name: 'p',
  url: 'https://edi.example.co.jp/jx',
  ownId: '1',
  partnerId: '2',
}
const expectations = [{ kind: 'by-time', at: '08:30' }]
const flow = { name: 'f', partner: 'p', direction: 'receive', kind: 'any', expectations }
const named = (name: string, body?: unknown) => (): CallOrder => ({ params: { name }, body })
const settings = { host: '127.0.0.1', jxPort: 8443, consolePort: 8040, limits: {} }
const soon = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
const waiver = { allow: ['tls1.0'], reason: 'r', by: 'b', until: soon }
let cookie = ''

const session = (route: RouteName, method: string, body?: object): (() => Promise<Response>) => {
  return () => {
    const headers = { ...own, ...(body === undefined ? {} : json), cookie }
    const sent = body === undefined ? {} : { body: JSON.stringify(body) }
    return served.ask(pathOf(route), { method, headers, ...sent })
  }
}

async function certificateFile(): Promise<CallOrder> {
  const now = served.station.clock.now()
  const authority = await createAuthority({ commonName: 'CA', now })
  const { chainPem, keyPem } = await authority.issue({ commonName: 'c', use: 'client', now })
  const content = Buffer.from(chainPem + keyPem).toString('base64')
  return { body: { name: 'c', fileName: 'c.pem', content } }
}

async function openFault(): Promise<CallOrder> {
  const { ledger } = served.station
  const error = new HikyakuError('partner-unknown', { partner: 'x' })
  const { id } = await raiseFault(ledger, served.station, error, {})
  return { params: { id }, body: { comment: 'seen' } }
}

let documentId = ''
const upload = (): Promise<Response> => {
  const query = { partner: 'supplier', fileName: 'a.xml', documentType: 'Order' }
  const headers = { 'content-type': 'application/octet-stream' }
  const body = '<a/>'
  return served
    .askAs('admin', pathOf('documents.upload', { query }), { method: 'POST', headers, body })
    .then(async (answer) => {
      if (answer.status === 201) documentId = ((await answer.clone().json()) as { id: string }).id
      return answer
    })
}
const taken = async (): Promise<CallOrder> => {
  const { documents } = served.station.ledger
  await documents.change(documentId, 'cancelled', { state: 'taken', at: new Date(0) })
  return { params: { id: documentId } }
}

const receivedOrder = async (): Promise<CallOrder> => {
  const day = new Date('2026-12-01T00:00:00Z')
  const bytes = sampleOrder({ tradeNumber: '1', orderDate: day, deliveryDate: day })
  const id = await keepReceived(served.station, supplier, bytes)
  return { params: { id }, body: { lines: [] } }
}

/** A slip of which less arrived than was ordered. */
async function shortSlip(): Promise<CallOrder> {
  const day = new Date('2026-11-20T00:00:00Z')
  const sample = { tradeNumber: '77', orderDate: day, deliveryDate: day, slips: 1, lines: 2 }
  const order = sampleMessage('order', sample)
  const short = [{ trade: '77', line: '1', quantity: '1', reason: '07' }]
  const receipt = receiptFor(shipmentFor(order, []), sample, short)
  for (const one of [order, receipt]) await keepReceived(served.station, supplier, bytesOf(one))
  const partner = { params: { partner: supplier.name } }
  // Its page brings the index up to date.
  await served.call('operator', 'matching.show', partner)
  return { ...partner, body: { key: 'trade.2026-11-20.77', deed: 'other', comment: '確認済み' } }
}

async function settledSlip(): Promise<CallOrder> {
  const [settled] = await served.station.ledger.matching.settlements(supplier.name)
  return { params: { partner: supplier.name, id: settled?.id ?? '' } }
}

const withdrawn = (): CallOrder => ({
  params: { id: documentId },
  body: { reason: 'a wrong number' },
})

/** A program that failed for the document. */
async function failedProgram(): Promise<CallOrder> {
  const at = new Date()
  await served.station.ledger.programRuns.put({
    subject: documentId,
    step: 'sent',
    flowId: 'W-1',
    state: 'failed',
    attempt: 1,
    file: '/opt/erp/import',
    startedAt: at,
    endedAt: at,
  })
  return withdrawn()
}

/** In an order in which each finds what it needs. */
const deeds: readonly Deed[] = [
  {
    route: 'session.set-up',
    action: 'session.begin',
    ask: () =>
      session('session.set-up', 'POST', {
        code: served.setUpUrl()?.split('code=')[1],
        name: 'boss',
        password,
      })(),
  },
  {
    route: 'session.login',
    action: 'session.begin',
    ask: async () => {
      const answer = await session('session.login', 'POST', { name: 'boss', password })()
      cookie = cookieOf(answer) ?? cookie
      return answer
    },
  },
  {
    route: 'session.password',
    action: 'session.begin',
    ask: async () => {
      const order = { current: password, next: `${password} two` }
      const answer = await session('session.password', 'PUT', order)()
      cookie = cookieOf(answer) ?? cookie
      return answer
    },
  },
  { route: 'session.logout', action: 'session.end', ask: session('session.logout', 'DELETE') },
  {
    route: 'users.add',
    action: 'user.add',
    order: () => ({ body: { name: 'u', role: 'viewer', password } }),
  },
  { route: 'users.change', action: 'user.change', order: named('u', { role: 'operator' }) },
  { route: 'users.remove', action: 'user.remove', order: named('u') },
  {
    route: 'tokens.add',
    action: 'token.add',
    order: () => ({ body: { name: 't', role: 'viewer' } }),
  },
  { route: 'tokens.remove', action: 'token.remove', order: named('t') },
  {
    route: 'settings.change',
    action: 'settings.change',
    order: () => ({ body: { ...settings, jxPort: 9443 } }),
  },
  {
    route: 'settings.import',
    action: 'settings.import',
    order: () => ({
      body: { hikyakuSettings: 1, settings, partners: [{ ...supplier, user: 's' }] },
    }),
  },
  { route: 'settings.apply', action: 'settings.import', order: plannedText },
  { route: 'certificates.import', action: 'certificate.import', order: certificateFile },
  {
    route: 'certificate-requests.make',
    action: 'certificate.request',
    order: () => ({ body: { name: 'r', subject: 'CN=r', key: 'p256' } }),
  },
  {
    route: 'certificate-requests.withdraw',
    action: 'certificate.withdraw',
    order: named('r'),
  },
  { route: 'partners.add', action: 'partner.add', order: () => ({ body: partner }) },
  {
    route: 'partners.change',
    action: 'partner.change',
    order: named('p', { ...partner, retries: 9 }),
  },
  {
    route: 'partners.plan-certificate',
    action: 'partner.change',
    order: named('p', { name: 'c', from: '2999-01-01' }),
  },
  {
    route: 'certificates.replace',
    action: 'partner.change',
    order: async () => {
      const [found] = await served.station.ledger.certificates.list()
      const key = (await served.station.ledger.certificates.key('c')) ?? ''
      await served.station.ledger.certificates.add({ ...found!, name: 'd' }, key)
      return named('c', { next: 'd', from: '2999-01-02' })()
    },
  },
  { route: 'partners.hold', action: 'partner.hold', order: named('p', { reason: '取引停止' }) },
  { route: 'partners.release', action: 'partner.release', order: named('p') },
  { route: 'partners.unplan-certificate', action: 'partner.change', order: named('p') },
  {
    route: 'partners.change-tls',
    action: 'partner.tls',
    order: named('p', { tlsMin: 'TLSv1.3', tlsMax: 'TLSv1.3', list: null }),
  },
  { route: 'partners.waive', action: 'partner.waive', order: named('p', waiver) },
  { route: 'partners.end-waiver', action: 'partner.end-waiver', order: named('p') },
  {
    route: 'flows.add',
    action: 'flow.add',
    order: () => ({ body: flow }),
  },
  {
    route: 'flows.change',
    action: 'flow.set',
    order: async () => {
      const shown = await served.call('admin', 'flows.show', named('f')())
      return named('f', { ...((await shown.json()) as object), note: 'changed' })()
    },
  },
  { route: 'flows.hold', action: 'flow.hold', order: named('f', { reason: '取引停止' }) },
  { route: 'flows.release', action: 'flow.release', order: named('f') },
  {
    route: 'flows.skip',
    action: 'flow.skip',
    order: () => ({ params: { name: 'f', date: '2999-01-04' }, body: { reason: '休売' } }),
  },
  {
    route: 'flows.unskip',
    action: 'flow.unskip',
    order: () => ({ params: { name: 'f', date: '2999-01-04' } }),
  },
  { route: 'flows.remove', action: 'flow.remove', order: named('f') },
  {
    route: 'calendars.put',
    action: 'calendar.add',
    order: named('company', { base: 'japan', entries: [] }),
  },
  { route: 'calendars.remove', action: 'calendar.remove', order: named('company') },
  {
    route: 'alerts.mail',
    action: 'alert.mail',
    order: () => ({
      body: { host: 'mail.example.jp', port: 587, tls: 'starttls', from: 'edi@example.jp' },
    }),
  },
  {
    route: 'alerts.put',
    action: 'alert.add',
    order: named('night', { mail: ['operator@example.jp'] }),
  },
  { route: 'alerts.remove', action: 'alert.remove', order: named('night') },
  { route: 'partners.remove', action: 'partner.remove', order: named('p') },
  { route: 'certificates.remove', action: 'certificate.remove', order: named('c') },
  { route: 'documents.upload', action: 'document.upload', ask: upload },
  { route: 'documents.hold', action: 'document.hold', order: withdrawn },
  { route: 'documents.release', action: 'document.release', order: withdrawn },
  { route: 'documents.cancel', action: 'document.cancel', order: withdrawn },
  { route: 'documents.process', action: 'document.process', order: failedProgram },
  { route: 'documents.settle', action: 'document.settle', order: failedProgram },
  {
    route: 'documents.send-again',
    action: 'document.upload',
    order: () => ({ params: { id: documentId } }),
  },
  { route: 'documents.answer', action: 'document.answer', order: receivedOrder },
  { route: 'matching.settle', action: 'match.settle', order: shortSlip },
  { route: 'matching.take-back', action: 'match.take-back', order: settledSlip },
  { route: 'documents.retake', action: 'document.retake', order: taken },
  { route: 'faults.acknowledge', action: 'fault.acknowledge', order: openFault },
  {
    route: 'clearing.set',
    action: 'settings.change',
    order: () => ({ body: { payloadDays: 30 } }),
  },
  { route: 'station.recover', action: 'station.recover', order: () => ({ body: {} }) },
  { route: 'practice.start', action: 'practice.start', order: () => ({ body: { orders: 1 } }) },
  { route: 'practice.stop', action: 'practice.stop' },
]

describe('without its entry in the audit log, nothing is done by', () => {
  test.each(deeds)('$route', async ({ route, action, order, ask }) => {
    const what = await order?.()
    const deed = ask ?? (() => served.call('admin', route, what))
    const before = state()
    refuseEntries()
    try {
      const refused = await deed()
      expect([refused.status, await refused.text()]).toEqual([500, expect.any(String)])
    } finally {
      takeEntries()
    }
    expect(state()).toBe(before)

    const { number } = newest()
    const done = await deed()
    expect([done.status, await done.text()]).toEqual([
      expect.toBeOneOf([200, 201, 204]),
      expect.any(String),
    ])
    expect(newest()).toMatchObject({
      action,
      actor: ask === upload || ask === undefined ? 'admin-token' : 'boss',
    })
    expect(newest().number).toBeGreaterThan(number)
    // Of a station where nothing is left lying about, a recovery changes nothing.
    if (!['practice.stop', 'station.recover'].includes(route)) expect(state()).not.toBe(before)
  })
})

test('every route that changes something is among them, or is said to need no entry', () => {
  const changing = Object.entries<Route>(routes)
    .filter(([, { method }]) => method !== 'GET')
    .map(([name]) => name)
  const known = [...deeds.map(({ route }) => route), ...runs, ...Object.keys(unnoted)]
  expect(known.toSorted()).toEqual(changing.toSorted())
})

/** In an order in which each finds what it needs; the second time changes nothing. */
const again: readonly [keyof typeof routes, CallOrder][] = [
  ['users.add', { body: { name: 'v', role: 'viewer', password } }],
  ['users.change', named('v', { role: 'operator' })()],
  ['settings.change', { body: { ...settings, jxPort: 9555 } }],
  [
    'settings.import',
    { body: { hikyakuSettings: 1, settings, partners: [{ ...supplier, user: 's' }] } },
  ],
  ['partners.add', { body: { ...partner, name: 'q' } }],
  ['partners.change', named('q', { ...partner, name: 'q', retries: 9 })()],
  ['partners.change-tls', named('q', { tlsMin: 'TLSv1.3', tlsMax: 'TLSv1.3', list: null })()],
  ['partners.waive', named('q', waiver)()],
  ['partners.end-waiver', named('q')()],
  ['partners.unplan-certificate', named('q')()],
  ['practice.start', { body: { orders: 1 } }],
  ['practice.stop', {}],
]

test('what changes nothing leaves no entry', async () => {
  const noted: string[] = []
  for (const [route, order] of again) {
    await served.call('admin', route, order)
    if (route.endsWith('.add') || route === 'practice.start') continue
    const { number } = newest()
    const second = await served.call('admin', route, order)
    expect(second.status, route).toBeLessThan(300)
    if (newest().number !== number) noted.push(route)
  }
  expect(noted).toEqual([])
})

test('a check of any address is noted before the address is called, and so is its stop', async () => {
  const called: string[] = []
  const silent = createServer((socket) => {
    called.push('')
    socket.on('error', () => undefined)
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => silent.once('listening', resolve))
  const url = `127.0.0.1:${(silent.address() as AddressInfo).port}`
  const check = async (): Promise<string> => {
    const answer = await served.call('operator', 'tls.check', { body: { url } })
    return ((await answer.json()) as { id: string }).id
  }
  const stateOf = async (id: string): Promise<string> => {
    const answer = await served.call('viewer', 'runs.show', { params: { id } })
    return ((await answer.json()) as { state: string }).state
  }
  const reaches = async (condition: () => boolean | Promise<boolean>): Promise<void> => {
    for (let tries = 0; tries < 400 && !(await condition()); tries += 1) await setTimeout(25)
    expect(await condition()).toBe(true)
  }
  try {
    refuseEntries()
    const refused = await check()
    await reaches(async () => (await stateOf(refused)) === 'failed')
    expect(called).toEqual([])
    takeEntries()
    const id = await check()
    await reaches(() => called.length > 0)
    expect(newest()).toMatchObject({ action: 'tls.check', actor: 'operator-token' })
    refuseEntries()
    expect((await served.call('operator', 'runs.stop', { params: { id } })).status).toBe(500)
    expect(await stateOf(id)).toBe('running')
    takeEntries()
    expect((await served.call('operator', 'runs.stop', { params: { id } })).status).toBe(200)
    expect(newest()).toMatchObject({ action: 'run.stop', actor: 'operator-token' })
    await reaches(async () => (await stateOf(id)) !== 'running')
    const { number } = newest()
    expect((await served.call('operator', 'runs.stop', { params: { id } })).status).toBe(200)
    expect(newest().number).toBe(number)
  } finally {
    takeEntries()
    silent.close()
  }
})
