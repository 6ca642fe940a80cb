import { createHash, randomBytes } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PayloadDraft, Payloads } from '../../../domain/exchange/index.ts'
import { faultyDisk, type FaultyDisk } from '../../../../test/contract/faulty-disk.ts'
import {
  canMount,
  mountSmallDisk,
  openFolder,
  withoutPrivileges,
} from '../../../../test/contract/limits-of-the-machine.ts'
import { openPayloadFiles } from './payload-files.ts'

const id = 'D-260401-0123456789AB'
const secondId = 'D-260401-ZZZZZZZZZZZZ'
const posix = process.platform !== 'win32'
let home: string
let disk: FaultyDisk
let files: Payloads & { close(): Promise<void> }

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'hikyaku-payloads-'))
  disk = faultyDisk()
  files = await openPayloadFiles({ home, disk })
  disk.calls.length = 0
})

afterEach(async () => {
  disk.mend()
  await files.close()
  rmSync(home, { recursive: true, force: true })
})

const pathOf = (document: string): string => join(home, 'documents', '260401', document)
const incoming = (): string[] => readdirSync(join(home, 'incoming'))
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const asked = (call: string): number => disk.calls.filter((one) => one.startsWith(call)).length

async function drafted(bytes: Uint8Array, chunk = 64 * 1024): Promise<PayloadDraft> {
  const draft = await files.draft()
  for (let at = 0; at < bytes.byteLength; at += chunk) {
    await draft.write(bytes.subarray(at, at + chunk))
  }
  return draft
}

async function published(document: string, text: string): Promise<void> {
  const draft = await drafted(Buffer.from(text))
  await draft.finish()
  await draft.publish(document)
}

async function all(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const read: Uint8Array[] = []
  for await (const chunk of chunks) read.push(chunk)
  return Buffer.concat(read)
}

async function copied(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const read: Uint8Array[] = []
  for await (const chunk of chunks) read.push(Buffer.from(chunk))
  return Buffer.concat(read)
}

