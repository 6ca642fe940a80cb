import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { testContext } from '../../../test/support/exchange-context.ts'
import { createDropFolder } from '../../adapters/folders/index.ts'
import { nodeDisk } from '../../adapters/store/index.ts'
import { HikyakuError } from '../../errors/index.ts'
import { recover, type StepName } from '../exchange/index.ts'
import { addFlow, removeFlow } from './changing-flows.ts'
import type { DropFolder } from './drop-folder.ts'
import type { FlowInput } from './flow-schema.ts'
import type { PickUpContext, PickUpFlow } from './folder-flows.ts'
import { pickUpForRun, pickUpLook, type FolderMemory, type PickUpLook } from './pick-up-flow.ts'

const actor = { name: 'test', via: 'command' } as const
const kind = { formatType: 'SecondGenEDI', documentType: 'Shipment Notification' }

let context: PickUpContext & { readonly home: string; end(): Promise<void> }
let folder: string
let now: number
let memory: FolderMemory

beforeEach(async () => {
  now = Date.parse('2026-09-24T10:50:00+09:00')
  memory = new Map()
  const clock = {
    now: () => new Date(now),
    wait: (milliseconds: number) => {
      now += milliseconds
      return Promise.resolve()
    },
  }
  context = { ...(await testContext({ clock })), drops: createDropFolder() }
  folder = join(context.home, 'out')
  mkdirSync(folder)
})

afterEach(() => context.end())

async function flowWith(
  place: Record<string, unknown> = {},
  more: Partial<FlowInput> = {},
): Promise<PickUpFlow> {
  const input = {
    name: 'shipments',
    partner: 'retailer',
    direction: 'send',
    kind,
    folder: { kind: 'pick-up', path: folder, ...place },
    ...more,
  } as FlowInput
  return (await addFlow(context, actor, input)) as PickUpFlow
}

const put = (name: string, content = `<${name}/>`): void => {
  writeFileSync(join(folder, name), content)
}
const below = (place = '.'): string[] => {
  try {
    return readdirSync(join(folder, place)).toSorted()
  } catch {
    return []
  }
}
const documents = async (): Promise<string[]> => {
  const found = await context.ledger.documents.search({ box: 'outbox' })
  return found.map(({ fileName, state }) => `${fileName} ${state}`).toSorted()
}
const faults = async (): Promise<string[]> =>
  (await context.ledger.faults.search({ open: true })).map(({ name }) => name).toSorted()

/** Looks, each some seconds after the one before. */
async function looks(flow: PickUpFlow, count: number, by = context): Promise<PickUpLook> {
  let last: PickUpLook = { taken: 0, growing: [], left: 0 }
  for (let turn = 0; turn < count; turn += 1) {
    last = await pickUpLook(by, flow, { memory, taking: true })
    now += 2_000
  }
  return last
}

/** The partner has answered. */
async function settle(state: 'delivered' | 'refused' | 'cancelled', name: string): Promise<void> {
  const found = await context.ledger.documents.search({ box: 'outbox', state: 'waiting' })
  const one = found.find(({ fileName }) => fileName === name)
  await context.ledger.documents.change(one?.id ?? '', 'waiting', { state, at: new Date(now) })
}

