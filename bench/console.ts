import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Page } from 'playwright-core'

import { addUser } from '../src/domain/accounts/index.ts'
import { systemClock } from '../src/base/clock.ts'
import { receiveDocuments } from '../src/domain/exchange/index.ts'
import type { ServerPartner } from '../src/domain/partners/index.ts'
import { hostPractice, practicePartnerName } from '../src/practice/index.ts'
import { openStation } from '../src/station/index.ts'
import { administrator, buildConsole, launchBrowser, signInAs } from '../test/browser/browser.ts'
import { settle } from '../test/browser/opened-console.ts'
import {
  bareDeeds,
  barePage,
  chooseState,
  goBack,
  openDocument,
  openHome,
  openInbox,
  scroll,
  typeKind,
} from './console-deeds.ts'
import { makeHistory } from './long-history.ts'
import { paintOf, type Deed, type Paint } from './paint-probe.ts'
import { startServer } from './servers.ts'

/**
 * `node bench/console.ts`: how long an operator waits for the screen at a station with a
 * long history, in a real Chromium, and on a bare page in the same rounds. One JSON line
 * for each deed, and one for the memory of the station.
 */
const { values } = parseArgs({
  options: {
    documents: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '15' },
  },
})
const documents = Number(values.documents)
const scrolls = 12
/** An operator looks at a page before the first click; the console reads ahead meanwhile. */
const lookMilliseconds = 2000

/** A home with a long history, whose newest documents can be opened, and an administrator. */
async function makeHome(home: string): Promise<void> {
  await makeHistory(home, documents, systemClock.now())
  const station = await openStation({ home })
  const practice = hostPractice(station)
  await practice.start(20)
  const partner = await station.ledger.partners.find(practicePartnerName)
  await receiveDocuments(station, partner as ServerPartner)
  await practice.stop()
  // Or the console would run it again, and its memory would be counted.
  await station.ledger.partners.remove(practicePartnerName)
  await addUser(station, { name: 'bench', via: 'command' }, { ...administrator, role: 'admin' })
  await station.close()
}

const paints = new Map<string, Paint[]>()

async function measure(page: Page, name: string, deed: Deed): Promise<void> {
  const known = paints.get(name) ?? []
  known.push(await paintOf(page, deed))
  paints.set(name, known)
}

async function consoleRound(page: Page, url: string): Promise<void> {
  // A fresh page: nothing that was read before is still at hand.
  await page.goto(url)
  await settle(page)
  await page.waitForTimeout(lookMilliseconds)
  await measure(page, 'open the inbox', openInbox)
  await measure(page, 'open a document', openDocument)
  await measure(page, 'Back to the inbox', goBack)
  await page.locator('.table').hover()
  for (let at = 0; at < scrolls; at += 1) await measure(page, 'scroll by 75 rows', scroll)
  await page.locator('.filters input').first().focus()
  for (const [at, key] of typeKind.entries()) {
    const last = at === typeKind.length - 1
    await measure(page, last ? 'type a kind: its rows' : 'type a kind: a key', key)
  }
  await page.locator('.filters button').click()
  await settle(page)
  await measure(page, 'choose a state', chooseState)
  await measure(page, 'open the home page', openHome)
}

async function bareRound(page: Page, url: string): Promise<void> {
  await page.goto(url)
  for (const [name, deed] of Object.entries(bareDeeds)) {
    await measure(page, `bare page: ${name}`, deed)
  }
}

const folder = mkdtempSync(join(process.cwd(), 'bench', 'results-'))
const home = join(folder, 'home')
await makeHome(home)
const station = await startServer('console-server.ts', home, await buildConsole())
const browser = await launchBrowser()
const url = `http://127.0.0.1:${station.port}/`
const idle = station.residentMegabytes()
const operator = await signInAs(browser, url, administrator)
const bare = await browser.newPage()
const bareUrl = 'http://bare.localhost/'
await bare.route(bareUrl, (route) => route.fulfill({ contentType: 'text/html', body: barePage }))
// The first round runs code that is not compiled yet.
for (let round = 0; round <= Number(values.rounds); round += 1) {
  if (round === 1) paints.clear()
  await operator.page.bringToFront()
  await consoleRound(operator.page, url)
  await bare.bringToFront()
  await bareRound(bare, bareUrl)
}
for (const [name, found] of paints) {
  console.log(
    JSON.stringify({ name, first: spread(found, 'first'), whole: spread(found, 'whole') }),
  )
}
const resident = station.residentMegabytes()
const peak = station.peakMegabytes()
console.log(JSON.stringify({ name: 'memory of the station, MB', idle, resident, peak }))
await operator.close()
await browser.close()
await station.stop()
rmSync(folder, { recursive: true })

/** Median and 95th percentile in milliseconds. */
function spread(found: readonly Paint[], what: keyof Paint): { median: number; p95: number } {
  const sorted = found.map((paint) => paint[what]).toSorted((a, b) => a - b)
  const at = (share: number): number =>
    Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0)
  return { median: at(0.5), p95: at(0.95) }
}
