import { beforeAll, describe, expect, test } from 'vitest'
import { testRoot, type TestCertificate } from '../../../../test/support/legacy/authority.ts'
import {
  loneEngine,
  pump,
  shake,
  type EngineOptions,
} from '../../../../test/support/legacy/handshake-pair.ts'
import {
  ScriptedServer,
  type ServerRecord,
  type ServerScript,
} from '../../../../test/support/legacy/scripted-server.ts'
import { legacySuites } from './suites.ts'

let root: TestCertificate
let rsa: TestCertificate
let dsa: TestCertificate
let client: TestCertificate

beforeAll(async () => {
  root = await testRoot()
  rsa = await root.issue()
  dsa = await root.issue({ key: 'dsa', bits: 2048 })
  client = await root.issue({ name: 'supplier' })
})

function options(more: Partial<EngineOptions> = {}): EngineOptions {
  return {
    host: 'localhost',
    suites: legacySuites.map(({ name }) => name),
    minVersion: 'SSLv3',
    maxVersion: 'TLSv1',
    ca: [root.pem],
    allowNull: true,
    ...more,
  }
}

function serverFor(script: Partial<ServerScript> = {}): ScriptedServer {
  const suite = script.suite ?? 'TLS_RSA_WITH_3DES_EDE_CBC_SHA'
  const certificate = suite.startsWith('TLS_DHE_DSS') ? dsa : rsa
  return new ScriptedServer({ version: 'SSLv3', suite, certificate, ...script })
}

function inRecordsOf(length: number, content: Buffer): Buffer {
  const records: Buffer[] = []
  for (let at = 0; at < content.length; at += length) {
    const part = content.subarray(at, at + length)
    records.push(Buffer.from([22, 3, 1, 0, part.length]), part)
  }
  return Buffer.concat(records)
}

const combinations = legacySuites.flatMap(({ name, versions }) =>
  versions.flatMap((version) =>
    [false, true].map((withCertificate) => ({ name, version, withCertificate })),
  ),
)

