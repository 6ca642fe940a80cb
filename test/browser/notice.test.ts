import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { systemClock } from '../../src/base/clock.ts'
import { receiveDocuments } from '../../src/domain/exchange/index.ts'
import type { ServerPartner } from '../../src/domain/partners/index.ts'
import { localDay } from '../../src/wire/tls/index.ts'
import { hasJava } from '../support/jsse/jsse-server.ts'
import { noticeList, startOldRetailer, type OldRetailer } from '../support/old-retailer.ts'
import { buildConsole, launchBrowser, signIn, type SignedIn } from './browser.ts'

describe.skipIf(!hasJava)(
  'the notice in the console, from fault to cure and back (needs java)',
  () => {
    let browser: Browser
    let retailer: OldRetailer
    let signed: SignedIn

    beforeAll(async () => {
      await buildConsole()
      browser = await launchBrowser()
      retailer = await startOldRetailer()
      const { supplier, partner } = retailer.stations
      await supplier.ledger.certificates.add(
        { name: 'old', chainPem: retailer.client.pem, importedAt: systemClock.now() },
        retailer.client.keyPem,
      )
      await supplier.ledger.partners.replace({
        ...partner,
        url: `https://localhost:${retailer.old.port}/jx`,
        trust: [retailer.rootPem],
        clientCertificate: 'old',
        retries: 0,
      })
      signed = await signIn(browser, supplier, 'ja')
    })

    afterAll(async () => {
      await signed.close()
      await browser.close()
      await retailer.close()
    })

    async function receive(): Promise<string> {
      const { supplier } = retailer.stations
      const partner = (await supplier.ledger.partners.find('retailer')) as ServerPartner
      const { outcome } = await receiveDocuments(supplier, partner)
      await retailer.old.next()
      return outcome
    }

    /** The fault of the handshake, opened by a click in the log; its whole text. The waiver warns beside it. */
    async function newestFault(): Promise<string> {
      const { page } = signed
      await signed.open('/faults')
      await page.locator('a.row-link', { hasText: '20101137' }).first().click()
      await page.locator('.fault-card').waitFor()
      await page.getByRole('group', { name: 'ハンドシェイクのシーケンス図' }).waitFor()
      return page.locator('main').innerText()
    }

    async function apply(): Promise<void> {
      const { page } = signed
      await page.locator('#suites').getByRole('button', { name: '適用' }).click()
      await page
        .getByText('適用しました')
        .or(page.getByText('現在: 変更した順位'))
        .first()
        .waitFor()
    }

    test('as the operator lives through it', { timeout: 400_000 }, async () => {
      const { page } = signed
      await retailer.order('<order>1</order>')

      // A waiver first: without it the old versions cannot even be set.
      await signed.open('/partners/retailer/options')
      const waiver = page.locator('#waiver')
      for (const allowed of ['SSL 3.0', 'TLS 1.0', /RC4、3DES/]) {
        await waiver.getByLabel(allowed).check()
      }
      await waiver.getByLabel('理由').fill('相手先サーバーの更新は来月')
      const until = localDay(new Date(systemClock.now().getTime() + 30 * 86_400_000))
      await waiver.getByLabel('期限').fill(until)
      await waiver.getByRole('button', { name: '許可する' }).click()
      await waiver.getByText(`${until} まで許可しています`).waitFor()
      await page.getByLabel('下限').selectOption('SSLv3')
      await page.getByLabel('上限').selectOption('TLSv1')
      await page.locator('#suites').getByRole('button', { name: '適用' }).click()
      await page.getByText('適用しました').waitFor()

      // The fault, explained and drawn.
      expect(await receive()).toBe('failed')
      const fault = await newestFault()
      expect(fault).toContain('20101137')
      expect(fault).toContain(
        'クライアント証明書を使用して接続先と通信しようとしましたが、失敗しました。',
      )
      expect(fault).toContain('「クライアント認証設定」を確認してください')
      expect(fault).toContain('Algorithm Mismatch')
      const drawing = await page.locator('svg.sequence-drawing').textContent()
      for (const word of ['Client Hello', 'Server Hello', 'TLS 1.0 から SSL 3.0 に切り替え']) {
        expect(drawing).toContain(word)
      }

      // Its remedy, a click away: the list of the notice, first with its two mistakes.
      await page.getByRole('link', { name: /オプション設定を開く/ }).click()
      const list = page.getByLabel('SSL 暗号', { exact: true })
      const initial = await list.inputValue()
      await list.fill(noticeList.replace(',', ', '))
      await page.getByText(/2 番目.*空白/).waitFor()
      await list.fill(noticeList)
      await page.getByText('6 個の暗号を読み取りました').waitFor()
      await page.getByText('暗号化なし').first().waitFor()
      await apply()
      expect(await receive()).toBe('warning')
      const received = await retailer.stations.supplier.ledger.documents.search({ box: 'inbox' })
      expect(received).toHaveLength(1)

      // The initial list was kept; restored, it fails as before.
      await retailer.order('<order>2</order>')
      await signed.open('/partners/retailer/options')
      await page.getByText('現在: 変更した順位').waitFor()
      await page.getByRole('button', { name: '初期値に戻す' }).click()
      await page.getByRole('dialog').getByRole('button', { name: '初期値に戻す' }).click()
      await page.getByText('現在: 初期値').waitFor()
      expect(await page.getByLabel('SSL 暗号', { exact: true }).inputValue()).toBe(initial)
      expect(await receive()).toBe('failed')
      expect(await newestFault()).toContain('Algorithm Mismatch')
    })
  },
)
