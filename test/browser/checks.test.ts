import { describe, expect, test } from 'vitest'

import { practicePartnerName } from '../../src/practice/index.ts'
import { administrator, signInAs } from './browser.ts'
import { dropFile } from './dropping.ts'
import { openForAll } from './opened-for-all.ts'
import { liveIn } from './lived-in.ts'
import { settle } from './opened-console.ts'

describe('checks, tokens and settings in the console', () => {
  const life = openForAll('ja', liveIn)

  test('TLS 診断 tells how far it is, then the verdict, and prints without its surroundings', async () => {
    const { page, open } = life.signed
    await open('/tls-check')
    await page.locator('main select').selectOption(practicePartnerName)
    await page.getByRole('button', { name: '診断を始める' }).click()
    await page.getByText('TLS 診断: 実行中').waitFor()
    await page.getByText('TLS 診断: 正常終了').waitFor()
    await page.getByText('現在の設定で接続できます').waitFor()
    const printed = ['main h1', '.suite-list']
    const left = ['nav.frame-nav', 'header.frame-header', 'form.no-print', '.actions']
    await page.emulateMedia({ media: 'print' })
    for (const place of printed) expect(await page.locator(place).first().isVisible()).toBe(true)
    for (const place of left) expect(await page.locator(place).first().isVisible()).toBe(false)
    await page.emulateMedia({ media: null })
  })

  test('the handshake is drawn inside the exchange, every word within the drawing', async () => {
    const { page, open } = life.signed
    await open('/exchanges?partner=old-retailer')
    await page.locator('.row-link').first().click()
    await page.getByRole('button', { name: 'ハンドシェイクを見る' }).first().click()
    const drawing = page.locator('svg.sequence-drawing')
    await drawing.waitFor()
    for (const word of ['Client Hello', 'Server Hello', 'TLS 1.0 から SSL 3.0 に切り替え']) {
      await drawing.getByText(word).first().waitFor()
    }
    const outside = await page.evaluate<string[]>(`(() => {
      const drawing = document.querySelector('svg.sequence-drawing')
      const frame = drawing.getBoundingClientRect()
      return [...drawing.querySelectorAll('text')].filter((one) => {
        const box = one.getBoundingClientRect()
        return box.left < frame.left || box.right > frame.right || box.bottom > frame.bottom || box.height < 8
      }).map((one) => one.textContent)
    })()`)
    expect(outside).toEqual([])
    await drawing.locator('.step').first().click()
    await page
      .locator('.sequence-facts')
      .getByText('TLS_RSA_WITH_AES_128_CBC_SHA')
      .first()
      .waitFor()
  })

  test('of a handshake that went well the exchange shows what was agreed', async () => {
    const { page, open } = life.signed
    await open('/exchanges?outcome=done')
    await page.locator('.row-link').last().click()
    await page.getByRole('button', { name: 'ハンドシェイクを見る' }).first().click()
    await page.getByText('合意した内容だけを記録しています').waitFor()
    const kept = page.locator('.section .section')
    for (const word of ['TLS 1.3', /TLS_AES_\d+/u, /CN=/u])
      await kept.getByText(word).first().waitFor()
  })

  test('a token is made, works, is shown once, and works no more when it is removed', async () => {
    const { page, open, console: served } = life.signed
    await open('/users')
    const section = page.locator('.section').filter({ hasText: 'API トークン' })
    await section.getByLabel('名前').fill('基幹システム')
    await section.getByLabel('権限').last().selectOption('viewer')
    await section.getByRole('button', { name: 'トークンを作る' }).click()
    const secret = await section.locator('[role=status] .mono').innerText()
    const ask = async (): Promise<number> => {
      const headers = { authorization: `Bearer ${secret}` }
      return (await fetch(new URL('/api/v1/partners', served.url), { headers })).status
    }
    expect(await ask()).toBe(200)
    await open('/users')
    await settle(page)
    expect(await page.getByText(secret).count()).toBe(0)
    await section
      .getByRole('row', { name: /基幹システム/u })
      .getByRole('button')
      .click()
    await page.getByRole('dialog').getByRole('button', { name: '削除' }).click()
    await section.getByText('トークンはありません').waitFor()
    expect(await ask()).toBe(401)
    await open('/audit?action=token.remove')
    await page.getByRole('button', { name: 'API トークンを削除' }).waitFor()
  })

  test('settings go out as one file and come in again; a foreign file is refused at its place', async () => {
    const { page, open } = life.signed
    await open('/settings')
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: '書き出す' }).click()
    const chunks: Uint8Array[] = []
    for await (const chunk of await (await download).createReadStream()) {
      chunks.push(chunk as Uint8Array)
    }
    const text = Buffer.concat(chunks).toString()
    expect(text).not.toContain('PRIVATE KEY')
    const changed = text.replace('"old-retailer"', '"new-retailer"')
    await dropFile(page, '.file-drop', { name: 'notes.txt', bytes: '相手先メモ' })
    await page.getByText('notes.txt は書き出した設定のファイルではありません。').waitFor()
    await dropFile(page, '.file-drop', { name: 'other.json', bytes: '{"a":1}' })
    await page
      .getByRole('alert')
      .getByText(/エラー \d{8}/u)
      .waitFor()
    await dropFile(page, '.file-drop', { name: 'settings.json', bytes: changed })
    await page.getByText(/読み込みました。追加 1、/u).waitFor()
    expect(await life.station.ledger.partners.find('new-retailer')).toBeDefined()
  })

  test('the own password is changed; two that differ are told at the second field', async () => {
    const { page, open } = life.signed
    await open('/')
    await page.locator('.user-button').click()
    await page.getByRole('menuitem', { name: 'パスワードを変更' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.locator('input[name=password]').fill(administrator.password)
    await dialog.locator('input[name=new-password]').fill('practice-passphrase-9')
    await dialog.locator('input[name=new-password-again]').fill('practice-passphrase-8')
    const change = dialog.getByRole('button', { name: 'パスワードを変更' })
    await change.click()
    await dialog.getByText('2 回の入力が一致しません').waitFor()
    await dialog.locator('input[name=new-password-again]').fill('practice-passphrase-9')
    await change.click()
    await dialog.waitFor({ state: 'hidden' })
    const url = life.signed.console.url
    const again = await signInAs(life.browser, url, {
      name: administrator.name,
      password: 'practice-passphrase-9',
    })
    await again.close()
  })
})
