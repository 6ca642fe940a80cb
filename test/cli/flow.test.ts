import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { systemClock } from '../../src/base/clock.ts'
import { mailPost } from '../support/mail-post.ts'
import { webhookPost } from '../support/webhook-post.ts'
import { type, words, type Outcome } from './terminal.ts'

let folder: string

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hikyaku-flow-'))
  await type(['init'], { directory: folder })
  await hikyaku(
    'partner add retailer --jx-server https://127.0.0.1:9/jx --own-id 4500000000011 --partner-id 4900000000019',
  )
})

afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const hikyaku = (line: string): Promise<Outcome> => type(words(line), { directory: folder })
const add = 'flow add orders --partner retailer --receive --document-type Order'
const lines = ({ stdout }: Outcome): unknown[] =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown)

describe('flows on the command line', () => {
  test('say their next runs with the date that each stands for, and why it was moved', async () => {
    const made = await hikyaku(`${add} --at 18:00 --days d20 --shift before --spread 0 --lang en`)
    expect(made).toMatchObject({ status: 0, stderr: '' })
    expect(made.stdout).toContain('Added the flow “orders”.')
    const next = await hikyaku('flow next orders --after 2026-09-01 --count 2 --json')
    expect(lines(next)).toMatchObject([
      {
        at: '2026-09-18T09:00:00.000Z',
        nominal: ['2026-09-20'],
        moved: { by: 'weekend' },
        provisional: false,
      },
      { at: '2026-10-20T09:00:00.000Z', nominal: [] },
    ])
    const japanese = await hikyaku('flow next orders --after 2027-09-01 --count 1 --lang ja')
    expect(japanese.stdout).toContain('2027-09-17 (金) 18:00:00  2027-09-20 (月)  敬老の日')
  })

  test('are changed by what is typed, and keep the rest', async () => {
    await hikyaku(`${add} --at 07:00 --days business --missed skip`)
    await hikyaku('flow set orders --at 06:30')
    const [flow] = lines(await hikyaku('flow show orders --json'))
    expect(flow).toMatchObject({
      revision: 2,
      timetable: { missed: 'skip', rules: [{ days: 'business', at: '06:30' }] },
    })
    expect((await hikyaku('flow set orders --at 06:30 --lang en')).stdout).toContain(
      'Nothing to change',
    )
    await hikyaku('flow set orders --no-timetable')
    expect(lines(await hikyaku('flow show orders --json'))[0]).not.toHaveProperty('timetable')
    expect((await hikyaku('flow next orders --lang en')).stdout).toContain('No run is planned.')
  })

  test('are held and released, each noted once, and removed', async () => {
    await hikyaku(add)
    expect((await hikyaku('flow hold orders --reason 取引停止 --lang ja')).stdout).toContain(
      '保留しました',
    )
    expect((await hikyaku('flow hold orders --reason 取引停止 --lang ja')).stdout).toContain(
      '既に保留中',
    )
    expect(lines(await hikyaku('flow list --json'))[0]).toMatchObject({
      hold: { reason: '取引停止' },
    })
    const partner = await hikyaku('partner remove retailer')
    expect(partner).toMatchObject({ status: 3 })
    expect(partner.stderr).toContain('20181108')
    await hikyaku('flow release orders')
    await hikyaku('flow remove orders')
    expect((await hikyaku('flow list --json')).stdout).toBe('')
    const actions = lines(await hikyaku('audit list --json')) as { action: string }[]
    expect(
      actions.map(({ action }) => action).filter((action) => action.startsWith('flow')),
    ).toEqual(['flow.remove', 'flow.release', 'flow.hold', 'flow.add'])
  })

  test('have a folder for what they receive, made and marked where it is asked for', async () => {
    const in1 = `${add} --folder in --name {type}_{day-serial:3}{ext} --done-file .end`
    const refused = await hikyaku(in1)
    expect(refused).toMatchObject({ status: 4 })
    expect(refused.stderr).toContain('20181201')
    expect(await hikyaku(`${in1} --make --marker`)).toMatchObject({ status: 0 })
    expect(readdirSync(join(folder, 'in'))).toEqual(['.hikyaku'])
    expect(lines(await hikyaku('flow show orders --json'))[0]).toMatchObject({
      folder: { kind: 'hand-over', path: join(folder, 'in'), marker: true, exists: 'number' },
    })
    await hikyaku('flow set orders --mode 0640')
    expect(lines(await hikyaku('flow show orders --json'))[0]).toMatchObject({
      folder: { mode: '0640', doneFile: '.end' },
    })
    await hikyaku('flow set orders --no-folder')
    expect(lines(await hikyaku('flow show orders --json'))[0]).not.toHaveProperty('folder')
  })

  test('pick files up from a folder, in the way that is named', async () => {
    const ship = 'flow add ship --partner retailer --send --document-type Shipment --folder out'
    const typed = '--make --name *.xml --whole trigger --trigger .end --same-bytes refuse'
    expect(await hikyaku(`${ship} ${typed}`)).toMatchObject({ status: 0, stderr: '' })
    expect(lines(await hikyaku('flow show ship --json'))[0]).toMatchObject({
      folder: { kind: 'pick-up', whole: 'trigger', trigger: '.end', sameBytes: 'refuse', looks: 3 },
    })
    // What came must not go back: no hand-over into a folder that is picked up.
    const refused = await hikyaku(`${add} --folder out/in --make`)
    expect(refused).toMatchObject({ status: 2 })
    expect(refused.stderr).toContain('20151103')
  })

  test('say on the board of the day whether everything came', async () => {
    // A day that is over is told by the flows of then.
    const clock = { ...systemClock, now: () => new Date('2026-01-01T00:00:00Z') }
    const early = words(`${add} --at 07:00 --expect 08:30 --at-least 2`)
    await type(early, { directory: folder, clock })
    const [flow] = lines(await hikyaku('flow show orders --json'))
    expect(flow).toMatchObject({ expectations: [{ kind: 'by-time', at: '08:30', atLeast: 2 }] })
    const [board] = lines(await hikyaku('today --date 2026-01-05 --check --json'))
    expect(board).toMatchObject({
      date: '2026-01-05',
      summary: { verdict: 'missing', missed: 1 },
      rows: [{ flow: { name: 'orders' }, state: 'failed', expected: 2 }],
    })
    const shown = await hikyaku('today --date 2026-01-05 --check --lang ja')
    expect(shown).toMatchObject({ status: 1 })
    expect(shown.stdout).toContain('届いていないものがあります')
    expect(shown.stdout).toMatch(/orders +retailer +失敗 +08:30 未着 0\/2/)
    await hikyaku('flow set orders --no-expect')
    expect((await hikyaku('today --lang en')).stdout).toContain('no flow has a deadline')
    expect((await hikyaku('today --date 2026-02-30')).stderr).toContain('20161')
    expect((await hikyaku('today --flow nothing')).stderr).toContain('20181104')
  })

  test('count by a calendar of the company', async () => {
    await hikyaku('calendar add office')
    await hikyaku('calendar set office --close 12-29,2026-08-13..2026-08-14 --name 休み')
    const check = async (date: string): Promise<unknown> =>
      lines(await hikyaku(`calendar check ${date} --calendar office --json`))[0]
    expect(await check('2026-12-29')).toMatchObject({ business: false, by: 'company' })
    expect(await check('2026-12-28')).toMatchObject({ business: true })
    writeFileSync(join(folder, 'days.csv'), 'date,kind,name\n2026-11-21,出,振替出勤\n')
    expect(await hikyaku('calendar import office days.csv')).toMatchObject({ status: 0 })
    expect(await check('2026-11-21')).toMatchObject({ business: true, name: '振替出勤' })
    const shown = await hikyaku('calendar show office --lang ja')
    expect(shown.stdout).toMatch(/2026-08-13\.\.2026-08-14 +休業日 +休み/)
    await hikyaku(`${add} --at 07:00 --days business --calendar office`)
    expect((await hikyaku('calendar remove office')).stderr).toContain('20181109')
    await hikyaku('flow remove orders')
    expect(await hikyaku('calendar remove office')).toMatchObject({ status: 0 })
    for (const [line, id] of [
      ['calendar add japan', '20151103'],
      ['calendar show office', '20181106'],
      ['calendar check 2026-02-30', '20181101'],
    ] as const) {
      expect((await hikyaku(line)).stderr).toContain(id)
    }
  })

  test('tell people of faults by a mail that a server takes', async () => {
    const post = await mailPost()
    try {
      const mail = `alert mail --host 127.0.0.1 --port ${post.port} --from edi@maker.example`
      expect((await hikyaku(`${mail} --tls none`)).status).toBe(0)
      await hikyaku('alert add ops --mail ops@maker.example --severity fault')
      const sent = await hikyaku('alert test ops --lang en')
      expect(sent).toMatchObject({ status: 0, stderr: '' })
      expect(post.mails).toMatchObject([{ to: ['ops@maker.example'] }])
      await hikyaku('alert set ops --remind 8')
      const [rule] = lines(await hikyaku('alert show ops --json'))
      expect(rule).toMatchObject({ severity: 'fault', remindHours: 8, ended: true })
      expect(lines(await hikyaku('alert log --json'))).toMatchObject([{ state: 'sent' }])
    } finally {
      await post.close()
    }
    expect(await hikyaku('alert test ops')).toMatchObject({ status: 4 })
    for (const [line, id] of [
      ['alert add x --mail nowhere', '20151103'],
      ['alert add x', '20151103'],
      ['alert show x', '20181401'],
      ['alert mail --host mail.example --from a@b.example --tls none', '20151103'],
    ] as const) {
      expect((await hikyaku(line)).stderr).toContain(id)
    }
    await hikyaku('alert remove ops')
    expect((await hikyaku('alert list --json')).stdout).toBe('')
  })

  test('log in at a mail server by a token, whose secrets nobody is shown', async () => {
    const own = { mode: 0o600 }
    const secret = { clientSecret: 'client-secret-4711', refreshToken: 'refresh-4711' }
    const oauth2 = { tokenUrl: 'https://login.example/token', clientId: 'app' }
    writeFileSync(join(folder, 'oauth2.json'), JSON.stringify({ ...oauth2, ...secret }), own)
    writeFileSync(join(folder, 'wrong.json'), JSON.stringify({ ...secret, other: 1 }), own)
    const mail = 'alert mail --host smtp.example --from edi@maker.example --user edi@maker.example'
    const set = await hikyaku(`${mail} --oauth2-file oauth2.json --json`)
    expect(lines(set)).toMatchObject([{ oauth2 }])
    const wrong = await hikyaku(`${mail} --oauth2-file wrong.json`)
    expect(wrong).toMatchObject({ status: 3 })
    const shown = [set, wrong, await hikyaku('audit list --json')]
    expect(JSON.stringify(shown)).not.toMatch(/4711/)
  })

  test('tell people of faults by a webhook, whose address nobody is shown', async () => {
    const post = await webhookPost()
    try {
      writeFileSync(join(folder, 'url.txt'), `${post.url}\n`, { mode: 0o600 })
      writeFileSync(join(folder, 'secret.txt'), 'a secret of 24 letters..\n', { mode: 0o600 })
      const own = 'alert add own --webhook-file url.txt --secret-file secret.txt'
      const outputs = [await hikyaku(own), await hikyaku('alert test own --lang en')]
      expect(outputs).toMatchObject([{ status: 0 }, { status: 0, stderr: '' }])
      expect(post.calls[0]?.headers['hikyaku-signature']).toMatch(/^v1=[0-9a-f]{64}$/)
      await hikyaku('alert set own --shape slack')
      expect(await hikyaku('alert test own')).toMatchObject({ status: 0 })
      expect(JSON.parse(post.calls[1]?.body ?? '')).toHaveProperty('blocks')
      post.answer = { status: 404, body: 'no_team' }
      const refused = await hikyaku('alert test own --lang en')
      expect(refused).toMatchObject({ status: 4 })
      expect(refused.stderr).toContain('404 (no_team)')
      outputs.push(refused)
      for (const line of ['alert show own', 'alert list', 'alert show own --json', 'audit list']) {
        outputs.push(await hikyaku(line))
      }
      expect(lines(outputs.at(-2) ?? refused)).toMatchObject([
        { mail: [], webhook: { server: `http://127.0.0.1:${post.port}`, shape: 'slack' } },
      ])
      expect(JSON.stringify(outputs)).not.toMatch(/secret-token|s3cr3t|24 letters/)
      // Another server is never told what was meant for this one.
      expect((await hikyaku('alert set own --webhook https://x.example/')).status).toBe(0)
      expect((await hikyaku('alert set own --shape generic')).stderr).toContain('20151103')
      expect((await hikyaku('alert set own --mail a@b.example')).status).toBe(0)
      expect(lines(await hikyaku('alert show own --json'))[0]).not.toHaveProperty('webhook')
    } finally {
      await post.close()
    }
    for (const [line, id] of [
      ['alert add x --webhook https://hooks.example/x', '20151103'],
      ['alert add x --webhook http://hooks.example/x --shape slack', '20151103'],
      ['alert add x --shape slack', '20161'],
      ['alert add x --mail a@b.example --webhook https://hooks.example/x', '20161'],
      [
        'alert add x --webhook https://hooks.example/x --shape slack --secret-file secret.txt',
        '20151103',
      ],
    ] as const) {
      expect((await hikyaku(line)).stderr).toContain(id)
    }
  })

  test('call a webhook at the steps of a program', async () => {
    const secret = { mode: 0o600 }
    writeFileSync(join(folder, 'secret.txt'), 'a secret of 24 letters..\n', secret)
    const url = 'https://erp.maker.example/edi/secret-token-4711'
    const made = await hikyaku(`${add} --webhook ${url} --secret-file secret.txt --payload --json`)
    const [flow] = lines(made) as { programs: Record<string, unknown>[] }[]
    expect(flow?.programs).toMatchObject([
      {
        step: 'received',
        file: 'https://erp.maker.example',
        webhook: { payload: true, trust: [] },
      },
    ])
    const more = await hikyaku('flow set orders --retries 5 --json')
    expect(lines(more)).toMatchObject([{ programs: [{ retries: 5, webhook: { payload: true } }] }])
    const outputs = [made, more, await hikyaku('flow show orders'), await hikyaku('audit list')]
    expect(JSON.stringify(outputs)).not.toMatch(/secret-token|24 letters/)
    for (const [line, id] of [
      ['--webhook https://other.example/', '20151103'],
      ['--webhook http://other.example/ --secret-file secret.txt', '20151103'],
      ['--webhook https://other.example/ --program /bin/true', '20161'],
      ['--argument x', '20151103'],
    ] as const) {
      expect((await hikyaku(`flow set orders ${line}`)).stderr).toContain(id)
    }
    expect(lines(await hikyaku('flow set orders --program /bin/true --json'))).toMatchObject([
      { programs: [{ file: '/bin/true', retries: 5 }] },
    ])
  })

  test.each([
    ['flow add x --partner retailer --receive --folder . --name {typ}', 2, '20151103'],
    ['flow add x --partner retailer --receive --folder . --name ../a', 2, '20151103'],
    ['flow add x --partner retailer --receive --folder . --mode 999', 2, '20151103'],
    ['flow add x --partner retailer --receive --folder . --exists wait', 2, '20151103'],
    ['flow add x --partner retailer --receive --done-file .end', 3, '20161'],
    ['flow add x --partner retailer --send --folder .', 2, '20151103'],
    ['flow add x --partner retailer --send --document-type A --folder . --exists wait', 3, '20161'],
    ['flow add x --partner retailer --receive --folder . --whole rename', 3, '20161'],
    ['flow add x --partner retailer --receive --expect 8', 3, '20181101'],
    ['flow add x --partner retailer --receive --at-least 2', 3, '20161'],
    ['flow add x --partner retailer --receive --fetched-within 4', 2, '20151103'],
    ['flow add x --partner nobody --receive', 3, '20151101'],
    ['flow add x --partner retailer', 3, '20161'],
    ['flow add x --partner retailer --send --receive', 3, '20161'],
    ['flow add x --partner retailer --receive --at 7', 3, '20181101'],
    ['flow add x --partner retailer --receive --cron 0_9_20_*_1', 3, '20181101'],
    ['flow add x --partner retailer --receive --days business', 3, '20181101'],
    ['flow add x --partner retailer --receive --at 07:00 --calendar 本社', 3, '20181106'],
    ['flow add x --partner retailer --receive --at 07:00 --zone Asia/Edo', 3, '20181101'],
    ['flow add x --partner retailer --receive --filtered', 2, '20151103'],
    ['flow show nothing', 3, '20181104'],
  ])('refuse %s', async (line, status, id) => {
    const refused = await type(
      words(line).map((word) => word.replaceAll('_', ' ')),
      { directory: folder },
    )
    expect(refused.stderr).toContain(id)
    expect(refused.status).toBe(status)
    expect((await hikyaku('flow list --json')).stdout).toBe('')
  })

  test('share no kind of a partner in one direction', async () => {
    await hikyaku(add)
    const twin = add.replace('orders', 'other')
    expect((await hikyaku(twin)).stderr).toContain('20181103')
    expect((await hikyaku(add)).stderr).toContain('20181102')
  })
})
