import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

import { openStation } from '../../src/station/index.ts'
import { opensslCall } from '../support/openssl-client.ts'
import { type, words } from './terminal.ts'

const root = mkdtempSync(join(tmpdir(), 'hikyaku-callers-'))
const run = (line: string): ReturnType<typeof type> => type(words(line), { directory: root })

beforeAll(async () => {
  await run('init')
  const station = await openStation({ home: join(root, 'home') })
  const server = await station.serve({ port: 0 })
  for (let count = 0; count < 2; count += 1) {
    const socket = connect(server.port, '127.0.0.1')
    socket.on('error', () => undefined)
    socket.resume()
    socket.end('POST /jx HTTP/1.1\r\n\r\n')
    await new Promise((resolve) => socket.once('close', resolve))
  }
  await opensslCall(server.port, { options: ['-tls1_1', '-cipher', 'DEFAULT:@SECLEVEL=0'] })
  const counted = async (): Promise<void> => {
    const counts = (await station.ledger.strangers.list()).map(({ count }) => count)
    expect(counts.toSorted()).toEqual([1, 2])
  }
  await vi.waitFor(counted, { timeout: 30_000 })
  await server.close()
  await station.close()
})
afterAll(() => {
  rmSync(root, { recursive: true, force: true })
})

test('callers that we do not know are listed with what went wrong, one object a line', async () => {
  const { stdout, status } = await run('tls callers --json')
  expect(status).toBe(0)
  const rows = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(rows).toMatchObject([
    { address: '127.0.0.1', cause: 'client-speaks-no-common-version', count: 1 },
    { address: '127.0.0.1', cause: 'caller-speaks-plain-http', count: 2 },
  ])
  expect(rows[0]).toMatchObject({
    detail: 'the client speaks TLS 1.1, and we allow TLS 1.2, TLS 1.3',
  })
  expect(rows[0]?.['offered']).toMatchObject({
    versions: ['TLSv1.1'],
    upTo: true,
    suites: expect.arrayContaining(['TLS_RSA_WITH_AES_128_CBC_SHA']) as unknown,
    serverName: 'localhost',
  })
  expect(rows[1]).not.toHaveProperty('offered')
})

test('and in Japanese as a table, whose handshake no. is explained', async () => {
  const { stdout } = await run('--lang ja tls callers')
  expect(stdout).toMatch(/アドレス +最終接続 +回数 +原因 +提示した内容 +ハンドシェイク番号 +障害/)
  expect(stdout).toMatch(
    /127\.0\.0\.1 .* 2 +接続元は TLS ではなく、暗号化しない HTTP で要求しました/,
  )
  expect(stdout).toMatch(/TLS 1\.1 まで, 暗号 \d+ 個/)
  const id = /H-\S+/.exec(stdout)?.[0] ?? ''
  const explained = await run(`--lang ja tls explain ${id}`)
  expect(explained.stdout).toContain('貴社クライアントは TLS 1.1 で接続していますが')
})
