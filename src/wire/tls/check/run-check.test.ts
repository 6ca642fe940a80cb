import { connect, type Socket } from 'node:net'
import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'

import { testRoot } from '../../../../test/support/legacy/authority.ts'
import { wantingSsl2Form } from '../../../../test/support/failing/by-bytes.ts'
import { opensslServer, type OpensslOrder } from '../../../../test/support/openssl-server.ts'
import { rawServer, type RawCaller } from '../../../../test/support/raw-server.ts'
import { old, ssl3Server } from '../../../../test/support/ssl3-server.ts'
import { systemClock } from '../../../base/clock.ts'
import { createAuthority } from '../authority.ts'
import { runTlsCheck } from './run-check.ts'
import type { TlsCheckOrder } from './order.ts'
import type { TlsCheckReport } from './report.ts'
import { verdictOf } from './verdict.ts'

const now = systemClock.now()
const authority = await createAuthority({ commonName: 'Check CA', now })
const { chainPem, keyPem } = await authority.issue({
  commonName: 'localhost',
  names: ['localhost'],
  use: 'server',
  now,
})
const servers: { close(): Promise<void> }[] = []

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

interface CheckOrder extends Pick<TlsCheckOrder, 'certificate'> {
  readonly isPartner?: boolean
  readonly timeoutMilliseconds?: number
}

function check(
  port: number,
  { isPartner = true, timeoutMilliseconds = 30_000, ...order }: CheckOrder = {},
): Promise<TlsCheckReport> {
  return runTlsCheck({
    ...order,
    host: 'localhost',
    port,
    policy: { name: 'retailer', tlsMin: 'TLSv1.2', tlsMax: 'TLSv1.3' },
    isPartner,
    trust: [authority.certificatePem],
    clock: systemClock,
    limits: { timeoutMilliseconds, pauseMilliseconds: 0 },
    connect: async () => {
      const socket = connect(port, '127.0.0.1')
      await once(socket, 'connect')
      return socket
    },
  })
}

async function openssl(order: Partial<OpensslOrder>): Promise<TlsCheckReport> {
  const server = await opensslServer({ cert: chainPem, key: keyPem, ...order })
  servers.push(server)
  return check(server.port)
}

const spoken = ({ versions }: TlsCheckReport): string[] =>
  versions.filter((one) => one.spoken === 'yes').map(({ version }) => version)

describe('OpenSSL', () => {
  test.each([
    ['-tls1_2', 'TLSv1.2'],
    ['-tls1_3', 'TLSv1.3'],
  ])('with %s speaks that alone, and the settings work', async (option, version) => {
    const report = await openssl({ options: [option] })
    expect(spoken(report)).toEqual([version])
    expect(report.versions.every((one) => one.spoken !== 'unknown')).toBe(true)
    expect(report.policy).toMatchObject({ works: 'yes', version })
    expect(report.chain).toMatchObject({ trusted: 'yes', nameMatches: 'yes', validNow: 'yes' })
    expect(report.clientCertificate.wanted).toBe('no')
    expect(verdictOf(report)).toBe('usable')
  })

  test('for other hosts: as many as can be read are told, and no command holds more than a name', async () => {
    const root = await testRoot({ name: 'Root' })
    const shops = Array.from({ length: 900 }, (_, at) => `shop${at}.example`)
    const { pem: cert, keyPem: key } = await root.issue({
      names: ['a;reboot', '*.example', ...shops],
    })
    const report = await openssl({ cert, key, options: ['-tls1_3'] })
    expect(report.chain).toMatchObject({ nameMatches: 'no' })
    const said = JSON.stringify([report.policy.reasons, report.policy.changes, report.findings])
    expect(said).toContain('ほか 897 件')
    expect(said.length).toBeLessThan(4000)
    const commands = report.policy.changes.flatMap((change) => change.commands)
    expect(commands).toContain('hikyaku partner set retailer --tls-server-name shop0.example')
    expect(commands.join()).not.toContain('reboot')
  })

  test('that lets nobody in without a certificate: which CA it accepts, and that none is set', async () => {
    const options = ['-tls1_2', '-Verify', '1', '-verify_return_error']
    const report = await openssl({ clientCa: authority.certificatePem, options })
    expect(report.clientCertificate).toMatchObject({
      wanted: 'required',
      issuers: ['CN=Check CA'],
    })
    expect(report.findings.map(({ id }) => id)).toContain('certificate-required')
    expect(report.policy.works).toBe('no')
    expect(verdictOf(report)).toBe('unusable')
  })
})