describe('the engine', () => {
  test.each(combinations)('shakes hands: $version $name, certificate $withCertificate', (one) => {
    const server = serverFor({
      version: one.version,
      suite: one.name,
      asksCertificate: one.withCertificate,
    })
    const run = shake(
      options(one.withCertificate ? { cert: client.pem, key: client.keyPem } : {}),
      server,
    )
    expect(run.failure).toBeUndefined()
    expect(run.session).toMatchObject({ version: one.version, suite: { name: one.name } })
    run.engine.write(Buffer.from('hello'))
    pump(run, server)
    expect(Buffer.concat(server.data).toString()).toBe('hello')
    run.engine.receive(server.say('application-data', Buffer.from('world')))
    expect(Buffer.concat(run.data).toString()).toBe('world')
  })

  test('offers its list, no session, no compression, and asks for secure renegotiation', () => {
    const server = serverFor()
    shake(options({ fallbackSignal: false }), server)
    const body = server.clientHello.subarray(4)
    const codes = legacySuites.map(({ code }) => code.toString(16).padStart(4, '0')).join('')
    expect(body.subarray(0, 2).toString('hex')).toBe('0301')
    const name = Buffer.from('localhost').toString('hex')
    // No session id, the suites and the signal of RFC 5746, no compression, the host's name.
    const rest = ['00', '0012', codes, '00ff', '0100', '0012', '0000000e000c000009', name]
    expect(body.subarray(34).toString('hex')).toBe(rest.join(''))
  })

  test('says TLS_FALLBACK_SCSV last where it is told to, and no name in SSL 3.0', () => {
    const server = serverFor()
    shake(options({ maxVersion: 'SSLv3', suites: ['TLS_RSA_WITH_3DES_EDE_CBC_SHA'] }), server)
    expect(server.clientHello.subarray(4, 6).toString('hex')).toBe('0300')
    expect(server.clientHello.subarray(38).toString('hex')).toBe('000006000a00ff56000100')
  })

  test.each(['SSLv3', 'TLSv1'] as const)(
    '%s: without a certificate it says so in the words of the version',
    (version) => {
      const server = serverFor({ version, asksCertificate: true })
      const run = shake(options(), server)
      expect(run.session?.clientCertificate).toBe(false)
      // RFC 6101 §5.6.6: an alert; RFC 2246 §7.4.6: an empty list.
      expect(server.alerts).toEqual(version === 'SSLv3' ? [[1, 41]] : [])
      expect(server.seen).toEqual(version === 'SSLv3' ? [1, 16, 20] : [1, 11, 16, 20])
    },
  )

  test('splits off one byte before each CBC write, for no other cipher', () => {
    const lengthsWith = (suite: ServerScript['suite']): readonly number[] => {
      const server = serverFor({ suite })
      const run = shake(options(), server)
      run.engine.write(Buffer.alloc(40_000))
      run.engine.write(Buffer.alloc(1))
      pump(run, server)
      return server.lengths
    }
    expect(lengthsWith('TLS_RSA_WITH_3DES_EDE_CBC_SHA')).toEqual([1, 16_384, 16_384, 7231, 1])
    expect(lengthsWith('TLS_RSA_WITH_RC4_128_SHA')).toEqual([16_384, 16_384, 7232, 1])
  })

  test('takes records and messages in pieces of any size', () => {
    // Messages cut across records, and records across what TCP brings.
    const server = serverFor({
      version: 'TLSv1',
      wire: (bytes, { type, content, name }) =>
        type === 'handshake' && name !== 'finished' ? inRecordsOf(7, content) : bytes,
    })
    const run = loneEngine(options())
    run.engine.start()
    for (let turns = 0; run.out.length > 0 && turns < 10; turns += 1) {
      const said = Buffer.concat(run.out.splice(0))
      for (const byte of server.receive(said)) run.engine.receive(Buffer.from([byte]))
    }
    expect(run.failure).toBeUndefined()
    expect(run.session?.version).toBe('TLSv1')
  })

  test('tells the recorder every record of the handshake, and none after it', () => {
    const server = serverFor({ suite: 'TLS_RSA_WITH_NULL_SHA' })
    const run = shake(options(), server)
    run.engine.write(Buffer.from('secret'))
    pump(run, server)
    run.engine.receive(server.say('application-data', Buffer.from('secret')))
    const types = (side: 'client' | 'server'): number[] =>
      run.recorded.filter((one) => one.side === side).map(({ bytes }) => bytes.readUInt8(0))
    expect(types('client')).toEqual([22, 22, 20, 22])
    expect(types('server')).toEqual([22, 22, 22, 20, 22])
    expect(run.data.join('')).toBe('secret')
    expect(Buffer.concat(run.recorded.map(({ bytes }) => bytes)).includes('secret')).toBe(false)
  })

  test('tells the recorder what does not even look like TLS', () => {
    const run = loneEngine(options())
    run.engine.start()
    run.engine.receive(Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'))
    expect(run.failure?.code).toBe('ERR_LEGACY_WRONG_VERSION_NUMBER')
    const server = run.recorded.filter(({ side }) => side === 'server')
    expect(server.map(({ bytes }) => bytes.toString())).toEqual([
      'HTTP/1.1 400 Bad Request\r\n\r\n',
    ])
  })

  test('bears warnings between messages and a request to begin while it begins', () => {
    const flight = (records: readonly ServerRecord[]): readonly ServerRecord[] => [
      { name: 'request', type: 'handshake', content: Buffer.alloc(4) },
      { name: 'warning', type: 'alert', content: Buffer.from([1, 112]) },
      ...records,
    ]
    const server = serverFor({
      flight: (records) => (records.length > 2 ? flight(records) : records),
    })
    expect(shake(options(), server).session).toBeDefined()
  })
})
