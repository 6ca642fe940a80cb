import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { systemClock } from '../../src/base/clock.ts'
import type { IssuedCertificate } from '../../src/wire/tls/index.ts'
import { endOf, openChannel } from '../support/calling.ts'
import { makeTwoHomes, password, type TwoHomes } from '../support/two-stations.ts'
import { Attacked, statusOf } from './attacked.ts'
import { startPeers, type Peer } from './peers.ts'
import { breakingRelay, ways, type Break, type Way } from './relay.ts'

/**
 * `npm run interop` breaks at every byte in every way; `npm test` around each piece, at each
 * place in two of the ways.
 */
const everyByte = process.env['HIKYAKU_INTEROP'] === '1'
const lanes = 16

let homes: TwoHomes
let own: IssuedCertificate
let attacked: Attacked
let peers: Peer[]

beforeAll(async () => {
  homes = await makeTwoHomes()
  own = await homes.authority.issue({
    commonName: 'supplier',
    use: 'client',
    now: systemClock.now(),
  })
  attacked = await Attacked.start(homes)
  peers = await startPeers(homes, own)
})

afterAll(async () => {
  await attacked.end()
  await Promise.all(peers.map((peer) => peer.close()))
  homes.remove()
})

/** It is there, serves others over both its listeners, and found no defect. */
async function expectWell(): Promise<void> {
  expect(attacked.death).toBeUndefined()
  const partner = homes.retailerAt(attacked.jxPort, { retries: 0 })
  const channel = openChannel(0, partner, { certificate: own, secrets: { password } })
  const { outcome, fault } = await endOf(channel, 'get')
  await channel.close()
  expect({ outcome, fault }).toEqual({ outcome: 'nothing', fault: undefined })
  expect(await statusOf(attacked.consolePort, '/api/v1/session')).toBe(200)
  expect(attacked.defects).toEqual([])
}

/** Places around each piece of one side, or each byte of it. */
function placesIn(pieces: readonly number[], from: Break['from']): Omit<Break, 'way'>[] {
  const whole = pieces.reduce((sum, bytes) => sum + bytes, 0)
  const places = new Set<number>([0])
  let at = 0
  for (const bytes of pieces) {
    for (const place of [at + 1, at + Math.floor(bytes / 2), at + bytes]) places.add(place)
    at += bytes
  }
  if (everyByte) for (let place = 1; place <= whole; place += 1) places.add(place)
  return [...places].filter((after) => after <= whole).map((after) => ({ from, after }))
}

/** Breaks a connection in all places, several at a time. @returns how often */
async function breakAll(
  port: number,
  use: (cable: number) => Promise<unknown>,
  how: readonly Way[] = ways,
): Promise<number> {
  const clean = await breakingRelay(port)
  await use(clean.port)
  await clean.close()
  const places = [
    ...placesIn(clean.pieces.caller, 'caller'),
    ...placesIn(clean.pieces.server, 'server'),
  ]
  const breaks = places.flatMap((place, at) =>
    how
      .filter((_way, turn) => everyByte || (at + turn) % 2 === 0)
      .map((way) => ({ ...place, way })),
  )
  let next = 0
  const lane = async (): Promise<void> => {
    for (let one = breaks[next++]; one !== undefined; one = breaks[next++]) {
      const cable = await breakingRelay(port, one)
      await use(cable.port)
      await cable.close()
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return breaks.length
}

/** What nobody may ever be told of a peer that misbehaves. */
const never = /defect|process ended/

describe('a station that calls, and whose connection breaks', () => {
  test.each(['TLS 1.3', 'TLS 1.2', 'the engine of old', 'plain HTTP', 'a proxy'])(
    'over %s, goes on serving others',
    async (name) => {
      const peer = peers.find((one) => one.name === name)
      if (peer === undefined) throw new Error(name)
      for (const what of ['put', 'get'] as const) {
        const ended = new Set<string>()
        const count = await breakAll(peer.port, async (cable) => {
          const { certificate } = peer
          ended.add(await attacked.order({ what, partner: peer.partner(cable), certificate }))
        })
        expect(count).toBeGreaterThan(15)
        expect([...ended].filter((one) => never.test(one))).toEqual([])
        // The cable itself is good, and its breaks are felt.
        expect([...ended]).toContain(what === 'put' ? 'accepted' : 'document')
        expect(ended.size).toBeGreaterThan(1)
        await expectWell()
      }
    },
  )

  test.each(['TLS 1.3', 'TLS 1.2', 'the engine of old', 'a proxy'])(
    'in a connection test over %s',
    async (name) => {
      const peer = peers.find((one) => one.name === name)
      if (peer === undefined) throw new Error(name)
      await breakAll(peer.port, async (cable) => {
        const [partner, { certificate }] = [peer.partner(cable), peer]
        expect(await attacked.order({ what: 'test', partner, certificate })).not.toMatch(never)
      })
      await expectWell()
    },
  )
})

test('the TLS check, whose every question breaks in the same place', async () => {
  const [peer] = peers
  if (peer === undefined) throw new Error('no peer')
  let turn = 0
  const use = async (cable: number): Promise<void> => {
    turn += 1
    // Some sixty connections each: of many places a few.
    if (turn % (everyByte ? 7 : 13) !== 1) return
    const partner = peer.partner(cable)
    const ended = await attacked.order({ what: 'check', partner, certificate: own })
    expect(ended).not.toMatch(never)
  }
  await breakAll(peer.port, use, ['reset', 'end', 'garbage'])
  await expectWell()
})

describe('a station that is called, and whose caller breaks off', () => {
  test.each(['put', 'get'] as const)('in a %s', async (what) => {
    const count = await breakAll(attacked.jxPort, async (cable) => {
      const partner = homes.retailerAt(cable, { retries: 0, timeoutSeconds: 0.4 })
      const channel = openChannel(0, partner, { certificate: own, secrets: { password } })
      await endOf(channel, what)
      await channel.close()
    })
    expect(count).toBeGreaterThan(20)
    await expectWell()
  })

  test.each([
    ['a page', '/', undefined],
    ['a login', '/api/v1/session', '{"name":"nobody","password":"0123456789ab"}'],
    ['a query without a right to it', '/api/v1/partners', undefined],
  ])('at the console, in %s', async (_what, path, body) => {
    const count = await breakAll(attacked.consolePort, (cable) => statusOf(cable, path, body))
    expect(count).toBeGreaterThan(8)
    await expectWell()
  })
})