/** In front of a server: each of its encrypted records comes by itself, and late. */
async function slowly(port: number, delay = everyRecord): Promise<number> {
  const relay = await rawServer(({ socket }) => {
    let hidden = 0
    const behind = connect(port, '127.0.0.1')
    behind.on('error', () => undefined)
    socket.once('close', () => behind.destroy())
    socket.pipe(behind)
    void recordByRecord(behind, async (record) => {
      if (record[0] === applicationData) await setTimeout(delay((hidden += 1)))
      socket.write(record)
      // The caller may leave before the last one.
    })
      .catch(() => undefined)
      .finally(() => socket.end())
  })
  servers.push(relay)
  return relay.port
}

const applicationData = 23
const everyRecord: (hidden: number) => number = () => 400

async function recordByRecord(
  from: Socket,
  pass: (record: Buffer) => Promise<void>,
): Promise<void> {
  let held = Buffer.alloc(0)
  for await (const bytes of from as AsyncIterable<Buffer>) {
    held = Buffer.concat([held, bytes])
    while (held.length >= 5 && held.length >= 5 + held.readUInt16BE(3)) {
      const size = 5 + held.readUInt16BE(3)
      await pass(held.subarray(0, size))
      held = held.subarray(size)
    }
  }
}

describe('OpenSSL whose settings are odd:', () => {
  test('a group that was not offered: the chain is that of a whole handshake', async () => {
    const report = await openssl({ options: ['-tls1_3', '-groups', 'secp521r1'] })
    expect(report.policy.works).toBe('yes')
    expect(report.chain).toMatchObject({ trusted: 'yes', nameMatches: 'yes', inOrder: 'yes' })
    expect(report.clientCertificate.wanted).toBe('no')
  })

  test('a self-signed certificate is told as such', async () => {
    const { pem: cert, keyPem: key } = await testRoot({ name: 'localhost' })
    const { policy, findings } = await openssl({ cert, key, options: ['-tls1_2'] })
    expect(policy.reasons.map(({ en }) => en)).toEqual([
      'the server certificate is self-signed and not among the trusted ones',
    ])
    expect(findings.map(({ text }) => text.en).join()).toContain('self-signed')
    expect(policy.changes.map(({ text }) => text.en).join()).toMatch(/a CA has issued/)
  })

  test('a list that fits no key it has: no step to versions that were asked for in vain', async () => {
    const report = await openssl({ options: ['-tls1_2', '-cipher', 'AES256-SHA'] })
    expect(spoken(report)).toEqual([])
    expect(report.policy.reasons[0]?.en).toMatch(/none of the 30 suites/)
    expect(report.policy.changes.flatMap(({ commands }) => commands)).toEqual([])
  })

  test('suites without an authentication: three are named, and how many more there are', async () => {
    const options = ['-tls1_2', '-cipher', 'aNULL:@SECLEVEL=0']
    const { policy, diffieHellmanBits } = await openssl({ options })
    // A prime that only they use is nothing that we would meet.
    expect(diffieHellmanBits).toBeUndefined()
    expect(policy.reasons[0]?.en).toMatch(/takes \S+_anon_\S+, \S+, \S+ and \d+ more$/)
    expect(policy.reasons[0]?.ja).toMatch(/、ほか \d+ 個$/)
  })
})