describe('a file to send', () => {
  test('is taken once it has not changed over the looks, moved aside, and placed at the end', async () => {
    const flow = await flowWith()
    put('a.xml')
    expect(await looks(flow, 2)).toMatchObject({ taken: 0, growing: ['a.xml'] })
    expect(await looks(flow, 1)).toMatchObject({ taken: 1, growing: [] })
    await looks(flow, 4)
    expect(await documents()).toEqual(['a.xml waiting'])
    expect([below(), below('waiting')]).toEqual([['waiting'], ['a.xml']])
    await settle('delivered', 'a.xml')
    await looks(flow, 1)
    expect([below('waiting'), below('sent/2026-09-24')]).toEqual([[], ['a.xml']])
  })

  test('scenario 7: that is written slowly is taken when it is whole', async () => {
    const flow = await flowWith()
    put('a.xml', '<a>')
    for (let turn = 0; turn < 6; turn += 1) {
      await looks(flow, 2)
      appendFileSync(join(folder, 'a.xml'), '<b/>')
    }
    expect(await documents()).toEqual([])
    await looks(flow, 3)
    expect(await documents()).toEqual(['a.xml waiting'])
    expect(readFileSync(join(folder, 'waiting/a.xml'), 'utf8')).toBe(`<a>${'<b/>'.repeat(6)}`)
  })

  test('with its old date is looked at as long as any other', async () => {
    const flow = await flowWith()
    put('a.xml')
    utimesSync(join(folder, 'a.xml'), 1_000_000, 1_000_000)
    expect((await looks(flow, 1)).taken).toBe(0)
  })

  test('waits for its trigger, which goes after it', async () => {
    const flow = await flowWith({ whole: 'trigger', trigger: '.end' })
    put('a.xml')
    expect((await looks(flow, 5)).taken).toBe(0)
    put('a.xml.end', '')
    expect((await looks(flow, 1)).taken).toBe(1)
    expect(below()).toEqual(['waiting'])
  })

  test('that cannot be read yet keeps its trigger, and none behind it waiting', async () => {
    const flow = await flowWith({ whole: 'trigger', trigger: '.end' })
    for (let count = 100; count < 302; count += 1) put(`${count}.xml`)
    for (let count = 100; count < 302; count += 1) put(`${count}.xml.end`, '')
    const drops: DropFolder = {
      ...context.drops,
      open: (path, look) => {
        if (look.name === '301.xml') return context.drops.open(path, look)
        throw new HikyakuError('pick-up-unreadable', { file: look.name, detail: '', detailJa: '' })
      },
    }
    const byName = { ...flow, folder: { ...flow.folder, order: 'name' as const } }
    expect(await looks(byName, 1, { ...context, drops })).toMatchObject({ taken: 1, left: 0 })
    expect(below()).toContain('100.xml.end')
    expect(below()).not.toContain('301.xml.end')
  })

  test('of which a part is locked is told of once, and those behind it go', async () => {
    const flow = await flowWith({ whole: 'rename' })
    for (const name of ['a.xml', 'b.xml']) put(name)
    const drops: DropFolder = {
      ...context.drops,
      open: async (path, look) => {
        const open = await context.drops.open(path, look)
        if (open === 'gone' || look.name === 'b.xml') return open
        // The handle is shut: what reads it fails as a lock would make it fail.
        await open.close()
        return { ...open, close: () => Promise.resolve() }
      },
    }
    const look = await looks(flow, 3, { ...context, drops })
    expect([look.failure, await documents()]).toEqual([undefined, ['b.xml waiting']])
    expect(await faults()).toEqual(['pick-up-unreadable'])
    await looks(flow, 1)
    expect([await documents(), await faults()]).toEqual([['a.xml waiting', 'b.xml waiting'], []])
  })

  test('is taken at a run also while a look of the station holds the folder', async () => {
    const flow = await flowWith({ whole: 'rename' })
    put('a.xml')
    const lease = await context.ledger.lease(`folder:${flow.id}`)
    const { clock } = context
    const wait = async (milliseconds: number) => {
      if ('release' in lease) await lease.release()
      await clock.wait(milliseconds)
    }
    const waiting = { ...context, clock: { ...clock, wait } }
    await pickUpForRun(waiting, flow, new AbortController().signal)
    expect(await documents()).toEqual(['a.xml waiting'])
  })

  test('that Windows says is held stays, and is taken once', async () => {
    const flow = await flowWith({ whole: 'rename' })
    put('a.xml')
    const rename = () => Promise.reject(new HikyakuError('file-held', { file: 'a.xml' }))
    const held = { ...context, drops: createDropFolder({ disk: { ...nodeDisk, rename } }) }
    await looks(flow, 1, held)
    put('b.xml')
    const look = await looks(flow, 1, held)
    expect([look.failure, await documents()]).toEqual([
      undefined,
      ['a.xml waiting', 'b.xml waiting'],
    ])
  })

  test('is the same one after its share was mounted anew, under another device number', async () => {
    put('a.xml')
    const [look] = await context.drops.look(folder)
    expect(look?.fileId).toBe(String(statSync(join(folder, 'a.xml'), { bigint: true }).ino))
  })

  test('scenario 36: that is refused lies in failed/ with the reason beside it', async () => {
    const flow = await flowWith({ whole: 'rename' })
    for (const name of ['1.xml', '2.xml']) put(name)
    await looks(flow, 1)
    await settle('refused', '2.xml')
    await settle('delivered', '1.xml')
    await looks(flow, 1)
    expect(below('failed/2026-09-24')).toEqual(['2.xml', '2.xml.reason.txt'])
    expect(below('sent/2026-09-24')).toEqual(['1.xml'])
    const reason = readFileSync(join(folder, 'failed/2026-09-24/2.xml.reason.txt'), 'utf8')
    expect(reason).toMatch(/^\uFEFF.*拒否/)
  })

  test('scenario 35: of 0 bytes is refused after a minute; what is no file is ignored', async () => {
    const flow = await flowWith()
    put('empty.xml', '')
    execFileSync('mkfifo', [join(folder, 'pipe.xml')])
    symlinkSync('/etc/hostname', join(folder, 'link.xml'))
    mkdirSync(join(folder, 'folder.xml'))
    for (const name of ['~$a.xml', '.b.xml', 'c.tmp']) put(name)
    await looks(flow, 20)
    expect(below('failed/2026-09-24')).toEqual([])
    await looks(flow, 15)
    expect(below('failed/2026-09-24')).toEqual(['empty.xml', 'empty.xml.reason.txt'])
    expect(await documents()).toEqual([])
    expect(await faults()).toEqual(['file-empty'])
    expect(below()).toContain('pipe.xml')
  })

  test('scenario 34: with the bytes of an earlier one is held, and the earlier one is named', async () => {
    const flow = await flowWith({ whole: 'rename' })
    put('a.xml', '<same/>')
    await looks(flow, 1)
    await settle('delivered', 'a.xml')
    put('b.xml', '<same/>')
    await looks(flow, 1)
    expect(await documents()).toEqual(['a.xml delivered', 'b.xml held'])
    expect(await faults()).toEqual(['file-same-bytes'])
    expect(below('waiting')).toEqual(['b.xml'])
  })

  test('with the bytes of an earlier one is sent or refused where the flow says so', async () => {
    const flow = await flowWith({ whole: 'rename', sameBytes: 'refuse' })
    put('a.xml', '<same/>')
    put('b.xml', '<same/>')
    await looks(flow, 1)
    expect(await documents()).toHaveLength(1)
    expect(below('failed/2026-09-24')).toHaveLength(2)
    const sending = { ...flow, folder: { ...flow.folder, sameBytes: 'send' as const } }
    put('c.xml', '<same/>')
    await looks(sending, 1)
    expect(await documents()).toHaveLength(2)
  })

  test('that is refused and cannot be moved is told of once, and read once', async () => {
    const flow = await flowWith({ whole: 'rename', sameBytes: 'refuse' })
    put('a.xml', '<same/>')
    await looks(flow, 1)
    put('b.xml', '<same/>')
    let opened = 0
    const locked = movesNothing()
    const open: DropFolder['open'] = (path, look) => {
      opened += 1
      return locked.drops.open(path, look)
    }
    await looks(flow, 5, { ...locked, drops: { ...locked.drops, open } })
    expect([opened, await faults()]).toEqual([1, ['document-sent-before']])
    await looks(flow, 1)
    expect(below('failed/2026-09-24')).toEqual(['b.xml', 'b.xml.reason.txt'])
    expect([await faults(), await context.ledger.standing.keys()]).toEqual([
      ['document-sent-before'],
      [],
    ])
  })

  test('of the same name as one that waits gets a number aside', async () => {
    const flow = await flowWith({ whole: 'rename' })
    put('a.xml', '<one/>')
    await looks(flow, 1)
    put('a.xml', '<two/>')
    await looks(flow, 1)
    expect(below('waiting')).toEqual(['a (2).xml', 'a.xml'])
    expect(await documents()).toEqual(['a.xml waiting', 'a.xml waiting'])
  })

  test('scenario 32: that grows after it was taken is held; looks of one would cut it', async () => {
    const flow = await flowWith({ whole: 'rename' })
    put('a.xml', '<a>')
    await looks(flow, 1, movesNothing())
    appendFileSync(join(folder, 'a.xml'), '</a>')
    await looks(flow, 1)
    expect(await documents()).toContain('a.xml held')
    expect(await faults()).toContain('file-changed')
  })

  test('that fits two flows is taken by neither', async () => {
    const one = await flowWith({ whole: 'rename', name: '*.xml' })
    const other = { ...kind, documentType: 'Invoice' }
    await flowWith({ whole: 'rename', name: 'a*' }, { name: 'bills', kind: other })
    for (const name of ['a.xml', 'b.xml']) put(name)
    await looks(one, 2)
    expect(await documents()).toEqual(['b.xml waiting'])
    expect(await faults()).toEqual(['file-ambiguous'])
  })

  test('is left alone while its flow is on hold, and while its folder is the writer’s', async () => {
    const flow = await flowWith({ whole: 'rename' })
    put('a.xml')
    const hold = { of: 'flow' as const, reason: '取引停止', by: 'sato', at: new Date(now) }
    await looks({ ...flow, hold }, 2)
    await pickUpLook(context, flow, { memory, taking: false })
    expect(await documents()).toEqual([])
    rmSync(folder, { recursive: true })
    await looks(flow, 2)
    expect(await faults()).toEqual(['folder-unreachable'])
    mkdirSync(folder)
    await looks(flow, 1)
    expect(await faults()).toEqual([])
  })

  test('that is not whole at a run is waited for, and then left to the next one', async () => {
    const flow = await flowWith({ settleSeconds: 20 })
    put('a.xml')
    await pickUpForRun(context, flow, new AbortController().signal)
    expect(await documents()).toEqual(['a.xml waiting'])
    put('b.xml')
    const growing = { ...context, drops: growingFolder(context.drops) }
    await pickUpForRun(growing, flow, new AbortController().signal)
    expect(await documents()).toHaveLength(1)
    expect(await faults()).toEqual(['file-not-whole'])
  })
})

