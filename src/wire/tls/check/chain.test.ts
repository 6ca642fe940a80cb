import { connect } from 'node:net'
import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { caseByChainRule } from '../../../../test/support/failing/by-chain-rule.ts'
import { recordOf } from '../../../../test/support/failing/call-failing.ts'
import { serving } from '../../../../test/support/failing/failing-case.ts'
import { makeShared } from '../../../../test/support/failing/made.ts'
import type { TestCertificate } from '../../../../test/support/legacy/authority.ts'
import { systemClock } from '../../../base/clock.ts'
import { evidenceOf } from '../explanation/evidence-of.ts'
import { judgeChain } from './chain.ts'
import { runTlsCheck } from './run-check.ts'
import type { TlsCheckReport } from './report.ts'

let made: Awaited<ReturnType<typeof makeShared>>
beforeAll(async () => {
  made = await makeShared()
})
afterAll(() => made.end())

test.each(caseByChainRule.map((one) => [one.server.en, one] as const))(
  'a chain that the library refuses is never called trusted: %s',
  async (_name, failing) => {
    const record = await recordOf({ ...failing, tlsMax: 'TLSv1.2' }, made)
    const trust = (await failing.trust?.(made)) ?? [made.root.pem]
    const { serverChain } = evidenceOf(record)
    // A list that is too long is given up before any of it is read.
    const isUnread = failing.cause === 'certificate-list-too-large'
    expect(serverChain.length > 0).toBe(!isUnread)
    const found = judgeChain(serverChain, { name: 'localhost', trust, now: new Date() })
    expect(found.trusted).not.toBe('yes')
  },
)

async function checked(...chain: TestCertificate[]): Promise<TlsCheckReport> {
  const server = await serving(...chain)
  try {
    return await runTlsCheck({
      host: 'localhost',
      port: server.port,
      policy: { name: 'retailer', tlsMin: 'TLSv1.2', tlsMax: 'TLSv1.3' },
      isPartner: true,
      trust: [made.root.pem],
      clock: systemClock,
      limits: { pauseMilliseconds: 0 },
      connect: async () => {
        const socket = connect(server.port, '127.0.0.1')
        await once(socket, 'connect')
        return socket
      },
    })
  } finally {
    await server.close()
  }
}

test('to a trusted root, with one CA too many: why, and nothing of a CA to register', async () => {
  const upper = await made.root.issue({ name: 'Issuing CA', ca: true, pathLength: 0 })
  const lower = await upper.issue({ name: 'One CA too many', ca: true })
  const report = await checked(await lower.issue(), lower, upper)
  expect(report.chain).toMatchObject({ trusted: 'no', complete: 'yes' })
  expect(report.findings.map(({ id }) => id)).toContain('chain-refused')
  expect(report.policy.reasons.map(({ en }) => en).join()).toMatch(/pathlen 0/)
  expect(report.policy.changes.flatMap(({ commands }) => commands)).toEqual([])
})

test('of more certificates than a record keeps: what the library says counts', async () => {
  const chain: TestCertificate[] = []
  let issuer: TestCertificate = made.root
  while (chain.length < 20) {
    issuer = await issuer.issue({ name: `CA ${chain.length + 1}`, ca: true, key: 'ec' })
    chain.unshift(issuer)
  }
  const report = await checked(await issuer.issue(), ...chain)
  expect(report.policy.works).toBe('yes')
  expect(report.chain).toMatchObject({ trusted: 'yes', complete: 'yes' })
})
