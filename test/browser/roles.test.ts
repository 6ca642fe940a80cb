import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { addUser } from '../../src/domain/accounts/index.ts'
import { practicePartnerName } from '../../src/practice/index.ts'
import { keepReceived } from '../support/kept-document.ts'
import { administrator, buildConsole, launchBrowser, signInAs, type Colleague } from './browser.ts'
import { liveIn, type LivedIn } from './lived-in.ts'
import { openConsole, settle, type OpenedConsole } from './opened-console.ts'

const password = 'practice-passphrase-2'
const options = `/partners/${practicePartnerName}/options`

describe('what each role sees and can do in the console', () => {
  let browser: Browser
  let life: OpenedConsole<LivedIn>
  const colleagues: Record<string, Colleague> = {}

  beforeAll(async () => {
    await buildConsole()
    browser = await launchBrowser()
    life = await openConsole(browser, 'ja', liveIn)
    const actor = { name: administrator.name, via: 'command' } as const
    for (const role of ['viewer', 'operator'] as const) {
      await addUser(life.station, actor, { name: role, role, password })
      const { url } = life.signed.console
      colleagues[role] = await signInAs(browser, url, { name: role, password })
    }
  })
  afterAll(async () => {
    for (const one of Object.values(colleagues)) await one.close()
    await life.close()
    await browser.close()
  })

  function colleague(role: string): Colleague {
    const found = colleagues[role]
    if (found === undefined) throw new Error(`nobody is ${role}`)
    return found
  }

  /** The buttons of a page, and the links that look like one, without those of the frame. */
  async function buttonsOn(role: string, path: string): Promise<string[]> {
    const { page, open } = colleague(role)
    await open(path)
    await settle(page)
    const found = page.locator('main').locator('button:visible, a.mantine-Button-root:visible')
    return (await found.allInnerTexts()).map((text) => text.trim()).filter((text) => text !== '')
  }

  test.each([
    ['viewer', '/', []],
    ['operator', '/', ['受信する', '送信する', '受信する', '送信する']],
    ['viewer', '/outbox', ['条件を消す']],
    ['operator', '/outbox', ['ファイルを選ぶ', '条件を消す']],
    ['viewer', '/partners', []],
    ['operator', '/partners', []],
    ['viewer', '/certificates', []],
    ['operator', '/certificates', []],
    ['viewer', '/tls-check', []],
    ['operator', '/tls-check', ['診断を始める']],
    ['viewer', options, ['初期値をコピー']],
    ['operator', options, ['接続テスト', '取引を停止', '初期値をコピー']],
  ])('a %s sees on %s the buttons %j', async (role, path, buttons) => {
    expect(await buttonsOn(role, path)).toEqual(buttons)
  })

  test.each(['viewer', 'operator'])('a %s can type into no setting of a partner', async (role) => {
    const { page, open } = colleague(role)
    for (const path of [`/partners/${practicePartnerName}/basic`, options]) {
      await open(path)
      await settle(page)
      const fields = page.locator('main').locator('input:visible, textarea:visible, select:visible')
      expect(await fields.count()).toBeGreaterThan(0)
      for (const field of await fields.all()) {
        expect([await field.getAttribute('aria-label'), await field.isEditable()]).toEqual([
          await field.getAttribute('aria-label'),
          false,
        ])
      }
    }
  })

  test.each(['viewer', 'operator'])(
    'pages of the administrator are not in the menu of a %s, and tell nothing at their address',
    async (role) => {
      const { page, open } = colleague(role)
      for (const path of ['/users', '/audit', '/settings']) {
        await open(path)
        expect(await page.locator(`nav a[href="${path}"]`).count()).toBe(0)
        await page
          .getByRole('alert')
          .getByText(/エラー 2017\d{4}/u)
          .first()
          .waitFor()
        expect(await page.getByText(administrator.name).count()).toBe(0)
      }
    },
  )

  test('a viewer reads a fault and who may acknowledge it; an operator acknowledges it', async () => {
    const fault = life.lived.pages.find(({ name }) => name === 'fault')?.path ?? ''
    const viewer = colleague('viewer')
    await viewer.open(fault)
    await viewer.page.getByText('この操作には操作者の権限が必要です。').waitFor()
    const operator = colleague('operator')
    await operator.open(fault)
    await operator.page.getByLabel('コメント').fill('確認した')
    await operator.page.getByRole('button', { name: '確認済みにする' }).click()
    // Live, without a reload: the viewer sees who it was.
    await viewer.page.getByText(/operator が確認/u).waitFor()
  })

  test('an operator receives', async () => {
    const { page, open } = colleague('operator')
    await open('/')
    const row = page.getByRole('row', { name: new RegExp(practicePartnerName, 'u') })
    await row.getByRole('button', { name: '受信する' }).click()
    await page.getByText('受信: 正常終了').waitFor()
  })

  /** A document of so many days ago, of which nothing is left to do. */
  async function takenBefore(days: number): Promise<string> {
    const { ledger } = life.station
    const partner = await ledger.partners.find(practicePartnerName)
    if (partner === undefined) throw new Error('no practice partner')
    const at = new Date(Date.now() - days * 86_400_000)
    const where = { box: 'mailbox', state: 'taken', createdAt: at, changedAt: at } as const
    return keepReceived(life.station, partner, Buffer.from('<order/>'), where)
  }

  test('an administrator clears what is old; others see what would go, and then what is left', async () => {
    const old = await takenBefore(500)
    const young = await takenBefore(300)
    const { page, open } = life.signed
    await open('/clearing')
    await page.getByText('保存期間が設定されていないため、何も削除しません。').waitFor()
    await page.getByLabel('ドキュメントのデータ（日）').fill('400')
    await page.getByRole('button', { name: '適用' }).click()
    await page.getByText('1 件（8 B）').waitFor()
    const going = page.locator('.old-table a')
    expect([await going.count(), await going.getAttribute('href')]).toEqual([
      1,
      `/documents/${old}`,
    ])
    const viewer = colleague('viewer')
    expect(await buttonsOn('viewer', '/clearing')).toEqual([])
    await viewer.page.getByText('（500 日前）').waitFor()
    expect(await viewer.page.getByLabel('ドキュメントのデータ（日）').count()).toBe(0)
    await page.getByRole('button', { name: 'いま整理する' }).click()
    const dialog = page.getByRole('dialog', { name: '古いデータを削除しますか' })
    await dialog.getByRole('button', { name: 'いま整理する' }).click()
    await page.getByText('整理しました: ドキュメントのデータ 1 件（8 B）').waitFor()
    await viewer.open('/mailbox')
    await viewer.page.getByText('取得済み（整理済み）').waitFor()
    // Neither what a viewer may do with a document nor what an operator may is offered.
    expect(await buttonsOn('operator', `/documents/${old}`)).toEqual([])
    await colleague('operator')
      .page.getByText(/の整理で削除されました/u)
      .waitFor()
    expect(await buttonsOn('operator', `/documents/${young}`)).toContain('ダウンロード')
  })
})