/** Nothing can be moved: an antivirus program holds it. */
function movesNothing(): typeof context {
  return { ...context, drops: { ...context.drops, move: () => Promise.resolve('locked') } }
}

/** A file is moved, and that is the last that its process does. */
function killedBehindMove(): typeof context {
  const move: DropFolder['move'] = async (file, below) => {
    const moved = await context.drops.move(file, below)
    if (typeof moved === 'string') return moved
    throw new Error('gone')
  }
  return { ...context, drops: { ...context.drops, move } }
}

/** Somebody writes to each file between two looks. */
function growingFolder(drops: DropFolder): DropFolder {
  let more = 0
  return {
    ...drops,
    look: async (path) =>
      (await drops.look(path)).map((look) => ({ ...look, bytes: look.bytes + (more += 1) })),
  }
}

describe('a process that ends while a file is taken', () => {
  async function goneAt(step: StepName, flow: PickUpFlow): Promise<void> {
    const steps = {
      reached: (name: StepName) => {
        if (name === step) throw new Error(`gone at ${step}`)
      },
    }
    await expect(looks(flow, 1, { ...context, steps })).rejects.toThrow('gone at')
  }

  test.each<StepName>(['outbox.payload-synced', 'outbox.payload-published'])(
    'scenario 15: before the commit, at %s, leaves the file to be taken once',
    async (step) => {
      const flow = await flowWith({ whole: 'rename' })
      put('a.xml')
      await goneAt(step, flow)
      expect(below()).toEqual(['a.xml'])
      await recover(context)
      await looks(flow, 2)
      expect(await documents()).toEqual(['a.xml waiting'])
      expect(below('waiting')).toEqual(['a.xml'])
    },
  )

  test('scenario 16: after the commit, before the move, takes the file no second time', async () => {
    const flow = await flowWith({ whole: 'rename' })
    put('a.xml')
    await goneAt('outbox.document-kept', flow)
    expect([below(), await documents()]).toEqual([['a.xml'], ['a.xml waiting']])
    await looks(flow, 2)
    expect([below('waiting'), await documents()]).toEqual([['a.xml'], ['a.xml waiting']])
  })

  test('scenario 17: and the writer put another file there meanwhile, which is taken too', async () => {
    const flow = await flowWith({ whole: 'rename' })
    put('a.xml', '<one/>')
    await goneAt('outbox.document-kept', flow)
    put('b.tmp', '<other/>')
    execFileSync('mv', [join(folder, 'b.tmp'), join(folder, 'a.xml')])
    await looks(flow, 2)
    expect(await documents()).toEqual(['a.xml waiting', 'a.xml waiting'])
    expect(await faults()).not.toContain('file-changed')
  })

  test('scenarios 18 and 19: after delivery, before the move, only moves the file', async () => {
    const flow = await flowWith({ whole: 'rename' })
    put('a.xml')
    await looks(flow, 1)
    await settle('delivered', 'a.xml')
    await looks(flow, 1, movesNothing())
    expect(below('waiting')).toEqual(['a.xml'])
    await looks(flow, 1)
    expect(below('sent/2026-09-24')).toEqual(['a.xml'])
    expect(await documents()).toEqual(['a.xml delivered'])
  })

  test('behind a move, before it is noted, leaves no file under way for ever', async () => {
    const flow = await flowWith({ whole: 'rename' })
    put('a.xml')
    await expect(looks(flow, 1, killedBehindMove())).rejects.toThrow('gone')
    expect(below('waiting')).toEqual(['a.xml'])
    await settle('delivered', 'a.xml')
    await expect(looks(flow, 1, killedBehindMove())).rejects.toThrow('gone')
    await looks(flow, 1)
    expect([below('waiting'), below('sent/2026-09-24')]).toEqual([[], ['a.xml']])
    expect(await context.ledger.pickedFiles.open({ id: flow.id, folder })).toEqual([])
    expect(await faults()).toEqual([])
  })

  test('behind the move of a refused file leaves none that nobody was told of', async () => {
    const flow = await flowWith({ whole: 'rename', sameBytes: 'refuse' })
    put('a.xml', '<same/>')
    await looks(flow, 1)
    put('b.xml', '<same/>')
    await expect(looks(flow, 1, killedBehindMove())).rejects.toThrow('gone')
    expect(below('failed/2026-09-24')).toEqual(['b.xml'])
    expect(await faults()).toEqual(['document-sent-before'])
    await looks(flow, 2)
    expect(await faults()).toEqual(['document-sent-before'])
    expect(await context.ledger.standing.keys()).toEqual([])
  })

  test('and a flow that was removed leaves its files to the next one, taken once', async () => {
    const place = { whole: 'rename', sameBytes: 'send' }
    const flow = await flowWith(place)
    put('a.xml')
    await looks(flow, 1, movesNothing())
    await removeFlow(context, actor, flow.name)
    const next = await flowWith(place)
    await looks(next, 2, movesNothing())
    await looks(next, 1)
    expect(await documents()).toEqual(['a.xml waiting'])
    expect([below(), below('waiting')]).toEqual([['waiting'], ['a.xml']])
  })

  test('scenario 37: a file that cannot be moved is a fault after a minute, until it can', async () => {
    const flow = await flowWith({ whole: 'rename' })
    put('a.xml')
    await looks(flow, 5, movesNothing())
    expect(await faults()).toEqual([])
    now += 60_000
    await looks(flow, 2, movesNothing())
    expect([await faults(), await documents()]).toEqual([['file-not-moved'], ['a.xml waiting']])
    await looks(flow, 1)
    expect(await faults()).toEqual([])
  })
})
