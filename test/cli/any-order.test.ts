import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { systemClock } from '../../src/base/clock.ts'
import { localDay } from '../../src/wire/tls/index.ts'
import { type, words, type Outcome } from './terminal.ts'

/** What a waiver covers is reached whichever of its halves is set first, and left likewise. */

const directory = mkdtempSync(join(tmpdir(), 'hikyaku-order-'))
const until = localDay(new Date(systemClock.now().getTime() + 30 * 86_400_000))
const waive = `tls waive retailer --allow ssl3,weak-suites --reason "server of 2008" --by Sato --until ${until}`
const versions = 'partner set retailer --tls-min SSLv3 --tls-max SSLv3'
const list = 'tls suites retailer --set TLS_RSA_WITH_RC4_128_SHA,TLS_RSA_WITH_3DES_EDE_CBC_SHA'
const standard = 'partner set retailer --tls-min TLSv1.2 --tls-max TLSv1.3'
const restore = 'tls suites retailer --restore'

function hikyaku(line: string): Promise<Outcome> {
  return type(words(`--home operator --lang en ${line}`), { directory })
}

beforeAll(async () => {
  await hikyaku('init')
  const added = await hikyaku(
    'partner add retailer --jx-server https://localhost:9/jx --own-id 4500000000011 --partner-id 4900000000019 --from jx.maker.example --to edi.retailer.example',
  )
  expect(added.status).toBe(0)
})
afterAll(() => {
  rmSync(directory, { recursive: true, force: true })
})

async function expectHalves(first: string, second: string): Promise<void> {
  const half = await hikyaku(first)
  expect([first, half.status, half.stderr]).toEqual([first, 1, expect.stringContaining('20101168')])
  // Nothing is connected in between.
  const between = await hikyaku('receive retailer')
  expect([between.status > 1, between.stderr]).toEqual([true, expect.stringContaining('20101160')])
  const whole = await hikyaku(second)
  expect([second, whole.status, whole.stderr]).toEqual([second, 0, ''])
}

test.each([
  ['versions, then list', [versions, list]],
  ['list, then versions', [list, versions]],
] as const)('%s', { timeout: 180_000 }, async (_what, [first, second]) => {
  for (const one of [first, second]) expect((await hikyaku(one)).status).toBe(2)
  expect((await hikyaku(waive)).status).toBe(0)
  await expectHalves(first, second)
  const shown = await hikyaku('--json tls suites retailer')
  expect(JSON.parse(shown.stdout)).toMatchObject({ suites: [{ offered: true }, { offered: true }] })
  await expectHalves(standard, restore)
  expect((await hikyaku('tls waive retailer --end')).status).toBe(0)
})
