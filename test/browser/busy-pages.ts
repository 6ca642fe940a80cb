import type { Page } from 'playwright-core'

import { practicePartnerName } from '../../src/practice/index.ts'
import type { Language } from './browser.ts'
import type { ConsolePage } from './lived-in.ts'

/** Pages that show what matters only after a click. */
export function busyPages(language: Language): readonly ConsolePage[] {
  const said = (ja: string, en: string): string => (language === 'ja' ? ja : en)
  const click = async (page: Page, name: string): Promise<void> => {
    await page.getByRole('button', { name, exact: true }).first().click()
  }
  return [
    {
      name: 'partner-test',
      path: `/partners/${practicePartnerName}/test`,
      act: async (page) => {
        await click(page, said('接続テストを始める', 'Start the connection test'))
        await page.locator('.run-state .state-done').waitFor()
      },
    },
    {
      name: 'tls-check-result',
      path: '/tls-check',
      act: async (page) => {
        await page.locator('main select').selectOption(practicePartnerName)
        await click(page, said('診断を始める', 'Start the check'))
        await page.getByRole('heading', { name: said('診断結果', 'Result') }).waitFor()
      },
    },
    {
      name: 'recovery',
      path: '/settings',
      act: async (page) => {
        await click(page, said('後始末を実行', 'Clear up now'))
        await page.getByRole('status').getByText(/./u).first().waitFor()
      },
    },
    {
      name: 'users',
      path: '/users',
      act: async (page) => {
        await page.getByRole('row', { name: /admin/u }).waitFor()
        // Looked at again in other colours: the user is there.
        if ((await page.getByRole('row', { name: /tanaka/u }).count()) > 0) return
        await page.getByLabel(said('ユーザー名', 'User name')).fill('tanaka')
        await page.locator('.password-field input').fill('practice-passphrase-3')
        await click(page, said('追加', 'Add'))
        await page.getByRole('row', { name: /tanaka/u }).waitFor()
      },
    },
    { name: 'audit', path: '/audit' },
    {
      name: 'exchange-handshake',
      path: '/exchanges',
      act: async (page) => {
        await page.locator('.row-link').last().click()
        await click(page, said('ハンドシェイクを見る', 'Show the handshake'))
        await page.locator('#handshake, .section .section').first().waitFor()
      },
    },
  ]
}
