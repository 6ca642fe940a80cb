import { Readable } from 'node:stream'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { enqueueDocument } from '../../src/domain/exchange/index.ts'
import { hostPractice, practicePartnerName } from '../../src/practice/index.ts'
import type { Station } from '../../src/station/index.ts'
import { buildConsole, launchBrowser } from './browser.ts'
import { openConsole, settle, type Lived, type OpenedConsole } from './opened-console.ts'

const lines = 20_000
/** ｱｵｿﾞﾗ ORDER 123 in the code page 290 of Japanese hosts. */
const ebcdic = '818594be9040d6d9c4c5d940f1f2f315'

const files = {
  'sjis.txt': Buffer.from('92 8d 95 b6 20 83 65 83 58 83 67 0d 0a'.replaceAll(' ', ''), 'hex'),
  'host.dat': Buffer.from(ebcdic, 'hex'),
  'bytes.bin': Buffer.from([0, 1, 2, 255, 254, 0, 0x48, 0x69]),
  'broken.xml': Buffer.from('<?xml version="1.0"?><a><b></a>'),
  'large.xml': Buffer.from(
    `<?xml version="1.0"?><orders>${'<order id="1"><line>りんご</line></order>'.repeat(lines)}</orders>`,
  ),
}
type FileName = keyof typeof files

interface Kept extends Lived {
  readonly ids: Readonly<Partial<Record<FileName, string>>>
}

async function keepFiles(station: Station): Promise<Kept> {
  const practice = hostPractice(station)
  await practice.start(1)
  const partner = await station.ledger.partners.find(practicePartnerName)
  if (partner === undefined) throw new Error('no practice partner')
  const ids: Partial<Record<FileName, string>> = {}
  for (const [fileName, bytes] of Object.entries(files) as [FileName, Buffer][]) {
    const chunks = (): Readable => Readable.from([bytes])
    const order = { partner, fileName, documentType: 'Order', chunks }
    ids[fileName] = (await enqueueDocument(station, order)).id
  }
  return { ids, close: () => practice.stop() }
}

describe('what is in a document, as the console shows it', () => {
  let browser: Browser
  let life: OpenedConsole<Kept>

  beforeAll(async () => {
    await buildConsole()
    browser = await launchBrowser()
    life = await openConsole(browser, 'ja', keepFiles)
  })
  afterAll(async () => {
    await life.close()
    await browser.close()
  })

  async function show(fileName: FileName): Promise<string> {
    const { page, open } = life.signed
    await open(`/documents/${life.lived.ids[fileName] ?? ''}`)
    await settle(page)
    await page.locator('.lines').waitFor()
    return page.locator('.lines').innerText()
  }

  test('Shift_JIS is recognised and read', async () => {
    expect(await show('sjis.txt')).toContain('注文 テスト')
    await life.signed.page.getByText('Shift_JIS として表示').waitFor()
  })

  test('EBCDIC is read by the code page that is chosen', async () => {
    await show('host.dat')
    const { page } = life.signed
    await page.getByLabel('文字コード').selectOption('cp290')
    await page.locator('.lines').getByText('ｱｵ').first().waitFor()
    expect(await page.locator('.lines').innerText()).toContain('ORDER 123')
    await page.getByLabel('文字コード').selectOption('cp037')
    await page.locator('.lines').getByText('ｱｵ').first().waitFor({ state: 'detached' })
    expect(await page.locator('.lines').innerText()).toContain('ORDER 123')
  })

  test('bytes that are no text are shown in hex', async () => {
    expect(await show('bytes.bin')).toContain('00000000  00 01 02 ff fe 00 48 69')
    await life.signed.page.getByText('テキストではありません。').waitFor()
  })

  test('XML that is broken is shown as text, and says so', async () => {
    expect(await show('broken.xml')).toContain('<a><b></a>')
    await life.signed.page.getByText('XML として整形できないため').waitFor()
  })

  test('large XML is read on, formatted, folded and opened; few lines are in the page', async () => {
    await show('large.xml')
    const { page } = life.signed
    const more = page.getByRole('button', { name: '続きを読み込む' })
    while ((await more.count()) > 0) {
      await more.click({ timeout: 5000 }).catch(() => undefined)
    }
    const view = page.locator('.lines')
    await page.getByRole('button', { name: '整形' }).click()
    await page.getByRole('button', { name: 'すべて閉じる' }).click()
    await view.getByText('…</order>').first().waitFor()
    expect(await view.getByText('りんご').count()).toBe(0)
    await view.getByRole('button', { name: 'order を開く' }).nth(1).click()
    expect(await view.getByText('<line>りんご</line>').count()).toBe(1)
    await page.getByRole('button', { name: 'すべて開く' }).click()
    await view.press('End')
    await view.getByText('</orders>').waitFor()
    expect(await view.locator('.line').count()).toBeLessThan(120)
  })
})
