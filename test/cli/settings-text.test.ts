import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { anySettings } from '../support/any-settings.ts'
import { type, words, type Outcome, type TerminalOptions } from './terminal.ts'

let folder: string

const run = (line: string, options: Partial<TerminalOptions> = {}): Promise<Outcome> =>
  type(words(line), { directory: folder, ...options })
const write = (name: string, text: string | Buffer): void => {
  writeFileSync(join(folder, name), text)
}
const read = (name: string): string => readFileSync(join(folder, name), 'utf8')

/** All that is set in a home, as text. */
async function text(home: string): Promise<string> {
  return (await run(`--home ${home} settings export`)).stdout
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hikyaku-text-'))
  await Promise.all(['home', 'a', 'b'].map((home) => run(`--home ${home} init`)))
  write('shop.pass', 'first secret\n')
  await run('partner add shop --jx-server https://edi.example/jx --own-id 1 --partner-id 2')
  await run('calendar add 本社')
  await run('calendar set 本社 --close 12-29 --name 年末')
  const flow = '--partner shop --receive --document-type Order'
  await run(`flow add 発注 ${flow} --at 07:00 --days business --calendar 本社 --expect 08:30`)
  await run('flow hold 発注 --reason 取引停止')
  await run('alert mail --host smtp.example --port 587 --from edi@maker.example')
  await run('alert add ops --mail ops@maker.example --partner shop')
  write('all.yaml', await text('home'))
})

afterAll(() => {
  rmSync(folder, { recursive: true })
})

const nothing = 'hikyakuSettings: 2\npartners: []\ncalendars: []\nflows: []\nalerts: []\n'

describe('settings as text', () => {
  test('whatever is set goes into an empty home and out again, and twice changes nothing', async () => {
    write('nothing.yaml', nothing)
    await fc.assert(
      fc.asyncProperty(anySettings(), async (json) => {
        write('any.json', JSON.stringify(json))
        for (const home of ['a', 'b']) {
          const emptied = `--home ${home} settings import nothing.yaml --prune --yes`
          expect((await run(emptied)).status).toBe(0)
        }
        const first = await run('--home a settings import any.json --yes')
        expect(first.stderr.split('\n').filter((line) => line.includes('Fault'))).toEqual([])
        write('out.yaml', await text('a'))
        const there = await run('--home b settings import out.yaml --yes')
        expect(there.stderr).not.toMatch(/Fault/)
        expect(await text('b')).toBe(read('out.yaml'))
        for (const home of ['a', 'b']) {
          const again = await run(`--home ${home} settings import out.yaml`)
          expect(again.stdout).toMatch(/nothing to change/)
        }
      }),
      { numRuns: 2, endOnFailure: true },
    )
  })

  test('damaged in any way it is refused or taken, and is never a defect', async () => {
    const whole = Buffer.from(read('all.yaml'))
    const before = await text('home')
    const damage = fc.record({
      at: fc.nat({ max: whole.length - 1 }),
      length: fc.nat({ max: 40 }),
      by: fc.uint8Array({ maxLength: 12 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 3 }), async (places) => {
        let bytes = whole
        for (const { at, length, by } of places) {
          bytes = Buffer.concat([bytes.subarray(0, at), by, bytes.subarray(at + length)])
        }
        write('damaged.yaml', bytes)
        const { status, stderr } = await run('settings import damaged.yaml --dry-run')
        expect([[0, 1, 2].includes(status), stderr.includes('20169999')]).toEqual([true, false])
      }),
      { numRuns: 25 },
    )
    expect(await text('home')).toBe(before)
  })
})

