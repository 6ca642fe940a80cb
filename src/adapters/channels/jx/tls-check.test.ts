import { createServer, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { systemClock } from '../../../base/clock.ts'
import type { TlsCheckReport } from '../../../wire/tls/index.ts'
import { checkServerTls } from './tls-check.ts'

async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

function saidIn({ findings, policy }: TlsCheckReport): string[] {
  const texts = [...findings.map(({ text }) => text), ...policy.reasons]
  expect(policy.changes.length).toBeGreaterThan(0)
  return [...texts, ...(policy.note === undefined ? [] : [policy.note])].flatMap((one) => [
    one.ja,
    one.en,
  ])
}

test('a closed port is told without the address, which stands at the head of the report', async () => {
  const port = await closedPort()
  const report = await checkServerTls({
    target: { address: `localhost:${port}` },
    clock: systemClock,
  })
  expect(report).toMatchObject({ target: `localhost:${port}`, reachable: 'no' })
  const said = saidIn(report).join('\n')
  expect(said).toMatch(/it cannot be reached\n(?:.*\n)the connection was refused/)
  expect(said).not.toMatch(/localhost|default settings/)
})

test('a name that does not exist is told once', async () => {
  const target = { address: 'https://no-such-host.invalid/jx' }
  const said = saidIn(await checkServerTls({ target, clock: systemClock }))
  expect(said.filter((one) => one.includes('no-such-host.invalid'))).toHaveLength(2)
  expect(said.join('\n')).not.toContain('443')
})
