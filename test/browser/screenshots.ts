import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { createStationHome, openStation } from '../../src/station.ts'
import { repository } from '../docs/repository.ts'
import { buildConsole, launchBrowser, signIn } from './browser.ts'
import { liveIn } from './pages.ts'

/** `npm run screenshots`: every page of the console in both languages, into docs/console. */
const folder = join(repository, 'docs', 'console')
mkdirSync(folder, { recursive: true })
await buildConsole()
const browser = await launchBrowser()
for (const language of ['ja', 'en'] as const) {
  const home = mkdtempSync(join(tmpdir(), 'hikyaku-screenshots-'))
  await createStationHome(home)
  const station = await openStation({ home })
  const life = await liveIn(station)
  const signed = await signIn(browser, station, language)
  for (const { name, path } of life.pages) {
    await signed.open(path)
    // Live updates keep a connection open, so that idle is never quite reached.
    await signed.page.waitForTimeout(700)
    await signed.page.screenshot({ path: join(folder, `${name}.${language}.png`), fullPage: true })
  }
  await signed.close()
  await life.close()
  await station.close()
  rmSync(home, { recursive: true, force: true })
}
await browser.close()
