import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

import { repository } from '../docs/repository.ts'
import { buildConsole, launchBrowser } from './browser.ts'
import { liveIn } from './lived-in.ts'
import { openConsole, settle } from './opened-console.ts'
import { busyPages } from './busy-pages.ts'

/** `npm run screenshots`: every page of the console in both languages, into docs/console. */
const folder = join(repository, 'docs', 'console')
mkdirSync(folder, { recursive: true })
await buildConsole()
const browser = await launchBrowser()
for (const language of ['ja', 'en'] as const) {
  const life = await openConsole(browser, language, liveIn)
  const { open, page } = life.signed
  for (const { name, path, act } of [...life.lived.pages, ...busyPages(language)]) {
    await open(path)
    await act?.(page)
    await settle(page)
    await page.screenshot({ path: join(folder, `${name}.${language}.png`), fullPage: true })
  }
  await life.close()
}
await browser.close()
