import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { newPartner } from '../../src/domain/partners/partner-checks.ts'
import type { Clock } from '../../src/base/clock.ts'
import { systemClock } from '../../src/base/clock.ts'
import type { ServerPartner } from '../../src/domain/partners/index.ts'
import { homePaths, openSqliteLedger, readStationKey } from '../../src/adapters/store/index.ts'
import {
  advisedAt,
  advisedHost,
  advisedWith,
  everySetting,
  type AdvisedSettings,
} from '../support/failing/advised.ts'
import { type, words, type Outcome } from './terminal.ts'

const clock: Clock = { ...systemClock, now: () => advisedAt }
let directory: string
let ledger: Awaited<ReturnType<typeof openSqliteLedger>>

/** Commands that are typed one after the other; each way once for each range of versions. */
const ways = [
  ...new Map(
    everySetting().flatMap((settings) => {
      const { tlsMin, tlsMax } = settings.policy
      return advisedWith(settings)
        .map(({ actions = [] }) => actions.map(({ command }) => command).join('\n'))
        .filter((way) => /--tls-m|tls (?:waive|suites)/.test(way))
        .map((way) => [`${tlsMin} ${tlsMax} ${way}`, { settings, way }] as const)
    }),
  ).values(),
]

const run = (line: string): Promise<Outcome> =>
  type(words(`--lang en ${line}`), { directory, clock })

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'hikyaku-remedies-'))
  await run('init')
  const home = join(directory, 'home')
  const stationKey = await readStationKey(home)
  ledger = await openSqliteLedger({ path: homePaths(home).database, stationKey, clock })
  await ledger.commit(async ({ partners }) => {
    for (const [at, { settings }] of ways.entries())
      await partners.add(partnerWith(settings, nameAt(at)), {})
  })
})
afterAll(async () => {
  await ledger.close()
  rmSync(directory, { recursive: true, force: true })
})

const nameAt = (at: number): string => `p${at}`

function partnerWith({ policy }: AdvisedSettings, name: string): ServerPartner {
  const partner = newPartner('jx-server', name, { ownId: '1', partnerId: '2' }) as ServerPartner
  return { ...partner, url: `https://${advisedHost}/jx`, ...policy, name }
}

/** What an operator knows; the list has what the settings of the moment can use. */
function typed(command: string, name: string, partner: ServerPartner): string {
  const { tlsMin, tlsMax, tlsWaiver } = partner
  const isOld = tlsMax === 'SSLv3' || tlsMax === 'TLSv1'
  const old =
    tlsWaiver?.allow.includes('weak-suites') === true
      ? 'TLS_RSA_WITH_RC4_128_SHA,TLS_RSA_WITH_3DES_EDE_CBC_SHA'
      : 'TLS_RSA_WITH_AES_256_CBC_SHA'
  const modern =
    tlsMin === 'TLSv1.3' ? 'TLS_CHACHA20_POLY1305_SHA256' : 'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA'
  const list = isOld ? old : modern
  return command
    .replace(/^hikyaku /, '')
    .replace(/ retailer\b/, ` ${name}`)
    .replace('LIST', list)
    .replace('YYYY-MM-DD', '2026-12-24')
}

async function settingsOf(name: string): Promise<ServerPartner> {
  return (await ledger.partners.find(name)) as ServerPartner
}

test('commands of a remedy are accepted one after the other, and change something', async () => {
  expect(ways.length).toBeGreaterThan(100)
  for (const [at, { settings, way }] of ways.entries()) {
    const name = nameAt(at)
    for (const command of way.split('\n')) {
      const before = await settingsOf(name)
      const line = typed(command, name, before)
      const { status, stderr } = await run(line)
      const said = `${JSON.stringify(settings.policy)}\n${way}\n${line}\n${stderr}`
      // It is told when the initial list leaves nothing, and is put in force all the same.
      const isOnTheWay = line.endsWith('--restore') && command !== way.split('\n').at(-1)
      if (!isOnTheWay) expect(status, said).toBeLessThan(2)
      const isSame = JSON.stringify(await settingsOf(name)) === JSON.stringify(before)
      expect(isSame, said).toBe(false)
    }
  }
}, 120_000)
