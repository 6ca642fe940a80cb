import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { serveConsole, type RunningConsole } from '../../src/entry/api/server/index.ts'
import { practicePartnerName } from '../../src/practice/index.ts'
import { administrator, buildConsole, launchBrowser } from './browser.ts'
import { dropFile } from './dropping.ts'
import { liveIn, type LivedIn } from './lived-in.ts'
import { openConsole, type OpenedConsole } from './opened-console.ts'
import { retailer } from '../support/exchange-context.ts'
import { keepReceived } from '../support/kept-document.ts'
import { largeText } from '../support/payload-place.ts'

const limit = 65_536

describe('what the operator loses when something is lost: nothing', () => {
  let browser: Browser
  let life: OpenedConsole<LivedIn>
  let webFolder: string
  let later: RunningConsole | undefined

  beforeAll(async () => {
    webFolder = await buildConsole()
    browser = await launchBrowser()
    life = await openConsole(browser, 'ja', liveIn, { documentBytes: limit })
  })
  afterAll(async () => {
    await life.signed.page.close()
    await later?.close()
    await life.close()
    await browser.close()
  })

  /** As another window of the same browser would. */
  async function endSession(): Promise<void> {
    const { page, console: served } = life.signed
    const url = new URL('/api/v1/session', served.url).href
    const away = await page.request.delete(url, { headers: { 'X-Hikyaku-Console': '1' } })
    expect(away.status()).toBe(204)
  }

  test('a file that is too large is told at its place, and the next one goes', async () => {
    const { page, open } = life.signed
    await open('/outbox')
    await page.getByLabel('送り先').selectOption(practicePartnerName)
    await page.getByLabel('ドキュメント種別').first().fill('Invoice')
    const drop = (name: string, size: number): Promise<void> =>
      dropFile(page, '.send .file-drop', { name, bytes: 'x'.repeat(size) })
    await drop('large.xml', limit * 4)
    await page
      .locator('.send')
      .getByRole('alert')
      .getByText(/エラー \d{8}/u)
      .waitFor()
    await drop('small.xml', 100)
    await page.getByText('small.xml: 送信待ちに入れました（まだ送信していません）').waitFor()
    const kept = await life.station.ledger.documents.search({ box: 'outbox' })
    expect(kept.map(({ fileName }) => fileName)).toEqual(['small.xml'])
  })

  test('a document in lost+found is put back by a click, which says so', async () => {
    const { page, open } = life.signed
    const { home } = life.station
    const id = await keepReceived(life.station, retailer, Buffer.from(largeText))
    renameSync(join(home, 'documents', id.slice(2, 8), id), join(home, 'lost+found', id))
    await open('/settings')
    await page.getByRole('button', { name: '後始末を実行' }).click()
    await page.getByText('lost+found から元の場所に戻した: 1 件').waitFor()
    await page.getByRole('link', { name: id }).click()
    // As its slip or as what came, whichever there is by now.
    await page
      .getByRole('heading', { name: /発注|ドキュメント/u })
      .first()
      .waitFor()
    expect(new URL(page.url()).pathname).toBe(`/documents/${id}`)
    expect(existsSync(join(home, 'documents', id.slice(2, 8), id))).toBe(true)
  })

  test('a session that ended in mid-form: signed in again, the form stands, and is sent', async () => {
    const { page, open } = life.signed
    await open(`/partners/${practicePartnerName}/basic`)
    await page.getByLabel('再送回数').fill('9')
    await endSession()
    await page.getByRole('button', { name: '適用' }).click()
    const dialog = page.getByRole('dialog', { name: 'もう一度サインインしてください' })
    await dialog.locator('input[name=password]').fill(administrator.password)
    await page.keyboard.press('Escape')
    await dialog.getByRole('button', { name: 'サインイン' }).click()
    await dialog.waitFor({ state: 'hidden' })
    expect(await page.getByLabel('再送回数').inputValue()).toBe('9')
    await page.getByRole('button', { name: '適用' }).click()
    await page.getByText('保存しました').waitFor()
    const partner = await life.station.ledger.partners.find(practicePartnerName)
    expect(partner).toMatchObject({ retries: 9 })
  })

  test('the server goes away and comes back: said, typed text kept, and live again', async () => {
    const { page, open, console: first } = life.signed
    await open(`/partners/${practicePartnerName}/basic`)
    await page.getByLabel('再送回数').fill('5')
    await first.close()
    await page.getByText('更新が止まっています。接続し直しています…').waitFor()
    await page.getByRole('button', { name: '適用' }).click()
    await page.getByRole('alert').getByText('ステーションに接続できません。').waitFor()
    expect(await page.getByLabel('再送回数').inputValue()).toBe('5')
    const port = Number(new URL(first.url).port)
    later = await serveConsole(life.station, { port, language: 'ja', webFolder })
    await page.getByText('更新が止まっています').waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: '適用' }).click()
    await page.getByText('保存しました').waitFor()
    const partner = await life.station.ledger.partners.find(practicePartnerName)
    expect(partner).toMatchObject({ retries: 5 })
  })

  test('a session that ended is noticed without a click, and updates come again after it', async () => {
    const { page, open } = life.signed
    await open('/partners')
    await endSession()
    await later?.close()
    const port = Number(new URL(life.signed.console.url).port)
    later = await serveConsole(life.station, { port, language: 'ja', webFolder })
    const dialog = page.getByRole('dialog', { name: 'もう一度サインインしてください' })
    await dialog.locator('input[name=password]').fill(administrator.password)
    await dialog.getByRole('button', { name: 'サインイン' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await page.getByText('更新が止まっています').waitFor({ state: 'hidden' })
    const like = await life.station.ledger.partners.find(practicePartnerName)
    if (like === undefined) throw new Error('no practice partner')
    // A change by another way is shown without a reload.
    await wait(100)
    await life.station.ledger.partners.add({ ...like, name: 'もみじ商事' }, {})
    await page.getByRole('link', { name: 'もみじ商事' }).waitFor()
  })
})
