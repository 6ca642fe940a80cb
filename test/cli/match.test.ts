import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { systemClock, type Clock } from '../../src/base/clock.ts'
import { openStation } from '../../src/station/index.ts'
import { sampleMessage } from '../../src/wire/bms/sample/index.ts'
import { bytesOf, receiptFor, shipmentFor } from '../support/bms/stage-documents.ts'
import { supplier } from '../support/exchange-context.ts'
import { keepReceived } from '../support/kept-document.ts'
import { type, words, type Outcome } from './terminal.ts'

const root = mkdtempSync(join(tmpdir(), 'hikyaku-match-'))
const home = join(root, 'home')
const clock: Clock = { ...systemClock, now: () => new Date('2026-12-01T03:00:00Z') }

const sample = {
  tradeNumber: '4179201',
  orderDate: new Date('2026-11-20T00:00:00Z'),
  deliveryDate: new Date('2026-11-25T00:00:00Z'),
  slips: 4,
}

function run(line: string): Promise<Outcome> {
  return type(words(line), { directory: root, clock })
}

beforeAll(async () => {
  await run('init')
  const station = await openStation({ home, clock })
  await station.ledger.partners.add(supplier, {})
  const order = sampleMessage('order', sample)
  await keepReceived(station, supplier, bytesOf(order))
  const short = { trade: '4179203', line: '2', quantity: '1', reason: '07' }
  await keepReceived(station, supplier, bytesOf(receiptFor(shipmentFor(order), sample, [short])))
  await station.close()
})
afterAll(() => {
  rmSync(root, { recursive: true, force: true })
})

test('bms match lists partners, then the slips of a closing', async () => {
  const partners = await run('--lang ja bms match')
  expect(partners.stdout).toMatch(/supplier +2026-11-30 +1/)
  const closing = 'bms match --partner supplier --closing 2026-11-30'
  const shown = await run(`--lang ja ${closing}`)
  expect(shown.stdout).toContain('差異 1 伝票、うち要確認 1 伝票（全 4 伝票）')
  expect(shown.stdout).toMatch(/4179203 .*受領が少ない/)
  expect(shown.stdout).not.toContain('4179202')
  const csv = await run(`--lang en ${closing} --tab all --csv`)
  expect(csv.stdout.trim().split('\n')).toHaveLength(5)
  const json = await run(`--json ${closing} --tab all`)
  expect(
    json.stdout
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { number: string }).number),
  ).toEqual(['4179203', '4179201', '4179202', '4179204'])
  const wrong = await run('bms match --partner supplier --closing 2026-02-30')
  expect([wrong.status, wrong.stderr]).toEqual([3, expect.stringContaining('20191151')])
})

test('bms settle says what is done about a difference, and takes it back', async () => {
  const settle = 'bms settle 0004179203 --partner supplier'
  const settled = await run(`--lang ja ${settle} --deed as-received --comment 破損`)
  expect(settled.stdout).toContain('確認済みにしました（受領に合わせて請求）')
  expect((await run(`${settle} --deed other --comment x`)).stderr).toContain('20191154')
  const shown = await run('--lang en bms match --partner supplier --closing 2026-11-30')
  expect(shown.stdout).toContain('1 slips differ, 0 of them wait')
  expect((await run(`--lang en ${settle} --take-back`)).stdout).toContain('was taken back')
  expect((await run(`${settle} --take-back`)).stderr).toContain('20191155')
  expect((await run(`${settle} --deed other`)).status).toBe(3)
  expect((await run('bms settle 1 --partner supplier --take-back')).stderr).toContain('20191152')
  const agreed = 'bms settle 4179201 --partner supplier --deed other --comment x'
  expect((await run(agreed)).stderr).toContain('20191153')
})