describe('a flight of TLS 1.3', () => {
  test.each(['TLS_AES_128_GCM_SHA256', 'TLS_AES_128_CCM_SHA256', 'TLS_AES_128_CCM_8_SHA256'])(
    'with %s that comes in late pieces is read to its end',
    async (suite) => {
      const options = ['-tls1_3', '-ciphersuites', suite, '-Verify', '1', '-verify_return_error']
      // OpenSSL forbids the short tag of CCM_8 above this level.
      const level = ['-cipher', 'ALL:@SECLEVEL=0']
      const server = await opensslServer({
        cert: chainPem,
        key: keyPem,
        clientCa: authority.certificatePem,
        options: [...options, ...level],
      })
      servers.push(server)
      const report = await check(await slowly(server.port))
      expect(spoken(report)).toEqual(['TLSv1.3'])
      expect(report.chain).toMatchObject({ trusted: 'yes', complete: 'yes' })
      expect(report.clientCertificate.issuers).toEqual(['CN=Check CA'])
    },
  )
})

test('a server that is slow to refuse our certificate in TLS 1.3 is not called usable', async () => {
  const strangers = await createAuthority({ commonName: 'Other CA', now })
  const certificate = await strangers.issue({ commonName: 'maker', use: 'client', now })
  const server = await opensslServer({
    cert: chainPem,
    key: keyPem,
    clientCa: authority.certificatePem,
    options: ['-tls1_3', '-Verify', '1', '-verify_return_error'],
  })
  servers.push(server)
  // Five records to its Finished; the alert comes later than each of them.
  const port = await slowly(server.port, (hidden) => (hidden <= 5 ? 200 : 1000))
  const { policy } = await check(port, { certificate })
  expect(policy.works).toBe('no')
})

describe('a server that answers SSL 3.0 to every hello', () => {
  test('and picks AES, RC4 without it: Algorithm Mismatch is named, and the list that cures', async () => {
    const root = await testRoot()
    const server = await ssl3Server(await root.issue(), [old.aes128, old.rc4, old.tripleDes])
    servers.push(server)
    const report = await check(server.port)
    expect(spoken(report)).toEqual(['SSLv3'])
    const aes = 'TLS_RSA_WITH_AES_128_CBC_SHA'
    const usable = ['TLS_RSA_WITH_RC4_128_SHA', 'TLS_RSA_WITH_3DES_EDE_CBC_SHA']
    for (const { version, detail } of report.versions.slice(1, 4)) {
      expect([version, detail?.en]).toEqual([version, `it answered in SSL 3.0 and picked ${aes}`])
    }
    expect(report.suites).toMatchObject([
      {
        version: 'SSLv3',
        complete: true,
        suites: [{ name: aes, defined: false }, ...usable.map((name) => ({ name }))],
      },
    ])
    const [first] = report.findings
    expect([first?.id, first?.level]).toEqual(['undefined-suites', 'problem'])
    expect(first?.text.en).toMatch(
      /^Algorithm Mismatch: it answers in SSL 3\.0 and picks TLS_RSA_WITH_AES_128/,
    )
    expect(first?.text.en).toMatch(/if that is left out, it picks TLS_RSA_WITH_RC4_128_SHA/)
    expect(first?.text.en).toContain(`The list to offer: ${usable.join(',')}`)
    const { commands = [] } = report.policy.changes.at(-1) ?? {}
    expect(commands).toEqual([
      expect.stringMatching(/--allow ssl3,weak-suites --reason/),
      'hikyaku partner set retailer --tls-min SSLv3 --tls-max SSLv3',
      `hikyaku tls suites retailer --set ${usable.join(',')}`,
    ])
  })

  test('and knows AES alone: it is spoken, and no suite of it can be used', async () => {
    const root = await testRoot()
    const server = await ssl3Server(await root.issue(), [old.aes128])
    servers.push(server)
    const report = await check(server.port)
    expect(spoken(report)).toEqual(['SSLv3'])
    expect(report.findings[0]?.text.en).toMatch(
      /^SSL 3\.0 is spoken, and no suite of it can be used/,
    )
    const { changes } = report.policy
    expect(changes.flatMap(({ commands }) => commands).join('\n')).not.toMatch(/tls|suites/)
  })
})

