import { afterAll, beforeAll, expect, test } from 'vitest'

import { bareServerPartner as partner } from '../../../../test/contract/samples.ts'
import { servedConsole, type ServedConsole } from '../../../../test/support/served-console.ts'

let served: ServedConsole
beforeAll(async () => {
  served = await servedConsole({
    clock: { now: () => new Date('2026-12-01T00:00:00Z'), wait: () => Promise.resolve() },
  })
  await served.station.ledger.partners.add(partner, {})
})
afterAll(() => served.end())

async function tried(body: object): Promise<unknown> {
  const answer = await served.call('viewer', 'flows.try', { body })
  return answer.json()
}

test('a flow that is typed says when it would run, and how it would name a file', async () => {
  const timetable = { rules: [{ days: 'business', at: '06:00,10:00' }] }
  const folder = {
    kind: 'hand-over',
    path: '/in',
    name: '{partner}/{type}_{date}_{day-serial:4}{ext}',
  }
  const flow = { direction: 'receive', name: 'orders', partner: partner.name, timetable, folder }
  expect(await tried(flow)).toMatchObject({
    runs: [
      { local: '2026-12-01 10:00:00' },
      { local: '2026-12-02 06:00:00' },
      ...Array<object>(18).fill({}),
    ],
    fileName: `${partner.name}/Order_20261201_0001.xml`,
    troubles: [],
  })
})

test('each part that is wrong says so at its field, and the other part is told all the same', async () => {
  const flow = {
    direction: 'receive',
    timetable: { rules: [{ days: 'all', at: '7 Uhr' }] },
    folder: { kind: 'hand-over', path: '/in', name: '{id}{ext}' },
  }
  expect(await tried(flow)).toMatchObject({
    runs: [],
    fileName: 'D-261201-7F3K9Q2M4T.xml',
    troubles: [
      { field: 'timetable.rules.0.at', detail: expect.stringContaining('HH:MM') as string },
    ],
  })
  const unknown = {
    ...flow,
    timetable: { calendar: 'moon', rules: [{ days: 'all', at: '07:00' }] },
  }
  expect(await tried(unknown)).toMatchObject({ troubles: [{ name: 'calendar-unknown' }] })
})

test('a calendar that is typed tells each day of a year, and why', async () => {
  const entries = [{ kind: 'closed', name: '年末', when: { month: 12, date: 30 } }]
  const answer = await served.call('viewer', 'calendars.try', {
    body: { base: 'japan', entries, year: 2026 },
  })
  const { items } = (await answer.json()) as { items: { date: string }[] }
  expect(items).toHaveLength(365)
  const on = (date: string): unknown => items.find((one) => one.date === date)
  expect(on('2026-12-30')).toMatchObject({ business: false, by: 'company', name: '年末' })
  expect(on('2026-11-03')).toMatchObject({ business: false, by: 'holiday', name: '文化の日' })
  expect(on('2026-11-02')).toMatchObject({ business: true })
  const wrong = [{ kind: 'closed', when: { from: 20_000, to: 19_000 } }]
  const refused = await served.call('viewer', 'calendars.try', {
    body: { base: 'japan', entries: wrong, year: 2026 },
  })
  expect(await refused.json()).toMatchObject({ field: 'entries.0.when' })
})

test('days of a CSV are read, kept, and given out again', async () => {
  const content = Buffer.from('2026-08-13,休,お盆\n?\n').toString('base64')
  const read = await served.call('viewer', 'calendars.read', { body: { content } })
  const { entries, findings } = (await read.json()) as { entries: object[]; findings: object[] }
  expect(findings).toEqual([{ line: 2, text: '?' }])
  const params = { name: '本社' }
  await served.call('admin', 'calendars.put', { params, body: { base: 'japan', entries } })
  const given = await served.call('viewer', 'calendars.export', { params })
  expect(await given.text()).toBe('date,kind,name\r\n2026-08-13,closed,お盆\r\n')
})
