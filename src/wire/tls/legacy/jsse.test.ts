import { createHash, randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  hasJava,
  startJsse,
  type JsseListen,
  type JsseServer,
} from '../../../../test/support/jsse/jsse-server.ts'
import { testRoot, type TestCertificate } from '../../../../test/support/legacy/authority.ts'
import {
  connectLegacy,
  legacySuites,
  type LegacyConnectOptions,
  type LegacySocket,
} from './index.ts'

const suites = legacySuites.map(({ name }) => name)
const megabyte = 2 ** 20
/** `npm run interop` has every combination carry 100 MB; here one carries 20. */
const wholeMatrix = process.env['HIKYAKU_INTEROP'] === '1'
const lengths = [100, 2 ** 14 - 1, 2 ** 14, 2 ** 14 + 1, 100_000]
if (wholeMatrix) lengths.push(megabyte, 100 * megabyte)

const combinations = legacySuites.flatMap(({ name, versions }) =>
  versions.flatMap((version) =>
    [false, true].map((certificate) => ({ name, version, certificate })),
  ),
)

describe.skipIf(!hasJava)('with Java’s TLS (needs java)', () => {
  let jsse: JsseServer
  let root: TestCertificate
  let keys: { readonly RSA: TestCertificate; readonly DSA: TestCertificate }
  let client: TestCertificate

  beforeAll(async () => {
    const started = startJsse()
    root = await testRoot()
    keys = { RSA: await root.issue(), DSA: await root.issue({ key: 'dsa', bits: 2048 }) }
    client = await root.issue({ name: 'supplier' })
    jsse = await started
  })

  afterAll(() => jsse.close())

  function listen(more: Partial<JsseListen> = {}): ReturnType<JsseServer['listen']> {
    const kind = more.kind ?? 'RSA'
    return jsse.listen({
      cert: keys[kind].pem,
      key: keys[kind].keyPem,
      kind,
      protocols: ['SSLv3', 'TLSv1'],
      suites,
      ca: root.pem,
      ...more,
    })
  }

  function call(port: number, more: Partial<LegacyConnectOptions> = {}): LegacySocket {
    return connectLegacy({
      socket: connect(port, '127.0.0.1'),
      host: 'localhost',
      suites,
      minVersion: 'SSLv3',
      maxVersion: 'TLSv1',
      ca: [root.pem],
      allowNull: true,
      ...more,
    })
  }

  test.each(combinations)(
    '$version $name, client certificate: $certificate',
    async ({ name, version, certificate }) => {
      const kind = name.startsWith('TLS_DHE_DSS') ? 'DSA' : 'RSA'
      const server = await listen({
        kind,
        protocols: [version],
        suites: [name],
        auth: certificate ? 'need' : 'none',
      })
      const socket = call(server.port, {
        // Java 11 and later misread an RSA secret where a hello of TLS 1.0 led to SSL 3.0:
        // they look for the length that only TLS puts before it.
        ...(kind === 'RSA' ? { maxVersion: version } : {}),
        ...(certificate ? { cert: client.pem, key: client.keyPem } : {}),
      })
      await connected(socket)
      expect([socket.getProtocol(), socket.getCipher().name]).toEqual([version, name])
      expect(socket.sentClientCertificate).toBe(certificate)
      for (const length of lengths) {
        const { sent, received } = await echo(socket, length)
        expect(received, `${length} bytes`).toBe(sent)
      }
      expect(await server.next()).toMatch(
        certificate ? /^session .* CN=supplier$/ : /^session .* -$/,
      )
      socket.write('CLOSE\n')
      await ended(socket)
    },
    wholeMatrix ? 600_000 : 180_000,
  )

  test('SSL 3.0 carries 20 MB both ways', async () => {
    const suite = 'TLS_RSA_WITH_RC4_128_SHA'
    const server = await listen({ protocols: ['SSLv3'], suites: [suite] })
    const socket = call(server.port, { maxVersion: 'SSLv3' })
    await connected(socket)
    const { sent, received } = await echo(socket, 20 * megabyte)
    expect(received).toBe(sent)
    socket.destroy()
  })

  async function failureOf(
    listening: Partial<JsseListen>,
    calling: Partial<LegacyConnectOptions> = {},
  ): Promise<{ code: string; java: string }> {
    const server = await listen({ suites: ['TLS_RSA_WITH_3DES_EDE_CBC_SHA'], ...listening })
    const socket = call(server.port, calling)
    const error = await new Promise<NodeJS.ErrnoException>((resolve) => {
      socket.on('error', resolve)
      socket.on('secureConnect', () => {
        socket.write('ECHO 1\nx')
      })
    })
    return { code: error.code ?? '', java: await server.next() }
  }

  const old = { maxVersion: 'SSLv3' } as const

  test('AES over SSL 3.0, which Java picks without a qualm, is an Algorithm Mismatch', async () => {
    const aes = { protocols: ['SSLv3'], suites: ['TLS_RSA_WITH_AES_128_CBC_SHA'] }
    const { code, java } = await failureOf(aes)
    expect(code).toBe('ERR_LEGACY_ALGORITHM_MISMATCH')
    expect(java).toContain('illegal_parameter')
  })

  test.each(['SSLv3', 'TLSv1'] as const)('%s: a server of another CA', async (version) => {
    const other = await testRoot({ name: 'Other root' })
    const { code, java } = await failureOf(
      { protocols: [version] },
      { maxVersion: version, ca: [other.pem] },
    )
    expect(code).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE')
    expect(java).toContain(version === 'SSLv3' ? 'bad_certificate' : 'unknown_ca')
  })

  test('an expired certificate, and one for another host', async () => {
    const past = { notBefore: new Date('2020-01-01'), notAfter: new Date('2021-01-01') }
    const expired = await root.issue(past)
    expect(await failureOf({ cert: expired.pem, key: expired.keyPem }, old)).toMatchObject({
      code: 'CERT_HAS_EXPIRED',
      java: expect.stringContaining('certificate_expired') as string,
    })
    const elsewhere = await root.issue({ names: ['elsewhere.example'] })
    expect(await failureOf({ cert: elsewhere.pem, key: elsewhere.keyPem }, old)).toMatchObject({
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
      java: expect.stringContaining('bad_certificate') as string,
    })
  })

  test.each(['SSLv3', 'TLSv1'] as const)(
    '%s: no certificate where one is needed',
    async (version) => {
      const { code } = await failureOf(
        { protocols: [version], auth: 'need' },
        { maxVersion: version },
      )
      expect(code).toMatch(/^ERR_LEGACY_ALERT_(HANDSHAKE_FAILURE|BAD_CERTIFICATE)$/)
    },
  )

  test('a client certificate of a CA that Java does not know', async () => {
    const other = await testRoot({ name: 'Other root' })
    const stranger = await other.issue({ name: 'stranger' })
    const { code } = await failureOf(
      { auth: 'need' },
      { ...old, cert: stranger.pem, key: stranger.keyPem },
    )
    expect(code).toMatch(/^ERR_LEGACY_ALERT_(CERTIFICATE_UNKNOWN|BAD_CERTIFICATE)$/)
  })

  test('nothing in common: suites, versions', async () => {
    const rc4 = { ...old, suites: ['TLS_RSA_WITH_RC4_128_SHA'] } as const
    expect((await failureOf({}, rc4)).code).toBe('ERR_LEGACY_ALERT_HANDSHAKE_FAILURE')
    const modern = { protocols: ['TLSv1.2'], suites: ['TLS_RSA_WITH_AES_128_CBC_SHA'] }
    expect((await failureOf(modern)).code).toBe('ERR_LEGACY_ALERT_PROTOCOL_VERSION')
  })
})

async function connected(socket: LegacySocket): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    socket.once('secureConnect', resolve)
    socket.once('error', reject)
  })
}

/** Until the server's close_notify; a cut is an error. */
async function ended(socket: LegacySocket): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    socket.once('end', resolve)
    socket.once('error', reject)
    socket.resume()
  })
}

/** Sends random bytes and takes them back; digests of both. */
async function echo(
  socket: LegacySocket,
  length: number,
): Promise<{ sent: string; received: string }> {
  const there = createHash('sha256')
  const back = createHash('sha256')
  let left = length
  const whole = new Promise<void>((resolve, reject) => {
    socket.on('data', (bytes: Buffer) => {
      back.update(bytes)
      left -= bytes.length
      if (left === 0) resolve()
    })
    socket.once('error', reject)
  })
  socket.write(`ECHO ${length}\n`)
  for (let at = 0; at < length; at += 2 ** 20) {
    const chunk = randomBytes(Math.min(2 ** 20, length - at))
    there.update(chunk)
    if (!socket.write(chunk)) await new Promise((resolve) => socket.once('drain', resolve))
  }
  await whole
  socket.removeAllListeners('data')
  socket.removeAllListeners('error')
  return { sent: there.digest('hex'), received: back.digest('hex') }
}
