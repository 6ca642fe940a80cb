import { describe, expect, test } from 'vitest'

import { parseFlow } from './flow-schema.ts'

const least = {
  name: '発注受信 山田',
  partner: 'yamada',
  direction: 'receive',
  kind: 'any',
}

describe('the settings of a flow', () => {
  test('may be a name, a partner, a direction and a kind alone', () => {
    expect(parseFlow(least)).toEqual(least)
  })

  test('have defaults in every part', () => {
    expect(
      parseFlow({
        ...least,
        direction: 'send',
        kind: { formatType: 'SecondGenEDI', documentType: 'Shipment Notification' },
        timetable: { rules: [{ days: 'business', at: '10:50' }] },
        folder: { kind: 'pick-up', path: '/out' },
      }),
    ).toMatchObject({
      timetable: { zone: 'Asia/Tokyo', calendar: 'japan', missed: 'once', retryForMinutes: 60 },
      folder: { whole: 'stable', looks: 3, when: 'at-run', sameBytes: 'hold' },
    })
  })

  test.each([
    ['an unknown setting', { ...least, colour: 'red' }, 'setting-unknown'],
    ['no direction', { ...least, direction: 'both' }, 'setting-invalid'],
    ['half a kind', { ...least, kind: { documentType: 'Order' } }, 'setting-invalid'],
    [
      'a folder of the other direction',
      { ...least, folder: { kind: 'pick-up', path: '/out' } },
      'setting-invalid',
    ],
    [
      'files to send of any kind',
      { ...least, direction: 'send', folder: { kind: 'pick-up', path: '/out' } },
      'setting-invalid',
    ],
    ['a filter for any', { ...least, filtered: true }, 'setting-invalid'],
    ['no times', { ...least, timetable: { rules: [{ days: 'all' }] } }, 'timetable-invalid'],
    [
      'two kinds of times',
      { ...least, timetable: { rules: [{ days: 'all', at: '07:00', cron: '0 7 * * *' }] } },
      'timetable-invalid',
    ],
    [
      'a date that does not exist',
      { ...least, timetable: { rules: [{ days: '2026-02-30', at: '07:00' }] } },
      'timetable-invalid',
    ],
    [
      'no such zone',
      { ...least, timetable: { zone: 'Asia/Edo', rules: [{ days: 'all', at: '07:00' }] } },
      'timetable-invalid',
    ],
    [
      'a trigger without its ending',
      { ...least, direction: 'send', folder: { kind: 'pick-up', path: '/out', whole: 'trigger' } },
      'setting-invalid',
    ],
  ])('refuse %s', (_name, json, fault) => {
    expect(() => parseFlow(json)).toThrow(expect.objectContaining({ fault }))
  })

  const send = { ...least, direction: 'send', kind: { formatType: 'F', documentType: 'Order' } }
  const times = { rules: [{ days: 'all', at: '07:00' }] }
  test.each([
    ['timetable.rules.1.at', { timetable: { rules: [times.rules[0], { days: 'all', at: '7' }] } }],
    ['timetable.rules.0.days', { timetable: { rules: [{ days: 'd40', at: '07:00' }] } }],
    ['timetable.rules.0.cron', { timetable: { rules: [{ days: 'all', cron: '* * *' }] } }],
    ['timetable.rules.0.except', { timetable: { rules: [{ ...times.rules[0], except: '?' }] } }],
    ['timetable.zone', { timetable: { ...times, zone: 'Asia/Edo' } }],
    ['timetable.retryForMinutes', { timetable: { ...times, retryForMinutes: 'soon' } }],
    ['expectations.0.at', { expectations: [{ kind: 'by-time', at: '8' }] }],
    [
      'expectations.1.watch',
      {
        ...send,
        expectations: [
          { kind: 'waiting', atMostMinutes: 5 },
          { kind: 'fetched', withinHours: 2, watch: { from: '18:00', until: '08:00' } },
        ],
      },
    ],
    ['programs.0.file', { programs: [{ step: 'received', file: 'import' }] }],
    [
      'programs.0.arguments',
      { programs: [{ step: 'received', file: '/import', arguments: ['{x}'] }] },
    ],
    ['programs.0.step', { programs: [{ step: 'sent', file: '/import' }] }],
    ['folder.path', { folder: { kind: 'hand-over', path: 'in' } }],
    ['folder.name', { folder: { kind: 'hand-over', path: '/in', name: '{day}' } }],
    ['keepDays', { keepDays: 0 }],
  ])('what is wrong says its setting: %s', (setting, more) => {
    const params = expect.objectContaining({ setting }) as object
    expect(() => parseFlow({ ...least, ...more })).toThrow(expect.objectContaining({ params }))
  })
})
