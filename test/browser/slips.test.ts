import { afterAll, describe, expect, test } from 'vitest'

import { readBmsDocument } from '../../src/wire/bms/index.ts'
import { saveDocument } from '../../src/domain/exchange/index.ts'
import { violationsOn } from './axe.ts'
import { openForAll } from './opened-for-all.ts'
import { closeMonth } from './closed-month.ts'
import { settle } from './opened-console.ts'
import { chain, trade } from './trading.ts'

describe('a morning with slips', () => {
  const life = openForAll('ja', trade)
  const sound: string[] = []
  afterAll(() => {
    expect(life.complaints).toEqual([])
    expect(sound).toEqual([])
  })

  async function look(): Promise<void> {
    sound.push(...(await violationsOn(life.signed.page)))
  }

  test('the inbox tells what came as slips, and what is new', async () => {
    const { page, open } = life.signed
    await page.setViewportSize({ width: 1366, height: 768 })
    await open('/inbox')
    const row = page.locator('.table-line').first()
    for (const text of ['発注', '新着', '架空スーパー', '40', '12/02（水）', '警告 1', '未回答']) {
      await row.getByText(text).first().waitFor()
    }
    await page.locator('nav').getByText('新着 6 件').waitFor({ state: 'attached' })
    await look()
    await page.getByLabel('種別').selectOption('payment')
    await page.locator('.table-line').nth(1).waitFor({ state: 'detached' })
    expect(await page.locator('.table-line').innerText()).toContain('支払')
  })

  test('an order opens as paper; J and K go from slip to slip, and it is new no more', async () => {
    const { page, open } = life.signed
    await open(`/documents/${life.lived.order}`)
    const paper = page.locator('.slip-paper')
    await paper.getByText('発注伝票').waitFor()
    await paper.getByText('練習しょうゆ').first().waitFor()
    // Only one of the slips has an item that the standard does not know.
    await paper.getByText('チラシ 12/5～').waitFor()
    await look()
    await page.keyboard.press('j')
    await paper.locator('.paper-number', { hasText: '4180234' }).waitFor()
    await page.keyboard.press('k')
    await paper.locator('.paper-number', { hasText: '4180231' }).waitFor()
    await page.getByRole('button', { name: 'ピッキングリスト' }).click()
    expect(await page.locator('.picking tfoot').innerText()).toContain('960')
    await look()
    await page.getByRole('button', { name: 'ダウンロード' }).click()
    const download = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: /見出しなし、CP932/u }).click()
    expect((await download).suggestedFilename()).toMatch(/-flat\.csv$/u)
    const { looked } = (await life.station.ledger.documents.find(life.lived.order)) ?? {}
    expect(looked).toMatchObject({ by: 'admin' })
  })

  test('a check names items and slips', async () => {
    const { page, open } = life.signed
    await open(`/documents/${life.lived.faulty}?tab=findings`)
    const row = page.locator('tr', { hasText: '直接納品先納品日' })
    expect(await row.innerText()).toContain('7700201')
    await look()
  })

  test('an order is answered by keyboard, and sent once', async () => {
    const { page, open } = life.signed
    await open(`/documents/${life.lived.order}/answer`)
    await settle(page)
    const line = (at: string): ReturnType<typeof page.locator> =>
      page.locator(`[data-line="${at}"]`)
    await line('1/1').locator('input').focus()
    await page.keyboard.press('Enter')
    await page.keyboard.type('0')
    await page.getByText('欠品区分がありません').waitFor()
    await page.keyboard.press('Enter')
    // In the field of the reason now: 3 is 納入者品切.
    await page.keyboard.press('3')
    await page.getByText('欠品区分がありません').waitFor({ state: 'detached' })
    await look()
    await page.keyboard.press('Enter')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByText('1 / 40 伝票 入力済み').waitFor()
    await page.reload()
    await page.getByText('1 / 40 伝票 入力済み').waitFor()
    expect(await line('1/2').locator('input').inputValue()).toBe('0')
    await page.getByRole('button', { name: '残り 39 伝票を発注どおりに' }).click()
    const send = page.getByRole('button', { name: /40 伝票を送信/u })
    await expect.poll(() => send.isEnabled()).toBe(true)
    await page.keyboard.press('F9')
    const dialog = page.getByRole('dialog')
    await dialog.getByText('欠品が 1 行あります。').waitFor()
    await dialog.getByRole('button', { name: '送信する' }).dblclick()
    await page.getByText('出荷を送信待ちに登録しました').waitFor()
    const { documents } = life.station.ledger
    const sent = await documents.search({
      partner: chain.name,
      documentType: 'Shipment Notification',
    })
    expect(sent).toHaveLength(1)
    const { chunks } = await saveDocument(life.station, sent[0]!.id)
    const { document } = await readBmsDocument(chunks)
    const short = document!.trades[0]!.children[1]!.values
    expect(short.get('quantities/stockoutQuantity/reasonCode')).toBe('21')
    expect(document!.trades).toHaveLength(40)
    await page.reload()
    await page.getByText('この発注には回答済みです').waitFor()
    expect(await line('1/1').locator('input').isDisabled()).toBe(true)
    await look()
  })

  test('slips are found from every page', async () => {
    const { page, open } = life.signed
    await open('/')
    await page.keyboard.press('Control+k')
    await page.keyboard.type('4180233')
    await page.keyboard.press('Enter')
    // The order and the shipment that answers it.
    await page.locator('.table-line').nth(1).waitFor()
    await look()
    await page.getByRole('link', { name: '4180233' }).last().click()
    await page.locator('.paper-number', { hasText: '4180233' }).waitFor()
  })

  test('a closing is matched, and a difference is settled by keyboard', async () => {
    const { page, open } = life.signed
    await closeMonth(life.station, chain)
    await open(`/matching?partner=${encodeURIComponent(chain.name)}&closing=2026-11-30`)
    await page.getByText('支払案内の合計は再計算と一致').waitFor()
    const rows = page.locator('.match-row')
    await rows.nth(5).waitFor()
    expect(await rows.allInnerTexts()).toEqual([
      expect.stringMatching(/4179218[^]*受領が少ない/u),
      expect.stringMatching(/4179221[^]*なし[^]*支払がない/u),
      expect.stringMatching(/4179223[^]*−1,300[^]*支払が少ない/u),
      expect.stringMatching(/4179225[^]*2 回支払/u),
      expect.stringMatching(/4179202[^]*欠品どおり/u),
      expect.stringMatching(/4179206[^]*欠品どおり/u),
    ])
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByText('07 数量不足').waitFor()
    await look()
    await page.getByLabel('確認の内容').fill('店舗で破損。受領数で請求し直し。')
    await page.keyboard.press('F9')
    await page.getByText('確認済み admin').waitFor()
    await page.getByRole('button', { name: '要確認 3' }).click()
    await rows.nth(3).waitFor({ state: 'detached' })
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: 'CSV' }).click()
    expect((await download).suggestedFilename()).toBe('matching-2026-11-30.csv')
    await page.getByRole('button', { name: '確認済み 3' }).click()
    await page.getByRole('button', { name: '4179218' }).click()
    await page.getByRole('button', { name: '確認を取り消す' }).click()
    await page.getByRole('button', { name: '要確認 4' }).waitFor()
    await look()
  })
})
