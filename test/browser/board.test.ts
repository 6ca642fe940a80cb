import { afterAll, describe, expect, test } from 'vitest'

import { violationsOn } from './axe.ts'
import { openForAll } from './opened-for-all.ts'
import { settle } from './opened-console.ts'
import { trade } from './trading.ts'

describe('the day and its flows', () => {
  const life = openForAll('ja', trade)
  const sound: string[] = []
  afterAll(() => {
    expect([...life.complaints, ...sound]).toEqual([])
  })

  async function look(): Promise<void> {
    sound.push(...(await violationsOn(life.signed.page)))
  }

  test('the home page says whether everything came, and what each flow is about', async () => {
    const { page, open } = life.signed
    await page.setViewportSize({ width: 1366, height: 768 })
    await open('/')
    await settle(page)
    await page.getByText('届かないものがあります').waitFor()
    await page.getByText('届く予定 2 件のうち 1 件 受信').waitFor()
    const row = (name: string): ReturnType<typeof page.locator> =>
      page.locator('.board-table tr', { hasText: name })
    expect(await row('在庫報告').innerText()).toContain('遅れ')
    expect(await row('請求').innerText()).toMatch(/保留中\s*取引停止/u)
    await look()
    await page.getByRole('button', { name: '前の日' }).click()
    await page.getByRole('heading', { level: 1, name: /の予定と実績/u }).waitFor()
    await page.getByRole('button', { name: '次の日' }).waitFor()
  })

  test('a flow is added, changed, put on hold and released', async () => {
    const { page, open } = life.signed
    await open('/flows')
    await settle(page)
    await look()
    await page.getByRole('link', { name: '業務を追加' }).click()
    await page.getByLabel('業務名').fill('支払受信')
    await page.getByLabel('接続先', { exact: false }).selectOption('架空スーパー')
    await page.getByLabel('ドキュメント種別').fill('Payment Remittance')
    await page.getByLabel('時刻').fill('18:00・18:30')
    await page.getByLabel('到着期限・締切').fill('19:00')
    await look()
    await page.getByRole('button', { name: '追加', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: '支払受信' }).waitFor()
    await page.getByText('営業日 18:00・18:30').waitFor()
    await page.locator('.run-time', { hasText: '18:30' }).first().waitFor()
    await page.getByRole('button', { name: '変更' }).click()
    await page.getByLabel('時刻').fill('17:00')
    await page.getByRole('button', { name: '保存' }).click()
    await page.locator('.run-time', { hasText: '17:00' }).first().waitFor()
    await page.getByRole('button', { name: '保留にする' }).click()
    await page.getByLabel('理由').fill('棚卸し')
    await page.getByRole('dialog').getByRole('button', { name: '保留にする' }).click()
    await page.getByText(/admin が .* に保留にしました: 棚卸し/u).waitFor()
    await look()
    await page.getByRole('button', { name: '保留を解除' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '保留を解除' }).click()
    await page.getByText('動作中').waitFor()
    const [flow] = (await life.station.ledger.flows.list()).filter(
      ({ name }) => name === '支払受信',
    )
    expect(flow).toMatchObject({
      partner: '架空スーパー',
      timetable: { rules: [{ days: 'business', at: '17:00' }] },
      expectations: [{ kind: 'by-time', at: '19:00', atLeast: 1 }],
    })
    expect(flow?.hold).toBeUndefined()
  })
})
