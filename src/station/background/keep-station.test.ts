import { expect, test } from 'vitest'

import { HikyakuError } from '../../errors/index.ts'
import type { ServeOptions, Station } from '../station.ts'
import { keepStation, type StationLife } from './keep-station.ts'

/** A station that only says what happens to it, and the life of one that is stopped when it is ready. */
function watched(): {
  readonly events: string[]
  readonly station: Pick<Station, 'serve'>
  readonly life: StationLife<{ close(): Promise<void> }>
  readonly fail: (error: HikyakuError) => void
} {
  const events: string[] = []
  const note = (event: string) => (): Promise<void> => {
    events.push(event)
    return Promise.resolve()
  }
  let options: ServeOptions | undefined
  let stop = (): void => undefined
  return {
    events,
    station: {
      serve: (asked) => {
        options = asked
        events.push('serves')
        return Promise.resolve({ port: 1, close: note('served') })
      },
    },
    life: {
      serving: { port: 0 },
      background: ['first', 'second'].map((name) => ({
        begin: async () => {
          await note(`${name} begins`)()
          return note(`${name} ends`)
        },
      })),
      onStop: (asked) => {
        stop = asked
        return () => events.push('forgotten')
      },
      openBeside: () => Promise.resolve({ close: note('console closes') }),
      onReady: (port) => {
        events.push(`ready at ${port}`)
        stop()
      },
      onStopping: () => events.push('stopping'),
    },
    fail: (error) => options?.onFatal?.(error),
  }
}

test('a station begins from the ground up and ends the other way round', async () => {
  const { station, life, events } = watched()
  await keepStation(station, life)
  expect(events).toEqual([
    'first begins',
    'second begins',
    'serves',
    'ready at 1',
    'stopping',
    'console closes',
    'served',
    'forgotten',
    'second ends',
    'first ends',
  ])
})

test('it closes and fails with the fault if the disk can no longer be trusted', async () => {
  const { station, life, events, fail } = watched()
  const broken = new HikyakuError('sync-failed', { detail: 'EIO' })
  const failing = {
    ...life,
    onReady: () => {
      fail(broken)
    },
  }
  await expect(keepStation(station, failing)).rejects.toBe(broken)
  expect(events.slice(-5)).toEqual([
    'console closes',
    'served',
    'forgotten',
    'second ends',
    'first ends',
  ])
})

test('what has begun is ended if the rest cannot begin', async () => {
  const { station, life, events } = watched()
  const broken = new Error('no')
  const background = [...(life.background ?? []), { begin: () => Promise.reject(broken) }]
  await expect(keepStation(station, { ...life, background })).rejects.toBe(broken)
  expect(events).toEqual(['first begins', 'second begins', 'second ends', 'first ends'])
})
