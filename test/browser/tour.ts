import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'

import { systemClock } from '../../src/base/clock.ts'
import { receiveDocuments, type ServerPartner } from '../../src/exchange/index.ts'
import { practicePartnerName } from '../../src/practice/index.ts'
import { createStationHome, openStation, type Station } from '../../src/station.ts'
import { createAuthority } from '../../src/tls/index.ts'
import { signIn, type SignedIn } from './browser.ts'

/** A station with something on every page: practice orders, a failed exchange, a document sent. */
export interface Tour {
  readonly station: Station
  readonly signed: SignedIn
  /** The name of each page, and its path. */
  paths(): Promise<readonly (readonly [name: string, path: string])[]>
  close(): Promise<void>
}

/** The partner whose server this station does not trust. */
export const strangerName = 'あおぞらスーパー'

/** Fills a new station by clicks and real exchanges. */
export async function openTour(browser: Browser): Promise<Tour> {
  const home = mkdtempSync(join(tmpdir(), 'hikyaku-tour-'))
  await createStationHome(home)
  const station = await openStation({ home })
  const signed = await signIn(browser, station, 'ja')
  return {
    station,
    signed,
    paths: () => pathsOf(station),
    close: async () => {
      await signed.close()
      await station.close()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** From the empty station to received orders and a first fault. */
export async function takeFirstSteps({ station, signed }: Tour): Promise<void> {
  const { page } = signed
  await signed.open('/')
  await page.getByRole('button', { name: '練習用の小売で試す' }).click()
  await page.getByRole('button', { name: '受信する' }).first().click()
  await page.getByText('受信: 正常終了').waitFor()
  const practice = (await station.ledger.partners.find(practicePartnerName)) as ServerPartner
  const other = await createAuthority({ commonName: 'Another CA', now: systemClock.now() })
  const stranger = { ...practice, name: strangerName, trust: [other.certificatePem], retries: 0 }
  await station.ledger.partners.add(stranger, {})
  await receiveDocuments(station, stranger)
}

async function pathsOf(station: Station): Promise<(readonly [string, string])[]> {
  const [document] = await station.ledger.documents.search({ box: 'inbox' })
  const [fault] = await station.ledger.faults.search({ limit: 1 })
  const [exchange] = await station.ledger.exchanges.search({ limit: 1 })
  const [certificate] = await station.ledger.certificates.list()
  const partner = encodeURIComponent(practicePartnerName)
  return [
    ['home', '/'],
    ['inbox', '/inbox'],
    ['outbox', '/outbox'],
    ['mailbox', '/mailbox'],
    ['document', `/documents/${document?.id ?? ''}`],
    ['faults', '/faults'],
    ['fault', `/faults/${fault?.id ?? ''}`],
    ['exchanges', '/exchanges'],
    ['exchange', `/exchanges/${exchange?.id ?? ''}`],
    ['partners', '/partners'],
    ['partner', `/partners/${partner}`],
    ['options', `/partners/${partner}/options`],
    ['test', `/partners/${partner}/test`],
    ['wizard', '/partners/new'],
    ['certificates', '/certificates'],
    ['certificate', `/certificates/${encodeURIComponent(certificate?.name ?? '')}`],
    ['tls-check', '/tls-check'],
    ['users', '/users'],
    ['audit', '/audit'],
    ['settings', '/settings'],
  ]
}
