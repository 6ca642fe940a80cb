import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { defined } from '../../src/base/defined.ts'

import { steppingClock } from '../../src/base/clock.ts'
import {
  addFlow,
  changeFlow,
  holdFlow,
  processDocument,
  settingsOf,
  settlePrograms,
  type Flow,
  type FlowInput,
  type FlowProgram,
} from '../../src/domain/flows/index.ts'
import { handOverRounds } from '../../src/station/background/hand-over-work.ts'
import { programRounds } from '../../src/station/background/program-work.ts'
import { createStationHome, openStation, type Station } from '../../src/station/index.ts'
import { retailer } from '../support/exchange-context.ts'
import { webhookPost, type WebhookPost } from '../support/webhook-post.ts'
import { keepReceived } from '../support/kept-document.ts'

const actor = { name: 'test', via: 'command' } as const

let root: string
let home: string
let station: Station
let now: number

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'hikyaku-program-test-'))
  home = join(root, 'home')
  await createStationHome(home)
  now = Date.now()
  await open()
  await station.ledger.partners.add(retailer, {})
})

afterEach(async () => {
  await station.close()
  rmSync(root, { recursive: true, force: true })
})

async function open(): Promise<void> {
  const clock = { ...steppingClock(new Date()), now: () => new Date(now) }
  station = await openStation({ home, clock })
}

/** A program that writes a line of what it was told, and then does what the text says. */
function program(then = '', more: Partial<FlowProgram> = {}): NonNullable<FlowInput['programs']> {
  const told = `echo "$1 $HIKYAKU_ATTEMPT $HIKYAKU_KEY $$" >> "${join(root, 'told')}"\n`
  return [
    {
      step: 'received',
      file: '/bin/sh',
      arguments: ['-c', told + then, 'sh', '{document}'],
      retries: 0,
      ...more,
    } as NonNullable<FlowInput['programs']>[number],
  ]
}

function orders(programs: FlowInput['programs'], more: Partial<FlowInput> = {}): Promise<Flow> {
  return addFlow(station, actor, {
    name: '発注',
    partner: 'retailer',
    direction: 'receive',
    kind: { formatType: 'SecondGenEDI', documentType: 'Order' },
    ...defined({ programs }),
    ...more,
  })
}

async function received(flow: Flow, bytes = '<a/>'): Promise<string> {
  now += 1000
  const kind = flow.kind === 'any' ? {} : flow.kind
  return keepReceived(station, retailer, Buffer.from(bytes), kind)
}

function round(): Promise<void> {
  return programRounds(station, (error) => {
    throw error as Error
  }).round(new AbortController().signal)
}

