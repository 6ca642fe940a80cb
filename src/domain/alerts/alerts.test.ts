import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { testContext } from '../../../test/support/exchange-context.ts'
import { mailPost, type MailPost } from '../../../test/support/mail-post.ts'
import { createMailRoom } from '../../adapters/mail/index.ts'
import { HikyakuError } from '../../errors/index.ts'
import { beginStanding, endStanding, raiseFault } from '../exchange/index.ts'
import type { AlertRuleInput } from './alert-rule.ts'
import { putAlert, setMailServer } from './changing-alerts.ts'
import { gatherAlerts } from './gather-alerts.ts'
import type { MailRoom } from './ports.ts'
import { sendAlerts, sendTest, takeOverAlerts, type AlertContext } from './send-alerts.ts'

const actor = { name: 'test', via: 'command' } as const

let context: AlertContext & { end(): Promise<void> }
let post: MailPost
let now: number

beforeEach(async () => {
  now = Date.parse('2026-09-24T07:00:00+09:00')
  post = await mailPost()
  const clock = { now: () => new Date(now), wait: () => Promise.resolve() }
  context = { ...(await testContext({ clock })), mails: createMailRoom() }
  const { port } = post
  const server = { host: '127.0.0.1', port, tls: 'none', from: 'edi@maker.example' }
  await setMailServer(context, actor, server)
})

afterEach(async () => {
  await context.end()
  await post.close()
})

const ops = (more: Partial<AlertRuleInput> = {}) =>
  putAlert(context, actor, { name: 'ops', mail: ['ops@maker.example'], ...more })
const missed = (flow: string): HikyakuError =>
  new HikyakuError('run-missed', { flow, count: 1, first: '2026-09-24T07:00:00Z' })
const folder = new HikyakuError('folder-unreachable', { folder: '/in', detail: 'ENOENT' })
const key = 'folder /in'

/** Looks after so many minutes, as the station does. */
async function after(minutes: number, by: AlertContext = context): Promise<void> {
  now += minutes * 60_000
  await gatherAlerts(by)
  await sendAlerts(by)
}

const subjects = (): string[] => post.mails.map(({ subject }) => subject.slice(0, 20))

describe('an alert', () => {
  test('tells of a burst in one mail, in both languages, and of nothing twice', async () => {
    await ops()
    for (const flow of ['a', 'b', 'c']) await raiseFault(context.ledger, context, missed(flow), {})
    await after(0)
    expect(post.mails).toEqual([])
    await after(1)
    await after(1)
    expect(post.mails).toHaveLength(1)
    const [mail] = post.mails
    expect(mail?.to).toEqual(['ops@maker.example'])
    expect(mail?.subject).toContain('[Hikyaku] 障害・警告 3: 業務「')
    expect(mail?.text).toContain('20181111')
    expect(mail?.text).toContain('1 runs of the flow “a” were missed')
  })

  test('waits for what may pass by itself, and says nothing if it did', async () => {
    await ops()
    await beginStanding(context, { key }, folder)
    await after(4)
    await endStanding(context, key)
    await after(10)
    expect(post.mails).toEqual([])
  })

  test('reminds while it stands, and tells once that it ended', async () => {
    await ops({ remindHours: 4 })
    await beginStanding(context, { key }, folder)
    await after(6)
    expect(subjects()).toEqual(['[Hikyaku] 障害・警告 1: フ'])
    await after(239)
    expect(post.mails).toHaveLength(1)
    await after(2)
    expect(post.mails.at(-1)?.subject).toContain('継続中')
    await endStanding(context, key)
    await after(1)
    expect(post.mails).toHaveLength(2)
    await after(2)
    await after(500)
    expect(post.mails).toHaveLength(3)
    expect(post.mails.at(-1)?.subject).toContain('解消')
  })

  test('is for the faults that its rule names', async () => {
    await ops({ severity: 'fault', waitSeconds: 0 })
    await putAlert(context, actor, { name: 'b', mail: ['b@x.example'], flow: 'b', waitSeconds: 0 })
    await raiseFault(context.ledger, context, missed('a'), {})
    await raiseFault(context.ledger, context, missed('b'), {})
    await after(0)
    expect(post.mails.map(({ to }) => to)).toEqual([['b@x.example']])
  })

  test('is told however many others are newer', async () => {
    await ops({ flow: 'a' })
    await raiseFault(context.ledger, context, missed('a'), {})
    await context.ledger.commit(async (tables) => {
      for (let count = 0; count < 600; count += 1) {
        await raiseFault(tables, context, missed(`b${count}`), {})
      }
    })
    await after(0)
    await after(1)
    expect(subjects()).toEqual([expect.stringContaining('障害・警告 1')])
  })

  test('of a rule that is new does not tell of what was before it', async () => {
    await raiseFault(context.ledger, context, missed('old'), {})
    now += 1000
    await ops({ waitSeconds: 0 })
    await after(1)
    expect(post.mails).toEqual([])
  })

  test('says no more than 20 times an hour; the rest goes in the next mail', async () => {
    await ops({ waitSeconds: 0 })
    for (let count = 0; count < 23; count += 1) {
      await raiseFault(context.ledger, context, missed(`f${count}`), {})
      await after(0)
    }
    expect(post.mails).toHaveLength(20)
    await after(61)
    expect(post.mails).toHaveLength(21)
    expect(post.mails.at(-1)?.subject).toContain('障害・警告 3')
  })

  test('scenario 39: that cannot be sent is kept, is a fault, and goes when it can', async () => {
    await ops({ waitSeconds: 0 })
    await raiseFault(context.ledger, context, missed('a'), {})
    await post.close()
    await after(0)
    const open = async (): Promise<string[]> =>
      (await context.ledger.faults.search({ open: true })).map(({ name }) => name)
    expect(await open()).toContain('alert-not-sent')
    post = await mailPost({ port: post.port })
    await after(2)
    expect(post.mails).toHaveLength(1)
    expect(await open()).not.toContain('alert-not-sent')
  })

  test('can be tried out', async () => {
    await ops()
    expect(await sendTest(context, 'ops')).toMatchObject({ state: 'sent', tries: 1 })
    expect(post.mails[0]?.subject).toContain('通知のテスト')
    await expect(sendTest(context, 'nobody')).rejects.toMatchObject({ fault: 'alert-unknown' })
  })
})

