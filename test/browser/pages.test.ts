import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { createStationHome, openStation, type Station } from '../../src/station.ts'
import { buildConsole, launchBrowser, signIn, type SignedIn } from './browser.ts'
import { liveIn, type LivedIn } from './pages.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Violation {
  readonly id: string
  readonly nodes: readonly { readonly target: unknown }[]
}

/** What axe finds wrong on the page as it is. */
async function violationsOn({ page }: SignedIn): Promise<string[]> {
  await page.evaluate(axe)
  const found = await page.evaluate<readonly Violation[]>(
    "axe.run(document, { resultTypes: ['violations'] }).then((result) => result.violations)",
  )
  return found.map(({ id, nodes }) => `${id}: ${JSON.stringify(nodes.map(({ target }) => target))}`)
}

describe.each(['ja', 'en'] as const)('the pages of the console (%s)', (language) => {
  let home: string
  let station: Station
  let life: LivedIn
  let browser: Browser
  let signed: SignedIn
  const troubles: string[] = []

  beforeAll(async () => {
    if (language === 'ja') await buildConsole()
    home = mkdtempSync(join(tmpdir(), 'hikyaku-pages-'))
    await createStationHome(home)
    station = await openStation({ home })
    life = await liveIn(station)
    browser = await launchBrowser()
    signed = await signIn(browser, station, language)
    signed.page.on('console', (message) => {
      // The browser's own word on a response, which is looked at below.
      const ofResponse = message.text().startsWith('Failed to load resource')
      if (message.type() === 'error' && !ofResponse) troubles.push(message.text())
    })
    signed.page.on('response', (response) => {
      // An attempt that failed before TLS has no handshake, and the page says so.
      const missing = response.status() === 404 && response.url().includes('/handshake')
      if (response.status() >= 400 && !missing) {
        troubles.push(`${response.status()} ${response.url()}`)
      }
    })
    signed.page.on('pageerror', (error) => troubles.push(error.message))
  })

  afterAll(async () => {
    await signed.close()
    await browser.close()
    await life.close()
    await station.close()
    rmSync(home, { recursive: true, force: true })
  })

  test(
    'show no error, are not empty, and axe finds nothing wrong',
    { timeout: 240_000 },
    async () => {
      const wrong: Record<string, readonly string[]> = {}
      for (const { name, path } of life.pages) {
        troubles.length = 0
        await signed.open(path)
        await signed.page.waitForTimeout(600)
        const shown = await signed.page.locator('main').innerText()
        const found = [...(await violationsOn(signed)), ...troubles]
        if (shown.split('\n').length < 2) found.push('nothing but a title')
        if (found.length > 0) wrong[name] = found
      }
      expect(wrong).toEqual({})
    },
  )
})
