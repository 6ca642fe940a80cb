import { expect, test } from 'vitest'

import { groupedSync } from './directory-sync.ts'

/** A directory whose fsyncs fail with these codes, one after the other; '' goes well. */
function failing(...codes: string[]): { sync: () => Promise<void>; readonly calls: number } {
  let calls = 0
  const directory = {
    sync: async () => {
      const code = codes[calls] ?? ''
      calls += 1
      await new Promise((resolve) => setTimeout(resolve, 2))
      if (code !== '') throw Object.assign(new Error(code), { code })
    },
    close: () => Promise.resolve(),
  }
  const sync = groupedSync(directory)
  return {
    sync,
    get calls() {
      return calls
    },
  }
}

const outcome = (sync: Promise<void>): Promise<string> =>
  sync.then(
    () => 'durable',
    (error: unknown) => (error as { fault: string }).fault,
  )

/** Asks once, and once more while the first fsync runs. */
async function twoGroups(sync: () => Promise<void>): Promise<string[]> {
  const first = outcome(sync())
  await new Promise((resolve) => setTimeout(resolve, 1))
  return Promise.all([first, outcome(sync()), outcome(sync())])
}

test('who asks while an fsync runs shares the next one', async () => {
  const directory = failing()
  expect(await twoGroups(directory.sync)).toEqual(['durable', 'durable', 'durable'])
  expect(directory.calls).toBe(2)
})

test.each(['ENOSPC', 'EDQUOT'])(
  'a disk that was full (%s) refuses whom that fsync may have met, and takes the next again',
  async (code) => {
    const directory = failing(code)
    expect(await twoGroups(directory.sync)).toEqual(['disk-full', 'disk-full', 'disk-full'])
    expect(await outcome(directory.sync())).toBe('durable')
    expect(directory.calls).toBe(2)
  },
)

test('a disk that lost names is not asked again', async () => {
  const directory = failing('EIO')
  expect(await twoGroups(directory.sync)).toEqual(['sync-failed', 'sync-failed', 'sync-failed'])
  expect(await outcome(directory.sync())).toBe('sync-failed')
  expect(directory.calls).toBe(1)
})
