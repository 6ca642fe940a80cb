import { fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Payloads, SweepReport } from '../../../domain/exchange/index.ts'
import { faultyDisk, type FaultyDisk } from '../../../../test/contract/faulty-disk.ts'
import { sweepKnowing } from '../../../../test/contract/sweep-order.ts'
import { openPayloadFiles } from './payload-files.ts'

const id = 'D-260401-0123456789AB'
let home: string
let disk: FaultyDisk
let files: Payloads & { close(): Promise<void> }

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

const nothing: SweepReport = { drafts: 0, putAside: [], putBack: [], left: 0 }
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')
const namesIn = (folder: string): string[] => readdirSync(join(home, folder)).toSorted()
const textOf = (folder: string, name: string): string =>
  readFileSync(join(home, folder, name), 'utf8')

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

function payload(name: string, text = name, day = name.slice(2, 8)): void {
  mkdirSync(join(home, 'documents', day), { recursive: true })
  writeFileSync(join(home, 'documents', day, name), text)
}

/** What a process that is gone leaves beside what it wrote. */
function crashed(): void {
  writeFileSync(join(home, 'processes', `${process.pid}-0LD`), '')
}

describe('a sweep', () => {
  test('clears up after a killed process, once it is dead', async () => {
    const writer = await startWriter(id)
    try {
      expect(await files.sweep(sweepKnowing())).toEqual({ ...nothing, left: 1 })
      expect(namesIn('incoming')).toHaveLength(1)
      expect(namesIn('documents/260401')).toEqual([id])
    } finally {
      await writer.kill()
    }
    expect(await files.sweep(sweepKnowing())).toEqual({ ...nothing, drafts: 1, putAside: [id] })
    expect(namesIn('incoming')).toEqual([])
    expect(namesIn('processes')).toEqual([])
    expect(textOf('lost+found', id)).toBe('published')
    expect(await files.sweep(sweepKnowing())).toEqual(nothing)
  })

  test('leaves payloads alone while another process lives: it may be recording them', async () => {
    const [dead, living] = [await startWriter(id), await startWriter('D-260401-LIVING')]
    await dead.kill()
    try {
      expect(await files.sweep(sweepKnowing())).toEqual({ ...nothing, drafts: 1, left: 2 })
      expect(namesIn('incoming')).toHaveLength(1)
    } finally {
      await living.kill()
    }
    const swept = await files.sweep(sweepKnowing())
    expect(swept.drafts).toBe(1)
    expect(swept.putAside.toSorted()).toEqual([id, 'D-260401-LIVING'])
  })

  test('leaves alone what a process published that came after it had begun', async () => {
    payload('D-260401-0LD')
    let writer: Awaited<ReturnType<typeof startWriter>> | undefined
    const swept = await files.sweep(
      sweepKnowing(
        {},
        {
          // After the days were listed.
          known: async () => {
            writer = await startWriter(id)
            return new Map()
          },
        },
      ),
    )
    expect(swept).toEqual({ ...nothing, left: 1 })
    expect(namesIn('documents/260401')).toEqual([id, 'D-260401-0LD'])
    await writer?.kill()
  })

  test('asks the ledger once more, under its lock, before it moves anything', async () => {
    payload(id)
    const swept = await files.sweep(
      sweepKnowing({}, { underLock: (work) => work(() => Promise.resolve(true)) }),
    )
    expect(swept).toEqual(nothing)
    expect(namesIn('documents/260401')).toEqual([id])
  })

  test('leaves alone what its own process is about to record, and the drafts it writes', async () => {
    const draft = await files.draft()
    await draft.write(Buffer.from('<a/>'))
    await draft.finish()
    expect(await files.sweep(sweepKnowing())).toEqual(nothing)
    expect(namesIn('incoming')).toHaveLength(1)
    await draft.publish(id)
    expect(await files.sweep(sweepKnowing())).toEqual(nothing)
    expect(draft.isInPlace).toBe(true)
    draft.recorded()
    expect(await files.sweep(sweepKnowing())).toEqual({ ...nothing, putAside: [id] })
    expect(draft.isInPlace).toBe(false)
  })

  test('takes drafts of an earlier process of its number, and of older versions', async () => {
    await files.draft()
    writeFileSync(join(home, 'incoming', `${process.pid}-EARL1ER0-0123456789AB.part`), 'x')
    writeFileSync(join(home, 'incoming', `${process.pid}-0123456789AB.part`), 'x')
    expect(await files.sweep(sweepKnowing())).toEqual({ ...nothing, drafts: 2 })
  })

  test('puts aside what the ledger does not know, and leaves what it knows', async () => {
    payload('D-260401-KN0WN')
    payload('D-260401-UNKN0WN')
    payload('D-260402-UNKN0WN')
    const swept = await files.sweep(sweepKnowing({ 'D-260401-KN0WN': '' }))
    expect(swept.putAside).toEqual(['D-260401-UNKN0WN', 'D-260402-UNKN0WN'])
    expect(namesIn('documents/260401')).toEqual(['D-260401-KN0WN'])
    expect(namesIn('lost+found')).toEqual(['D-260401-UNKN0WN', 'D-260402-UNKN0WN'])
  })

  test('asks of many in few questions', async () => {
    for (let count = 0; count < 1201; count += 1) payload(`D-260401-${1000 + count}`)
    const asked: number[] = []
    await files.sweep(
      sweepKnowing(
        {},
        {
          known: (ids) => {
            asked.push(ids.length)
            return Promise.resolve(new Map(ids.map((one) => [one, ''])))
          },
        },
      ),
    )
    expect(asked).toEqual([500, 500, 201])
  })

  test('overwrites nothing in lost+found', async () => {
    writeFileSync(join(home, 'lost+found', id), 'put aside earlier')
    for (const text of ['second', 'third']) {
      payload(id, text)
      expect((await files.sweep(sweepKnowing())).putAside).toEqual([id])
    }
    const texts = namesIn('lost+found').map((name) => textOf('lost+found', name))
    expect(texts.toSorted()).toEqual(['put aside earlier', 'second', 'third'])
  })

  test('leaves what no station put there where it is', async () => {
    payload(id)
    writeFileSync(join(home, 'documents', 'Thumbs.db'), 'x')
    writeFileSync(join(home, 'documents', '260401', '.DS_Store'), 'x')
    writeFileSync(join(home, 'documents', '260401', 'Thumbs.db'), 'x')
    mkdirSync(join(home, 'documents', 'zzz-notes'))
    writeFileSync(join(home, 'documents', 'zzz-notes', 'note.txt'), 'x')
    writeFileSync(join(home, 'incoming', 'desktop.ini'), 'x')
    writeFileSync(join(home, 'processes', 'desktop.ini'), 'x')
    expect(await files.sweep(sweepKnowing())).toEqual({ ...nothing, putAside: [id] })
    expect(namesIn('documents/260401')).toEqual(['.DS_Store', 'Thumbs.db'])
    expect(namesIn('documents/zzz-notes')).toEqual(['note.txt'])
    expect(namesIn('incoming')).toEqual(['desktop.ini'])
    expect(namesIn('processes')).toEqual(['desktop.ini'])
  })

  test('that does not come to its end is done again', async () => {
    crashed()
    payload(id)
    const order = sweepKnowing({}, { days: 'after-crash' })
    disk.fail('rename', 'EACCES')
    await expect(files.sweep(order)).rejects.toMatchObject({ fault: 'home-not-writable' })
    disk.mend()
    expect((await files.sweep(order)).putAside).toEqual([id])
    expect(namesIn('processes')).toEqual([])
  })
})

