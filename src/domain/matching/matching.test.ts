import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { paidRow, stageRow, throughStages } from '../../../test/support/bms/stage-rows.ts'
import { defined } from '../../base/defined.ts'
import { parseDay, textOfDay } from '../timetable/day.ts'
import { closingBefore, closingDays, closingNamed, closingOf, closingOver } from './closings.ts'
import { joinSlips } from './join-slips.ts'
import { amountsOf, isDifferent, isOpen, stillHolds } from './judge-slip.ts'
import { matchClosing, type MatchedClosing, type PartnerFacts } from './match-closing.ts'
import { matchLines } from './match-lines.ts'
import type { Settlement, StageRow } from './matching-shelf.ts'
import { stages } from './stages.ts'

const day = (text: string): number => parseDay(text)!

/** A partner that uses all stages, closes at the end of the month, and has paid for November. */
const facts: PartnerFacts = {
  stages,
  days: ['last'],
  invoiced: '2026-11-30',
  paid: '2026-11-30',
  settlements: [],
}

function november(
  rows: readonly StageRow[],
  changes: Partial<PartnerFacts> = {},
  today = '2026-12-01',
): MatchedClosing {
  const closing = closingNamed('2026-11-30', ['last'])!
  return matchClosing(rows, closing, { ...facts, ...changes }, day(today))
}

/** How the one slip among these rows came out. */
function only(...rows: readonly StageRow[]): MatchedClosing['slips'][number] {
  const { slips } = november(rows)
  expect(slips).toHaveLength(1)
  return slips[0]!
}

describe('closings', () => {
  const texts = (known: readonly string[], of: string): string[] => {
    const { from, day: end } = closingOf(day(of), closingDays(known))
    return [textOfDay(from), textOfDay(end)]
  }
  test('end with the month, or as invoices and payments name them', () => {
    expect(texts([], '2026-11-30')).toEqual(['2026-11-01', '2026-11-30'])
    expect(texts(['2026-10-20', '2026-09-20'], '2026-11-21')).toEqual(['2026-11-21', '2026-12-20'])
    const three = ['2026-10-31', '2026-10-20', '2026-10-10']
    expect(texts(three, '2026-11-11')).toEqual(['2026-11-11', '2026-11-20'])
    expect(texts(three, '2026-11-21')).toEqual(['2026-11-21', '2026-11-30'])
    expect(texts(['2026-01-30'], '2026-02-10')).toEqual(['2026-01-31', '2026-02-28'])
    expect(texts(['2026-02-30', 'junk'], '2026-02-10')).toEqual(['2026-02-01', '2026-02-28'])
  })

  test('lie beside each other without a gap', () => {
    const days = fc.uniqueArray(
      fc.oneof(fc.integer({ min: 1, max: 28 }), fc.constant('last' as const)),
      {
        minLength: 1,
        maxLength: 4,
      },
    )
    fc.assert(
      fc.property(days, fc.integer({ min: 20_000, max: 22_000 }), (rule, at) => {
        const here = closingOf(at, rule)
        expect(here.from).toBeLessThanOrEqual(at)
        expect(here.day).toBeGreaterThanOrEqual(at)
        expect(closingBefore(here, rule).day).toBe(here.from - 1)
        expect(closingOver(at, rule).day).toBeLessThanOrEqual(at)
      }),
      { numRuns: 50 },
    )
  })
})

