import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { systemClock } from '../../src/base/clock.ts'
import { createAuthority } from '../../src/wire/tls/index.ts'
import { type, words, type Outcome } from './terminal.ts'

const day = 86_400_000
const now = new Date('2026-12-01T09:00:00')
const clock = { ...systemClock, now: () => now }
const authority = await createAuthority({ commonName: 'Example CA', now })
const issue = async (commonName: string): Promise<string> => {
  const { chainPem, keyPem } = await authority.issue({ commonName, use: 'client', now })
  return chainPem + keyPem
}
const files = { old: await issue('supplier'), next: await issue('supplier-new') }

let directory: string
const run = (line: string): Promise<Outcome> => type(words(line), { directory, clock })

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'hikyaku-calendar-'))
  await run('init')
  writeFileSync(join(directory, 'ca.pem'), authority.certificatePem)
  for (const [name, pem] of Object.entries(files)) {
    writeFileSync(join(directory, `${name}.pem`), pem)
    await run(`certificate import ${name}.pem --name ${name}`)
  }
  for (const name of ['a', 'b', 'c']) {
    const uses = name === 'c' ? '' : '--client-certificate old'
    const url = 'https://edi.example.co.jp/jx'
    await run(
      `partner add ${name} --jx-server ${url} --own-id 1 --partner-id 2 --trust ca.pem ${uses}`,
    )
  }
})
afterAll(() => {
  rmSync(directory, { recursive: true, force: true })
})

interface End {
  readonly kind: string
  readonly certificate?: string
  readonly partners: readonly string[]
  readonly booked: readonly unknown[]
  readonly days: number
  readonly notAfter: string
}

async function calendar(): Promise<End[]> {
  const { stdout } = await run('--json certificate calendar')
  const lines = stdout.split('\n').filter((line) => line !== '')
  return lines.map((line) => JSON.parse(line) as End)
}

describe('the calendar of what ends', () => {
  test('holds each certificate once, with all its places, in the order of their ends', async () => {
    const ends = await calendar()
    expect(ends.find(({ certificate }) => certificate === 'old')).toMatchObject({
      kind: 'own',
      partners: ['a', 'b'],
    })
    expect(ends.filter(({ kind }) => kind === 'trust')).toEqual([
      expect.objectContaining({ partners: ['a', 'b', 'c'] }),
    ])
    const dates = ends.map(({ notAfter }) => notAfter)
    expect(dates).toEqual(dates.toSorted())
    for (const { days, notAfter } of ends) {
      expect(days).toBe(Math.ceil((new Date(notAfter).getTime() - now.getTime()) / day))
    }
  })

  test('holds waivers too, to the end of their last day', async () => {
    await run('tls waive a --allow small-keys --reason old --by me --until 2026-12-20')
    expect((await calendar())[0]).toMatchObject({ kind: 'waiver', partners: ['a'], days: 20 })
    const { stdout } = await run('--lang ja certificate calendar')
    expect(stdout).toMatch(/2026-12-20 +20 +弱い方式の許可 +a /u)
  })
})

describe('a certificate that is replaced', () => {
  const replace = 'certificate replace old --with next --from-date'
  const bookedNow = async (): Promise<unknown> =>
    (await calendar()).find(({ certificate }) => certificate === 'old')?.booked

  test.each([
    ['certificate replace none --with next --from-date 2026-12-14', '20151105'],
    ['certificate replace old --with none --from-date 2026-12-14', '20151105'],
    ['certificate replace old --with old --from-date 2026-12-14', 'is to be replaced'],
    [`${replace} 2026-12-01`, 'must lie ahead'],
    [`${replace} 2026-12-32`, 'is not a day'],
    [`${replace} tomorrow`, 'YYYY-MM-DD'],
    [`${replace} 2026-12-14 --partner b --partner c`, 'does not use'],
    ['certificate replace next --with old --from-date 2026-12-14', 'no partner uses'],
  ])('%s is refused, and nothing is changed', async (line, said) => {
    const { stderr, status } = await run(`--lang en ${line}`)
    expect(status).toBeGreaterThan(1)
    expect(stderr).toContain(said)
    expect(await bookedNow()).toEqual([])
  })

  test('is booked only with those that are named, or with all that use it', async () => {
    expect((await run(`${replace} 2026-12-16 --partner b`)).status).toBe(0)
    expect(await bookedNow()).toEqual([{ partner: 'b', name: 'next', from: '2026-12-16' }])
    const { stdout, stderr, status } = await run(`--lang en ${replace} 2026-12-14`)
    expect([stderr, status]).toEqual(['', 0])
    expect(stdout).toBe('From 2026-12-14 on, next is used with 2: a, b.\n')
    expect(await bookedNow()).toEqual(
      ['a', 'b'].map((partner) => ({ partner, name: 'next', from: '2026-12-14' })),
    )
    const { stdout: log } = await run('--json audit list')
    expect(log.match(/"nextClientCertificate"/g)).toHaveLength(3)
  })
})
