import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

import { repository } from '../docs/repository.ts'
import { buildConsole, launchBrowser } from './browser.ts'
import { liveIn } from './lived-in.ts'
import { openConsole, settle } from './opened-console.ts'
import { busyPages } from './busy-pages.ts'

/** `npm run screenshots`: every page of the console in both languages, into docs/console. */
const [width, lowest] = [1280, 800]
const folder = join(repository, 'docs', 'console')
mkdirSync(folder, { recursive: true })
await buildConsole()
const browser = await launchBrowser()
for (const language of ['ja', 'en'] as const) {
  const life = await openConsole(browser, language, liveIn)
  const { open, page } = life.signed
  for (const { name, path: address, act } of [...life.lived.pages, ...busyPages(language)]) {
    await open(address)
    await act?.(page)
    await settle(page)
    // A window as high as the page: what stays at its edge is drawn once, and there.
    const height = await page.evaluate<number>('document.documentElement.scrollHeight')
    await page.setViewportSize({ width, height: Math.max(lowest, height) })
    const path = join(folder, `${name}.${language}.png`)
    await page.screenshot({ path, animations: 'disabled' })
    await page.setViewportSize({ width, height: lowest })
  }
  await life.close()
}
await browser.close()