describe('a slip', () => {
  test.each([
    ['agreed', [18_320, 18_320, 18_320, 18_320, 18_320]],
    ['as-short', [30_420, 28_044, 28_044, 28_044, 28_044]],
    ['short-received', [41_860, 41_860, 39_476, 41_860, 39_476]],
    ['over-received', [41_860, 41_860, 43_000, 43_000, 43_000]],
    ['short-paid', [18_320, 18_320, 18_320, 18_320, 17_020]],
    ['over-paid', [18_320, 18_320, 18_320, 18_320, 18_321]],
    ['no-payment', [22_510, 22_510, 22_510, 22_510, undefined]],
    ['no-payment', [22_510, 22_510, 22_510, 22_510, 0]],
    ['no-receipt', [26_180, 26_180, undefined, 26_180, undefined]],
    ['no-invoice', [26_180, 26_180, 26_180, undefined, 26_180]],
    ['invoice-differs', [100, 100, 100, 90, 90]],
    ['over-shipped', [100, 110, 110, 110, 110]],
    ['no-slip', [undefined, undefined, undefined, undefined, 9_000]],
    ['no-slip', [undefined, undefined, undefined, 9_000, undefined]],
    // The order is gone by clearing: the rest is matched all the same.
    ['agreed', [undefined, 18_320, 18_320, 18_320, 18_320]],
    ['short-received', [undefined, 18_320, 18_000, 18_000, 18_000]],
    // Nothing could be shipped, so that nothing follows.
    ['as-short', [5_000, 0, undefined, undefined, undefined]],
  ] as const)('is %s: %j', (result, amounts) => {
    expect(only(...throughStages(amounts)).result).toBe(result)
  })

  test('is marked where it differs from what was there before, with the amount', () => {
    const { cells } = only(...throughStages([41_860, 41_860, 39_476, 41_860, 39_476]))
    expect(cells).toEqual({
      order: { state: 'there', amount: 41_860, differs: 0 },
      shipment: { state: 'there', amount: 41_860, step: 0, differs: 0 },
      receiving: { state: 'there', amount: 39_476, step: -2_384, differs: -2_384 },
      invoice: { state: 'there', amount: 41_860, step: 2_384, differs: 2_384 },
      payment: { state: 'there', amount: 39_476, step: -2_384, differs: -2_384 },
    })
    const missing = only(...throughStages([26_180, 26_180, undefined, 26_180, undefined]))
    expect(missing.cells).toMatchObject({
      receiving: { state: 'missing', step: -26_180 },
      invoice: { state: 'there', step: 26_180, differs: 0 },
      payment: { state: 'missing', step: -26_180 },
    })
  })

  test('that was paid twice is told apart from one that was paid too much', () => {
    const rows = throughStages([15_740, 15_740, 15_740, 15_740, 15_740])
    const again = stageRow({ kind: 'payment', amount: 15_740, place: 2 })
    expect(only(...rows, again).result).toBe('paid-twice')
    // The next month, in another notice.
    const next = { documentId: 'D-next', paid: paidRow({ closedOn: '2026-12-31' }) }
    expect(only(...rows, stageRow({ ...next, kind: 'payment', amount: 15_740 })).result).toBe(
      'paid-twice',
    )
  })

  test('is not due before its day, and due when it has come for others', () => {
    const rows = throughStages([100, 100])
    const at = (today: string, changes: Partial<PartnerFacts> = {}): string => {
      const { slips } = november(rows, { invoiced: '', paid: '', ...changes }, today)
      return slips[0]!.result
    }
    expect(at('2026-11-26')).toBe('waiting')
    expect(at('2026-11-28')).toBe('waiting')
    expect(at('2026-11-29')).toBe('no-receipt')
    expect(at('2026-11-26', { paid: '2026-11-30' })).toBe('no-receipt')
    expect(at('2026-11-26', { paid: '2026-10-31' })).toBe('waiting')
    const received = throughStages([100, 100, 100])
    const paid = (changes: Partial<PartnerFacts>): string =>
      november(received, { invoiced: '', paid: '', ...changes }).slips[0]!.result
    expect(paid({})).toBe('waiting')
    expect(paid({ invoiced: '2026-11-30' })).toBe('no-invoice')
    expect(paid({ stages: ['order', 'shipment', 'receiving', 'payment'] })).toBe('waiting')
    expect(paid({ stages: ['order', 'shipment', 'receiving'] })).toBe('agreed')
    const ordered = november(throughStages([100]), { invoiced: '', paid: '' }, '2026-11-25')
    expect(ordered.slips[0]!.result).toBe('waiting')
    expect(november(throughStages([100]), { invoiced: '', paid: '' }).slips[0]!.result).toBe(
      'no-shipment',
    )
  })

  test('with the same sum for other goods differs all the same', () => {
    const [order, shipment, receipt] = throughStages([100, 100, 100])
    const told = (row: StageRow, linesKey: string): StageRow => ({ ...row, linesKey })
    const rest = throughStages([undefined, undefined, undefined, 100, 100])
    const same = [told(order!, 'a'), told(shipment!, 'a'), told(receipt!, 'a'), ...rest]
    expect(only(...same).result).toBe('agreed')
    expect(only(told(order!, 'a'), told(shipment!, 'a'), told(receipt!, 'b'), ...rest).result).toBe(
      'lines-differ',
    )
  })

  test('whose receipt names a day that does not exist belongs where it was delivered', () => {
    const [order, shipment, receipt] = throughStages([100, 100, 90])
    expect(only(order!, shipment!, { ...receipt!, day: '2026-02-30' })).toMatchObject({
      result: 'short-received',
      day: '2026-11-25',
    })
  })

  test('tells 照合結果 of its payments', () => {
    const rows = throughStages([100, 100, 100, 100])
    const unpaid = stageRow({ kind: 'payment', amount: 0, paid: paidRow({ result: '03' }) })
    expect(only(...rows, unpaid)).toMatchObject({ result: 'no-payment', verified: ['03'] })
  })
})

