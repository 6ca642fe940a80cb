import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'

import type { Station } from '../../src/station/index.ts'
import { repository } from '../docs/repository.ts'
import { buildConsole, launchBrowser, type Language } from './browser.ts'
import { busyPages } from './busy-pages.ts'
import { liveIn, type ConsolePage } from './lived-in.ts'
import { closeMonth } from './closed-month.ts'
import { openConsole, settle, type Lived } from './opened-console.ts'
import { chain, trade, tradingPages, type Trading } from './trading.ts'

/** `npm run screenshots`: every page of the console in both languages, into docs/console. */
const folder = join(repository, 'docs', 'console')

interface Shown<L extends Lived> {
  readonly live: (station: Station) => Promise<L>
  readonly pages: (lived: L, language: Language) => readonly ConsolePage[]
  readonly size: { readonly width: number; readonly height: number }
}

mkdirSync(folder, { recursive: true })
await buildConsole()
const browser = await launchBrowser()
for (const language of ['ja', 'en'] as const) {
  await shoot(browser, language, {
    live: liveIn,
    pages: ({ pages }) => [...pages, ...busyPages(language)],
    size: { width: 1280, height: 800 },
  })
  // The window of an office computer, which these pages are made for.
  const size = { width: 1366, height: 768 }
  const live = async (station: Station): Promise<Trading> => {
    const trading = await trade(station)
    await closeMonth(station, chain)
    return trading
  }
  await shoot(browser, language, { live, pages: tradingPages, size })
}
await browser.close()

async function shoot<L extends Lived>(
  of: Browser,
  language: Language,
  { live, pages, size }: Shown<L>,
): Promise<void> {
  const life = await openConsole(of, language, live)
  const { open, page } = life.signed
  await page.setViewportSize(size)
  for (const { name, path: address, act } of pages(life.lived, language)) {
    await open(address)
    await act?.(page)
    await settle(page)
    // A window as high as the page: what stays at its edge is drawn once, and there.
    const height = await page.evaluate<number>('document.documentElement.scrollHeight')
    await page.setViewportSize({ ...size, height: Math.max(size.height, height) })
    const path = join(folder, `${name}.${language}.png`)
    await page.screenshot({ path, animations: 'disabled' })
    await page.setViewportSize(size)
  }
  await life.close()
}
