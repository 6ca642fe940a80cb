import { Readable } from 'node:stream'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { enqueueDocument, receiveDocuments } from '../../src/domain/exchange/index.ts'
import type { ServerPartner } from '../../src/domain/partners/index.ts'
import { hostPractice, practicePartnerName } from '../../src/practice/index.ts'
import type { Station } from '../../src/station/index.ts'
import { rawServer } from '../support/raw-server.ts'
import { buildConsole, launchBrowser } from './browser.ts'
import { openConsole, settle, type Lived, type OpenedConsole } from './opened-console.ts'

const script = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>'
const svg = `<?xml version="1.0"?><?xml-stylesheet href="javascript:window.hit=1"?>
<svg xmlns="http://www.w3.org/2000/svg" onload="window.hit=1"><script>window.hit=1</script>
<html xmlns="http://www.w3.org/1999/xhtml"><body onload="window.hit=1"><p style="color:red">&lt;b&gt;</p></body></html></svg>`
const partnerName = '"><svg onload=window.hit=1>&100%2F?#;'

interface Hostile extends Lived {
  readonly documents: readonly string[]
  readonly fault: string
  readonly exchange: string
}

/** A partner's refusal, with a text of its own. */
function soapFault(text: string): string {
  const said = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  const body = `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><soap:Fault><faultcode>soap:Client</faultcode><faultstring>${said}</faultstring></soap:Fault></soap:Body></soap:Envelope>`
  const head = ['HTTP/1.1 500 Sorry', 'Content-Type: text/xml; charset=utf-8', 'Connection: close']
  return [...head, `Content-Length: ${Buffer.byteLength(body)}`, '', body].join('\r\n')
}

/** A partner, files and answers whose every text is an attempt at a script. */
async function beHostile(station: Station): Promise<Hostile> {
  const practice = hostPractice(station)
  await practice.start(1)
  const like = (await station.ledger.partners.find(practicePartnerName)) as ServerPartner
  const server = await rawServer(async ({ request, socket }) => {
    await request()
    socket.end(soapFault(script))
  })
  const partner: ServerPartner = {
    ...like,
    name: partnerName,
    url: `http://127.0.0.1:${server.port}/jx`,
    retries: 0,
    ownId: script,
  }
  await station.ledger.partners.add(partner, {})
  const documents = []
  for (const [fileName, text] of [
    [`${script.replaceAll('/', '_')}.xml`, svg],
    ['javascript:window.hit=1', script],
  ] as const) {
    const kept = await enqueueDocument(station, {
      partner,
      fileName,
      documentType: script.slice(0, 40),
      chunks: () => Readable.from([Buffer.from(text)]),
    })
    documents.push(kept.id)
  }
  const { exchangeId, faults } = await receiveDocuments(station, partner)
  return {
    documents,
    fault: faults[0]?.id ?? '',
    exchange: exchangeId ?? '',
    close: async () => {
      await server.close()
      await practice.stop()
    },
  }
}

describe('texts from outside that try to be scripts', () => {
  let browser: Browser
  let life: OpenedConsole<Hostile>

  beforeAll(async () => {
    await buildConsole()
    browser = await launchBrowser()
    life = await openConsole(browser, 'ja', beHostile)
  })
  afterAll(async () => {
    await life.close()
    await browser.close()
  })

  test('are shown as text on every page, run nowhere, and try the policy nowhere', async () => {
    const { page, open } = life.signed
    const { documents, fault, exchange } = life.lived
    await page.addInitScript(
      "window.reports = []; document.addEventListener('securitypolicyviolation', (event) => window.reports.push(event.violatedDirective))",
    )
    const name = encodeURIComponent(partnerName)
    const paths = ['/', '/outbox', '/faults', '/exchanges', '/partners', '/audit', '/tls-check']
    paths.push(`/partners/${name}/basic`, `/partners/${name}/options`, `/partners/${name}/test`)
    paths.push(`/faults/${fault}`, `/exchanges/${exchange}`)
    paths.push(...documents.map((id) => `/documents/${id}`), `/outbox?partner=${name}&id=${name}`)
    life.complaints.length = 0
    const ran: string[] = []
    for (const path of paths) {
      await open(path)
      await settle(page)
      const state = await page.evaluate<{ hit?: number; reports: string[] }>(
        '({ hit: window.hit, reports: window.reports })',
      )
      if (state.hit !== undefined || state.reports.length > 0) {
        ran.push(`${path} ${JSON.stringify(state)}`)
      }
    }
    expect(ran).toEqual([])
    expect(life.complaints).toEqual([])
    await open(`/documents/${documents[0] ?? ''}`)
    await page.locator('.lines').getByText('onload="window.hit=1"').first().waitFor()
    await open('/partners')
    await page.getByRole('link', { name: partnerName }).waitFor()
  })

  test('a script in the page itself would be refused by the policy', async () => {
    const { page, open } = life.signed
    await open('/')
    await page.evaluate(
      "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.hit=1\">')",
    )
    await expect.poll(() => page.evaluate('window.reports.length')).toBeGreaterThan(0)
    expect(await page.evaluate('window.hit')).toBeUndefined()
  })

  test('a download is saved under a harmless name, and never shown', async () => {
    const { page, open } = life.signed
    for (const id of life.lived.documents) {
      await open(`/documents/${id}`)
      const download = page.waitForEvent('download')
      await page.getByRole('link', { name: 'ダウンロード', exact: true }).click()
      expect((await download).suggestedFilename()).not.toMatch(/[<>:"/\\|?*]/u)
    }
  })
})
