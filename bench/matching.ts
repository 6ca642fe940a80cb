import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import { openStation, createStationHome } from '../src/station/index.ts'
import { matchPartner } from '../src/domain/matching/index.ts'
import type { SlipFacts } from '../src/domain/slips/index.ts'
import type { MessageKindName } from '../src/wire/bms/index.ts'
import { supplier } from '../test/support/exchange-context.ts'
import { document } from '../test/contract/samples.ts'
import { median } from './median.ts'

/**
 * `node bench/matching.ts`: a closing of many slips through five stages, beside as many
 * months of others, matched from the index. One JSON line.
 */
const { values } = parseArgs({
  options: {
    slips: { type: 'string', default: '12000' },
    months: { type: 'string', default: '6' },
    rounds: { type: 'string', default: '5' },
  },
})
const [slips, months] = [Number(values.slips), Number(values.months)]
const kinds = ['order', 'shipment', 'receiving', 'invoice', 'payment'] as const
const line = { line: '1', code: '4900000000015', name: 'x', quantity: 480n, amount: 14_304n }

function slip(kind: MessageKindName, month: number, at: number): SlipFacts {
  const name = `2026-${String(month).padStart(2, '0')}`
  const day = `${name}-${String((at % 27) + 1).padStart(2, '0')}`
  const isPaid = kind === 'invoice' || kind === 'payment'
  const closedOn = new Date(Date.UTC(2026, month, 0)).toISOString().slice(0, 10)
  const party = { code: String(at % 200), name: '店' }
  return {
    ...{ kind, number: String(month * 1_000_000 + at), day, deliveryDate: day, date: day },
    ...{ buyer: party, store: party, seller: party },
    ...{ amount: 14_304n, lines: 1, goods: [], details: [line] },
    ...(isPaid
      ? {
          paid: {
            payee: '1',
            seller: '1',
            closedOn,
            payCode: '1001',
            detailCode: '',
            detailName: '',
          },
        }
      : { orderDate: `${name}-01` }),
  }
}

const home = join(mkdtempSync(join(tmpdir(), 'hikyaku-matching-')), 'home')
await createStationHome(home)
const station = await openStation({ home })
const { ledger } = station
await ledger.partners.add(supplier, {})
for (let month = 1; month <= months; month += 1) {
  for (const kind of kinds) {
    const isOurs = kind === 'shipment' || kind === 'invoice'
    const kept = document({
      partner: supplier.name,
      ...(isOurs ? { box: 'outbox', state: 'delivered' } : { box: 'inbox', state: 'received' }),
    })
    await ledger.documents.keep(kept)
    const all = Array.from({ length: slips }, (_, at) => slip(kind, month, at))
    await ledger.slips.put({ documentId: kept.id, kind, slips: all })
  }
}
const closing = new Date(Date.UTC(2026, months, 0)).toISOString().slice(0, 10)
const times: number[] = []
let found = 0
for (let round = 0; round < Number(values.rounds); round += 1) {
  const start = process.cpuUsage()
  found = (await matchPartner(station, supplier.name, closing)).slips.length
  const { user, system } = process.cpuUsage(start)
  times.push((user + system) / 1000)
}
await station.close()
rmSync(join(home, '..'), { recursive: true, force: true })
const milliseconds = Math.round(median(times))
process.stdout.write(
  `${JSON.stringify({ slips: found, index: slips * months * kinds.length, milliseconds })}\n`,
)
