import { X509Certificate } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { systemClock } from '../../src/base/clock.ts'
import { practicePartnerName } from '../../src/practice/index.ts'
import { createAuthority, localDay } from '../../src/wire/tls/index.ts'
import { buildConsole, launchBrowser } from './browser.ts'
import { dropFile } from './dropping.ts'
import { liveIn, type LivedIn } from './lived-in.ts'
import { openConsole, type OpenedConsole } from './opened-console.ts'

const password = 'p12-password'
const modern = ['-keypbe', 'AES-256-CBC', '-certpbe', 'AES-256-CBC', '-macalg', 'sha256']
/** As Windows wrote it until 2022; OpenSSL 3 alone refuses to read it. */
const old = [
  '-legacy',
  '-keypbe',
  'PBE-SHA1-3DES',
  '-certpbe',
  'PBE-SHA1-RC2-40',
  '-macalg',
  'sha1',
]

describe('certificates in the console', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hikyaku-console-certificates-'))
  const openssl = (words: readonly string[]): void => {
    execFileSync('openssl', [...words], { cwd: folder, stdio: 'pipe' })
  }
  let browser: Browser
  let life: OpenedConsole<LivedIn>

  beforeAll(async () => {
    await buildConsole()
    browser = await launchBrowser()
    life = await openConsole(browser, 'ja', liveIn)
    const authority = await createAuthority({ commonName: 'EDI CA', now: systemClock.now() })
    const issued = await authority.issue({
      commonName: 'supplier',
      use: 'client',
      key: 'rsa',
      now: systemClock.now(),
    })
    writeFileSync(join(folder, 'ca.pem'), authority.certificatePem)
    writeFileSync(join(folder, 'ca.key'), authority.keyPem)
    writeFileSync(join(folder, 'own.pem'), issued.chainPem)
    writeFileSync(join(folder, 'own.key'), issued.keyPem)
  })
  afterAll(async () => {
    await life.close()
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test.each([
    ['modern', modern],
    ['old (RC2-40 and 3DES)', old],
  ])('a PFX of the %s kind is dropped, and stands in the list', async (kind, algorithms) => {
    const name = kind.slice(0, 3)
    const files = ['-in', 'own.pem', '-inkey', 'own.key', '-out', `${name}.pfx`]
    openssl(['pkcs12', '-export', ...files, '-passout', `pass:${password}`, ...algorithms])
    const { page, open } = life.signed
    await open('/certificates')
    const bytes = readFileSync(join(folder, `${name}.pfx`))
    await dropFile(page, 'form .file-drop', { name: `${name}.pfx`, bytes })
    const secret = page.getByLabel('ファイルのパスワード')
    await secret.fill('wrong')
    await page.getByRole('button', { name: '登録', exact: true }).click()
    await page
      .getByRole('alert')
      .getByText(/エラー \d{8}/u)
      .waitFor()
    await secret.fill(password)
    await page.getByRole('button', { name: '登録', exact: true }).click()
    await page.getByText(`証明書 ${name} を登録しました。`).waitFor()
    await page.getByRole('link', { name, exact: true }).click()
    await page.locator('.chain-link').getByText('CN=supplier').first().waitFor()
  })

  test('what ends soon is said when it is taken, and what to do', async () => {
    const { page, open } = life.signed
    const now = systemClock.now()
    const ending = await createAuthority({ commonName: 'Ending CA', now, days: 20 })
    const own = await ending.issue({ commonName: 'ending', use: 'client', now, days: 30 })
    await open('/certificates')
    const bytes = Buffer.from(own.chainPem + own.keyPem)
    await dropFile(page, 'form .file-drop', { name: 'ending.pem', bytes })
    await page.getByRole('button', { name: '登録', exact: true }).click()
    const note = page.getByRole('alert').filter({ hasText: '20101192' })
    await note.getByText(/クライアント証明書 ending の有効期限まであと 30 日です/u).waitFor()
    await note.getByText('対応方法').waitFor()
    await note.getByText('hikyaku certificate request NAME --subject DN --out FILE').waitFor()

    await open(`/partners/${practicePartnerName}/options`)
    // DER under any name: the station reads it, not the browser.
    const der = new X509Certificate(ending.certificatePem).raw
    const anchor = { name: 'ca.txt', bytes: der }
    await dropFile(page, '#trust .file-drop', anchor)
    await page.locator('#trust').getByRole('button', { name: '適用' }).click()
    const said = page.locator('#trust').getByRole('alert').filter({ hasText: '20101196' })
    await said.getByText(/認証局証明書の有効期限まであと 20 日です/u).waitFor()
    const way = said.getByRole('link', { name: '接続先設定 › オプション設定 › 信頼する認証局' })
    const place = `/partners/${encodeURIComponent(practicePartnerName)}/options#trust`
    expect(await way.getAttribute('href')).toBe(place)
  })

  test('the calendar shows where a certificate is used, and one press books its successor', async () => {
    const { page, open } = life.signed
    const { ledger, clock } = life.station
    const practice = await ledger.certificates.find('practice')
    const key = (await ledger.certificates.key('practice')) ?? ''
    await ledger.certificates.add(
      { ...practice!, name: 'practice-2', importedAt: clock.now() },
      key,
    )
    await open('/certificates')
    const row = page.getByRole('row').filter({ hasText: 'クライアント証明書' })
    await row.filter({ hasText: practicePartnerName }).getByRole('button').click()
    await page.getByLabel('新しい証明書').selectOption('practice-2')
    await page.getByLabel('切り替える日').fill('2099-12-14')
    await page.getByRole('button', { name: '1 か所の切り替えを予約' }).click()
    await page.getByText('2099-12-14 から、1 か所で証明書 practice-2 を使います。').waitFor()
    await row.getByText('2099-12-14 から practice-2').waitFor()
    const partner = await ledger.partners.find(practicePartnerName)
    expect(partner).toMatchObject({
      nextClientCertificate: { name: 'practice-2', from: '2099-12-14' },
    })
  })

  test('a file far too large is refused by its name, and not read', async () => {
    const { page, open } = life.signed
    await open('/certificates')
    const bytes = new Uint8Array(600 * 1024)
    await dropFile(page, 'form .file-drop', { name: 'backup.zip', bytes })
    await page.getByText('ファイル backup.zip は大きすぎます（512.0 KB まで）').waitFor()
    expect(await page.getByLabel('ファイルのパスワード').count()).toBe(0)
    const small = { name: 'own.pem', bytes: readFileSync(join(folder, 'own.pem')) }
    await dropFile(page, 'form .file-drop', small)
    await page.getByLabel('ファイルのパスワード').waitFor()
    expect(await page.getByText('は大きすぎます').count()).toBe(0)
  })

  test('a CSR is made and downloaded, and the certificate that comes back joins its key', async () => {
    const { page, open } = life.signed
    await open('/certificates')
    await page.getByLabel('登録名').fill('edi-2027')
    await page.getByLabel('主体者（識別名）').fill('CN=supplier-a,C=JP')
    await page.getByRole('button', { name: 'CSR を作る' }).click()
    const request = page.getByRole('group', { name: 'edi-2027' })
    const download = page.waitForEvent('download')
    await request.getByRole('link', { name: 'CSR をダウンロード' }).click()
    await (await download).saveAs(join(folder, 'request.csr'))
    const signing = '-CA ca.pem -CAkey ca.key -CAcreateserial -days 90 -copy_extensions copy'
    openssl(`x509 -req -in request.csr ${signing} -out issued.pem`.split(' '))
    const bytes = readFileSync(join(folder, 'issued.pem'))
    await dropFile(page, '.request .file-drop', { name: 'issued.pem', bytes })
    await page.getByText('証明書 edi-2027 を登録しました。').waitFor()
    expect(await request.count()).toBe(0)
    await page.getByRole('link', { name: 'edi-2027' }).waitFor()
  })

  test('a CSR that is not needed is withdrawn', async () => {
    const { page, open } = life.signed
    await open('/certificates')
    await page.getByLabel('登録名').fill('mistaken')
    await page.getByLabel('主体者（識別名）').fill('CN=mistaken')
    await page.getByRole('button', { name: 'CSR を作る' }).click()
    const request = page.getByRole('group', { name: 'mistaken' })
    await request.getByRole('button', { name: '取り消す' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '取り消す' }).click()
    await request.waitFor({ state: 'detached' })
    expect(await life.station.ledger.certificateRequests.list()).toEqual([])
  })

  test('the switch to the next certificate is planned for a day, and given up', async () => {
    const { page, open } = life.signed
    await open(`/partners/${practicePartnerName}/options`)
    const section = page.locator('#client-auth')
    const day = localDay(new Date(systemClock.now().getTime() + 20 * 86_400_000))
    await section.getByLabel('次の証明書').selectOption('edi-2027')
    await section.getByLabel('切り替え日').fill('2020-01-01')
    await section.getByRole('button', { name: '切り替えを予約' }).click()
    await section.getByRole('alert').waitFor()
    await section.getByLabel('切り替え日').fill(day)
    await section.getByRole('button', { name: '切り替えを予約' }).click()
    await section.getByText(`${day} から edi-2027 に切り替えます`).waitFor()
    await section.getByRole('button', { name: '予定を取り消す' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '予定を取り消す' }).click()
    await section.getByText('切り替えの予定はありません').waitFor()
  })
})
