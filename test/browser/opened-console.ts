import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'

import {
  createStationHome,
  openStation,
  type Station,
  type StationLimits,
} from '../../src/station/index.ts'
import { signIn, type Language, type SignedIn } from './browser.ts'

/** What fills a station, and ends with it. */
export interface Lived {
  close(): Promise<void>
}

/** An empty station. */
export const leaveEmpty = (): Promise<Lived> => Promise.resolve({ close: () => Promise.resolve() })

/** A new station with its console, opened by its administrator. */
export interface OpenedConsole<L> {
  readonly station: Station
  /** What filled it. */
  readonly lived: L
  readonly signed: SignedIn
  /** What the browser complained of: its policy, scripts that broke, requests that failed. */
  readonly complaints: string[]
  close(): Promise<void>
}

/** Makes a station, lets `live` fill it, and signs in. */
export async function openConsole<L extends Lived>(
  browser: Browser,
  language: Language,
  live: (station: Station) => Promise<L>,
  limits: Partial<StationLimits> = {},
): Promise<OpenedConsole<L>> {
  const home = mkdtempSync(join(tmpdir(), 'hikyaku-console-home-'))
  await createStationHome(home)
  const station = await openStation({ home, limits })
  const lived = await live(station)
  const signed = await signIn(browser, station, language)
  return {
    station,
    lived,
    signed,
    complaints: complaintsOf(signed.page),
    close: async () => {
      await signed.close()
      await lived.close()
      await station.close()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** Collects what a page complains of from now on. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    // The browser's own word on a response, which is looked at below.
    const ofResponse = message.text().startsWith('Failed to load resource')
    if (message.type() === 'error' && !ofResponse) complaints.push(message.text())
  })
  page.on('response', (response) => {
    // An attempt that failed before TLS has no handshake, and the page says so.
    const missing = response.status() === 404 && response.url().includes('/handshake')
    if (response.status() >= 400 && !missing) {
      complaints.push(`${response.status()} ${response.url()}`)
    }
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  return complaints
}

/** Until everything that the page reads has come. */
export async function settle(page: Page): Promise<void> {
  await page.locator('main h1').first().waitFor()
  await page.locator('.loading').first().waitFor({ state: 'detached' })
  // Fonts come last; live updates keep a connection open, so that the network is never idle.
  await page.evaluate('document.fonts.ready.then(() => undefined)')
}
