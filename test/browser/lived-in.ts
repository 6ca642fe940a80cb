import { connect, createServer, type AddressInfo, type Server } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from 'playwright-core'

import { hostPractice, practicePartnerName } from '../../src/practice/index.ts'
import { receiveDocuments } from '../../src/domain/exchange/index.ts'
import type { ServerPartner } from '../../src/domain/partners/index.ts'
import type { Station } from '../../src/station/index.ts'
import { createAuthority, localDay } from '../../src/wire/tls/index.ts'
import { opensslCall } from '../support/openssl-client.ts'

/** A page of the console: its name in file names, and its path. */
export interface ConsolePage {
  readonly name: string
  readonly path: string
  /** What is done on it before it is looked at. */
  readonly act?: (page: Page) => Promise<void>
}

/** A station with something on every page. */
export interface LivedIn {
  readonly pages: readonly ConsolePage[]
  close(): Promise<void>
}

/**
 * Lets a station practise: two callers that failed, three orders received, two waiting, and a fault of a partner
 * that nobody answers for, and the one of the notice.
 */
export async function liveIn(station: Station): Promise<LivedIn> {
  await letStrangersCall(station)
  const practice = hostPractice(station)
  await practice.start(3)
  const partner = (await station.ledger.partners.find(practicePartnerName)) as ServerPartner
  const received = await receiveDocuments(station, partner)
  await practice.stop()
  const failed = await receiveDocuments(station, partner)
  await practice.start(2)
  const old = await startOldServer()
  const mismatch = await receiveFromOld(station, partner, old)
  const [document] = await station.ledger.documents.search({ box: 'inbox', limit: 1 })
  const strangers = await station.ledger.strangers.list()
  const caller = strangers.find(({ cause }) => cause === 'client-speaks-no-common-version')
  const at = (path: string, id: string | undefined): string =>
    `/${path}/${encodeURIComponent(id ?? 'missing')}`
  return {
    pages: [
      { name: 'home', path: '/' },
      { name: 'inbox', path: '/inbox' },
      { name: 'outbox', path: '/outbox' },
      { name: 'mailbox', path: '/mailbox' },
      { name: 'document', path: at('documents', document?.id) },
      { name: 'exchanges', path: '/exchanges' },
      { name: 'exchange', path: at('exchanges', received.exchangeId) },
      { name: 'faults', path: '/faults' },
      { name: 'fault', path: at('faults', failed.faults[0]?.id) },
      { name: 'fault-handshake', path: at('faults', mismatch) },
      { name: 'callers', path: '/callers' },
      { name: 'caller', path: at('callers', caller?.handshakeId) },
      { name: 'partners', path: '/partners' },
      { name: 'partner-basic', path: `/partners/${practicePartnerName}/basic` },
      { name: 'partner-options', path: `/partners/${practicePartnerName}/options` },
      { name: 'partner-new', path: '/partners/new' },
      { name: 'flow-new', path: '/flows/new' },
      { name: 'calendars', path: '/calendars' },
      { name: 'alerts', path: '/alerts' },
      { name: 'partner-flows', path: `/partners/${practicePartnerName}/flows` },
      { name: 'certificates', path: '/certificates' },
      { name: 'certificate', path: '/certificates/practice' },
      { name: 'tls-check', path: '/tls-check' },
      { name: 'advisories', path: '/advisories' },
      { name: 'advisory', path: '/advisories/ssl3-algorithm-mismatch?partner=old-retailer' },
      { name: 'clearing', path: '/clearing' },
      { name: 'users', path: '/users' },
      { name: 'audit', path: '/audit' },
      { name: 'settings', path: '/settings' },
    ],
    close: async () => {
      old.close()
      await practice.stop()
    },
  }
}

/** An old client, and one that does not speak TLS. */
async function letStrangersCall(station: Station): Promise<void> {
  const server = await station.serve({ port: 0 })
  const socket = connect(server.port, '127.0.0.1')
  socket.on('error', () => undefined)
  socket.resume()
  socket.end('POST /jx HTTP/1.1\r\n\r\n')
  await new Promise((resolve) => socket.once('close', resolve))
  await opensslCall(server.port, { options: ['-tls1_1', '-cipher', 'DEFAULT:@SECLEVEL=0'] })
  while ((await station.ledger.strangers.list()).length < 2) await wait(20)
  await server.close()
}

/** Answers every hello with SSL 3.0 and AES, as the server of the notice did. */
async function startOldServer(): Promise<Server> {
  const random = Buffer.alloc(32, 7)
  const hello = Buffer.concat([Buffer.from([3, 0]), random, Buffer.from([0, 0x00, 0x2f, 0])])
  const message = Buffer.concat([Buffer.from([2, 0, 0, hello.length]), hello])
  const record = Buffer.concat([Buffer.from([22, 3, 0, 0, message.length]), message])
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    socket.once('data', () => socket.write(record))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

/** Tries to receive from it under a waiver; the id of the fault. */
async function receiveFromOld(
  station: Station,
  like: ServerPartner,
  server: Server,
): Promise<string | undefined> {
  const host = `localhost:${(server.address() as AddressInfo).port}`
  const now = station.clock.now()
  // SSL 3.0 knows RSA only.
  const authority = await createAuthority({ commonName: 'Practice CA', now })
  const { chainPem, keyPem } = await authority.issue({
    commonName: 'supplier',
    use: 'client',
    key: 'rsa',
    now,
  })
  await station.ledger.certificates.add({ name: 'edi', chainPem, importedAt: now }, keyPem)
  const partner: ServerPartner = {
    ...like,
    name: 'old-retailer',
    url: `https://${host}/jx`,
    clientCertificate: 'edi',
    tlsMin: 'SSLv3',
    tlsMax: 'TLSv1',
    tlsWaiver: {
      allow: ['ssl3', 'tls1.0', 'weak-suites'],
      host,
      reason: '相手先サーバーの更新は来月',
      by: '佐藤 花子',
      since: localDay(now),
      until: localDay(new Date(now.getTime() + 30 * 86_400_000)),
    },
  }
  await station.ledger.partners.add(partner, {})
  const { faults } = await receiveDocuments(station, partner)
  return faults.find(({ name }) => name === 'tls-with-client-certificate')?.id
}