/** One line for each start: the document, the attempt, the key. */
function told(): string[][] {
  if (!existsSync(join(root, 'told'))) return []
  return readFileSync(join(root, 'told'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split(' '))
}

async function faults(): Promise<string[]> {
  const open = await station.ledger.faults.search({ open: true, limit: 20 })
  return open.map(({ name }) => name)
}

test('it is started for each document once, in order, and what it printed is kept', async () => {
  const flow = await orders(program('echo imported'))
  const ids = [await received(flow), await received(flow)]
  await round()
  await round()
  expect(told().map(([id, attempt, key]) => [id, attempt, key])).toEqual(
    ids.map((id) => [id, '1', `${id}:received`]),
  )
  expect(await station.ledger.programRuns.ofSubject(ids[0] ?? '')).toMatchObject([
    { state: 'done', status: 0, output: 'imported\n', attempt: 1 },
  ])
})

test('it is given the bytes: a file of its own, or the one in the folder', async () => {
  const show = 'cat "$HIKYAKU_FILE"; echo'
  const flow = await orders(program(show))
  const id = await received(flow, '<own/>')
  await round()
  expect((await station.ledger.programRuns.ofSubject(id))[0]?.output).toBe('<own/>\n')
  const folder = { kind: 'hand-over' as const, path: root, name: '{id}{ext}' }
  const changed = { ...settingsOf(flow), folder }
  await changeFlow(station, actor, { name: flow.name, input: changed as FlowInput })
  const placed = await received(flow, '<placed/>')
  await round()
  expect(await station.ledger.programRuns.ofSubject(placed)).toEqual([])
  await handOverRounds(station, () => undefined).round(new AbortController().signal)
  await round()
  expect((await station.ledger.programRuns.ofSubject(placed))[0]?.output).toBe('<placed/>\n')
})

test('what a partner calls a document reaches no shell', async () => {
  await orders(
    program('printf "%s%s\\n" "$2" "$HIKYAKU_NAME"').map((one) => ({
      ...one,
      arguments: [...(one.arguments ?? []), '{name}'],
    })),
  )
  const fileName = `$(touch ${join(root, 'x')}); & | "x.xml`
  now += 1000
  const bytes = Buffer.from('<a/>')
  const id = await keepReceived(station, retailer, bytes, { fileName })
  await round()
  const [run] = await station.ledger.programRuns.ofSubject(id)
  expect(run?.output).toBe(`${fileName}${fileName}\n`)
  expect(existsSync(join(root, 'x'))).toBe(false)
})

test('one that fails is told, tried again before the next document, and then left', async () => {
  const flow = await orders(program('exit 3', { retries: 1, retryAfterSeconds: 60 }))
  const [first, second] = [await received(flow), await received(flow)]
  await round()
  expect(told().map(([id]) => id)).toEqual([first])
  expect(await faults()).toEqual(['program-failed'])
  await round()
  expect(told()).toHaveLength(1)
  now += 60_000
  await round()
  expect(told().map(([id, attempt]) => [id, attempt])).toEqual([
    [first, '1'],
    [first, '2'],
    [second, '1'],
  ])
  expect(await station.ledger.programRuns.ofSubject(first)).toMatchObject([
    { state: 'failed', status: 3, attempt: 2 },
  ])
  expect(await station.ledger.documents.find(first)).toMatchObject({ state: 'received' })
})

test('a person starts it again when it is mended, and its fault ends; or closes it', async () => {
  const flow = await orders(program('exit 3'))
  const [mended, closed] = [await received(flow), await received(flow)]
  await round()
  expect(await faults()).toEqual(['program-failed', 'program-failed'])
  const input = { ...settingsOf(flow), programs: program() } as FlowInput
  await changeFlow(station, actor, { name: flow.name, input })
  await processDocument(station, actor, mended, 'mended')
  await settlePrograms(station, actor, closed, 'typed in by hand')
  await round()
  expect(told().map(([id]) => id)).toEqual([mended, closed, mended])
  expect(await faults()).toEqual([])
  await expect(settlePrograms(station, actor, closed, 'again')).rejects.toMatchObject({
    fault: 'program-missing',
  })
})

test('documents of before the program are not given to it; those in between still are', async () => {
  const flow = await orders(undefined)
  await received(flow)
  now += 1000
  const input = { ...settingsOf(flow), programs: program() } as FlowInput
  await changeFlow(station, actor, { name: flow.name, input })
  const due = await received(flow)
  now += 1000
  const other = { ...input, programs: program('', { timeLimitSeconds: 5 }) } as FlowInput
  await changeFlow(station, actor, { name: flow.name, input: other })
  await round()
  expect(told().map(([id]) => id)).toEqual([due])
})

test('none is started while the flow is on hold', async () => {
  const flow = await orders(program())
  await received(flow)
  await holdFlow(station, actor, { name: flow.name, hold: { reason: '休止' } })
  await round()
  expect(told()).toEqual([])
  await holdFlow(station, actor, { name: flow.name, hold: undefined })
  await round()
  expect(told()).toHaveLength(1)
})

test('a station that is killed tells of it, and starts it again or leaves it to a person', async () => {
  const wait = '[ "$HIKYAKU_ATTEMPT" != 1 ] || exec sleep 90'
  const again = await orders(program(wait))
  const bills = { formatType: 'SecondGenEDI', documentType: 'Bill' }
  const asks = await orders(program(wait, { repeat: 'ask' }), { name: '請求', kind: bills })
  const [once, left] = [await received(again), await received(asks)]
  const post = await webhookPost()
  post.answer = { status: 200, silent: true }
  const webhook = { url: post.url, key: 'a secret of 24 letters..' }
  const called = await orders([{ step: 'received', file: '', webhook }], {
    name: '支払',
    kind: { ...bills, documentType: 'Payment' },
  })
  const paid = await received(called)
  await station.close()
  const child = spawn(process.execPath, ['test/support/program-child.ts', home], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const gone = new Promise((resolve) => child.once('exit', resolve))
  for (let look = 0; look < 1200 && told().length + post.calls.length < 3; look += 1)
    await pause(50)
  child.kill('SIGKILL')
  await gone
  for (const [, , , pid] of told()) process.kill(Number(pid), 'SIGKILL')
  await open()
  post.answer = { status: 200 }
  await round()
  await round()
  expect(post.calls.map(({ headers }) => headers['hikyaku-id'])).toEqual([
    `${paid}:received`,
    `${paid}:received`,
  ])
  await post.close()
  const starts = (id: string): string[] =>
    told().flatMap(([of, attempt = '', key]) => (of === id ? [`${attempt} ${key ?? ''}`] : []))
  expect(starts(once)).toEqual([`1 ${once}:received`, `2 ${once}:received`])
  expect(starts(left)).toEqual([`1 ${left}:received`])
  const begunAgain = ['program-begun-again', 'program-begun-again']
  expect((await faults()).toSorted()).toEqual([...begunAgain, 'program-in-doubt'])
  expect(await station.ledger.programRuns.ofSubject(left)).toMatchObject([{ state: 'in-doubt' }])
  await processDocument(station, actor, left, 'nothing was imported')
  await round()
  expect(starts(left)).toHaveLength(2)
  expect(await faults()).toEqual(begunAgain)
})

describe('a webhook as the other form of a program', () => {
  let post: WebhookPost

  beforeEach(async () => {
    post = await webhookPost()
  })

  afterEach(() => post.close())

  const key = 'a secret of 24 letters..'
  const hook = (more: object = {}, times: object = {}): FlowInput['programs'] => [
    { step: 'received', file: '', retries: 0, webhook: { url: post.url, key, ...more }, ...times },
  ]
  const bodies = (): Record<string, string>[] =>
    post.calls.map(({ body }) => JSON.parse(body) as Record<string, string>)

  test('is called for each document once, in order, and its answer is kept', async () => {
    post.answer = { status: 202, body: 'imported' }
    const flow = await orders(hook())
    const ids = [await received(flow), await received(flow)]
    await round()
    await round()
    expect(bodies()).toMatchObject(
      ids.map((document) => ({
        document,
        step: 'received',
        partner: 'retailer',
        attempt: '1',
        key: `${document}:received`,
      })),
    )
    expect(post.calls[0]?.headers).toMatchObject({
      'hikyaku-id': `${ids[0] ?? ''}:received`,
      'hikyaku-signature': expect.stringMatching(/^v1=[0-9a-f]{64}$/) as string,
    })
    expect(await station.ledger.programRuns.ofSubject(ids[0] ?? '')).toMatchObject([
      { state: 'done', status: 202, output: 'imported', file: `http://127.0.0.1:${post.port}` },
    ])
  })

  test('gets the bytes if that is set, whatever their number', async () => {
    const flow = await orders(hook({ payload: true }))
    const texts = ['<a/>', '<ab/>', '<abc/>', `<x>${'長'.repeat(100_000)}</x>`]
    for (const text of texts) await received(flow, text)
    await round()
    const sent = bodies().map(({ payload = '' }) => Buffer.from(payload, 'base64').toString())
    expect(sent).toEqual(texts)
  })

  test('that refuses is called again as is set, and told of until it takes it', async () => {
    const flow = await orders(hook({}, { retries: 1, retryAfterSeconds: 60 }))
    const id = await received(flow)
    post.answer = { status: 503, body: 'later', headers: { 'retry-after': '90' } }
    await round()
    expect(await faults()).toEqual(['program-failed'])
    now += 61_000
    post.answer = { status: 200 }
    await round()
    expect(post.calls).toEqual([])
    now += 30_000
    await round()
    expect(bodies()).toMatchObject([{ document: id, attempt: '2' }])
    expect(await faults()).toEqual([])
  })

  test('that nobody answers fails, and holds no secret in what is said', async () => {
    const flow = await orders(hook())
    const { name } = flow
    const id = await received(flow)
    await post.close()
    await round()
    expect(await faults()).toEqual(['program-failed'])
    const said = await station.ledger.faults.search({ limit: 9 })
    const kept = [said, await station.ledger.programRuns.ofSubject(id), settingsOf(flow)]
    expect(JSON.stringify(kept)).not.toMatch(/secret-token|s3cr3t|24 letters/)
    // Another server is never told what was meant for this one.
    const moved = {
      ...settingsOf(flow),
      programs: hook({ url: 'https://x.example/', key: undefined }),
    }
    const changing = changeFlow(station, actor, { name, input: moved as FlowInput })
    await expect(changing).rejects.toMatchObject({ fault: 'setting-invalid' })
  })

  test('keeps its secrets when something else is changed, and loses them with the webhook', async () => {
    const flow = await orders(hook())
    const { name, id } = flow
    const noted = { ...settingsOf(flow), note: 'n' } as FlowInput
    await changeFlow(station, actor, { name, input: noted })
    expect(await station.ledger.flows.webhookSecrets(id, 'received')).toEqual({
      url: post.url,
      key,
    })
    const anew = { ...noted, programs: hook({ key: 'another secret of 25 letters' }) } as FlowInput
    expect(await changeFlow(station, actor, { name, input: anew })).toMatchObject({ revision: 3 })
    await changeFlow(station, actor, {
      name,
      input: { ...noted, programs: undefined },
    })
    expect(await station.ledger.flows.webhookSecrets(id, 'received')).toEqual({})
  })
})