describe('scenario 23: a process that ends while it sends', () => {
  /** Ends before the last byte, or after the server took the mail. */
  const dying = (when: 'before' | 'after'): MailRoom => ({
    send: async (server, mail, onLastByte) => {
      if (when === 'before') throw new Gone()
      await createMailRoom().send(server, mail, onLastByte)
      throw new Gone()
    },
  })
  class Gone extends Error {}

  /** The process is gone at once: what comes after the failure is never written. */
  async function goneAt(when: 'before' | 'after'): Promise<void> {
    const { ledger } = context
    let isGone = false
    const changeMessage: typeof ledger.alerts.changeMessage = async (id, change) => {
      if (!isGone) await ledger.alerts.changeMessage(id, change)
    }
    const room = dying(when)
    const mails: MailRoom = {
      send: (...order) =>
        room.send(...order).catch((error: unknown) => {
          isGone = true
          throw error as Error
        }),
    }
    const alerts = { ...ledger.alerts, changeMessage }
    await sendAlerts({ ...context, mails, ledger: { ...ledger, alerts } })
    await takeOverAlerts(context)
  }

  test('sends it once if nothing can have been accepted, however often', async () => {
    await ops({ waitSeconds: 0 })
    await raiseFault(context.ledger, context, missed('a'), {})
    await gatherAlerts(context)
    for (let turn = 0; turn < 5; turn += 1) await goneAt('before')
    expect(post.mails).toEqual([])
    await sendAlerts(context)
    expect(post.mails).toHaveLength(1)
  })

  test('sends it once more with the same id if it may have been, and never a third time', async () => {
    await ops({ waitSeconds: 0 })
    await raiseFault(context.ledger, context, missed('a'), {})
    await gatherAlerts(context)
    await goneAt('after')
    await goneAt('after')
    await sendAlerts(context)
    await after(100)
    const own = post.mails.filter(({ subject }) => subject.includes('業務「a」'))
    expect(own).toHaveLength(2)
    expect(new Set(own.map(({ messageId }) => messageId)).size).toBe(1)
    expect((await context.ledger.alerts.messages({ limit: 9 })).at(-1)?.state).toBe('given-up')
  })
})

test('a password goes to no other server and no other user than it was given for', async () => {
  const mail = { host: 'a.example', port: 587, tls: 'starttls', from: 'edi@maker.example' }
  const passwordAfter = async (change: Record<string, string>): Promise<string | undefined> => {
    await setMailServer(context, actor, { ...mail, user: 'edi', password: 'secret' })
    await setMailServer(context, actor, { ...mail, user: 'edi', ...change })
    return context.ledger.alerts.password()
  }
  expect(await passwordAfter({ from: 'other@maker.example' })).toBe('secret')
  expect(await passwordAfter({ host: 'b.example' })).toBeUndefined()
  expect(await passwordAfter({ user: 'other' })).toBeUndefined()
})