describe('how far a sweep goes', () => {
  const days = ['260328', '260329', '260330', '260331', '260401', '361231']
  beforeEach(() => {
    for (const day of days) payload(`D-${day}-0`)
  })

  test('is to the newest days at a start, and a clock that ran ahead once hides none of them', async () => {
    const { putAside } = await files.sweep(sweepKnowing({}, { days: 'newest' }))
    expect(putAside).toEqual(['D-260330-0', 'D-260331-0', 'D-260401-0', 'D-361231-0'])
  })

  test('is nowhere beside a transfer, unless a process ended without leaving', async () => {
    const order = sweepKnowing({}, { days: 'after-crash' })
    expect(await files.sweep(order)).toEqual(nothing)
    crashed()
    expect((await files.sweep(order)).putAside).toHaveLength(4)
    expect(await files.sweep(order)).toEqual(nothing)
  })

  test('is to all days by command', async () => {
    expect((await files.sweep(sweepKnowing())).putAside).toHaveLength(days.length)
  })
})

describe('what lies in lost+found', () => {
  const aside = (name: string, text: string): void => {
    writeFileSync(join(home, 'lost+found', name), text)
  }
  const known = { [id]: hashOf('<order/>') }

  test('is put back if a document has it, also where its day was removed', async () => {
    aside(id, '<order/>')
    const order = sweepKnowing(known, { days: 'after-crash' })
    expect(await files.sweep(order)).toEqual({ ...nothing, putBack: [id] })
    expect(textOf('documents/260401', id)).toBe('<order/>')
    expect(namesIn('lost+found')).toEqual([])
    expect(disk.calls.filter((call) => call.startsWith('sync-directory'))).toEqual([
      'sync-directory documents',
      'sync-directory 260401',
    ])
  })

  test('is put back under its number too, and only what has the bytes of the document', async () => {
    aside(id, '<other/>')
    aside(`${id} (2)`, '<order/>')
    aside(`${id} (3)`, '<order/>')
    expect((await files.sweep(sweepKnowing(known))).putBack).toEqual([id])
    expect(textOf('documents/260401', id)).toBe('<order/>')
    expect(namesIn('lost+found')).toEqual([id, `${id} (3)`])
  })

  test('stays if no document has it, or its document has its payload', async () => {
    payload(id, '<order/>')
    aside(id, '<order/>')
    aside('D-260401-UNKN0WN', 'x')
    aside('readme.txt', 'x')
    expect(await files.sweep(sweepKnowing(known))).toEqual(nothing)
    expect(namesIn('lost+found')).toEqual([id, 'D-260401-UNKN0WN', 'readme.txt'])
  })
})