describe('slips are joined', () => {
  test('by number and day of order; zeros before a number do not count', () => {
    const old = throughStages([500], { orderDate: '2026-06-01', day: '2026-06-03' })
    const rows = throughStages([100, 100, 100, 100, 100])
    const zeros = rows.map((row) => ({ ...row, number: `000${row.number}` }))
    expect(joinSlips([...old, ...zeros]).map(({ key }) => key)).toEqual([
      'trade.2026-06-01.4179218',
      'trade.2026-11-20.4179218',
    ])
    expect(only(...old, ...zeros).result).toBe('agreed')
  })

  test('with the newest of what was sent again', () => {
    const rows = throughStages([100, 100, 90, 100, 100])
    expect(only(...rows).result).toBe('short-received')
    const again = stageRow({ kind: 'receiving', amount: 100, documentId: 'D-again' })
    expect(only(...rows, again).result).toBe('agreed')
    const notice = { documentId: 'D-again', kind: 'payment', amount: 100 } as const
    expect(only(...rows, again, stageRow(notice)).result).toBe('agreed')
  })

  test('with the invoice that carries them over', () => {
    const rows = throughStages([100, 100, 100, 100])
    const carried = stageRow({
      ...{ kind: 'invoice', amount: 100, documentId: 'D-carried' },
      paid: paidRow({ closedOn: '2026-12-31' }),
    })
    const paid = stageRow({
      kind: 'payment',
      amount: 100,
      paid: paidRow({ closedOn: '2026-12-31' }),
    })
    expect(only(...rows, carried, paid).result).toBe('agreed')
  })

  test('with what was returned as a slip of its own, below its own number', () => {
    const rows = throughStages([100, 100, 100, 100, 100])
    const back = { number: '7000001', numberKey: '7000001', day: '2026-11-28' }
    const returned = stageRow({ ...back, kind: 'return', amount: 30, originKey: '4179218' })
    const paid = {
      ...back,
      kind: 'payment',
      amount: -30,
      paid: paidRow({ payCode: '1002' }),
    } as const
    const { slips, stages: sums } = november([...rows, returned, stageRow(paid)])
    expect(slips.map(({ slip, result }) => [slip.sort, slip.originKey, result])).toEqual([
      ['trade', undefined, 'agreed'],
      ['return', '4179218', 'agreed'],
    ])
    expect(sums.map(({ amount, step }) => [amount, step])).toEqual([
      [100, undefined],
      [100, 0],
      [70, -30],
      [100, 30],
      [70, -30],
    ])
  })

  test('with a corrected receipt once it is known whether it gives or takes', () => {
    const rows = throughStages([100, 100, 100])
    const correction = stageRow({ kind: 'corrected-receiving', amount: 20 })
    const without = { stages: ['order', 'shipment', 'receiving', 'payment'] } as const
    const [unclear] = november([...rows, correction], { ...without, paid: '' }).slips
    expect(unclear!.cells.receiving).toEqual({ state: 'unknown' })
    expect(unclear!.result).toBe('unclear')
    const paid = [
      stageRow({ kind: 'payment', amount: 100 }),
      stageRow({ kind: 'payment', amount: -20, paid: paidRow({ payCode: '1006' }) }),
    ]
    const [known] = november([...rows, correction, ...paid], without).slips
    expect(known!.cells).toMatchObject({
      receiving: { amount: 80, differs: -20 },
      payment: { amount: 80, differs: 0 },
    })
  })
})