describe('a payload', () => {
  const gather = 512 * 1024
  test.each([0, 1, 65_536, gather - 1, gather, gather + 1, 3 * gather + 17])(
    'of %d bytes comes back as it was written, with its digest',
    async (size) => {
      const bytes = randomBytes(size)
      const draft = await drafted(bytes, 60_001)
      const digest = { bytes: size, sha256: sha256(bytes) }
      expect(await draft.finish()).toEqual(digest)
      expect(draft.written.bytes).toBe(size)
      expect((await all(draft.written.chunks())).equals(bytes)).toBe(true)
      await draft.publish(id)
      expect((await all(draft.written.chunks())).equals(bytes)).toBe(true)
      const payload = await files.open(id)
      expect(payload.bytes).toBe(size)
      expect((await all(payload.chunks())).equals(bytes)).toBe(true)
      expect((await all(payload.chunks())).equals(bytes)).toBe(true)
      expect((await copied(payload.passing())).equals(bytes)).toBe(true)
      await payload.close()
      expect(incoming()).toEqual([])
    },
  )

  test('is written in order, also by one who does not wait', async () => {
    const bytes = randomBytes(6 * gather)
    const draft = await files.draft()
    const writes: Promise<void>[] = []
    for (let at = 0; at < bytes.byteLength; at += 300_000) {
      writes.push(Promise.resolve(draft.write(bytes.subarray(at, at + 300_000))))
    }
    const digest = await draft.finish()
    await Promise.all(writes)
    expect(digest).toEqual({ bytes: bytes.byteLength, sha256: sha256(bytes) })
    expect(sha256(await all(draft.written.chunks()))).toBe(digest.sha256)
    await draft.discard()
  })

  test('is passed on in one buffer by who asks for that, and kept by who does not', async () => {
    const bytes = randomBytes(2 * gather)
    const draft = await drafted(bytes)
    await draft.finish()
    await draft.publish(id)
    const payload = await files.open(id)
    const places = new Set<ArrayBufferLike>()
    const passed: Buffer[] = []
    for await (const chunk of payload.passing()) {
      passed.push(Buffer.from(chunk))
      places.add(chunk.buffer)
    }
    expect(passed.length).toBeGreaterThan(1)
    expect(places.size).toBe(1)
    expect(Buffer.concat(passed).equals(bytes)).toBe(true)
    expect((await all(payload.chunks())).equals(bytes)).toBe(true)
    await payload.close()
  })

  test('is read at any place, and not beyond its end', async () => {
    await published(id, '0123456789')
    const payload = await files.open(id)
    const read = async (position: number, length: number): Promise<string> =>
      Buffer.from(await payload.read(position, length)).toString()
    expect(await read(0, 10)).toBe('0123456789')
    expect(await read(3, 4)).toBe('3456')
    expect(await read(8, 100)).toBe('89')
    expect(await read(10, 5)).toBe('')
    expect(await read(99, 5)).toBe('')
    expect(await read(0, 0)).toBe('')
    await payload.close()
  })

  test('is durable before it is published, and its name before that is told', async () => {
    await published(id, 'first')
    expect(disk.calls).toEqual([
      'create .part',
      'write .part',
      'sync .part',
      'close .part',
      'make-directory 260401',
      'open-directory documents',
      'sync-directory documents',
      'open-directory 260401',
      `rename ${id}`,
      'sync-directory 260401',
    ])
  })

  test('shares the fsync of its folder with others of the moment', async () => {
    const drafts = await Promise.all(
      Array.from({ length: 20 }, (_, at) => drafted(Buffer.from(`payload ${at}`))),
    )
    for (const draft of drafts) await draft.finish()
    disk.calls.length = 0
    await Promise.all(drafts.map((draft, at) => draft.publish(`D-260401-${at}`)))
    expect(asked('rename')).toBe(20)
    // Two as a rule; more where the threads of the system fall behind each other.
    expect(asked('sync-directory 260401')).toBeLessThan(10)
  })

  test.runIf(posix)('is for its owner alone', async () => {
    await published(id, 'secret')
    expect(statSync(pathOf(id)).mode & 0o777).toBe(0o600)
    expect(statSync(join(home, 'documents', '260401')).mode & 0o777).toBe(0o700)
  })

  test('is found by no name that leads elsewhere', async () => {
    const outside = join(home, 'outside')
    writeFileSync(outside, 'x')
    const draft = await drafted(Buffer.from('x'))
    await draft.finish()
    for (const name of [
      '../outside',
      '',
      'D-260401-',
      'D-260401-A/../../outside',
      'D-260401-A\0',
    ]) {
      const refusal = { fault: 'document-unknown' }
      await expect(files.open(name)).rejects.toMatchObject(refusal)
      await expect(files.remove(name)).rejects.toMatchObject(refusal)
      await expect(draft.publish(name)).rejects.toMatchObject(refusal)
    }
    expect(existsSync(outside)).toBe(true)
    await draft.discard()
  })

  test('is removed for good, and harmlessly twice', async () => {
    await published(id, 'x')
    await files.remove(id)
    await files.remove(id)
    await expect(files.open(id)).rejects.toMatchObject({ fault: 'payload-damaged' })
  })
})

describe('two days', () => {
  test('are published to at the same moment, as at midnight', async () => {
    const drafts = await Promise.all(
      Array.from({ length: 12 }, (_, at) => drafted(Buffer.from(`payload ${at}`))),
    )
    for (const draft of drafts) await draft.finish()
    const ids = drafts.map((_, at) => `D-26040${1 + (at % 3)}-${at}`)
    disk.before('rename', () => pause(5))
    await published('D-260401-EARLIER', 'x')
    await Promise.all(drafts.map((draft, at) => draft.publish(ids[at]!)))
    for (const one of ids) await (await files.open(one)).close()
  })

  test('leave one folder open, not one a day', async () => {
    const count = (): number => readdirSync('/proc/self/fd').length
    if (!existsSync('/proc/self/fd')) return
    const before = count()
    for (let day = 10; day < 30; day += 1) await published(`D-2604${day}-A`, 'x')
    expect(count()).toBeLessThan(before + 5)
  })
})

