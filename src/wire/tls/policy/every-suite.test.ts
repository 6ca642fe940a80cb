import { once } from 'node:events'
import { connect as connectTcp, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rawServer, type RawServer } from '../../../../test/support/raw-server.ts'
import { isHikyakuError } from '../../../errors/index.ts'
import { legacyLayer } from '../legacy-layer.ts'
import { tlsOptionsFor } from '../options.ts'
import { connectTls } from '../peer-chain.ts'
import { allSuites, suiteByName } from '../suites/index.ts'
import { tlsVersions } from '../versions.ts'
import { HandshakeReader } from '../wire/handshake-reader.ts'
import { bestPlan, planTls, weakeningsOf, type TlsPlan } from './policy.ts'
import { localDay } from './waiver.ts'
import { weakenings, type Weakening } from './weakenings.ts'

/** A list of one suite is refused when it is set, or offered when a connection is made. */

const now = new Date()
let server: RawServer
let heard: (bytes: Buffer) => void
beforeAll(async () => {
  server = await rawServer(({ socket }) =>
    socket.on('data', (bytes: Buffer) => {
      heard(bytes)
    }),
  )
})
afterAll(() => server.close())

const ranges = tlsVersions.flatMap((tlsMin, at) =>
  tlsVersions.slice(at).map((tlsMax) => ({ tlsMin, tlsMax })),
)

test.each(ranges)('$tlsMin to $tlsMax: what is accepted is offered', async (range) => {
  const wrong: string[] = []
  for (const { name } of allSuites) {
    for (const more of [[], ['small-keys']] as const) {
      const plan = planned({ ...range, tlsSuites: [name] }, more)
      if (plan === undefined) continue
      const offered = await offeredBy(plan)
      if (offered !== name) wrong.push(`${name} ${more.join('')}: ${offered}`)
    }
  }
  expect(wrong).toEqual([])
})

/** With a waiver for all that it needs; undefined: it is refused. */
function planned(
  policy: Omit<Parameters<typeof bestPlan>[0], 'name'>,
  more: readonly Weakening[],
): TlsPlan | undefined {
  const host = 'localhost:443'
  const named = { name: 'retailer', ...policy }
  try {
    const needed = weakeningsOf(bestPlan(named))
    const allow = weakenings.filter((one) => needed.includes(one) || more.includes(one))
    const day = localDay(now)
    const ours = { host, reason: 'a test', by: 'a test', tunnel: 'a test', since: day, until: day }
    return planTls(
      allow.length === 0 ? named : { ...named, tlsWaiver: { allow, ...ours } },
      host,
      now,
    )
  } catch (error) {
    if (isHikyakuError(error)) return undefined
    throw error
  }
}

/** The suites of the hello, or how the library refuses the plan. */
async function offeredBy(plan: TlsPlan): Promise<string> {
  const socket = connectTcp(server.port, '127.0.0.1')
  socket.on('error', () => undefined)
  try {
    await once(socket, 'connect')
    return await helloOf(plan, socket)
  } catch (error) {
    return String(error)
  } finally {
    socket.destroy()
  }
}

function helloOf(plan: TlsPlan, socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new HandshakeReader((_, fact) => {
      if (fact.kind !== 'client-hello') return
      // Signals of the handshake stand among the suites.
      resolve(fact.suites.filter((one) => suiteByName(one) !== undefined).join())
    })
    heard = (bytes) => {
      reader.push('client', bytes)
    }
    const identity = { host: 'localhost', trust: [] }
    const secure =
      plan.engine === 'runtime'
        ? Promise.resolve(connectTls({ ...tlsOptionsFor(plan, identity), socket }))
        : legacyLayer(plan, identity, socket)
    secure.then((layer) => layer.on('error', reject), reject)
  })
}
