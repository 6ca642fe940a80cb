import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { defined } from '../../../base/defined.ts'
import { endOf, openChannel } from '../../../../test/support/calling.ts'
import { unusedPort } from '../../../../test/support/connecting.ts'
import { casesByDemands } from '../../../../test/support/failing/by-demands.ts'
import type { DemandingCase } from '../../../../test/support/failing/demanding-case.ts'
import { issued } from '../../../../test/support/failing/failing-case.ts'
import { login } from '../../../../test/support/failing/hikyaku-server.ts'
import { makeShared } from '../../../../test/support/failing/made.ts'
import type { TestCertificate } from '../../../../test/support/legacy/authority.ts'

let made: Awaited<ReturnType<typeof makeShared>>
let ours: Record<'theirs' | 'unknown', TestCertificate>
const open: { close(): Promise<void> }[] = []

beforeAll(async () => {
  made = await makeShared()
  const { root, otherRoot } = made
  const name = 'supplier'
  ours = { theirs: await root.issue({ name }), unknown: await otherRoot.issue({ name }) }
})
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()))
})
afterAll(() => made.end())

async function check(_name: string, one: DemandingCase): Promise<void> {
  const server = await one.open(made)
  open.push(server)
  const channel = openChannel(
    server.port,
    {
      url: `https://localhost:${one.isProxy === true ? unusedPort : server.port}/jx`,
      trust: [made.root.pem],
      user: login.user,
      ...defined({
        tlsMax: one.tlsMax,
        proxy: one.isProxy === true ? `http://127.0.0.1:${server.port}` : undefined,
      }),
    },
    {
      secrets: { password: login.password },
      ...defined({ certificate: one.certificate && issued(ours[one.certificate]) }),
    },
  )
  open.push(channel)
  const { outcome, fault, failure } = await endOf(channel, 'get')
  expect(fault).toBe(one.fault)
  if (failure === undefined) {
    expect(outcome).toBe('document')
    return
  }
  const [en, ja] = (['en', 'ja'] as const).map((language) =>
    Object.values(failure.fault.text(language)).join('\n'),
  )
  expect(en).not.toMatch(/\{\w+\}|undefined|\[object/)
  if (one.said !== undefined) expect(en).toMatch(one.said)
  expect(ja).toMatch(/[ぁ-ん]/)
  expect(ja).not.toMatch(/\{\w+\}|undefined|\[object/)
}

describe('what a server or a proxy wants of us beyond a good handshake', () => {
  test.each(casesByDemands.map((one): [string, DemandingCase] => [one.server.en, one]))('%s', check)
})
