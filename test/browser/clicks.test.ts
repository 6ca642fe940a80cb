import { Readable } from 'node:stream'
import type { Locator } from 'playwright-core'
import { describe, expect, test } from 'vitest'

import { enqueueDocument, sendWaiting } from '../../src/domain/exchange/index.ts'
import { practicePartnerName } from '../../src/practice/index.ts'
import type { ServerPartner } from '../../src/domain/partners/index.ts'
import type { Station } from '../../src/station/index.ts'
import { liveIn } from './lived-in.ts'
import { openForAll } from './opened-for-all.ts'
import { settle } from './opened-console.ts'
import { chain, trade } from './trading.ts'

/** A morning with everything in it: orders, a failure, a document that went out, a certificate. */
async function live(station: Station): Promise<{ close(): Promise<void> }> {
  const lived = await liveIn(station)
  await trade(station)
  const partner = (await station.ledger.partners.find(practicePartnerName)) as ServerPartner
  const order = { partner, fileName: 'invoice.xml', documentType: 'Invoice' }
  await enqueueDocument(station, { ...order, chunks: () => Readable.from([Buffer.from('<a/>')]) })
  await sendWaiting(station, partner)
  return lived
}

/** What an operator asks in the morning is answered in three clicks from the home page. */
describe('at most three clicks from home', () => {
  const life = openForAll('ja', live)
  let clicks = 0

  async function home(): Promise<void> {
    clicks = 0
    await life.signed.page.setViewportSize({ width: 1366, height: 768 })
    await life.signed.open('/')
    await settle(life.signed.page)
  }

  async function click(what: Locator): Promise<void> {
    clicks += 1
    await what.first().click()
  }

  test('did all orders come: none', async () => {
    await home()
    await life.signed.page.getByText('届かないものがあります').waitFor()
    expect(clicks).toBe(0)
  })

  test('why did it fail: one, the fault says it', async () => {
    const { page } = life.signed
    await home()
    // The line, not the middle of its text, which is longer than the tile.
    await click(page.locator('.tile-fault p.clip'))
    await page.getByText('メッセージ', { exact: true }).waitFor()
    await page.getByText('対応方法', { exact: true }).waitFor()
    expect(clicks).toBeLessThanOrEqual(3)
  })

  test('replace an expiring certificate everywhere: three, and the day', async () => {
    const { page } = life.signed
    const { ledger, clock } = life.station
    const practice = await ledger.certificates.find('practice')
    const key = (await ledger.certificates.key('practice')) ?? ''
    const next = { ...practice!, name: 'practice-2', importedAt: clock.now() }
    await ledger.certificates.add(next, key)
    await home()
    await click(page.getByRole('link', { name: '証明書', exact: true }))
    const row = page.getByRole('row').filter({ hasText: 'クライアント証明書' })
    await click(row.filter({ hasText: practicePartnerName }).getByRole('button'))
    await page.getByLabel('新しい証明書').selectOption('practice-2')
    await page.getByLabel('切り替える日').fill('2099-12-14')
    await click(page.getByRole('button', { name: 'か所の切り替えを予約' }))
    await page.getByText('2099-12-14 から、1 か所で').waitFor()
    expect(clicks).toBeLessThanOrEqual(3)
  })

  test('last order of a chain, by its partner and day: three', async () => {
    const { page } = life.signed
    await home()
    await click(page.getByRole('link', { name: '受信ボックス' }))
    await page.getByLabel('接続先').selectOption(chain.name)
    await click(page.getByRole('button', { name: '今日', exact: true }))
    await click(page.locator('.table-line', { hasText: '発注' }).locator('.row-link'))
    await page.locator('.paper-lines').first().waitFor()
    expect(clicks).toBeLessThanOrEqual(3)
  })

  test('send again: three, and the confirmation, as the partner may get it twice', async () => {
    const { page } = life.signed
    await home()
    await click(page.getByRole('link', { name: '送信ボックス' }))
    await click(page.locator('.table-line', { hasText: 'invoice.xml' }).locator('.row-link'))
    await click(page.getByRole('button', { name: 'もう一度送信待ちに入れる' }))
    expect(clicks).toBeLessThanOrEqual(3)
    const asked = page.getByRole('dialog')
    await asked.getByRole('button', { name: 'もう一度送信待ちに入れる' }).click()
    await page.locator('.table-line', { hasText: 'invoice.xml' }).nth(1).waitFor()
  })
})
