import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

import { systemClock } from '../../src/base/clock.ts'
import { actionPlaces } from '../../src/wire/tls/action.ts'
import { advisories, createAuthority } from '../../src/wire/tls/index.ts'
import { placeOf } from '../../web/src/parts/places.ts'
import { words } from '../../web/src/words/words.ts'
import { dropFile } from './dropping.ts'
import { openForAll } from './opened-for-all.ts'
import { liveIn } from './lived-in.ts'
import { settle } from './opened-console.ts'

const texts: Readonly<Record<string, readonly [string, string]>> = words

describe('known problems in the console', () => {
  const life = openForAll('ja', liveIn)

  test('all are listed from the menu, each with whom it concerns, since when, and its conditions', async () => {
    const { page, open } = life.signed
    await open('/')
    await page.locator('nav').getByRole('link', { name: '既知の問題' }).click()
    await page.getByRole('heading', { name: 'TLS の既知の問題' }).waitFor()
    await settle(page)
    for (const { title, concerns, since, conditions } of advisories) {
      const section = page.locator('.section').filter({ hasText: title.ja })
      const shown = await section.innerText()
      for (const said of [concerns.ja, since.date, ...conditions.map(({ text }) => text.ja)]) {
        expect(shown).toContain(said)
      }
    }
  })

  test('one is opened: phenomenon, explanation, cause, workaround, how to undo it, sources', async () => {
    const { page, open } = life.signed
    for (const one of advisories) {
      await open('/advisories')
      await page.getByRole('link', { name: one.title.ja }).click()
      await page.getByRole('heading', { level: 1, name: one.title.ja }).waitFor()
      const shown = await page.locator('main').innerText()
      const { phenomenon, explanation, cause, workaround, undo, sources } = one
      const texts = [phenomenon, explanation, cause, ...workaround, ...undo].map(({ ja }) => ja)
      for (const text of [...texts, ...sources.map(({ title }) => title)]) {
        expect(shown).toContain(text)
      }
    }
  })

  test('the fault of the notice leads to its problem, which names the partner', async () => {
    const { page, open } = life.signed
    await open(life.lived.pages.find(({ name }) => name === 'fault-handshake')?.path ?? '')
    await page.getByRole('link', { name: '回避方法と元に戻す方法を見る' }).click()
    await page.getByRole('heading', { level: 1, name: /Algorithm Mismatch/u }).waitFor()
    await page.locator('#undo').getByText('old-retailer').first().waitFor()
    expect(await page.locator('main').innerText()).not.toContain('PARTNER')
  })

  test('what can be done leads to its place, where the reader begins', async () => {
    const { page, open } = life.signed
    const fault = life.lived.pages.find(({ name }) => name === 'fault-handshake')?.path ?? ''
    for (const [word, id, within, command] of [
      ['クライアント認証設定', 'client-auth', '.fault-card', 'partner set old-retailer --client-'],
      ['SSL 暗号の順位', 'suites', '#explanation .remedies', 'tls suites old-retailer --set'],
    ] as const) {
      await open(fault)
      const remedies = page.locator(within)
      await remedies.getByText(`hikyaku ${command}`).waitFor()
      await remedies.getByRole('link', { name: word }).first().click()
      const section = page.locator(`#${id}:focus`)
      await section.getByRole('heading', { name: word }).waitFor()
      expect(new URL(page.url()).pathname).toBe('/partners/old-retailer/options')
      await expect.poll(async () => (await section.boundingBox())?.y).toBeLessThan(400)
    }
  })

  test('every place that a remedy can name is a page or a section that there is', async () => {
    const { page, open } = life.signed
    for (const one of actionPlaces) {
      const { word, href } = placeOf(one, 'old-retailer')
      const [title] = texts[word] ?? ['']
      await open(href)
      const { hash } = new URL(href, 'http://console.test')
      const last = title.split(' › ').at(-1)?.replace(/（.*/u, '') ?? ''
      const place = page.locator(hash === '' ? 'main' : `${hash}:focus`)
      await place.getByText(last).first().waitFor()
    }
  })

  test('a PFX with old encryption is refused with the way to its problem', async () => {
    const { page, open } = life.signed
    const folder = mkdtempSync(join(tmpdir(), 'hikyaku-console-pfx-'))
    const now = systemClock.now()
    const authority = await createAuthority({ commonName: 'EDI CA', now })
    const issued = await authority.issue({ commonName: 'supplier', use: 'client', key: 'rsa', now })
    writeFileSync(join(folder, 'own.pem'), `${issued.keyPem}${issued.chainPem}`)
    const old = ['-legacy', '-keypbe', 'PBE-SHA1-RC4-128', '-certpbe', 'PBE-SHA1-RC4-40']
    const files = ['-in', 'own.pem', '-out', 'own.pfx', '-passout', 'pass:p12-password']
    execFileSync('openssl', ['pkcs12', '-export', ...files, ...old], { cwd: folder, stdio: 'pipe' })
    const bytes = readFileSync(join(folder, 'own.pfx'))
    rmSync(folder, { recursive: true, force: true })
    await open('/certificates')
    await dropFile(page, 'form .file-drop', { name: 'own.pfx', bytes })
    await page.getByLabel('ファイルのパスワード').fill('p12-password')
    await page.getByRole('button', { name: '登録', exact: true }).click()
    await page.getByRole('alert').getByText('エラー 20151112').waitFor()
    await page.getByRole('link', { name: 'この問題の回避方法を見る' }).click()
    // The file that was chosen is not imported: the page asks before it is lost.
    await page.getByRole('button', { name: '変更を捨てて移動' }).click()
    await page.getByRole('heading', { level: 1, name: /PFX/u }).waitFor()
  })

  test('a name that is none says so, with the way back', async () => {
    const { page, open } = life.signed
    await open('/advisories/none')
    await page.getByText('この名前の既知の問題はありません。').waitFor()
    await page.locator('.page-back').click()
    await page.getByRole('heading', { name: 'TLS の既知の問題' }).waitFor()
  })
})