test.each([
  ['resets', (socket: Socket) => socket.resetAndDestroy()],
  ['hangs up on', (socket: Socket) => socket.end()],
  ['answers decode_error to', (socket: Socket) => socket.end(Buffer.from('15030300020232', 'hex'))],
] as const)(
  'a device that %s a large hello is found by hellos that are smaller',
  async (_how, refuse) => {
    const behind = await opensslServer({ cert: chainPem, key: keyPem })
    const device = await rawServer(({ socket }) => {
      socket.once('data', (hello: Buffer) => {
        if (hello.readUInt16BE(3) > 1400) {
          refuse(socket)
          return
        }
        const server = connect(behind.port, '127.0.0.1')
        server.on('error', () => socket.destroy())
        server.write(hello)
        socket.pipe(server).pipe(socket)
      })
    })
    servers.push(device, behind)
    const { hello, groups, policy } = await check(device.port)
    expect(hello).toMatchObject({
      keyShares: expect.arrayContaining(['X25519MLKEM768']) as unknown,
      variants: [
        { variant: 'without-post-quantum', answered: true },
        { variant: 'tls1.2', answered: true },
        { variant: 'without-name', answered: false },
        { variant: 'two-writes', answered: false },
      ],
    })
    expect(groups).toMatchObject({
      complete: true,
      names: expect.arrayContaining(['x25519', 'secp256r1']) as unknown,
    })
    expect(policy.works).toBe('no')
    expect(policy.reasons.map(({ en }) => en)).toEqual([
      expect.stringMatching(
        /\(1\d{3} bytes, key shares X25519MLKEM768.*\) gets no answer; these do: a hello without a post-quantum key share, a hello of TLS 1\.2 at most$/,
      ),
    ])
    const commands = policy.changes.flatMap((one) => one.commands)
    expect(commands).toEqual([
      'hikyaku tls groups retailer --set x25519,secp256r1,x448,secp384r1,secp521r1,ffdhe2048,ffdhe3072',
      'hikyaku partner set retailer --tls-max TLSv1.2',
    ])
  },
)

test('a server that resets every hello with a host name: one without is tried', async () => {
  const behind = await rawServer(({ socket }) => socket.resume(), {
    tls: { cert: chainPem, key: keyPem },
  })
  servers.push(behind)
  const server = await rawServer(({ socket }) => {
    socket.once('data', (bytes: Buffer) => {
      if (bytes.includes('localhost')) {
        socket.resetAndDestroy()
        return
      }
      const onward = connect(behind.port, '127.0.0.1').on('error', () => undefined)
      onward.write(bytes)
      socket.pipe(onward).pipe(socket)
    })
  })
  servers.push(server)
  const { hello, policy } = await check(server.port)
  expect(hello?.variants).toMatchObject([{ variant: 'without-name', answered: true }])
  expect(policy.reasons.map(({ en }) => en).join()).toMatch(/a hello without the host name/)
  expect(policy.changes[0]?.text.en).toMatch(/answer a hello with the host name/)
})

test('a server that wants a hello in the form of SSL 2.0: one is tried', async () => {
  const server = await wantingSsl2Form()
  servers.push(server)
  const { hello, policy } = await check(server.port)
  expect(hello?.variants).toMatchObject([
    { variant: 'without-name', answered: false },
    { variant: 'ssl2-form', answered: true },
  ])
  expect(policy.reasons.map(({ en }) => en).join()).toMatch(/a hello in the form of SSL 2\.0$/)
  expect(policy.changes[0]?.text.en).toMatch(/wants a hello in the form of SSL 2\.0.*RFC 6176/)
  expect(policy.changes.flatMap(({ commands }) => commands)).toEqual([])
})

