import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { retailer, testContext, type TestContext } from '../../../test/support/exchange-context.ts'
import type { Clock } from '../../base/clock.ts'
import { addFlow, type FlowInput, type SlotRecord } from '../../domain/flows/index.ts'
import type { ReceiveReport } from '../../domain/exchange/index.ts'
import { holdPartner } from '../../domain/holds/index.ts'
import { HikyakuError } from '../../errors/index.ts'
import { runFlowNow } from './flow-now.ts'
import type { Exchanges, RunPrograms } from './slot-runs.ts'
import { timetableWork, type TimetableWork } from './timetable.ts'

const minute = 60_000
const actor = { name: 'test', via: 'command' } as const
const orders: FlowInput = {
  name: 'orders',
  partner: 'retailer',
  direction: 'receive',
  kind: { formatType: 'SecondGenEDI', documentType: 'Order' },
  timetable: { rules: [{ days: 'all', at: '07:00,08:00,09:00' }], spreadSeconds: 0 },
}

let context: TestContext
let now: number
let monotonic: number
let calls: string[]
let answer: () => Promise<ReceiveReport>

beforeEach(async () => {
  now = Date.parse('2026-12-07T06:30:00+09:00')
  monotonic = 0
  calls = []
  answer = () => Promise.resolve(done())
  const clock: Clock = { now: () => new Date(now), wait: () => Promise.resolve() }
  context = await testContext({ clock })
})

afterEach(async () => {
  await context.end()
})

function done(more: Partial<ReceiveReport> = {}): ReceiveReport {
  return { outcome: 'done', documents: [], faults: [], exchangeId: `X-${calls.length}`, ...more }
}

function failed(fault: 'connection-failed' | 'partner-unknown' | 'partner-busy'): ReceiveReport {
  const params = { partner: 'retailer', detail: 'refused', holder: 'R-1' }
  return done({ outcome: 'failed', failure: new HikyakuError(fault, params) })
}

const exchanges: Exchanges = {
  receive: (partner, { kind }) => {
    calls.push(`receive ${partner}${kind === undefined ? '' : ` ${kind.documentType}`}`)
    return answer()
  },
  send: (partner) => {
    calls.push(`send ${partner}`)
    return Promise.resolve({ outcome: 'done', documents: [], faults: [] })
  },
}

/** What the programs of flows come to. */
let programs: RunPrograms

beforeEach(() => {
  programs = {
    run: () => Promise.resolve(undefined),
    forDocuments: () => Promise.resolve(),
  }
})

function work(): TimetableWork {
  return timetableWork({ context, exchanges, programs, monotonic: () => monotonic })
}

/** Goes on to a time of that day, looking every 15 seconds as the station does. */
async function until(timetable: TimetableWork, time: string): Promise<void> {
  const end = Date.parse(
    `2026-12-${time.includes(' ') ? time.replace(' ', 'T') : `07T${time}`}:00+09:00`,
  )
  while (now < end) {
    now += 15_000
    monotonic += 15_000
    await timetable.look()
    await timetable.settled()
  }
}

/** The clock is set; no real time passes but a moment. */
function setClock(text: string): void {
  now = Date.parse(`${text}:00+09:00`)
  monotonic += 15_000
}

async function slots(): Promise<string[]> {
  const records = await context.ledger.slots.between({ from: new Date(0), to: new Date(now * 2) })
  return records.map(shown)
}

function shown({ instant, state, tries }: SlotRecord): string {
  const local = new Date(instant.getTime() + 9 * 60 * minute).toISOString()
  return `${local.slice(8, 16).replace('T', ' ')} ${state}${tries > 1 ? ` ${tries}` : ''}`
}

async function faults(): Promise<string[]> {
  return (await context.ledger.faults.search({})).map(({ name }) => name)
}

