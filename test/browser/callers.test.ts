import { describe, expect, test } from 'vitest'

import { faultText } from '../../src/errors/index.ts'
import { leaveEmpty, openConsole, settle } from './opened-console.ts'
import { openForAll } from './opened-for-all.ts'
import { liveIn } from './lived-in.ts'

describe('callers that failed, in the console', () => {
  const life = openForAll('ja', liveIn)

  test('the list is in the menu, and says what each offered', async () => {
    const { page, open } = life.signed
    await open('/')
    await page.locator('nav').getByRole('link', { name: '失敗した接続元' }).click()
    const old = page.getByRole('row', { name: /TLS 1\.1 まで/u })
    await old.getByText('127.0.0.1', { exact: true }).waitFor()
    const suite = old.getByText('TLS_RSA_WITH_AES_128_CBC_SHA', { exact: true })
    expect(await suite.isVisible()).toBe(false)
    await old.getByText(/暗号 \d+ 個/u).click()
    expect(await suite.isVisible()).toBe(true)
    await page.getByRole('row', { name: /暗号化しない HTTP/u }).waitFor()
  })

  test('each leads to its handshake, explained and drawn, and to its fault, which shows it too', async () => {
    const { page, open } = life.signed
    await open('/callers')
    const old = page.getByRole('row', { name: /TLS 1\.1 まで/u })
    await old.getByRole('link', { name: 'ハンドシェイク' }).click()
    await page.getByRole('heading', { name: '原因の説明' }).waitFor()
    await page.locator('svg.sequence-drawing').getByText('Client Hello').first().waitFor()
    await page.getByText('貴社クライアントは TLS 1.1 で接続していますが').waitFor()
    await page.locator('.page-back').click()
    await old.getByRole('link', { name: '障害の詳細' }).click()
    await page.locator('.fault-card').getByText('20101190').waitFor()
    await page.locator('svg.sequence-drawing').getByText('Client Hello').first().waitFor()
    await page.getByRole('link', { name: '失敗した接続元の一覧を開く' }).click()
    await old.waitFor()
  })

  test('the page of a fault says its cause once, whatever the fault', async () => {
    const { page, open } = life.signed
    const faults = await life.station.ledger.faults.search({})
    expect(new Set(faults.map(({ name }) => name)).size).toBeGreaterThan(2)
    for (const { id, name, params } of faults) {
      const cause = String(params['detailJa'] ?? faultText(name, params, 'ja').message)
      await open(`/faults/${id}`)
      await settle(page)
      const shown = await page.locator('main').innerText()
      expect([cause, shown.split(cause).length - 1]).toEqual([cause, 1])
    }
  })

  test('on a narrow screen each cell stands beside its title, within the page', async () => {
    const { page, open } = life.signed
    await page.setViewportSize({ width: 420, height: 800 })
    await open('/callers')
    await settle(page)
    const { length } = await page.getByRole('row').all()
    expect(length).toBe(3)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(420)
    await page.setViewportSize({ width: 1280, height: 800 })
  })

  test('a call that fails while the list is open appears by itself, and counts on', async () => {
    const { page, open } = life.signed
    await open('/callers')
    const rows = page.getByRole('row', { name: /198\.51\.100\.7/u })
    await page.getByRole('row', { name: /TLS 1\.1 まで/u }).waitFor()
    expect(await rows.count()).toBe(0)
    const at = life.station.clock.now()
    const call = { address: '198.51.100.7', cause: 'ECONNRESET', firstAt: at, lastAt: at }
    await life.station.ledger.strangers.put({ ...call, count: 41 })
    await rows.getByText('41', { exact: true }).waitFor()
    await life.station.ledger.strangers.put({ ...call, count: 42 })
    await rows.getByText('42', { exact: true }).waitFor()
  })

  test('where nobody failed the page says so', async () => {
    const empty = await openConsole(life.browser, 'en', leaveEmpty)
    try {
      await empty.signed.open('/callers')
      await empty.signed.page.getByText('No call has failed').waitFor()
    } finally {
      await empty.close()
    }
  })
})
