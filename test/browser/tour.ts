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
