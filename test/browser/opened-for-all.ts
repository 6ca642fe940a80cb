import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'

import type { Station, StationLimits } from '../../src/station/index.ts'
import { buildConsole, launchBrowser, type Language } from './browser.ts'
import { openConsole, type Lived, type OpenedConsole } from './opened-console.ts'

export type OpenedForAll<L> = Omit<OpenedConsole<L>, 'close'> & { readonly browser: Browser }

/** A console that is opened before all tests of a file, and closed after them. */
export function openForAll<L extends Lived>(
  language: Language,
  live: (station: Station) => Promise<L>,
  limits?: Partial<StationLimits>,
): OpenedForAll<L> {
  let browser: Browser | undefined
  let opened: OpenedConsole<L> | undefined
  beforeAll(async () => {
    await buildConsole()
    browser = await launchBrowser()
    opened = await openConsole(browser, language, live, limits)
  })
  afterAll(async () => {
    await opened?.close()
    await browser?.close()
  })
  return {
    get browser() {
      return there(browser)
    },
    get station() {
      return there(opened).station
    },
    get lived() {
      return there(opened).lived
    },
    get signed() {
      return there(opened).signed
    },
    get complaints() {
      return there(opened).complaints
    },
  }
}

function there<T>(one: T | undefined): T {
  if (one === undefined) throw new Error('the console opens before the tests, not as they are read')
  return one
}
