import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { violationsOn } from './axe.ts'
import { buildConsole, launchBrowser } from './browser.ts'
import { busyPages } from './busy-pages.ts'
import { liveIn, type LivedIn } from './lived-in.ts'
import { openConsole, settle, type OpenedConsole } from './opened-console.ts'

describe.each(['ja', 'en'] as const)('the pages of the console (%s)', (language) => {
  let browser: Browser
  let life: OpenedConsole<LivedIn>

  beforeAll(async () => {
    if (language === 'ja') await buildConsole()
    browser = await launchBrowser()
    life = await openConsole(browser, language, liveIn)
  })

  afterAll(async () => {
    await life.close()
    await browser.close()
  })

  /** What is wrong on each page, as it stands. */
  async function wrongPages(): Promise<Record<string, readonly string[]>> {
    const { signed, complaints, lived } = life
    const wrong: Record<string, readonly string[]> = {}
    for (const { name, path, act } of [...lived.pages, ...busyPages(language)]) {
      complaints.length = 0
      await signed.open(path)
      await act?.(signed.page)
      await settle(signed.page)
      const shown = await signed.page.locator('main').innerText()
      // Built alike in both languages: what axe finds, it finds in one.
      const unsound = language === 'ja' ? await unsoundOn(signed.page) : []
      const found = [...unsound, ...complaints]
      if (shown.split('\n').length < 2) found.push('nothing but a title')
      if (found.length > 0) wrong[name] = found
    }
    return wrong
  }

  test(
    'show no error, are not empty, and are sound, in the dark as well',
    { timeout: 600_000 },
    async () => {
      expect(await wrongPages()).toEqual({})
    },
  )

  test('lead to the licences of all that a browser gets', async () => {
    const { page } = life.signed
    await life.signed.open('/')
    await page.getByRole('button', { name: 'admin' }).click()
    const words = language === 'ja' ? '使用ライブラリのライセンス' : 'Licences of the libraries'
    const href = await page.getByRole('menuitem', { name: words }).getAttribute('href')
    // Not by the browser: whoever gets the console gets them, also before signing in.
    const answer = await fetch(new URL(href ?? '', page.url()))
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    const text = await answer.text()
    for (const name of ['react-dom', '@mantine/core', '@fontsource/noto-sans-jp', 'fastify']) {
      expect(text).toContain(`\n${name} `)
    }
    expect(text).toContain('SIL OPEN FONT LICENSE Version 1.1')
    await page.keyboard.press('Escape')
  })

  test.runIf(language === 'ja')('become dark by a click, and stay so', async () => {
    const { page, open } = life.signed
    await open('/')
    await page.getByRole('button', { name: '暗い画面' }).click()
    const scheme = page.locator('html[data-mantine-color-scheme=dark]')
    await scheme.waitFor({ state: 'attached' })
    await open('/inbox')
    expect(await scheme.count()).toBe(1)
    expect(await violationsOn(page)).toEqual([])
  })
})

/** By all rules as it stands; in the dark only the colours are others. */
async function unsoundOn(page: Page): Promise<string[]> {
  const light = await violationsOn(page)
  await paint(page, 'dark')
  const dark = await violationsOn(page, ['color-contrast'])
  await paint(page, 'light')
  return [...light, ...dark.map((one) => `in the dark: ${one}`)]
}

/** Gives the page its other colours, as the button of the frame does. */
async function paint(page: Page, scheme: 'dark' | 'light'): Promise<void> {
  await page.evaluate(`document.documentElement.dataset.mantineColorScheme = '${scheme}'`)
}
