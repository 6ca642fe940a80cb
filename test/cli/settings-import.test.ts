import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type, words, type Outcome } from './terminal.ts'

let folder: string
let exported: { readonly partners: readonly Record<string, unknown>[] }

const run = (line: string): Promise<Outcome> => type(words(line), { directory: folder })
const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'))

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hikyaku-import-'))
  writeFileSync(join(folder, 'password'), 'secret of a partner', { mode: 0o600 })
  const ids = '--own-id 1 --partner-id 2'
  await run('init')
  await run(`partner add s --jx-server https://edi.example/jx ${ids}`)
  await run(`partner add c --jx-client ${ids} --user u --password-file password`)
  await run('settings export all.json')
  exported = read('all.json') as typeof exported
})

afterAll(() => {
  rmSync(folder, { recursive: true })
})

const ended = {
  allow: ['tls1.0'],
  host: 'edi.example:443',
  reason: 'r',
  by: 'b',
  since: '2020-01-01',
  until: '2020-02-01',
}

/** What adding or changing a partner refuses, and the setting or the fault that it names. */
const bad: readonly [string, Readonly<Record<string, unknown>>, string][] = [
  ['s', { url: 'http://edi.example/jx' }, 'partners.s.url'],
  ['s', { url: 'https://user:word@edi.example/jx' }, 'partners.s.url'],
  ['s', { url: 'https://edi.example/jx#top' }, 'partners.s.url'],
  ['s', { url: 'edi.example' }, 'partners.s.url'],
  ['s', { proxy: 'https://proxy.example:1' }, 'partners.s.proxy'],
  ['s', { proxy: 'http://u:p@proxy.example:1' }, 'partners.s.proxy'],
  ['s', { proxy: 'http://proxy.example:1/path' }, 'partners.s.proxy'],
  ['s', { proxyUser: 'u' }, 'partners.s.proxyUser'],
  ['s', { user: 'a:b' }, 'partners.s.user'],
  ['s', { tlsMin: 'TLSv1.3', tlsMax: 'TLSv1.2' }, 'partners.s.tlsMin'],
  ['s', { trust: ['no certificate'] }, 'partners.s.trust'],
  ['s', { tlsMin: 'TLSv1' }, '2010'],
  ['s', { tlsMin: 'SSLv3', tlsMax: 'TLSv1' }, '2010'],
  ['s', { name: '../x' }, 'partners.../x.name'],
  ['c', { name: '..' }, 'partners....name'],
  ['s', { tlsSuites: ['TLS_RSA_WITH_NULL_SHA'] }, '2010'],
  ['s', { tlsMin: 'TLSv1', tlsWaiver: ended }, '2010'],
  ['c', { user: 'a:b' }, 'partners.c.user'],
  ['c', { user: undefined }, 'partners.c.user'],
  ['c', { subject: 'CN=a' }, 'partners.c.subject'],
  ['c', { trust: ['no certificate'] }, 'partners.c.trust'],
]

describe('an import of settings', () => {
  test.each(bad)(
    'refuses of partner %s what no partner may have: %j',
    async (name, change, said) => {
      const partners = exported.partners.map((one) =>
        one['name'] === name ? { ...one, ...change } : one,
      )
      writeFileSync(join(folder, 'bad.json'), JSON.stringify({ ...exported, partners }))
      const outcome = await run('settings import bad.json')
      expect([outcome.status, outcome.stderr]).toEqual([2, expect.stringContaining(said)])
      await run('settings export after.json')
      expect(read('after.json')).toEqual(exported)
      rmSync(join(folder, 'after.json'))
    },
  )

  test('takes what was exported, as often as it is asked to', async () => {
    const outcome = await run('settings import all.json')
    expect([outcome.status, outcome.stderr]).toEqual([0, ''])
  })
})