describe('a draft', () => {
  test('is in nobody’s way until it is published', async () => {
    const draft = await drafted(Buffer.from('x'))
    await draft.finish()
    expect(existsSync(pathOf(id))).toBe(false)
    await expect(files.open(id)).rejects.toMatchObject({ fault: 'payload-damaged' })
    await draft.discard()
  })

  test('is discarded at any time, as often as one likes, and leaves nothing', async () => {
    const fresh = await files.draft()
    const small = await drafted(Buffer.from('x'))
    const large = await drafted(randomBytes(2 ** 21))
    const finished = await drafted(randomBytes(2 ** 20))
    await finished.finish()
    for (const draft of [fresh, small, large, finished]) {
      await draft.discard()
      await draft.discard()
    }
    expect(incoming()).toEqual([])
  })

  test('keeps what is published when it is discarded afterwards', async () => {
    const draft = await drafted(Buffer.from('kept'))
    await draft.finish()
    await draft.publish(id)
    await draft.discard()
    expect(readFileSync(pathOf(id), 'utf8')).toBe('kept')
  })

  test('does not mask a failure by one of its own when it cannot be removed', async () => {
    const draft = await drafted(randomBytes(2 ** 20))
    disk.fail('remove', 'EROFS')
    disk.fail('close', 'EIO')
    await draft.discard()
    disk.mend()
    await draft.discard()
  })

  test('never takes the place of another payload', async () => {
    await published(id, 'the first')
    const draft = await drafted(Buffer.from('the second'))
    await draft.finish()
    await expect(draft.publish(id)).rejects.toMatchObject({ fault: 'file-exists' })
    expect(readFileSync(pathOf(id), 'utf8')).toBe('the first')
    await draft.publish(secondId)
    expect(readFileSync(pathOf(secondId), 'utf8')).toBe('the second')
  })

  test('is finished once, and takes nothing afterwards', async () => {
    const draft = await drafted(Buffer.from('x'))
    await expect(draft.publish(id)).rejects.toMatchObject({ fault: 'defect' })
    const digest = await draft.finish()
    expect(await draft.finish()).toEqual(digest)
    expect(asked('sync .part')).toBe(1)
    await expect(async () => draft.write(Buffer.from('y'))).rejects.toMatchObject({
      fault: 'defect',
    })
    await draft.publish(id)
    expect(readFileSync(pathOf(id), 'utf8')).toBe('x')
  })
})

describe('an fsync that fails', () => {
  test('of the bytes is told as such, and never tried again', async () => {
    const draft = await drafted(Buffer.from('x'))
    disk.fail('sync', 'EIO')
    await expect(draft.finish()).rejects.toMatchObject({ fault: 'sync-failed' })
    disk.mend()
    await expect(draft.finish()).rejects.toMatchObject({ fault: 'sync-failed' })
    await expect(draft.publish(id)).rejects.toMatchObject({ fault: 'defect' })
    expect(asked('sync .part')).toBe(1)
    await draft.discard()
    expect(incoming()).toEqual([])
    expect(existsSync(pathOf(id))).toBe(false)
  })

  test('of the names is told to all who wait for it, and never tried again', async () => {
    await published(id, 'before')
    const drafts = await Promise.all([drafted(Buffer.from('1')), drafted(Buffer.from('2'))])
    for (const draft of drafts) await draft.finish()
    disk.calls.length = 0
    disk.fail('sync-directory', 'EIO')
    const results = await Promise.allSettled([
      drafts[0].publish('D-260401-1'),
      drafts[1].publish('D-260401-2'),
    ])
    disk.mend()
    for (const result of results) {
      expect(result).toMatchObject({ status: 'rejected', reason: { fault: 'sync-failed' } })
    }
    // A second fsync could report success for names that the first one lost.
    await expect(published('D-260401-3', '3')).rejects.toMatchObject({ fault: 'sync-failed' })
    expect(asked('sync-directory')).toBe(1)
  })

  test('of the folders is told as well', async () => {
    const draft = await drafted(Buffer.from('x'))
    await draft.finish()
    disk.fail('sync-directory', 'EIO', 'documents')
    await expect(draft.publish(id)).rejects.toMatchObject({ fault: 'sync-failed' })
    expect(existsSync(pathOf(id))).toBe(false)
    await draft.discard()
  })

  test('for want of space is a full disk', async () => {
    const draft = await drafted(Buffer.from('x'))
    disk.fail('sync', 'ENOSPC')
    await expect(draft.finish()).rejects.toMatchObject({ fault: 'disk-full' })
    await draft.discard()
  })
})

