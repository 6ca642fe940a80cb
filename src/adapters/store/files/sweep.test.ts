import { fork } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PayloadFiles } from '../../../domain/exchange/index.ts'
import { faultyDisk, type FaultyDisk } from '../../../../test/contract/faulty-disk.ts'
import { openPayloadFiles } from './payload-files.ts'

const id = 'D-260401-0123456789AB'
let home: string
let disk: FaultyDisk
let files: PayloadFiles & { close(): Promise<void> }

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'hikyaku-sweep-'))
  disk = faultyDisk()
  files = await openPayloadFiles({ home, disk })
})

afterEach(async () => {
  disk.mend()
  await files.close()
  rmSync(home, { recursive: true, force: true })
})

const nobodyKnows = (): Promise<boolean> => Promise.resolve(false)
const everybodyKnows = (): Promise<boolean> => Promise.resolve(true)
const namesIn = (folder: string): string[] => readdirSync(join(home, folder)).toSorted()

/** A process with a draft and a payload in this home, ready to be killed. */
async function startWriter(document: string): Promise<{ kill: () => Promise<void> }> {
  const script = fileURLToPath(
    new URL('../../../../test/contract/payload-child.ts', import.meta.url),
  )
  const child = fork(script, [home, document], { execArgv: [] })
  await once(child, 'message')
  return {
    kill: async () => {
      const exited = once(child, 'exit')
      child.kill('SIGKILL')
      await exited
    },
  }
}

/** What a process that is gone leaves: its presence, and what it wrote. */
function crashed(): void {
  writeFileSync(join(home, 'processes', `${process.pid}-OLD`), '')
}

function payload(name: string, text = name, day = name.slice(2, 8)): void {
  mkdirSync(join(home, 'documents', day), { recursive: true })
  writeFileSync(join(home, 'documents', day, name), text)
}

describe('the sweep after a crash', () => {
  test('clears up after a killed process, once it is dead', async () => {
    const writer = await startWriter(id)
    try {
      expect(await files.sweep(nobodyKnows)).toEqual({ drafts: 0, putAside: [] })
      expect(namesIn('incoming')).toHaveLength(1)
      expect(namesIn('documents/260401')).toEqual([id])
    } finally {
      await writer.kill()
    }
    expect(await files.sweep(nobodyKnows)).toEqual({ drafts: 1, putAside: [id] })
    expect(namesIn('incoming')).toEqual([])
    expect(namesIn('documents/260401')).toEqual([])
    expect(readFileSync(join(home, 'lost+found', id), 'utf8')).toBe('published')
    expect(await files.sweep(nobodyKnows)).toEqual({ drafts: 0, putAside: [] })
  })

  test('leaves payloads alone while another process lives: it may be recording them', async () => {
    const [dead, living] = [await startWriter(id), await startWriter('D-260401-LIVING')]
    await dead.kill()
    try {
      expect(await files.sweep(nobodyKnows)).toEqual({ drafts: 1, putAside: [] })
      expect(namesIn('incoming')).toHaveLength(1)
    } finally {
      await living.kill()
    }
    const swept = await files.sweep(nobodyKnows)
    expect(swept.drafts).toBe(1)
    expect(swept.putAside.toSorted()).toEqual([id, 'D-260401-LIVING'])
  })

  test('leaves its own drafts alone, and takes those of an earlier process of its number', async () => {
    const draft = await files.draft()
    await draft.write(Buffer.alloc(600_000))
    writeFileSync(join(home, 'incoming', `${process.pid}-EARLIER.part`), 'x')
    expect((await files.sweep(nobodyKnows)).drafts).toBe(1)
    expect(namesIn('incoming')).toHaveLength(1)
    await draft.finish()
    await draft.publish(id)
    expect(existsSync(join(home, 'documents', '260401', id))).toBe(true)
  })

  test('puts aside what the ledger does not know, and leaves what it knows', async () => {
    crashed()
    payload('D-260401-KNOWN')
    payload('D-260401-UNKNOWN')
    payload('D-260402-UNKNOWN')
    const swept = await files.sweep((one) => Promise.resolve(one === 'D-260401-KNOWN'))
    expect(swept.putAside).toEqual(['D-260401-UNKNOWN', 'D-260402-UNKNOWN'])
    expect(namesIn('documents/260401')).toEqual(['D-260401-KNOWN'])
    expect(namesIn('lost+found')).toEqual(['D-260401-UNKNOWN', 'D-260402-UNKNOWN'])
  })

  test('looks at no payload if nothing crashed', async () => {
    payload('D-260401-UNKNOWN')
    expect(await files.sweep(nobodyKnows)).toEqual({ drafts: 0, putAside: [] })
    expect(namesIn('documents/260401')).toEqual(['D-260401-UNKNOWN'])
  })

  test('overwrites nothing in lost+found', async () => {
    writeFileSync(join(home, 'lost+found', id), 'put aside earlier')
    for (const text of ['second', 'third']) {
      crashed()
      payload(id, text)
      expect((await files.sweep(nobodyKnows)).putAside).toEqual([id])
    }
    const texts = namesIn('lost+found').map((name) =>
      readFileSync(join(home, 'lost+found', name), 'utf8'),
    )
    expect(texts.toSorted()).toEqual(['put aside earlier', 'second', 'third'])
  })

  test('leaves what no station put there where it is', async () => {
    crashed()
    payload(id)
    writeFileSync(join(home, 'documents', 'Thumbs.db'), 'x')
    writeFileSync(join(home, 'documents', '260401', '.DS_Store'), 'x')
    writeFileSync(join(home, 'documents', '260401', 'Thumbs.db'), 'x')
    mkdirSync(join(home, 'documents', 'zzz-notes'))
    writeFileSync(join(home, 'documents', 'zzz-notes', 'note.txt'), 'x')
    writeFileSync(join(home, 'incoming', 'desktop.ini'), 'x')
    writeFileSync(join(home, 'processes', 'desktop.ini'), 'x')
    expect(await files.sweep(nobodyKnows)).toEqual({ drafts: 0, putAside: [id] })
    expect(namesIn('documents/260401')).toEqual(['.DS_Store', 'Thumbs.db'])
    expect(namesIn('documents/zzz-notes')).toEqual(['note.txt'])
    expect(namesIn('incoming')).toEqual(['desktop.ini'])
  })

  test('finds nothing to do a second time, and asks the ledger no more', async () => {
    crashed()
    payload(id)
    expect((await files.sweep(everybodyKnows)).putAside).toEqual([])
    const asked: string[] = []
    await files.sweep((one) => {
      asked.push(one)
      return Promise.resolve(true)
    })
    expect(asked).toEqual([])
  })

  test('that does not come to its end is done again', async () => {
    crashed()
    payload(id)
    disk.fail('rename', 'EACCES')
    await expect(files.sweep(nobodyKnows)).rejects.toMatchObject({ fault: 'home-not-writable' })
    disk.mend()
    expect((await files.sweep(nobodyKnows)).putAside).toEqual([id])
  })
})

describe('a process in a home', () => {
  test('is noted while it is there, and not when it left', async () => {
    expect(namesIn('processes')).toHaveLength(1)
    const second = await openPayloadFiles({ home })
    expect(namesIn('processes')).toHaveLength(2)
    await second.close()
    expect(namesIn('processes')).toHaveLength(1)
  })
})