describe('an import', () => {
  test('shows what it changes, asks, and notes each thing as its own command would', async () => {
    const changed = read('all.yaml')
      .replace('at: "07:00"', 'at: 07:00,07:30')
      .replace('retries: 3', 'retries: 5')
      .replace('tlsMin: TLSv1.2', 'tlsMin: TLSv1.3')
      .replace('reason: 取引停止', 'reason: 棚卸し')
      .replace('waitSeconds: 60', 'waitSeconds: 30')
    write('changed.yaml', changed)
    const dry = await run('settings import changed.yaml --dry-run')
    expect([dry.status, dry.stdout]).toEqual([0, expect.stringContaining('retries: 3 → 5')])
    expect(dry.stdout).toMatch(/at: 07:00 → 07:00,07:30\n[^]*hold.reason: 取引停止 → 棚卸し/)
    expect(await run('settings import changed.yaml')).toMatchObject({
      status: 3,
      stderr: expect.stringContaining('20151144') as string,
    })
    const no = await run('settings import changed.yaml', { isTTY: true, stdin: 'n\n' })
    expect([no.status, no.stdout]).toEqual([0, 'Nothing was changed.\n'])
    expect(await text('home')).toBe(read('all.yaml'))
    const audited = (await run('audit list --json')).stdout.split('\n').length
    const yes = await run('settings import changed.yaml', { isTTY: true, stdin: 'y\n' })
    expect([yes.status, yes.stdout]).toEqual([0, expect.stringContaining('0 added, 3 changed')])
    expect(await text('home')).toBe(changed)
    const entries = (await run('audit list --json')).stdout.trim().split('\n')
    const actions = entries
      .slice(0, entries.length + 1 - audited)
      .map((line) => (JSON.parse(line) as { action: string }).action)
    expect(actions).toEqual([
      'settings.import',
      'alert.set',
      'flow.hold',
      'flow.release',
      'flow.set',
      'partner.tls',
      'partner.change',
    ])
    expect((await run('settings import all.yaml --yes')).status).toBe(0)
  })

  test('removes what the text does not name only when it is told to', async () => {
    write('empty.yaml', 'hikyakuSettings: 2\nalerts: []\nflows: []\n')
    expect((await run('settings import empty.yaml')).stdout).toMatch(/nothing to change/)
    const pruned = await run('settings import empty.yaml --prune --yes')
    expect(pruned.stdout).toBe(
      '- flow 発注\n- alert ops\nImported: 0 added, 0 changed, 2 removed, 0 as before.\n',
    )
    await run('settings import all.yaml --yes')
    // Of one part refused, all stays: the flow needs its partner.
    write('empty.yaml', 'hikyakuSettings: 2\npartners: []\nalerts: []\n')
    const refused = await run('settings import empty.yaml --prune --yes')
    expect([refused.status, refused.stderr]).toEqual([2, expect.stringContaining('発注')])
    expect(await text('home')).toBe(read('all.yaml'))
  })

  test('takes a secret from where the text says, never from the text', async () => {
    const withUser = read('all.yaml').replace('    tlsMin', '    user: me\n    SECRETS\n    tlsMin')
    const variants = [
      ['secrets: { password: { env: SHOP } }', { SHOP: 'first secret' }, 0, 'user: – → me'],
      ['secrets: { password: { file: shop.pass } }', {}, 0, 'nothing to change'],
      ['secrets: { password: { env: SHOP } }', {}, 1, 'nothing to change'],
      ['secrets: { password: { file: none } }', {}, 1, 'nothing to change'],
      ['secrets: { password: { env: SHOP } }', { SHOP: 'new' }, 0, 'password: *** → ***'],
      ['secrets: { password: plain }', {}, 2, ''],
    ] as const
    for (const [secrets, environment, status, said] of variants) {
      write('secret.yaml', withUser.replace('SECRETS', secrets))
      const outcome = await run('settings import secret.yaml --yes', { environment })
      expect([secrets, outcome.status, outcome.stderr]).toEqual([
        secrets,
        status,
        status === 1 ? expect.stringMatching(/20151110.*shop: password \(/) : expect.any(String),
      ])
      expect(outcome.stdout).toContain(said)
      expect(outcome.stdout + outcome.stderr).not.toMatch(/first secret|plain\b/)
    }
    await run('settings import all.yaml --yes')
  })

  test('lets flows and logins change hands, as long as one gets through', async () => {
    const flow = (name: string, type: string) =>
      `  - {name: ${name}, partner: shop, direction: receive, kind: {formatType: F, documentType: ${type}}}\n`
    write('one.yaml', `hikyakuSettings: 2\nflows:\n${flow('x', 'A')}${flow('y', 'B')}`)
    write('two.yaml', `hikyakuSettings: 2\nflows:\n${flow('x', 'B')}${flow('y', 'C')}`)
    for (const file of ['one', 'two']) {
      const outcome = await run(`settings import ${file}.yaml --yes`)
      expect([outcome.status, outcome.stderr]).toEqual([0, ''])
    }
    expect((await run('settings import all.yaml --prune --yes')).status).toBe(0)
  })

  test('says each place in Japanese, without a word of another language', async () => {
    const bad = read('all.yaml')
      .replace('retries: 3', 'retries: 101')
      .replace('partnerId: "2"', 'partnerId: 2')
      .replace('partner: shop', 'partner: none')
      .replace('tls: starttls', 'tls: on')
    write('bad.yaml', bad)
    const { status, stderr } = await run('--lang ja settings import bad.yaml')
    expect(status).toBe(2)
    expect(stderr).toContain('bad.yaml に誤りが 4 件あります')
    expect(stderr).toContain('0～100で指定します（現在の値: 101）')
    const line = bad.split('\n').findIndex((one) => one.includes('retries')) + 1
    expect(stderr).toContain(`bad.yaml:${line}:5\n`)
    expect(stderr).not.toMatch(/expected|must be|Invalid/)
    expect(await text('home')).toBe(read('all.yaml'))
  })

  test('reads what Windows writes in Japan, and refuses what is no text', async () => {
    const cp932 = Buffer.from([0x96, 0x7b, 0x8e, 0xd0])
    const named = Buffer.concat([
      Buffer.from('hikyakuSettings: 2\ncalendars:\n  - {name: '),
      cp932,
      Buffer.from(', base: banks}\n'),
    ])
    write('cp932.yaml', named)
    expect((await run('settings import cp932.yaml --dry-run')).stdout).toMatch(/calendar 本社/)
    write('none.yaml', Buffer.from([0xff, 0xff, 0x00, 0xa0]))
    const none = await run('settings import none.yaml')
    expect([none.status, none.stderr]).toEqual([2, expect.stringContaining('CP932')])
  })

  test('says where JSON is broken, and what to write for a path of Windows', async () => {
    write('path.json', '{"hikyakuSettings": 2,\n "settings": {"tlsKey": "C:\\edi"}}')
    const { status, stderr } = await run('settings import path.json')
    expect([status, stderr]).toEqual([2, expect.stringContaining('C:/edi')])
  })
})
