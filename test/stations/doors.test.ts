import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import {
  apartSettings,
  clientForm,
  serverForm,
  standards,
  type Partner,
  type PartnerSecrets,
} from '../../src/domain/partners/index.ts'
import type { PartnerView } from '../../src/entry/api/contract.ts'
import { bodyOf, draftOf } from '../../web/src/pages/partners/draft.ts'
import { type } from '../cli/terminal.ts'
import { servedConsole, type ServedConsole } from '../support/served-console.ts'
import { testRoot } from '../support/legacy/authority.ts'

// Every setting of a partner goes through every door and back: the command line, the API, the
// console's form, an export and its import. A setting that is new is missing in `others` first.

type Form = Readonly<Record<string, unknown>>
type Others<S> = Readonly<Record<Exclude<keyof S, 'kind' | 'name'>, unknown>>

let root = ''
let served: ServedConsole
let others: {
  readonly 'jx-server': Others<typeof serverForm.shape>
  readonly 'jx-client': Others<typeof clientForm.shape>
}

/** What belongs to a setting, to make sense together with it. */
const together: Readonly<Record<string, Form>> = {
  user: { password: 'secret' },
  proxyUser: { proxy: 'http://proxy.example:8080', proxyPassword: 'secret' },
}
/** As the option is called, where that is not the setting's own name. */
const options: Readonly<Record<string, string>> = {
  url: 'jx-server',
  timeoutSeconds: 'timeout',
  retryIntervalSeconds: 'retry-interval',
}
/** What a partner needs at least. */
const bare = {
  'jx-server': { url: 'https://edi.example/jx', ownId: '1', partnerId: '2' },
  'jx-client': { ownId: '1', partnerId: '2' },
} as const

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'hikyaku-doors-'))
  served = await servedConsole()
  const { pem } = await testRoot({ name: 'Partner root', notAfter: new Date('2099-01-01') })
  writeFileSync(join(root, 'trust'), pem)
  writeFileSync(join(root, 'secret'), 'secret\n', { mode: 0o600 })
  const { clock, ledger } = served.station
  await ledger.certificates.add({ name: 'edi', chainPem: pem, importedAt: clock.now() }, 'key')
  const both = {
    ownId: '11',
    partnerId: '22',
    from: 'jx.own.example',
    to: 'jx.partner.example',
    edition: '2004',
    formatType: 'Other',
    compress: 'gzip',
    user: 'login',
    trust: [pem],
  }
  others = {
    'jx-server': {
      ...both,
      url: 'https://other.example/jx?a=b',
      clientCertificate: 'edi',
      proxy: 'http://proxy.example:8080',
      proxyUser: 'proxy-login',
      timeoutSeconds: 7,
      retries: 9,
      retryIntervalSeconds: 11,
      tlsServerName: 'name.example',
      hours: 'business 07:00-22:00',
    },
    'jx-client': { ...both, subject: 'CN=somebody' },
  }
})
afterAll(async () => {
  await served.end()
  rmSync(root, { recursive: true, force: true })
})

const kinds = [
  ['jx-server', Object.keys(serverForm.shape)],
  ['jx-client', Object.keys(clientForm.shape)],
] as const
const cases = kinds.flatMap(([kind, names]) =>
  names
    .filter((name) => name !== 'kind' && name !== 'name')
    .map((setting) => ({ kind, setting, name: `${kind}-${setting}` })),
)
type Case = (typeof cases)[number]

function otherOf({ kind, setting }: Case): unknown {
  return (others[kind] as Form)[setting]
}

/** A partner that a client can log in to needs a user or a CA. */
function bodyFor({ kind, name }: Case): Form {
  const login = kind === 'jx-client' ? { user: `at-${name}`, password: 'secret' } : {}
  return { kind, name, ...bare[kind], ...login }
}

async function cli(...line: string[]): Promise<string> {
  const { status, stdout, stderr } = await type(['--home', served.home, '--json', ...line], {
    directory: root,
    environment: {},
  })
  expect([status, stderr]).toEqual([0, ''])
  return stdout
}

async function kept({ name }: Case): Promise<Partner & Form> {
  return (await served.station.ledger.partners.find(name)) as Partner & Form
}

async function shown({ name }: Case): Promise<PartnerView> {
  const answer = await served.call('viewer', 'partners.show', { params: { name } })
  return ((await answer.json()) as { partner: PartnerView }).partner
}

async function put({ name }: Case, body: object): Promise<void> {
  const answer = await served.call('admin', 'partners.change', { params: { name }, body })
  expect([answer.status, answer.status === 200 ? '' : await answer.text()]).toEqual([200, ''])
}

