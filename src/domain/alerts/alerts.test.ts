import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { testContext } from '../../../test/support/exchange-context.ts'
import { mailPost } from '../../../test/support/mail-post.ts'
import { webhookPost, type WebhookPost } from '../../../test/support/webhook-post.ts'
import { alertWays, type AlertReceiver } from '../../../test/support/alert-ways.ts'
import { createMailRoom } from '../../adapters/mail/index.ts'
import { createWebhookCaller } from '../../adapters/webhooks/index.ts'
import { HikyakuError } from '../../errors/index.ts'
import { beginStanding, endStanding, raiseFault } from '../exchange/index.ts'
import type { AlertContext } from './carriers.ts'
import { putAlert, setMailServer } from './changing-alerts.ts'
import { gatherAlerts } from './gather-alerts.ts'
import { sendAlerts, sendTest, takeOverAlerts } from './send-alerts.ts'
import type { AlertInput } from './webhook-change.ts'

const actor = { name: 'test', via: 'command' } as const

let context: AlertContext & { end(): Promise<void> }
let post: AlertReceiver
let now: number

beforeEach(async () => {
  now = Date.parse('2026-09-24T07:00:00+09:00')
  const clock = { now: () => new Date(now), wait: () => Promise.resolve() }
  const ways = { mails: createMailRoom(), webhooks: createWebhookCaller(clock) }
  context = { ...(await testContext({ clock })), ...ways }
})

afterEach(() => context.end())

const ops = (more: Partial<AlertInput> = {}) =>
  putAlert(context, actor, { name: 'ops', ...post.rule, ...more })
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

const subjects = (): string[] => post.told().map(({ subject }) => subject.slice(0, 20))