describe('a notice of payment', () => {
  const sum = (payCode: string, amount: number, detailCode = '0000'): StageRow =>
    stageRow({
      ...{ kind: 'payment', number: '0', numberKey: '0', amount },
      paid: paidRow({ payCode, detailCode }),
    })
  const slip = (number: string, amount: number): StageRow =>
    stageRow({ kind: 'payment', number, numberKey: number, amount })

  test('is recomputed: slips, tax, offsets', () => {
    // The sums of a sample of the standard: 255,889 + 12,794 − 815 = 267,868.
    const rows = [
      slip('1', 200_000),
      slip('2', 60_000),
      stageRow({ ...slip('3', -4_111), paid: paidRow({ payCode: '1002' }) }),
      sum('3001', 255_889),
      sum('3001', 12_794, '0021'),
      sum('2000', -800, '0031'),
      sum('2000', -15, '0032'),
      sum('3002', -815),
      sum('3003', 267_868),
    ]
    expect(november(rows).notices).toEqual([
      {
        ...{ documentId: 'D-payment', payee: '500101', seller: '500101' },
        ...{ closedOn: '2026-11-30', paidOn: '2026-12-31', slips: 3 },
        ...{ purchases: 255_889, tax: 12_794, offsets: -815, reckoned: 267_868 },
        told: { before: 255_889, offsets: -815, total: 267_868 },
        verdict: 'agreed',
      },
    ])
  })

  test.each([
    ['before', [slip('1', 100), sum('3001', 90), sum('3003', 100)]],
    ['offsets', [slip('1', 100), sum('2000', -5), sum('3002', -6), sum('3003', 95)]],
    ['total', [slip('1', 100), sum('3001', 100), sum('3003', 101)]],
    ['no-sum', [slip('1', 100)]],
  ] as const)('that is wrong says where: %s', (verdict, rows) => {
    expect(november(rows).notices).toMatchObject([{ verdict }])
  })

  test('of several suppliers has sums for each', () => {
    const of = (seller: string, rows: readonly StageRow[]): StageRow[] =>
      rows.map((row) => ({ ...row, paid: { ...row.paid!, seller } }))
    const rows = [
      ...of('1', [slip('1', 100), sum('3001', 100), sum('3003', 100)]),
      ...of('2', [slip('2', 50), sum('3001', 50), sum('3003', 51)]),
    ]
    expect(november(rows).notices.map(({ seller, verdict }) => [seller, verdict])).toEqual([
      ['1', 'agreed'],
      ['2', 'total'],
    ])
  })

  test('tells apart what it pays for slips of other closings', () => {
    const earlier = { orderDate: '2026-10-20', day: '2026-10-25', number: '9', numberKey: '9' }
    const rows = [
      ...throughStages([100, 100, 100, 100, 100]),
      ...throughStages([40, 40, 40, 40], earlier),
      stageRow({ kind: 'payment', amount: 40, number: '9', numberKey: '9', day: '2026-10-25' }),
    ]
    const { slips, elsewhere } = november(rows)
    expect(slips).toHaveLength(1)
    expect(elsewhere).toEqual({ slips: 1, amount: 40 })
  })
})