describe('a process in a home', () => {
  test('is noted before it writes, and not when it left', async () => {
    expect(namesIn('processes')).toHaveLength(0)
    await files.draft()
    const second = await openPayloadFiles({ home })
    await second.draft()
    expect(namesIn('processes')).toHaveLength(2)
    await second.close()
    expect(namesIn('processes')).toHaveLength(1)
  })

  test('that leaves a payload it could not record is cleared up after by the next', async () => {
    const other = await openPayloadFiles({ home })
    const draft = await other.draft()
    await draft.write(Buffer.from('x'))
    await draft.finish()
    await draft.publish(id)
    // The commit failed.
    await draft.discard()
    await other.close()
    const order = sweepKnowing({}, { days: 'after-crash' })
    expect(await files.sweep(order)).toEqual({ ...nothing, putAside: [id] })
  })

  test('whose disk failed under a name is cleared up after by the next', async () => {
    const draft = await files.draft()
    await draft.write(Buffer.from('x'))
    await draft.finish()
    disk.fail('sync-directory', 'EIO', '260401')
    await expect(draft.publish(id)).rejects.toMatchObject({ fault: 'sync-failed' })
    await draft.discard()
    await files.close()
    disk.mend()
    const next = await openPayloadFiles({ home })
    const order = sweepKnowing({}, { days: 'after-crash' })
    expect(await next.sweep(order)).toEqual({ ...nothing, putAside: [id] })
    await next.close()
  })
})