describe('a disk that does not take a payload', () => {
  test.each([
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['EROFS', 'home-not-writable'],
    ['EACCES', 'home-not-writable'],
    ['EPERM', 'home-not-writable'],
    ['EIO', 'write-failed'],
    ['EMFILE', 'write-failed'],
  ])('with %s is told as %s, at each of its steps', async (code, fault) => {
    for (const call of ['create', 'write', 'close'] as const) {
      const draft = await drafted(Buffer.from('x'))
      disk.fail(call, code)
      await expect(draft.finish(), call).rejects.toMatchObject({ fault })
      disk.mend()
      await draft.discard()
    }
    for (const call of ['make-directory', 'rename'] as const) {
      const draft = await drafted(Buffer.from('x'))
      await draft.finish()
      disk.fail(call, code)
      await expect(draft.publish(id), call).rejects.toMatchObject({ fault })
      disk.mend()
      await draft.discard()
    }
    expect(incoming()).toEqual([])
    expect(existsSync(pathOf(id))).toBe(false)
  })

  test('is told while the payload is still coming in', async () => {
    disk.fail('write', 'ENOSPC')
    await expect(drafted(randomBytes(2 ** 22))).rejects.toMatchObject({ fault: 'disk-full' })
  })

  test.runIf(canMount)('because it is really full is told, and can be cleared', async () => {
    const small = mountSmallDisk(1024)
    const cramped = await openPayloadFiles({ home: small.path })
    const draft = await cramped.draft()
    await expect(
      (async () => {
        for (let count = 0; count < 40; count += 1) await draft.write(randomBytes(65_536))
        await draft.finish()
      })(),
    ).rejects.toMatchObject({ fault: 'disk-full' })
    await draft.discard()
    const fits = await cramped.draft()
    await fits.write(randomBytes(65_536))
    await fits.finish()
    await fits.publish(id)
    await cramped.close()
    small.end()
  })

  test.runIf(posix)('because of its access rights is told when it is opened', async () => {
    const shut = openFolder()
    const closed = join(shut, 'home')
    mkdirSync(closed, { mode: 0o555 })
    const opening = withoutPrivileges(() => openPayloadFiles({ home: closed }))
    await expect(opening).rejects.toMatchObject({ fault: 'home-not-writable' })
    rmSync(shut, { recursive: true })
  })
})

describe('a stored payload', () => {
  test('that is missing is damaged', async () => {
    await expect(files.open(id)).rejects.toMatchObject({
      fault: 'payload-damaged',
      params: { document: id },
    })
  })

  test('that is a folder is damaged', async () => {
    mkdirSync(pathOf(id), { recursive: true })
    const folder = await files.open(id)
    await expect(folder.read(0, 1)).rejects.toMatchObject({ fault: 'payload-damaged' })
    await folder.close()
  })

  test('with a bad sector is damaged', async () => {
    await published(id, 'x')
    const payload = await files.open(id)
    disk.fail('read', 'EIO')
    const damaged = { fault: 'payload-damaged', params: { document: id } }
    await expect(payload.read(0, 1)).rejects.toMatchObject(damaged)
    await expect(all(payload.chunks())).rejects.toMatchObject(damaged)
    await expect(all(payload.passing())).rejects.toMatchObject(damaged)
    await payload.close()
  })

  test.each(['EMFILE', 'ENFILE', 'EACCES', 'ENOMEM'])(
    'that cannot be opened for the moment (%s) is not called damaged',
    async (code) => {
      await published(id, 'x')
      disk.fail('open', code)
      await expect(files.open(id)).rejects.toMatchObject({ fault: 'payload-unreadable' })
    },
  )

  test('tells its length, and does not invent what was cut off since', async () => {
    await published(id, '0123456789')
    truncateSync(pathOf(id), 8)
    const short = await files.open(id)
    expect(short.bytes).toBe(8)
    truncateSync(pathOf(id), 4)
    expect((await all(short.chunks())).toString()).toBe('0123')
    expect((await copied(short.passing())).toString()).toBe('0123')
    expect(Buffer.from(await short.read(2, 6)).toString()).toBe('23')
    await short.close()
  })
})
