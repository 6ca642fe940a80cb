import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { systemClock } from '../../src/base/clock.ts'
import { enqueueDocument } from '../../src/domain/exchange/index.ts'
import { createAuthority } from '../../src/wire/tls/index.ts'
import { endAll, noName, unusedPort } from '../support/connecting.ts'
import { streamOf } from '../support/exchange-context.ts'
import { startTwoStations, type TwoStations } from '../support/two-stations.ts'
import { type, words, type Outcome } from './terminal.ts'

let stations: TwoStations

beforeAll(async () => {
  stations = await startTwoStations()
  const other = await createAuthority({ commonName: 'Other CA', now: systemClock.now() })
  writeFileSync(join(stations.root, 'other.pem'), other.certificatePem)
  writeFileSync(join(stations.root, 'ca.pem'), stations.authority.certificatePem)
  writeFileSync(join(stations.root, 'wrong'), 'not the password', { mode: 0o600 })
  await enqueueDocument(stations.retailer, {
    partner: stations.caller,
    fileName: 'order.xml',
    chunks: streamOf('<order/>'),
    documentType: 'Order',
  })
})

afterAll(async () => {
  await endAll()
  await stations.close()
})

function typed(home: string, line: string, lang = 'en'): Promise<Outcome> {
  return type(['--home', home, '--lang', lang, ...words(line)], { directory: stations.root })
}

/** A copy of the partner with one setting that is wrong. */
async function partnerWith(name: string, flags: string): Promise<void> {
  const { partner } = stations
  await stations.supplier.ledger.partners.add({ ...partner, name }, { password: 'unset' })
  const { password } = await stations.supplier.ledger.partners.secrets(partner.name)
  await stations.supplier.ledger.partners.replace(
    { ...partner, name },
    { password: password ?? '' },
  )
  if (flags === '') return
  expect(await typed('supplier', `partner set ${name} ${flags}`)).toMatchObject({ status: 0 })
}

async function waiting(): Promise<string[]> {
  const found = await stations.retailer.ledger.documents.search({ box: 'mailbox' })
  return found.map(({ state }) => state)
}

/** The wrong setting, the stage at which it shows in either language, and its fault. */
const wrongs = [
  ['name', `--jx-server https://${noName}/jx`, ['Name (DNS)', '名前解決'], 20101101],
  ['tcp', '--jx-server https://localhost:PORT/jx', ['TCP', 'TCP'], 20101102],
  ['proxy', '--proxy http://127.0.0.1:PORT', ['TCP', 'TCP'], 20101117],
  ['ca', '--trust other.pem', ['Server certificate', 'サーバー証明書'], 20101137],
  ['login', '--password-file wrong', ['Basic authentication', 'ベーシック認証'], 20101110],
] as const

describe('partner test', () => {
  test.each([
    ['en', 'Server certificate', 'Every stage passed. Nothing was taken or changed'],
    ['ja', 'サーバー証明書', 'retailer'],
  ])('passes stage by stage (%s), and takes no document', async (lang, stage, end) => {
    const { stdout, stderr, status } = await typed('supplier', 'partner test retailer', lang)
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout.split('\n')).toHaveLength(10)
    expect(stdout).toContain(stage)
    expect(stdout).toContain(end)
    expect(await waiting()).toEqual(['not-taken'])
    expect(await stations.supplier.ledger.documents.search({})).toEqual([])
  })

  test.each(wrongs)('says at which stage it stops: %s', async (name, flags, [en, ja], id) => {
    await partnerWith(name, flags.replace('PORT', String(unusedPort)))
    for (const [lang, stage, stopped] of [
      ['en', en, `stopped at “${en}`],
      ['ja', ja, `「${ja}`],
    ] as const) {
      const { stdout, stderr, status } = await typed('supplier', `partner test ${name}`, lang)
      expect(status, stdout + stderr).toBe(4)
      expect(stderr).toContain(String(id))
      const line = stdout.split('\n').find((one) => one.startsWith(stage))
      expect(line).toMatch(/failed|失敗/)
      expect(stdout).toContain(stopped)
    }
    expect(await waiting()).toEqual(['not-taken'])
  })

  test('is one object a change with --json, the fault with its number', async () => {
    const { stdout, status } = await typed('supplier', 'partner test login --json')
    const lines = stdout.trim().split('\n')
    const stages = lines.map((line) => JSON.parse(line) as { name: string; fault?: object })
    expect(status).toBe(4)
    expect(stages.filter(({ fault }) => fault !== undefined)).toMatchObject([
      { name: 'basic', state: 'failed', fault: { number: '20101110', side: 'operator' } },
    ])
  })

  test('of one that calls us sends nothing, and says whether it could log in', async () => {
    const told = await typed('retailer', 'partner test supplier')
    expect(told.stdout).toContain('Practice CA')
    expect(told.stdout).toContain('supplier')
    const never = { ...stations.caller, name: 'nobody', user: 'nobody', trust: [] }
    await stations.retailer.ledger.partners.add(never, {})
    const { stderr, status } = await typed('retailer', 'partner test nobody', 'ja')
    expect(status).toBe(4)
    expect(stderr).toMatch(/nobody.*[ぁ-ん]/)
  })
})

describe('tls check of a real station', () => {
  test.each([
    ['en', /Present settings work +yes – TLS 1\.3/, /^TLS 1\.1 +no/m],
    ['ja', /今の設定での接続 +はい/, /^TLS 1\.1 +いいえ/m],
  ])('tells what it speaks, and that the settings work (%s)', async (lang, works, old) => {
    const { stdout, status } = await typed('supplier', 'tls check retailer', lang)
    expect(status, stdout).toBeLessThan(2)
    expect(stdout).toMatch(works)
    expect(stdout).toMatch(old)
    expect(await waiting()).toEqual(['not-taken'])
  })

  test.each([
    ['en', /hikyaku --home \S+ partner set ca --trust FILE/],
    ['ja', /hikyaku --home \S+ partner set ca --trust FILE/],
  ])('says why they do not, and what would mend it (%s)', async (lang, command) => {
    const { stdout, stderr, status } = await typed('supplier', 'tls check ca', lang)
    expect(status).toBe(4)
    expect(stderr).toContain('20101220')
    expect(stdout).toMatch(command)
    expect(stdout).not.toContain('PARTNER')
  })
})