describe('a station at work', () => {
  test('runs a flow at each of its times, once', async () => {
    await addFlow(context, actor, orders)
    const timetable = work()
    await until(timetable, '08:30')
    expect(calls).toEqual(['receive retailer', 'receive retailer'])
    expect(await slots()).toEqual(['07 07:00 done', '07 08:00 done'])
  })

  test('makes one exchange for all flows of a partner that are due together', async () => {
    await addFlow(context, actor, orders)
    await addFlow(context, actor, { ...orders, name: 'any', kind: 'any' })
    await until(work(), '07:05')
    expect(calls).toEqual(['receive retailer'])
    expect(await slots()).toEqual(['07 07:00 done', '07 07:00 done'])
  })

  test('two processes over one ledger run a slot once', async () => {
    await addFlow(context, actor, orders)
    const [one, other] = [work(), work()]
    now = Date.parse('2026-12-07T07:00:05+09:00')
    await Promise.all([one.look(), other.look()])
    await Promise.all([one.settled(), other.settled()])
    expect(calls).toEqual(['receive retailer'])
  })

  test('example 64: catches up once after a stop', async () => {
    await addFlow(context, actor, orders)
    now = Date.parse('2026-12-07T09:15:00+09:00')
    await until(work(), '09:16')
    expect(calls).toEqual(['receive retailer'])
    expect(await slots()).toEqual(['07 07:00 joined', '07 08:00 joined', '07 09:00 done'])
  })

  describe('of a partner with hours', () => {
    const opens = (hours: string): Promise<void> =>
      context.ledger.partners.replace({ ...retailer, hours })

    test('refuses times at which it must not be called', async () => {
      await opens('08:00-22:00')
      await expect(addFlow(context, actor, orders)).rejects.toMatchObject({
        fault: 'setting-invalid',
        params: {
          setting: 'timetable',
          detail: expect.stringContaining('2026-12-07 07:00') as string,
        },
      })
      await opens('07:00-09:00')
      await addFlow(context, actor, orders)
    })

    test('passes over a run that comes outside of them, and says why', async () => {
      await addFlow(context, actor, orders)
      await opens('business 07:30-08:30')
      const timetable = work()
      await until(timetable, '09:05')
      expect(await slots()).toEqual(['07 07:00 skipped', '07 08:00 done', '07 09:00 skipped'])
      expect(calls).toEqual(['receive retailer'])
      expect(await faults()).toEqual(['partner-closed', 'partner-closed'])
      // A person may call it.
      const [flow] = await context.ledger.flows.list()
      if (flow === undefined) throw new TypeError('no flow')
      await runFlowNow({ context, exchanges, programs }, flow, new AbortController().signal)
      expect(calls).toHaveLength(2)
    })

    test('catches up with nothing when it is back outside of them', async () => {
      await addFlow(context, actor, orders)
      await opens('07:00-09:00')
      setClock('2026-12-07T11:00')
      await until(work(), '11:05')
      expect(calls).toEqual([])
      expect((await slots()).at(-1)).toBe('07 09:00 skipped')
    })

    test('tries a run again only until they end', async () => {
      await addFlow(context, actor, orders)
      await opens('06:00-07:04')
      answer = () => Promise.resolve(failed('connection-failed'))
      await until(work(), '07:30')
      // At 07:00, 07:01 and 07:03; the next try would have been at 07:08.
      expect(calls).toHaveLength(3)
      expect(await slots()).toEqual(['07 07:00 failed 3'])
    })
  })

  test('tells of runs that were missed, in one warning', async () => {
    await addFlow(context, actor, {
      ...orders,
      timetable: {
        ...orders.timetable,
        rules: [{ days: 'all', at: '07:00,08:00' }],
        missed: 'skip',
      },
    })
    now = Date.parse('2026-12-07T09:15:00+09:00')
    await until(work(), '09:16')
    expect(calls).toEqual([])
    expect(await slots()).toEqual(['07 07:00 missed', '07 08:00 missed'])
    expect(await faults()).toEqual(['run-missed'])
  })

  test('scenario 4: tries again within the window until the partner answers', async () => {
    await addFlow(context, actor, {
      ...orders,
      timetable: { rules: [{ days: 'all', at: '08:00' }], spreadSeconds: 0 },
    })
    const timetable = work()
    answer = () => Promise.resolve(failed('connection-failed'))
    await until(timetable, '08:05')
    expect(await slots()).toEqual(['07 08:00 waiting-to-retry 3'])
    answer = () => Promise.resolve(done())
    await until(timetable, '08:10')
    expect(await slots()).toEqual(['07 08:00 done 4'])
    expect(calls).toHaveLength(4)
  })

  test('example 69: gives up when the window has ended', async () => {
    await addFlow(context, actor, {
      ...orders,
      timetable: { rules: [{ days: 'all', at: '07:00' }], spreadSeconds: 0 },
    })
    answer = () => Promise.resolve(failed('connection-failed'))
    await until(work(), '09:00')
    expect(calls).toHaveLength(9)
    expect(await slots()).toEqual(['07 07:00 failed 9'])
  })

  test('does not try again what no time will mend', async () => {
    await addFlow(context, actor, orders)
    answer = () => Promise.resolve(failed('partner-unknown'))
    await until(work(), '07:30')
    expect(await slots()).toEqual(['07 07:00 failed'])
  })

  test('waits for a person’s own exchange with the partner', async () => {
    await addFlow(context, actor, orders)
    const timetable = work()
    answer = () => Promise.resolve(failed('partner-busy'))
    await until(timetable, '07:02')
    answer = () => Promise.resolve(done())
    await until(timetable, '07:03')
    expect(await slots()).toEqual(['07 07:00 done'])
  })

  test('leaves what is on hold, and notes that it did', async () => {
    const flow = await addFlow(context, actor, orders)
    const hold = { reason: '取引停止', by: 'sato', at: new Date(now) }
    await context.ledger.holds.begin({ of: 'flow', id: flow.id }, hold)
    await until(work(), '07:30')
    expect(calls).toEqual([])
    expect(await slots()).toEqual(['07 07:00 held'])
  })

  test('scenario 47: leaves all flows of a partner on hold, until its hold ends by itself', async () => {
    await addFlow(context, actor, orders)
    const end = new Date('2026-12-07T07:30:00+09:00')
    await holdPartner(context, actor, {
      name: 'retailer',
      hold: { reason: '取引停止', until: end },
    })
    await until(work(), '08:15')
    expect(calls).toEqual(['receive retailer'])
    expect(await slots()).toEqual(['07 07:00 held', '07 08:00 done'])
  })

  test('notes a run into which a hold fell as held, and does not try it again', async () => {
    await addFlow(context, actor, orders)
    const error = new HikyakuError('partner-on-hold', { partner: 'retailer', reason: '停止' })
    answer = () => Promise.resolve(done({ outcome: 'warning', failure: error }))
    await until(work(), '07:30')
    expect(await slots()).toEqual(['07 07:00 held'])
    expect(calls).toHaveLength(1)
  })

  test('scenario 24: a run whose process died is made again', async () => {
    const flow = await addFlow(context, actor, orders)
    const instant = new Date('2026-12-07T07:00:00+09:00')
    now = instant.getTime() + 60_000
    await context.ledger.slots.claim({
      flowId: flow.id,
      instant,
      nominal: ['2026-12-07'],
      state: 'running',
      startedAt: instant,
      documents: 0,
      tries: 0,
    })
    await until(work(), '07:02')
    expect(calls).toEqual(['receive retailer'])
    expect(await slots()).toEqual(['07 07:00 done'])
  })

  test('a run that could not be recorded is made again, and ends no process', async () => {
    await addFlow(context, actor, orders)
    const { slots: log } = context.ledger
    const told: unknown[] = []
    let broken = true
    const change: typeof log.change = (slot, from, more) => {
      if (broken && more.state === 'done') return Promise.reject(new Error('disk I/O error'))
      return log.change(slot, from, more)
    }
    const ledger = { ...context.ledger, slots: { ...log, change } }
    const timetable = timetableWork({
      context: { ...context, ledger },
      exchanges,
      programs,
      monotonic: () => monotonic,
      tell: (error) => told.push(error),
    })
    await until(timetable, '07:00')
    expect(told).toHaveLength(1)
    broken = false
    await until(timetable, '07:02')
    expect(await slots()).toEqual(['07 07:00 done'])
  })

  test('leaves alone what a person runs', async () => {
    const flow = await addFlow(context, actor, orders)
    let during: string[] = []
    answer = async () => {
      await work().look()
      during = await slots()
      return done()
    }
    const parts = { context, exchanges, programs }
    const run = await runFlowNow(parts, flow, new AbortController().signal)
    expect(during).toEqual(['07 06:30 running'])
    expect(run).toMatchObject({ state: 'done', tries: 1 })
    const hold = { of: 'flow' as const, reason: '取引停止', by: 'sato', at: new Date(now) }
    const held = { ...flow, hold }
    await expect(runFlowNow(parts, held, new AbortController().signal)).rejects.toMatchObject({
      fault: 'flow-on-hold',
    })
  })

  test('asks for kinds alone where every due flow wants its own', async () => {
    await addFlow(context, actor, { ...orders, filtered: true })
    await until(work(), '07:05')
    expect(calls).toEqual(['receive retailer Order'])
  })

  test('sends at its times', async () => {
    await addFlow(context, actor, { ...orders, direction: 'send' })
    await until(work(), '07:05')
    expect(calls).toEqual(['send retailer'])
  })
})

