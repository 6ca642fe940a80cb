import chromium from '@sparticuz/chromium'
import {
  chromium as playwright,
  type Browser,
  type BrowserContext,
  type Page,
} from 'playwright-core'

import { serveConsole, type RunningConsole } from '../../src/entry/api/server/index.ts'
import type { Station } from '../../src/station/index.ts'
import { builtConsole } from './built-console.ts'

/** A real Chromium, from its npm package. */
export async function launchBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    args: [
      '--headless=shell',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--no-first-run',
    ],
  })
}

/** Where the console was built that this process serves. */
let built = ''

/** Builds the console, for all that {@link signIn} serves from then on. */
export async function buildConsole(): Promise<string> {
  built = await builtConsole()
  return built
}

export type Language = 'ja' | 'en'

/** A console with an administrator who is signed in. */
export interface SignedIn {
  readonly console: RunningConsole
  readonly context: BrowserContext
  readonly page: Page
  /** Opens a page of the console by its path. */
  readonly open: (path: string) => Promise<void>
  close(): Promise<void>
}

export const administrator = { name: 'admin', password: 'practice-passphrase-1' }

/** What the page of somebody else is for: their own browser window, signed in. */
export interface Colleague {
  readonly page: Page
  readonly open: (path: string) => Promise<void>
  close(): Promise<void>
}

/** Signs a user in whom the station knows, in a window of their own. */
export async function signInAs(
  browser: Browser,
  url: string,
  { name, password }: { readonly name: string; readonly password: string },
): Promise<Colleague> {
  const context = await browser.newContext({
    locale: 'ja-JP',
    viewport: { width: 1280, height: 800 },
  })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  await page.goto(url)
  await page.locator('input[name=username]').fill(name)
  await page.locator('input[name=password]').fill(password)
  await page.locator('button[type=submit]').click()
  await page.locator('nav').first().waitFor()
  return { page, open: opener(page, url), close: () => context.close() }
}

function opener(page: Page, url: string): (path: string) => Promise<void> {
  return async (path) => {
    await page.goto(new URL(path, url).href)
    await page.locator('main h1').first().waitFor()
  }
}

/** Serves the console of a station and goes through the set-up link as its first operator. */
export async function signIn(
  browser: Browser,
  station: Station,
  language: Language,
): Promise<SignedIn> {
  const console = await serveConsole(station, {
    port: 0,
    language,
    ...(built === '' ? {} : { webFolder: built }),
  })
  const context = await browser.newContext({
    locale: language === 'ja' ? 'ja-JP' : 'en-US',
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  await page.goto(console.setUpUrl ?? console.url)
  await page.locator('input[name=username]').fill(administrator.name)
  await page.locator('input[name=new-password]').fill(administrator.password)
  await page.locator('input[name=new-password-again]').fill(administrator.password)
  await page.locator('button[type=submit]').click()
  await page.locator('nav').first().waitFor()
  return {
    console,
    context,
    page,
    open: opener(page, console.url),
    close: async () => {
      await context.close()
      await console.close()
    },
  }
}
