import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { systemClock } from '../../src/base/clock.ts'
import { homePaths, openSqliteLedger, readStationKey } from '../../src/adapters/store/index.ts'
import { explain, handshakeRecordSchema, recordText } from '../../src/wire/tls/index.ts'
import { type, words, type Outcome } from './terminal.ts'

const at = new Date('2026-04-01T00:30:05Z')
const place = { offset: 0, bytes: 100 }

/** A client of TLS 1.2 and 1.3, and a server that answers SSL 3.0: the story of the notice. */
const record = handshakeRecordSchema.parse({
  format: 1,
  role: 'client',
  engine: 'runtime',
  startedAt: at.toISOString(),
  peer: 'edi.example.co.jp:443',
  host: 'edi.example.co.jp',
  versions: ['TLSv1.2', 'TLSv1.3'],
  events: [
    {
      from: 'client',
      at: 0,
      fact: {
        kind: 'client-hello',
        ...place,
        form: 'tls',
        recordVersion: 'TLSv1',
        version: 'TLSv1.2',
        sessionIdBytes: 32,
        suites: ['TLS_AES_128_GCM_SHA256', 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256'],
        compression: ['null'],
        extensions: [],
        secureRenegotiation: true,
      },
    },
    {
      from: 'server',
      at: 12,
      fact: {
        kind: 'server-hello',
        ...place,
        recordVersion: 'SSLv3',
        helloVersion: 'SSLv3',
        version: 'SSLv3',
        suite: 'TLS_RSA_WITH_AES_128_CBC_SHA',
        compression: 'null',
        sessionIdBytes: 0,
        resumed: false,
        extensions: [],
        secureRenegotiation: false,
      },
    },
  ],
  outcome: 'failed',
  ownChain: [],
  error: { code: 'ERR_SSL_UNSUPPORTED_PROTOCOL', message: 'unsupported protocol' },
})

const { summary: cause } = explain(record)

describe('a failed handshake on the command line', () => {
  let directory: string
  const run = (line: string): Promise<Outcome> => type(words(`--lang en ${line}`), { directory })

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'hikyaku-explain-'))
    await run('init')
    const home = join(directory, 'home')
    const ledger = await openSqliteLedger({
      path: homePaths(home).database,
      stationKey: await readStationKey(home),
      clock: systemClock,
    })
    const call = { exchangeId: 'X-1', number: 1, startedAt: at, bytesSent: 0, bytesReceived: 0 }
    const operation = 'GetDocument'
    await ledger.commit(async ({ exchanges, faults, handshakes }) => {
      const partner = 'retailer'
      await exchanges.begin({ id: 'X-1', partner, kind: 'receive', startedAt: at, documents: 0 })
      await exchanges.beginAttempt({
        ...call,
        operation,
        id: 'A-1',
        faultId: 'F-1',
        handshakeId: 'H-1',
      })
      await exchanges.beginAttempt({ ...call, operation, id: 'A-2', number: 2 })
      await exchanges.beginAttempt({ ...call, operation, id: 'A-3', number: 3, handshakeId: 'H-3' })
      await exchanges.begin({ id: 'X-4', partner, kind: 'receive', startedAt: at, documents: 0 })
      await exchanges.beginAttempt({
        ...call,
        operation,
        exchangeId: 'X-4',
        id: 'A-4',
        faultId: 'F-4',
        handshakeId: 'H-4',
      })
      const params = {
        partner,
        host: 'edi.example.co.jp:443',
        detail: cause.en,
        detailJa: cause.ja,
        box: 'inbox',
        file: '-',
      }
      const fault = { params, at, partner, exchangeId: 'X-1' }
      await faults.raise({
        ...fault,
        id: 'F-1',
        name: 'tls-with-client-certificate',
        attemptId: 'A-1',
      })
      await faults.raise({ ...fault, id: 'F-2', name: 'write-failed' })
      const text = recordText(record)
      const kept = { at, partner } as const
      await handshakes.keep({ ...kept, id: 'H-1', outcome: 'failed', form: 'whole', record: text })
      const done = recordText({ ...record, outcome: 'done', events: record.events.slice(0, 1) })
      await handshakes.keep({ ...kept, id: 'H-4', outcome: 'done', form: 'whole', record: done })
      const certificate = {
        subject: 'CN=edi',
        issuer: 'CN=CA',
        notAfter: '2027-04-01T00:00:00Z',
        sha256: 'AB:CD',
      }
      const short = {
        format: 'short',
        role: 'client',
        version: 'TLSv1.3',
        suite: 'TLS_AES_128_GCM_SHA256',
        peerChain: [certificate],
      }
      await handshakes.keep({
        ...kept,
        id: 'H-3',
        outcome: 'done',
        form: 'short',
        record: JSON.stringify(short),
      })
    })
    await ledger.close()
  })
  afterAll(() => {
    rmSync(directory, { recursive: true, force: true })
  })

  test.each(['A-1', 'F-1', 'X-1', 'H-1', '20101137'])('is explained by %s', async (id) => {
    const { stdout, status } = await run(`tls explain ${id}`)
    expect(status).toBe(0)
    for (const part of [
      'Cause',
      'Client Hello',
      'SSL 3.0',
      'TLS_RSA_WITH_AES_128_CBC_SHA',
      '***',
    ]) {
      expect(stdout).toContain(part)
    }
    expect(stdout.indexOf('1. ')).toBeGreaterThan(stdout.indexOf('What to do, the safest first'))
  })

  test('is shown with its fault: status, ID, message, what to do, and the diagram', async () => {
    const { stdout } = await run('fault show 20101137')
    expect(stdout).toMatch(/^Status +Fault\nFault ID +20101137\nMessage +Communication with/)
    for (const part of ['What to do', 'Cause', 'Evidence', 'Server Hello']) {
      expect(stdout).toContain(part)
    }
    // Once in the message; of a handshake alone it is the first line, and stands there once too.
    expect(stdout.split(cause.en)).toHaveLength(2)
    expect((await run('tls explain F-1')).stdout.split(cause.en)).toHaveLength(2)
    // Two texts for the partner would leave the operator to choose.
    expect(stdout.match(/To tell the partner/g)).toHaveLength(1)
    expect(stdout.match(/Whose side/g)).toHaveLength(1)
    const bare = await run('fault show F-2')
    expect(bare.stdout).not.toContain('Handshake')
  })

  test('is given to programs as record, facts, explanation and diagram', async () => {
    const { stdout } = await run('--json tls explain A-1')
    const json = JSON.parse(stdout) as Record<string, unknown>
    expect(json['record']).toEqual(JSON.parse(recordText(record)))
    expect(json['facts']).toMatchObject([{ kind: 'client-hello' }, { kind: 'server-hello' }])
    expect(json).toMatchObject({
      id: 'H-1',
      attemptId: 'A-1',
      exchangeId: 'X-1',
      explanation: { side: expect.any(String) as string },
    })
  })

  test('that went well is told in short', async () => {
    const { stdout } = await run('tls explain A-3')
    for (const part of ['TLSv1.3', 'TLS_AES_128_GCM_SHA256', 'CN=edi', '2027-04-01']) {
      expect(stdout).toContain(part)
    }
  })

  test('that went well before something else failed says so, and where to read on', async () => {
    const { stdout } = await run('tls explain A-4')
    expect(stdout).toContain('The handshake went well')
    expect(stdout).toContain('Fault     F-4')
    expect(stdout).not.toContain('***')
  })

  test('that is not on record is said to be so', async () => {
    for (const id of ['A-2', 'F-2', 'A-9', 'X-9', '20101101', 'nothing']) {
      const { stderr, status } = await run(`tls explain ${id}`)
      expect(stderr).toContain('20101199')
      expect(status).toBe(3)
    }
  })

  test('is acknowledged once, and leaves the list of open faults', async () => {
    const first = await run('fault acknowledge F-1 --comment "asked for TLS 1.2" --by Sato')
    expect(first).toMatchObject({ status: 0, stdout: 'Acknowledged F-1.\n' })
    const open = await run('--json fault list --open')
    expect(open.stdout).not.toContain('F-1')
    expect(open.stdout).toContain('F-2')
    expect((await run('fault show F-1')).stdout).toMatch(/Acknowledged +.* Sato: asked for TLS 1.2/)
    const again = await run('fault acknowledge F-1 --comment x --by Other')
    expect(again.status).toBe(1)
    expect(again.stderr).toContain('Sato')
    expect((await run('fault acknowledge F-9 --comment x --by y')).status).toBe(3)
  })
})

test('known problems are one object a line for programs, and one alone is one', async () => {
  const directory = tmpdir()
  const all = await type(words('--json tls advisories'), { directory })
  const lines = all.stdout.trimEnd().split('\n')
  expect(lines.length).toBeGreaterThan(3)
  for (const line of lines) {
    expect(JSON.parse(line)).toMatchObject({ id: expect.any(String) as string })
  }
  const one = await type(words('--json tls advisories old-pfx'), { directory })
  expect(JSON.parse(one.stdout)).toMatchObject({ id: 'old-pfx' })
})