describe('a server that', () => {
  test.each<[string, (caller: RawCaller) => void, Partial<TlsCheckReport>, number?]>([
    ['says nothing', ({ socket }) => socket.resume(), { reachable: 'unknown' }, 200],
    ['resets', afterHello((socket) => socket.resetAndDestroy()), { reachable: 'unknown' }],
    [
      'speaks HTTP',
      afterHello((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
      { reachable: 'no' },
    ],
  ])('%s speaks no version that could be told', async (_what, script, expected, timeout) => {
    const server = await rawServer(script)
    servers.push(server)
    const report = await check(server.port, { timeoutMilliseconds: timeout ?? 30_000 })
    expect(spoken(report)).toEqual([])
    expect(report).toMatchObject(expected)
    expect(report.policy.works).toBe('no')
    await expect.poll(() => server.open).toBe(0)
  })
})

test('a share of the key that agrees on nothing ends no check', async () => {
  const server = await rawServer(
    afterHello((socket) => socket.end(Buffer.concat([helloWithZeroKey, hiddenRecord]))),
  )
  servers.push(server)
  const report = await check(server.port)
  expect(report.versions.at(-1)).toMatchObject({ version: 'TLSv1.3', spoken: 'yes' })
  expect(report.chain.certificates).toEqual([])
})

/** TLS 1.3 with an X25519 key of zeros (RFC 8446 §4.1.3). */
const helloWithZeroKey = Buffer.from(
  `160303005a020000560303${'07'.repeat(32)}00130100002e002b00020304003300240` +
    `01d0020${'00'.repeat(32)}`,
  'hex',
)
const hiddenRecord = Buffer.from(`1703030020${'11'.repeat(32)}`, 'hex')

describe('an address of no partner where', () => {
  test.each([
    [
      'plain HTTP answers',
      afterHello((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
      'it answered in HTTP, not in TLS (HTTP/1.1 400 Bad Request)',
      /^the port answered in plain HTTP/,
    ],
    [
      'SSH answers',
      ({ socket }: RawCaller) => socket.write('SSH-2.0-OpenSSH_9.6\r\n'),
      'it answered in SSH, not in TLS (SSH-2.0-OpenSSH_9.6)',
      /^the port is not one of TLS: a server for SSH/,
    ],
    [
      'bytes of nobody answer',
      afterHello((socket) => socket.end(Buffer.from('0011deadbeef', 'hex'))),
      'it answered with bytes that are no TLS (0011DEADBEEF)',
      /^the other side did not answer in TLS/,
    ],
    [
      'a hello is cut',
      afterHello((socket) => socket.end(Buffer.from('160303003d02000039030300', 'hex'))),
      'only 7 of 61 bytes of Server Hello came',
      /^the connection was cut in mid-handshake, after 7 of 61 bytes of Server Hello/,
    ],
    [
      'every hello is hung up on',
      afterHello((socket) => socket.end()),
      'it closed without a word',
      /^the server hung up right after the Client Hello/,
    ],
  ])('%s: what it is, and no command for nobody', async (_what, script, detail, reason) => {
    const server = await rawServer(script)
    servers.push(server)
    const { versions, policy } = await check(server.port, { isPartner: false })
    expect(new Set(versions.map((one) => one.detail?.en))).toEqual(new Set([detail]))
    expect(policy.reasons.map(({ en }) => en)).toEqual([expect.stringMatching(reason)])
    expect(policy.changes.length).toBeGreaterThan(0)
    expect(policy.changes.flatMap(({ commands }) => commands)).toEqual([])
  })
})

function afterHello(answer: (socket: Socket) => void): (caller: RawCaller) => void {
  return ({ socket }) => {
    socket.once('data', () => {
      answer(socket)
    })
  }
}
