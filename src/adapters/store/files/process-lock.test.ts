import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isLocked, lockFile, lockNewFile } from './process-lock.ts'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hikyaku-lock-'))
  path = join(folder, 'processes', '1-A')
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

describe('a lock', () => {
  test('is held by one, and free when it was released', () => {
    const lock = lockNewFile(path)
    expect(isLocked(path)).toBe(true)
    expect(lockFile(path)).toBeUndefined()
    lock?.release('keep')
    expect(isLocked(path)).toBe(false)
    const next = lockFile(path)
    expect(isLocked(path)).toBe(true)
    next?.release('remove')
    expect(existsSync(path)).toBe(false)
    expect(isLocked(path)).toBe(false)
  })

  test('is not given up by looks at it, nor by one that asks in vain', () => {
    const lock = lockNewFile(path)
    for (let count = 0; count < 5; count += 1) expect(isLocked(path)).toBe(true)
    expect(lockFile(path)).toBeUndefined()
    expect(isLocked(path)).toBe(true)
    lock?.release('remove')
  })

  test('is dropped by the kernel when its holder is killed, and not before', async () => {
    const script = fileURLToPath(
      new URL('../../../../test/contract/lock-child.ts', import.meta.url),
    )
    const child = fork(script, [path], { execArgv: ['--expose-gc'] })
    await once(child, 'message')
    expect(isLocked(path), 'whatever its holder collects of its memory').toBe(true)
    const exited = once(child, 'exit')
    child.kill('SIGKILL')
    await exited
    expect(isLocked(path)).toBe(false)
  })

  test('is not had of a name that is gone, or was never there', () => {
    expect(lockFile(path)).toBeUndefined()
    expect(isLocked(path)).toBe(false)
  })

  test('of a file that is no lock of ours counts as free, so that it can be cleared up', () => {
    lockNewFile(path)?.release('keep')
    writeFileSync(path, 'x')
    expect(isLocked(path)).toBe(false)
    lockFile(path)?.release('remove')
    expect(existsSync(path)).toBe(false)
  })

  test('is made only under a new name', () => {
    const lock = lockNewFile(path)
    expect(() => lockNewFile(path)).toThrow(/EEXIST/)
    lock?.release('remove')
  })
})