describe('a clock that jumps', () => {
  test('example 61: set back, repeats no slot and swallows no day', async () => {
    await addFlow(context, actor, orders)
    const timetable = work()
    await until(timetable, '07:20')
    setClock('2026-12-07T06:50')
    await until(timetable, '07:30')
    expect(calls).toHaveLength(1)
    await until(timetable, '08 07:05')
    expect(await slots()).toEqual([
      '07 07:00 done',
      '07 08:00 done',
      '07 09:00 done',
      '08 07:00 done',
    ])
  })

  test('example 63: ten years ahead begins nothing, and is told once', async () => {
    await addFlow(context, actor, orders)
    const timetable = work()
    await until(timetable, '06:50')
    setClock('2036-01-01T00:00')
    await timetable.look()
    monotonic += 15_000
    now += 15_000
    await timetable.look()
    expect(await faults()).toEqual(['clock-doubtful'])
    setClock('2026-12-07T06:55')
    await until(timetable, '07:05')
    expect(calls).toEqual(['receive retailer'])
    expect(await slots()).toEqual(['07 07:00 done'])
  })

  test('example 63: two days ahead and back runs every real slot', async () => {
    await addFlow(context, actor, orders)
    const timetable = work()
    await until(timetable, '07:30')
    setClock('2026-12-09T07:30')
    await timetable.look()
    await timetable.settled()
    setClock('2026-12-07T07:50')
    await until(timetable, '09 07:05')
    expect(await slots()).toEqual([
      '07 07:00 done',
      '07 08:00 done',
      '07 09:00 done',
      '08 07:00 done',
      '08 08:00 done',
      '08 09:00 done',
      '09 07:00 done',
    ])
  })
})