describe.each(alertWays)('an alert by $name', (way) => {
  beforeEach(async () => {
    post = await way.open()
    await setMailServer(context, actor, post.server)
  })

  afterEach(() => post.close())

  test('tells of a burst in one mail, in both languages, and of nothing twice', async () => {
    await ops()
    for (const flow of ['a', 'b', 'c']) await raiseFault(context.ledger, context, missed(flow), {})
    await after(0)
    expect(post.told()).toEqual([])
    await after(1)
    await after(1)
    expect(post.told()).toHaveLength(1)
    const [mail] = post.told()
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
    expect(post.told()).toEqual([])
  })

  test('reminds while it stands, and tells once that it ended', async () => {
    await ops({ remindHours: 4 })
    await beginStanding(context, { key }, folder)
    await after(6)
    expect(subjects()).toEqual(['[Hikyaku] 障害・警告 1: フ'])
    await after(239)
    expect(post.told()).toHaveLength(1)
    await after(2)
    expect(post.told().at(-1)?.subject).toContain('継続中')
    await endStanding(context, key)
    await after(1)
    expect(post.told()).toHaveLength(2)
    await after(2)
    await after(500)
    expect(post.told()).toHaveLength(3)
    expect(post.told().at(-1)?.subject).toContain('解消')
  })

  test('is for the faults that its rule names', async () => {
    await ops({ severity: 'fault', waitSeconds: 0 })
    await putAlert(context, actor, { ...post.rule, name: 'b', flow: 'b', waitSeconds: 0 })
    await raiseFault(context.ledger, context, missed('a'), {})
    await raiseFault(context.ledger, context, missed('b'), {})
    await after(0)
    expect(post.told().map(({ text }) => text.split('\n')[0])).toEqual([
      expect.stringContaining('(b)'),
    ])
  })

  test('scenario: of quiet hours comes in one message when they end, with what ended', async () => {
    // 2026-09-24 07:00 is a Thursday in Japan.
    await ops({ waitSeconds: 0, hours: 'business 08:00-20:00' })
    await raiseFault(context.ledger, context, missed('a'), {})
    await beginStanding(context, { key }, folder)
    await after(10)
    await endStanding(context, key)
    await after(40)
    expect(post.told()).toEqual([])
    await after(10)
    expect(post.told()).toHaveLength(1)
    expect(post.told()[0]?.subject).toContain('障害・警告 2')
    expect(post.told()[0]?.text).toMatch(/→ /)
    // Its end was told with it.
    await after(10)
    expect(post.told()).toHaveLength(1)
    now = Date.parse('2026-09-25T20:30:00+09:00')
    await raiseFault(context.ledger, context, missed('b'), {})
    await after(0)
    now = Date.parse('2026-09-27T12:00:00+09:00')
    await after(0)
    const before = post.told().length
    now = Date.parse('2026-09-28T08:00:00+09:00')
    await after(0)
    expect(
      post
        .told()
        .slice(before)
        .map(({ text }) => text),
    ).toEqual(expect.arrayContaining([expect.stringContaining('“b”')]))
    await expect(ops({ hours: 'sometimes' })).rejects.toMatchObject({ fault: 'timetable-invalid' })
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
    expect(post.told()).toEqual([])
  })

  test('says no more than 20 times an hour; the rest goes in the next mail', async () => {
    await ops({ waitSeconds: 0 })
    for (let count = 0; count < 23; count += 1) {
      await raiseFault(context.ledger, context, missed(`f${count}`), {})
      await after(0)
    }
    expect(post.told()).toHaveLength(20)
    await after(61)
    expect(post.told()).toHaveLength(21)
    expect(post.told().at(-1)?.subject).toContain('障害・警告 3')
  })

  test('scenario 39: that cannot be sent is kept, is a fault, and goes when it can', async () => {
    await ops({ waitSeconds: 0 })
    await raiseFault(context.ledger, context, missed('a'), {})
    await post.close()
    await after(0)
    const open = async (): Promise<string[]> =>
      (await context.ledger.faults.search({ open: true })).map(({ name }) => name)
    expect(await open()).toContain('alert-not-sent')
    post = await way.open(post.port)
    await after(2)
    expect(post.told()).toHaveLength(1)
    expect(await open()).not.toContain('alert-not-sent')
  })

  test('can be tried out', async () => {
    await ops()
    expect(await sendTest(context, 'ops')).toMatchObject({ state: 'sent', tries: 1 })
    expect(post.told()[0]?.subject).toContain('通知のテスト')
    await expect(sendTest(context, 'nobody')).rejects.toMatchObject({ fault: 'alert-unknown' })
  })

  test('that is refused was not taken: it is tried again until it is, and told once', async () => {
    await ops({ waitSeconds: 0, remindHours: 0 })
    await raiseFault(context.ledger, context, missed('a'), {})
    post.refuse(true)
    await after(0)
    for (let turn = 0; turn < 4; turn += 1) await after(61)
    expect(post.told()).toEqual([])
    post.refuse(false)
    await after(61)
    expect(post.told().filter(({ subject }) => subject.includes('業務「a」'))).toHaveLength(1)
    await after(61)
    expect(post.told().filter(({ subject }) => subject.includes('業務「a」'))).toHaveLength(1)
  })

  test('that waits for its next try goes as soon as its settings are mended', async () => {
    await ops({ waitSeconds: 0, remindHours: 0 })
    await raiseFault(context.ledger, context, missed('a'), {})
    post.refuse(true)
    await after(0)
    for (let turn = 0; turn < 4; turn += 1) await after(61)
    post.refuse(false)
    await ops({ waitSeconds: 0, remindHours: 0 })
    await sendAlerts(context)
    expect(post.told()).toHaveLength(1)
  })

  class Gone extends Error {}

  /**
   * The process is gone before the last byte, or after the other side took it: what comes after
   * is never written.
   */
  async function goneAt(when: 'before' | 'after'): Promise<void> {
    const { ledger } = context
    let isGone = false
    const changeMessage: typeof ledger.alerts.changeMessage = async (id, change) => {
      const isEnd = change.state === (when === 'before' ? 'last-byte' : 'sent')
      if (isEnd) isGone = true
      if (isGone) throw new Gone()
      await ledger.alerts.changeMessage(id, change)
    }
    const alerts = { ...ledger.alerts, changeMessage }
    await sendAlerts({ ...context, ledger: { ...ledger, alerts } }).catch(() => undefined)
    await takeOverAlerts(context)
  }

  test('scenario 23: of a process that ends is sent once if nothing can have been accepted', async () => {
    await ops({ waitSeconds: 0 })
    await raiseFault(context.ledger, context, missed('a'), {})
    await gatherAlerts(context)
    for (let turn = 0; turn < 5; turn += 1) await goneAt('before')
    expect(post.told()).toEqual([])
    await sendAlerts(context)
    expect(post.told()).toHaveLength(1)
  })

  test('scenario 23: is sent once more with the same id if it may have been, and never again', async () => {
    await ops({ waitSeconds: 0 })
    await raiseFault(context.ledger, context, missed('a'), {})
    await gatherAlerts(context)
    await goneAt('after')
    await goneAt('after')
    await sendAlerts(context)
    await after(100)
    const own = post.told().filter(({ subject }) => subject.includes('業務「a」'))
    expect(own).toHaveLength(2)
    expect(new Set(own.map(({ id }) => id)).size).toBe(1)
    expect((await context.ledger.alerts.messages({ limit: 9 })).at(-1)?.state).toBe('given-up')
  })
})

