import { describe, expect, test } from 'vitest'

import {
  fitsPattern,
  inOrder,
  isNeverTaken,
  triggerNames,
  watched,
  wholeness,
  type FileLook,
  type Watched,
} from './whole-file.ts'

const look = (more: Partial<FileLook> = {}): FileLook => ({
  name: 'ship.xml',
  kind: 'file',
  bytes: 100,
  changedAt: 1_000,
  fileId: '7',
  ...more,
})
const stable = { whole: 'stable', looks: 3 } as const

function after(looks: readonly FileLook[], every = 2_000): Watched {
  return looks.reduce<Watched | undefined>(
    (before, one, place) => watched(before, one, place * every),
    undefined,
  ) as Watched
}

describe('a file is whole', () => {
  test('when nothing changed over its looks, counted from when it was first seen', () => {
    // Copied with a date of years ago: it may be growing all the same.
    const old = look({ changedAt: 0 })
    expect(wholeness(stable, { file: after([old, old]), now: 4_000 })).toBe('growing')
    expect(wholeness(stable, { file: after([old, old, old]), now: 6_000 })).toBe('whole')
  })

  test.each([
    ['its size', look({ bytes: 101 })],
    ['its time', look({ changedAt: 1_001 })],
    ['the file itself', look({ fileId: '8' })],
  ])('not while %s changes', (_what, changed) => {
    const file = after([look(), look(), changed, changed])
    expect(wholeness(stable, { file, now: 8_000 })).toBe('growing')
  })

  test('at once where its writer renames it', () => {
    expect(wholeness({ ...stable, whole: 'rename' }, { file: after([look()]), now: 0 })).toBe(
      'whole',
    )
  })

  test('when its trigger lies beside it and is not older', () => {
    const folder = { ...stable, whole: 'trigger' } as const
    const file = after([look({ changedAt: 10_000 })])
    expect(wholeness(folder, { file, now: 0 })).toBe('no-trigger')
    const at = (changedAt: number) => look({ name: 'ship.xml.end', bytes: 0, changedAt })
    expect(wholeness(folder, { file, trigger: at(9_000), now: 0 })).toBe('whole')
    expect(wholeness(folder, { file, trigger: at(7_000), now: 0 })).toBe('no-trigger')
    expect(triggerNames('ship.xml', '.end')).toEqual(['ship.xml.end', 'END'])
  })

  test('not by looks that came sooner than they should, nor by a clock that was set back', () => {
    const every = 10_000
    const at = (...times: number[]): Watched =>
      times.reduce<Watched | undefined>(
        (before, now) => watched(before, look(), now, every),
        undefined,
      ) as Watched
    const soon = at(0, 1_000, 2_000, 3_000)
    expect(wholeness(stable, { file: soon, now: 3_000 })).toBe('growing')
    const back = at(50_000, 60_000, 1_000)
    expect(wholeness(stable, { file: back, now: 1_000 })).toBe('growing')
    expect(wholeness(stable, { file: at(0, 9_990, 20_000), now: 20_000 })).toBe('whole')
  })

  test('not with 0 bytes before its trigger: its writer has only opened it', () => {
    const folder = { ...stable, whole: 'trigger' } as const
    const file = after([look({ bytes: 0 })])
    expect(wholeness(folder, { file, now: 90_000 })).toBe('no-trigger')
    const trigger = look({ name: 'ship.xml.end', changedAt: 2_000 })
    expect(wholeness(folder, { file, trigger, now: 90_000 })).toBe('empty')
  })

  test('never with 0 bytes: first it may grow, then it is empty', () => {
    const none = look({ bytes: 0 })
    const file = after([none, none, none, none])
    expect(wholeness(stable, { file, now: 59_999 })).toBe('growing')
    expect(wholeness(stable, { file, now: 60_000 })).toBe('empty')
  })
})

describe('what is never taken', () => {
  test.each([
    ['.hidden', true],
    ['~$order.xml', true],
    ['order.xml.PART', true],
    ['order.crdownload', true],
    ['Thumbs.db', true],
    ['order.xml', false],
    ['注文.xml', false],
  ])('%s', (name, never) => {
    expect(isNeverTaken(look({ name }))).toBe(never)
  })

  test.each(['folder', 'link', 'other'] as const)('a %s', (kind) => {
    expect(isNeverTaken(look({ kind }))).toBe(true)
  })
})

test.each([
  ['SHIP.XML', '*.xml', true],
  ['ship.xml.bak', '*.xml', false],
  ['a+b(1).csv', 'a+b(?).csv', true],
  ['注文\n.xml', '注文*.xml', true],
])('%s fits %s: %s', (name, pattern, fits) => {
  expect(fitsPattern(name, pattern)).toBe(fits)
})

test('the oldest goes first, of the same age by name', () => {
  const files = [
    { name: 'b', changedAt: 2 },
    { name: 'a', changedAt: 2 },
    { name: 'c', changedAt: 1 },
  ]
  expect(files.toSorted(inOrder('time')).map(({ name }) => name)).toEqual(['c', 'a', 'b'])
  expect(files.toSorted(inOrder('name')).map(({ name }) => name)).toEqual(['a', 'b', 'c'])
})