describe('the programs of a flow before and after its runs', () => {
  const failure = new HikyakuError('program-failed', { program: '/p', flow: 'orders', detail: '3' })

  test('one before a run that fails is tried again within its window, and nobody is called', async () => {
    await addFlow(context, actor, orders)
    let tries = 0
    programs = {
      ...programs,
      run: (_flow, step) => {
        if (step !== 'before-run') return Promise.resolve(undefined)
        tries += 1
        return Promise.resolve(tries < 3 ? { failure } : undefined)
      },
    }
    const timetable = work()
    await until(timetable, '07:01')
    expect([tries, calls]).toEqual([2, []])
    await until(timetable, '07:10')
    expect([tries, calls]).toEqual([3, ['receive retailer']])
  })

  test('one after a run is told what it came to, and its failure is a warning', async () => {
    const flow = await addFlow(context, actor, orders)
    const heard: unknown[] = []
    programs = {
      ...programs,
      run: (_flow, step, { run }) => {
        heard.push([step, run.outcome, run.exchangeId])
        return Promise.resolve(step === 'after-run' ? { failure, faultId: 'F-1' } : undefined)
      },
    }
    await until(work(), '07:02')
    expect(heard).toEqual([
      ['before-run', undefined, undefined],
      ['after-run', 'done', 'X-1'],
    ])
    const day = { from: new Date(0), to: new Date(now) }
    expect(await context.ledger.slots.between({ flowId: flow.id, ...day })).toMatchObject([
      { state: 'warning', faultId: 'F-1' },
    ])
  })
})