describe('what a person settles', () => {
  const rows = throughStages([33_900, 33_900, 32_124])
  const settlementOf = (slip: MatchedClosing['slips'][number]): Settlement => ({
    ...{ id: '1', partner: '架空スーパー', key: slip.slip.key, number: slip.slip.number },
    ...{ deed: 'as-received', comment: '店舗で破損', seen: amountsOf(slip.cells) },
    ...{ by: '佐藤', at: new Date('2026-11-30T03:00:00Z') },
  })

  test('stands while nothing else differs, and not longer', () => {
    const [slip] = november(rows, { invoiced: '', paid: '' }).slips
    const settlements = [settlementOf(slip!)]
    const result = (...more: readonly StageRow[]): boolean =>
      isOpen(november([...rows, ...more], { settlements }).slips[0]!)
    const then = throughStages([undefined, undefined, undefined, 32_124, 32_124])
    expect(result(...then)).toBe(false)
    expect(result(then[0]!, stageRow({ kind: 'payment', amount: 30_000 }))).toBe(true)
    // Received again, with another amount.
    expect(result(stageRow({ kind: 'receiving', amount: 32_000 }), ...then)).toBe(true)
    expect(stillHolds({ seen: {} }, slip!.cells)).toBe(false)
  })

  test('sinks below what is open', () => {
    const other = { number: '4179999', numberKey: '4179999' }
    const both = [...rows, ...throughStages([100, 100, 90], other)]
    const before = november(both)
    expect(before.slips.map(({ slip }) => slip.number)).toEqual(['4179218', '4179999'])
    const after = november(both, { settlements: [settlementOf(before.slips[0]!)] })
    expect(after.slips.map(({ slip }) => slip.number)).toEqual(['4179999', '4179218'])
    expect(after.counts).toEqual({ open: 1, different: 2, settled: 1, all: 2 })
  })
})

test('lines stand beside each other through the stages, with the reason', () => {
  const line = (number: string, quantity: number, amount: number, reason?: string) => ({
    ...{ line: number, code: '4900000000015', name: 'さけフレーク 80g', unitPrice: 29_800 },
    ...{ quantity: quantity * 10, amount },
    ...defined({ reason }),
  })
  const lines = matchLines([
    { stage: 'order', lines: [line('1', 48, 14_304), line('10', 1, 298), line('2', 3, 894)] },
    { stage: 'shipment', lines: [line('1', 48, 14_304, '00'), line('2', 2, 596, '21')] },
    { stage: 'receiving', lines: [line('1', 40, 11_920, '07'), line('2', 2, 596, '00')] },
    { stage: 'payment', lines: [] },
  ])
  expect(lines).toMatchObject([
    {
      line: '1',
      quantities: { order: 480, shipment: 480, receiving: 400 },
      ...{ difference: -80, amountDifference: -2_384 },
      reason: { of: 'receiving', code: '07' },
    },
    { line: '2', difference: 0, amountDifference: 0, reason: { of: 'shipment', code: '21' } },
    { line: '10', quantities: { order: 10, shipment: 0, receiving: 0 }, difference: 0 },
  ])
})

/** Any set of stages of any slips, of this closing. */
const anySlips = fc.array(
  fc.tuple(
    fc.integer({ min: 1, max: 12 }),
    fc.array(fc.option(fc.integer({ min: -9, max: 9 }), { nil: undefined }), {
      minLength: 5,
      maxLength: 5,
    }),
  ),
  { minLength: 1, maxLength: 12 },
)

test('steps add up to the difference of the sums, whatever came and did not come', () => {
  fc.assert(
    fc.property(anySlips, (told) => {
      const rows = told.flatMap(([number, amounts]) =>
        throughStages(amounts, { number: String(number), numberKey: String(number) }),
      )
      const { slips, stages: sums, counts } = november(rows, {}, '2027-01-31')
      for (const [at, { stage, step, amount }] of sums.entries()) {
        if (step === undefined) continue
        const total = slips.reduce((sum, { cells }) => {
          const cell = cells[stage]
          return sum + (cell !== undefined && 'step' in cell ? (cell.step ?? 0) : 0)
        }, 0)
        expect(step).toBe(total)
        // With nothing unknown or out of the count, the steps are the differences of the sums.
        const isWhole = slips.every(({ cells }) =>
          sums.every((one) => ['there', 'missing', 'none'].includes(cells[one.stage]?.state ?? '')),
        )
        if (isWhole) expect(step).toBe(amount - sums[at - 1]!.amount)
      }
      const order = slips.map((slip) => (isOpen(slip) ? 0 : isDifferent(slip) ? 1 : 2))
      expect(order).toEqual(order.toSorted())
      expect(counts.open + counts.settled).toBe(counts.different)
    }),
    { numRuns: 100 },
  )
})
