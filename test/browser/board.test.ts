import { afterAll, describe, expect, test } from 'vitest'

import { violationsOn } from './axe.ts'
import { openForAll } from './opened-for-all.ts'
import { settle } from './opened-console.ts'
import { trade } from './trading.ts'

describe('the day, its flows, calendars and alerts', () => {
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

  test('a flow is added with its parts, changed, put on hold and released', async () => {
    const { page, open } = life.signed
    await open('/flows')
    await settle(page)
    await look()
    await page.getByRole('link', { name: '業務を追加' }).click()
    await page.getByLabel('業務名').fill('支払受信')
    await page.getByLabel('接続先', { exact: true }).selectOption('架空スーパー')
    await page.getByLabel('ドキュメント種別').fill('Payment Remittance')
    await page.getByRole('button', { name: '時刻表を追加' }).click()
    await page.getByLabel('時刻', { exact: true }).fill('18:00・18:3')
    // What is wrong stands at its field, before anything is saved.
    await page.getByText('時刻は HH:MM（00:00～47:59）で指定します').waitFor()
    await page.getByLabel('時刻', { exact: true }).fill('18:00・18:30')
    await page.locator('.run-time', { hasText: '18:30' }).first().waitFor()
    await page.getByRole('button', { name: 'フォルダーを追加' }).click()
    await page.getByLabel('書き出すフォルダー').fill('in')
    await page.getByLabel('ファイル名').fill('{type}_{day-serial:3}{ext}')
    await page.getByText('Payment Remittance_001.xml').waitFor()
    await page.getByRole('button', { name: '期限を追加' }).click()
    await page.getByLabel('到着期限・締切').fill('19:00')
    await look()
    await page.getByRole('button', { name: '追加', exact: true }).last().click()
    await page.getByText('入力に誤りがあります').waitFor()
    await page.getByText('絶対パスで指定してください').waitFor()
    await page.getByRole('button', { name: 'フォルダーを使わない' }).click()
    await page.getByRole('button', { name: '追加', exact: true }).last().click()
    await page.getByRole('heading', { level: 1, name: '支払受信' }).waitFor()
    await page.getByText('営業日 18:00・18:30').waitFor()
    await page.locator('.run-time', { hasText: '18:30' }).first().waitFor()
    await page.getByRole('button', { name: '時刻表を変更' }).click()
    await page.getByLabel('時刻', { exact: true }).fill('17:00')
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByText('営業日 17:00').waitFor()
    await page.locator('.run-time', { hasText: '17:00' }).first().waitFor()
    await page.getByRole('button', { name: '外部プログラムを追加' }).click()
    await page.getByLabel('プログラム（絶対パス）').fill('/opt/erp/import')
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByText('/opt/erp/import {file}').waitFor()
    await page.getByRole('button', { name: '保留にする' }).click()
    await page.getByLabel('理由').fill('棚卸し')
    await page.getByRole('dialog').getByRole('button', { name: '保留にする' }).click()
    await page.getByText(/admin が .* に保留にしました: 棚卸し/u).waitFor()
    await look()
    await page.getByRole('button', { name: '保留を解除' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '保留を解除' }).click()
    await page.getByText('動作中').waitFor()
    const flow = (await life.station.ledger.flows.list()).find(({ name }) => name === '支払受信')
    expect(flow).toMatchObject({
      partner: '架空スーパー',
      timetable: { rules: [{ days: 'business', at: '17:00' }] },
      programs: [{ step: 'received', file: '/opt/erp/import', arguments: ['{file}'] }],
      expectations: [{ kind: 'by-time', at: '19:00', atLeast: 1 }],
    })
    expect(flow?.folder).toBeUndefined()
    expect(flow?.hold).toBeUndefined()
    // The refusal of the folder that was no path.
    expect(life.complaints.splice(0)).toHaveLength(1)
  })

  test('a calendar gets days of its own, which its year shows before they are saved', async () => {
    const { page, open } = life.signed
    await open('/calendars?year=2026')
    await page.getByRole('button', { name: 'カレンダーを追加' }).click()
    await page.getByLabel('名前').fill('店舗')
    await page.getByRole('button', { name: '追加', exact: true }).first().click()
    await page.getByRole('button', { name: '年末年始' }).click()
    await page.getByLabel('初日').fill('2026-08-13')
    await page.getByLabel('名称').fill('お盆')
    await page.getByRole('button', { name: '追加', exact: true }).click()
    await page.locator('.day-closed[title^=お盆]').waitFor()
    await look()
    await page.getByRole('button', { name: '適用' }).click()
    await page.getByText('保存しました').waitFor()
    const calendars = await life.station.ledger.calendars.list()
    expect(calendars.find(({ name }) => name === '店舗')?.entries).toHaveLength(7)
  })

  test('an alert is added, and its test waits for a mail server', async () => {
    const { page, open } = life.signed
    await open('/alerts')
    await page.getByRole('button', { name: '通知を追加' }).click()
    await page.getByLabel('名前').fill('営業')
    await page.getByLabel('あて先のメールアドレス').fill('nobody')
    await page.getByRole('button', { name: '追加', exact: true }).click()
    await page.getByText('入力に誤りがあります').waitFor()
    await page.getByLabel('あて先のメールアドレス').fill('sales@maker.example')
    await page.getByRole('button', { name: '追加', exact: true }).click()
    await page.getByText('sales@maker.example へ知らせます').waitFor()
    await look()
    const rule = await life.station.ledger.alerts.findRule('営業')
    expect(rule?.rule).toMatchObject({ mail: ['sales@maker.example'], severity: 'warning' })
    life.complaints.length = 0
  })
})