const optionOf = (setting: string): string =>
  options[setting] ?? setting.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** The words of the command line that give a setting, and what belongs to it. */
function wordsFor(one: Case): string[] {
  const value = one.setting === 'trust' ? 'trust' : String(otherOf(one))
  const words = [`--${optionOf(one.setting)}`, value]
  if (one.setting === 'user') words.push('--password-file', 'secret')
  if (one.setting === 'proxyUser') {
    words.push('--proxy', 'http://proxy.example:8080', '--proxy-password-file', 'secret')
  }
  if (one.setting === 'subject') words.push('--trust', 'trust')
  return words
}

describe.each(cases)('$setting of a $kind', (one) => {
  const { kind, setting, name } = one

  test('comes through the command line, and is cleared if it can be', async () => {
    const added = await served.call('admin', 'partners.add', { body: bodyFor(one) })
    expect(added.status).toBe(201)
    const before = await kept(one)
    await cli('partner', 'set', name, ...wordsFor(one))
    expect((await kept(one))[setting]).toEqual(otherOf(one))
    expect(JSON.parse(await cli('partner', 'show', name))).toMatchObject({
      [setting]: otherOf(one),
    })
    if (before[setting] !== undefined || (setting === 'subject' && kind === 'jx-client')) return
    await cli('partner', 'set', name, '--unset', optionOf(setting))
    expect(await kept(one)).not.toHaveProperty(setting)
  })

  test('comes through the API, stays at a save of the console, and gets its default', async () => {
    const body = { ...bodyFor(one), ...together[setting], [setting]: otherOf(one) }
    const whole = setting === 'subject' ? { ...body, trust: others['jx-client'].trust } : body
    await put(one, whole)
    expect((await kept(one))[setting]).toEqual(otherOf(one))
    const view = await shown(one)
    expect((view as unknown as Form)[setting]).toEqual(otherOf(one))
    await put(one, bodyOf(draftOf(view)))
    expect((await kept(one))[setting]).toEqual(otherOf(one))
    const without = Object.fromEntries(Object.entries(body).filter(([key]) => key !== setting))
    if (setting in bodyFor(one) || together[setting] !== undefined) return
    await put(one, without)
    const standard = { from: '1', to: '2', ...standards } as Form
    expect((await kept(one))[setting]).toEqual(standard[setting])
    await put(one, whole)
  })
})

test('all come through an export and its import into another home', async () => {
  const text = await cli('settings', 'export')
  const file = join(root, 'export.json')
  writeFileSync(file, text)
  const other = await servedConsole()
  try {
    const imported = await type(
      ['--home', other.home, '--json', 'settings', 'import', file, '--yes'],
      {
        directory: root,
        environment: {},
      },
    )
    expect(imported.stderr).not.toMatch(/Fault/)
    const partners = await served.station.ledger.partners.list()
    expect(partners.length).toBe(cases.length)
    expect(await other.station.ledger.partners.list()).toEqual(partners)
  } finally {
    await other.end()
  }
})

test('what has a way of its own is in no form, and what has none is in both', () => {
  const names = Object.keys(serverForm.shape)
  expect(names.filter((name) => name in apartSettings)).toEqual([])
  const secrets: PartnerSecrets = { password: '', proxyPassword: '' }
  expect(names.filter((name) => name in secrets)).toEqual([])
})

describe('an import takes no setting that the other doors refuse', () => {
  test.each([
    ['plain HTTP to another machine', { url: 'http://other.example/jx' }],
    ['a login in a URL', { url: 'https://me:secret@other.example/jx' }],
    ['a login in the URL of a proxy', { proxy: 'http://me:secret@proxy.example:8080' }],
    ['SSL 3.0 without a waiver', { tlsMin: 'SSLv3' }],
    ['a name that is a path', { name: '../x' }],
    ['a control character', { ownId: 'a\u0007' }],
  ])('%s', async (_, setting) => {
    const found = await served.station.ledger.partners.find('jx-server-retries')
    const partner = { ...found, name: 'foreign', ...setting }
    const file = join(root, 'foreign.json')
    writeFileSync(file, JSON.stringify({ hikyakuSettings: 1, settings: {}, partners: [partner] }))
    const { status } = await type(['--home', served.home, 'settings', 'import', file, '--yes'], {
      directory: root,
      environment: {},
    })
    expect(status).not.toBe(0)
    expect(await served.station.ledger.partners.find(partner.name)).toBeUndefined()
  })
})
