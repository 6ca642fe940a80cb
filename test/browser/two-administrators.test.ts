import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { addUser } from '../../src/domain/accounts/index.ts'
import { systemClock } from '../../src/base/clock.ts'
import type { ServerPartner } from '../../src/domain/partners/index.ts'
import { practicePartnerName } from '../../src/practice/index.ts'
import { localDay } from '../../src/wire/tls/index.ts'
import { administrator, buildConsole, launchBrowser, signInAs, type Colleague } from './browser.ts'
import { violationsOn } from './axe.ts'
import { liveIn, type LivedIn } from './lived-in.ts'
import { openConsole, type OpenedConsole } from './opened-console.ts'

const old = 'old-retailer'
const password = 'practice-passphrase-2'

/** In the page: what of a note lies outside of it. */
const cutOff = `[...document.querySelectorAll('.error-note')].flatMap((note) => {
  const { right } = note.getBoundingClientRect()
  return [...note.querySelectorAll('*')]
    .filter((one) => one.getBoundingClientRect().right > right)
    .map((one) => one.outerHTML.slice(0, 100))
})`

describe('two administrators at one partner', () => {
  let browser: Browser
  let life: OpenedConsole<LivedIn>
  let second: Colleague

  beforeAll(async () => {
    await buildConsole()
    browser = await launchBrowser()
    life = await openConsole(browser, 'ja', liveIn)
    const actor = { name: administrator.name, via: 'command' } as const
    await addUser(life.station, actor, { name: 'second', role: 'admin', password })
    second = await signInAs(browser, life.signed.console.url, { name: 'second', password })
  }, 240_000)
  afterAll(async () => {
    await second.close()
    await life.close()
    await browser.close()
  })

  async function stored(name: string): Promise<ServerPartner> {
    return (await life.station.ledger.partners.find(name)) as ServerPartner
  }

  test('the second sees what the first saved, keeps the own input, and may save over it', async () => {
    const { page, open } = life.signed
    await open(`/partners/${practicePartnerName}/basic`)
    await second.open(`/partners/${practicePartnerName}/basic`)
    await second.page.getByLabel('再送回数').fill('9')
    await page.getByLabel('再送回数').fill('7')
    await page.getByLabel('応答待ち').fill('77')
    await page.getByRole('button', { name: '適用' }).click()
    await page.getByText('保存しました').waitFor()
    // Live: what was not touched follows, what is typed stays, and the newer value is told.
    await second.page.getByText('再送回数: 新しい値は 7').waitFor()
    expect(await violationsOn(second.page)).toEqual([])
    expect(await second.page.getByLabel('再送回数').inputValue()).toBe('9')
    expect(await second.page.getByLabel('応答待ち').inputValue()).toBe('77')
    await second.page.getByRole('button', { name: '適用' }).click()
    await second.page.getByRole('alert').getByText('エラー 20151132').waitFor()
    expect(await second.page.getByLabel('再送回数').inputValue()).toBe('9')
    expect((await stored(practicePartnerName)).retries).toBe(7)
    await second.page.getByRole('button', { name: /^確認した/u }).click()
    await second.page.getByRole('button', { name: '適用' }).click()
    await second.page.getByText('保存しました').waitFor()
    expect(await stored(practicePartnerName)).toMatchObject({ retries: 9, timeoutSeconds: 77 })
  })

  test('who changes other fields is not stopped, and undoes nothing', async () => {
    const { page, open } = life.signed
    await open(`/partners/${practicePartnerName}/basic`)
    await second.open(`/partners/${practicePartnerName}/basic`)
    await second.page.getByLabel('再送間隔').fill('33')
    await page.getByLabel('再送回数').fill('4')
    await page.getByRole('button', { name: '適用' }).click()
    await page.getByText('保存しました').waitFor()
    await expect.poll(() => second.page.getByLabel('再送回数').inputValue()).toBe('4')
    await second.page.getByRole('button', { name: '適用' }).click()
    await second.page.getByText('保存しました').waitFor()
    expect(await stored(practicePartnerName)).toMatchObject({
      retries: 4,
      retryIntervalSeconds: 33,
    })
  })

  test('a suite list that is typed is not lost when another one is applied', async () => {
    const { page, open } = life.signed
    await open(`/partners/${old}/options`)
    await second.open(`/partners/${old}/options`)
    const own = 'TLS_RSA_WITH_RC4_128_SHA'
    const list = second.page.getByLabel('SSL 暗号', { exact: true })
    await list.fill(own)
    await page.getByLabel('SSL 暗号', { exact: true }).fill('TLS_RSA_WITH_3DES_EDE_CBC_SHA')
    await page.locator('#suites').getByRole('button', { name: '適用' }).click()
    await page.getByText('適用しました').waitFor()
    await second.page.getByText('SSL 暗号: 新しい値は TLS_RSA_WITH_3DES_EDE_CBC_SHA').waitFor()
    expect(await list.inputValue()).toBe(own)
    await second.page.setViewportSize({ width: 390, height: 900 })
    expect(await second.page.evaluate(cutOff)).toEqual([])
    // The reasons of a suite stand beside its name, not far below the end of the box.
    const row = second.page.locator('.suite-table tbody tr').first()
    expect((await row.boundingBox())?.height).toBeLessThan(110)
    await second.page.setViewportSize({ width: 1280, height: 800 })
    await second.page.getByRole('button', { name: /^確認した/u }).click()
    await second.page.locator('#suites').getByRole('button', { name: '適用' }).click()
    await second.page.getByText('適用しました').waitFor()
    expect((await stored(old)).tlsSuites).toEqual([own])
  })

  test('a password that another one was saved for is not saved over it unseen', async () => {
    const { page, open } = life.signed
    const secret = 'ベーシック認証 パスワード'
    await open(`/partners/${practicePartnerName}/basic`)
    await second.open(`/partners/${practicePartnerName}/basic`)
    await second.page.getByLabel(secret).fill('second-password')
    await page.getByLabel(secret).fill('first-password')
    await page.getByRole('button', { name: '適用' }).click()
    await page.getByText('保存しました').waitFor()
    await second.page.getByText(`${secret}: 新しい値は （表示しません）`).waitFor()
    await second.page.getByRole('button', { name: '適用' }).click()
    await second.page.getByRole('alert').getByText('エラー 20151132').waitFor()
    const { partners } = life.station.ledger
    expect(await partners.secrets(practicePartnerName)).toMatchObject({
      password: 'first-password',
    })
    await second.page.getByRole('button', { name: /^確認した/u }).click()
    await second.page.getByRole('button', { name: '適用' }).click()
    await second.page.getByText('保存しました').waitFor()
    expect(await partners.secrets(practicePartnerName)).toMatchObject({
      password: 'second-password',
    })
  })

  test('a waiver that is typed is kept when the settings or the waiver change meanwhile', async () => {
    const { page, open } = life.signed
    const typed = second.page.locator('#waiver')
    const reason = typed.getByLabel('理由')
    await open(`/partners/${old}/options`)
    await second.open(`/partners/${old}/options`)
    await reason.fill('second reason')
    await page.getByLabel('SSL 暗号', { exact: true }).fill('TLS_RSA_WITH_AES_128_CBC_SHA')
    await page.locator('#suites').getByRole('button', { name: '適用' }).click()
    await page.getByText('適用しました').waitFor()
    const list = second.page.getByLabel('SSL 暗号', { exact: true })
    await expect.poll(() => list.inputValue()).toBe('TLS_RSA_WITH_AES_128_CBC_SHA')
    expect(await reason.inputValue()).toBe('second reason')

    const until = localDay(new Date(systemClock.now().getTime() + 20 * 86_400_000))
    const give = page.locator('#waiver')
    await give.getByLabel('理由').fill('first reason')
    await give.getByLabel('期限').fill(until)
    await give.getByRole('button', { name: '許可する' }).click()
    await typed.getByText('理由: 新しい値は first reason').waitFor()
    expect(await reason.inputValue()).toBe('second reason')
    await typed.getByLabel('期限').fill(until)
    await typed.getByRole('button', { name: '許可する' }).click()
    await typed.getByRole('alert').getByText('エラー 20151132').waitFor()
    expect((await stored(old)).tlsWaiver?.reason).toBe('first reason')
    await typed.getByRole('button', { name: /^確認した/u }).click()
    await typed.getByRole('button', { name: '許可する' }).click()
    await expect.poll(async () => (await stored(old)).tlsWaiver?.reason).toBe('second reason')
  })
})
