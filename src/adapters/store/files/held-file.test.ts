import { expect, test } from 'vitest'

import { onceLetGo, type Patience } from './held-file.ts'

function watched(windows: boolean): Patience & { readonly waited: number[] } {
  const waited: number[] = []
  const wait = (milliseconds: number): Promise<void> => {
    waited.push(milliseconds)
    return Promise.resolve()
  }
  return { windows, wait, waited }
}

/** Fails so often, then gives `done`. */
function heldFor(times: number, code: string): () => string {
  let tries = 0
  return () => {
    tries += 1
    if (tries <= times) throw Object.assign(new Error(`${code}: rename`), { code })
    return 'done'
  }
}

test.each(['EBUSY', 'EPERM', 'EACCES'])('what gives %s on Windows is tried again', async (code) => {
  const patience = watched(true)
  expect(await onceLetGo('a', heldFor(3, code), patience)).toBe('done')
  expect(patience.waited).toEqual([10, 20, 40])
})

test('what is held for good is a fault that names the file, not the rights', async () => {
  const patience = watched(true)
  await expect(onceLetGo('C:\\edi\\a.xml', heldFor(99, 'EBUSY'), patience)).rejects.toMatchObject({
    fault: 'file-held',
    params: { file: 'C:\\edi\\a.xml' },
  })
  expect(patience.waited.reduce((sum, one) => sum + one, 0)).toBeLessThan(5000)
})

test.each([
  [true, 'ENOSPC'],
  [true, 'ENOENT'],
  [false, 'EACCES'],
])('anything else is told at once (Windows: %s, %s)', async (windows, code) => {
  const patience = watched(windows)
  await expect(onceLetGo('a', heldFor(99, code), patience)).rejects.toMatchObject({ code })
  expect(patience.waited).toEqual([])
})