test('a password goes to no other server and no other user than it was given for', async () => {
  const mail = { host: 'a.example', port: 587, tls: 'starttls', from: 'edi@maker.example' }
  const passwordAfter = async (change: Record<string, string>): Promise<string | undefined> => {
    await setMailServer(context, actor, { ...mail, user: 'edi', password: 'secret' })
    await setMailServer(context, actor, { ...mail, user: 'edi', ...change })
    return (await context.ledger.alerts.mailSecrets()).password
  }
  expect(await passwordAfter({ from: 'other@maker.example' })).toBe('secret')
  expect(await passwordAfter({ host: 'b.example' })).toBeUndefined()
  expect(await passwordAfter({ user: 'other' })).toBeUndefined()
})

describe('a mail server that wants a token', () => {
  const token = 'ya29.token'
  const plain = {
    host: '127.0.0.1',
    tls: 'none',
    from: 'edi@maker.example',
    user: 'edi@maker.example',
  }
  const app = { ...plain, clientSecret: 'client-secret-4711' }
  const settings = { ...app, refreshToken: 'refresh-0001' }
  const asked = (grants: WebhookPost): Record<string, string>[] =>
    grants.calls.map(({ body }) => Object.fromEntries(new URLSearchParams(body)))

  test('gets one that was asked for just before, and a renewed one is asked with next', async () => {
    const [mail, grants] = [await mailPost({ token }), await webhookPost()]
    const oauth2 = { tokenUrl: grants.url, clientId: 'app', scope: 'https://mail.example/' }
    await setMailServer(context, actor, { ...settings, port: mail.port, oauth2 })
    await putAlert(context, actor, { name: 'ops', mail: ['ops@maker.example'] })
    grants.answer = {
      status: 200,
      body: JSON.stringify({ access_token: token, refresh_token: 'refresh-0002' }),
    }
    expect(await sendTest(context, 'ops')).toMatchObject({ state: 'sent' })
    expect(await sendTest(context, 'ops')).toMatchObject({ state: 'sent' })
    expect(mail.mails).toHaveLength(2)
    expect(asked(grants)).toMatchObject([
      { grant_type: 'refresh_token', refresh_token: 'refresh-0001', client_id: 'app' },
      {
        grant_type: 'refresh_token',
        refresh_token: 'refresh-0002',
        scope: 'https://mail.example/',
      },
    ])
    // What only changes the sender keeps it; another user loses all that was the first one's.
    await setMailServer(context, actor, { ...plain, port: mail.port, from: 'b@maker.example' })
    expect(await sendTest(context, 'ops')).toMatchObject({ state: 'sent' })
    await setMailServer(context, actor, { ...plain, port: mail.port, user: 'b@maker.example' })
    expect(await context.ledger.alerts.mailSecrets()).toEqual({})
    await mail.close()
    await grants.close()
  })

  test('is not sent to without one, and what is said holds no secret', async () => {
    const [mail, grants] = [await mailPost({ token }), await webhookPost()]
    const oauth2 = { tokenUrl: grants.url, clientId: 'app' }
    await setMailServer(context, actor, { ...app, port: mail.port, oauth2 })
    await putAlert(context, actor, { name: 'ops', mail: ['ops@maker.example'] })
    const body = JSON.stringify({ error: 'invalid_client', error_description: grants.url })
    grants.answer = { status: 401, body }
    expect(await sendTest(context, 'ops')).toMatchObject({ state: 'due' })
    const said = JSON.stringify(await context.ledger.faults.search({ open: true }))
    expect(said).toContain('invalid_client')
    expect(said).not.toMatch(/client-secret|secret-token|s3cr3t/)
    grants.answer = { status: 200, body: JSON.stringify({ access_token: 'of another' }) }
    await sendTest(context, 'ops')
    expect(asked(grants)).toMatchObject([{ grant_type: 'client_credentials' }])
    expect(mail.mails).toEqual([])
    await mail.close()
    await grants.close()
  })

  test.each([
    [{ oauth2: { tokenUrl: 'http://login.example/token', clientId: 'a' } }],
    [{ oauth2: { tokenUrl: 'https://login.example/token', clientId: 'a' }, user: undefined }],
  ])('%j is refused', async (wrong) => {
    const setting = setMailServer(context, actor, { ...settings, port: 25, ...wrong })
    await expect(setting).rejects.toMatchObject({ fault: 'setting-invalid' })
  })
})
