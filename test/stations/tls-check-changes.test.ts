import { getDiffieHellman } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TlsOptions } from 'node:tls'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { systemClock, type Clock } from '../../src/base/clock.ts'
import { localDay, type TlsCheckReport } from '../../src/wire/tls/index.ts'
import { type, words, type Outcome } from '../cli/terminal.ts'
import {
  hasJava,
  startJsse,
  type JsseListen,
  type JsseServer,
} from '../support/jsse/jsse-server.ts'
import { testRoot, type TestCertificate } from '../support/legacy/authority.ts'
import { startRetailerBehind, type RetailerBehind } from '../support/retailer-behind.ts'
import { password } from '../support/two-stations.ts'

/** The prime of RFC 2409 §6.2, as the server's file holds it. */
const primeOf1024 = ((): string => {
  const prime = getDiffieHellman('modp2').getPrime('hex')
  const der = Buffer.from(`308187028181 00${prime} 020102`.replaceAll(' ', ''), 'hex')
  return `-----BEGIN DH PARAMETERS-----\n${der.toString('base64')}\n-----END DH PARAMETERS-----\n`
})()

/** The check pauses between its questions, to be no burden to a partner; this server bears it. */
const withoutPauses: Clock = {
  ...systemClock,
  wait: (_time, signal) => systemClock.wait(0, signal),
}

type Report = Pick<TlsCheckReport, 'policy' | 'findings'>

/**
 * What the check advises, done: each command as it is printed, in its order, and then the
 * exchange for real. Only what nobody can know is filled in.
 */
describe('what tls check advises', () => {
  const certificates = new Map<string, TestCertificate>()
  let retailer: RetailerBehind
  let jsse: JsseServer | undefined
  let directory: string
  let partners = 0
  const until = localDay(new Date(systemClock.now().getTime() + 30 * 86_400_000))
  const filled: Readonly<Record<string, string>> = {
    TEXT: '"server of 2008"',
    NAME: '"Sato Hanako"',
    'YYYY-MM-DD': until,
  }

  beforeAll(async () => {
    const java = hasJava ? startJsse(['jdk.tls.ephemeralDHKeySize=1024']) : undefined
    retailer = await startRetailerBehind()
    directory = retailer.stations.root
    const root = await testRoot()
    const issuing = await root.issue({ name: 'Issuing CA', ca: true })
    const made = {
      root,
      issuing,
      other: await testRoot({ name: 'Other root' }),
      leaf: await root.issue(),
      under: await issuing.issue(),
      small: await root.issue({ bits: 1024 }),
      sha1: await root.issue({ hash: 'SHA-1' }),
      wrong: await root.issue({ name: 'edi.example', names: ['*.edi.example', 'edi.example'] }),
      client: await root.issue({ name: 'supplier' }),
    }
    for (const [name, one] of Object.entries(made)) certificates.set(name, one)
    const put = (name: string, text: string): void => {
      writeFileSync(join(directory, name), text, { mode: 0o600 })
    }
    put('root.pem', root.pem)
    put('both.pem', root.pem + issuing.pem)
    put('issuing.pem', issuing.pem)
    put('other.pem', made.other.pem)
    put('client.pem', made.client.pem + made.client.keyPem)
    put('password', password)
    await hikyaku('init')
    jsse = await java
  })

  afterAll(async () => {
    await jsse?.close()
    await retailer.close()
  })

  beforeEach(() => {
    const folder = join(directory, 'in')
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder)
  })

  function hikyaku(line: string): Promise<Outcome> {
    return type(words(`--home operator --lang en ${line}`), { directory, clock: withoutPauses })
  }

  function made(name: string): TestCertificate {
    const found = certificates.get(name)
    if (found === undefined) throw new Error(`no certificate ${name}`)
    return found
  }

  /** A server of Node.js in front of the retailer. */
  function node(certificate: string, tls: TlsOptions = {}): () => Promise<number> {
    return () => {
      const { pem, keyPem } = made(certificate)
      return retailer.front({ cert: pem, key: keyPem, ...tls })
    }
  }

  /** Java's own TLS in front of it: SSL 3.0, RC4 and short primes are there. */
  function java(order: Pick<JsseListen, 'protocols' | 'suites'>, certificate = 'leaf') {
    return async (): Promise<number> => {
      const { pem: cert, keyPem: key } = made(certificate)
      const ca = made('root').pem
      const own = { cert, key, ca, kind: 'RSA', relay: retailer.plainPort } as const
      const listening = await jsse?.listen({ ...own, ...order })
      return listening?.port ?? 0
    }
  }

  async function addPartner(port: number, flags: string): Promise<string> {
    const name = `retailer-${(partners += 1)}`
    const trust = flags.includes('--trust') ? '' : '--trust root.pem'
    const added = await hikyaku(
      `partner add ${name} --jx-server https://localhost:${port}/jx --own-id 4500000000011 --partner-id 4900000000019 --from jx.maker.example --to edi.retailer.example --user supplier --password-file password --retries 0 ${trust} ${flags}`,
    )
    expect(added.stderr).toBe('')
    return name
  }

  async function check(name: string): Promise<Report> {
    const { stdout } = await hikyaku(`tls check ${name} --json`)
    return JSON.parse(stdout) as Report
  }

  /** The commands of the first change that has any; of the one that is asked for, if so. */
  function commandsIn({ policy }: Report, wanted?: RegExp): readonly string[] {
    const usable = policy.changes.filter(({ commands }) => commands.length > 0)
    const found = usable.find((one) => wanted?.test(one.commands.join('\n')) ?? true)
    return found?.commands ?? []
  }

  async function apply(commands: readonly string[], file: string): Promise<void> {
    for (const command of commands) {
      const known: Readonly<Record<string, string>> = {
        ...filled,
        FILE: file,
        CERTIFICATE: `edi-${partners}`,
      }
      const line = command
        .replace(/^hikyaku /, '')
        .replaceAll(/\b(?:YYYY-MM-DD|[A-Z]{4,})\b/g, (word) => known[word] ?? word)
      const done = await hikyaku(line)
      expect([line, done.stderr, done.status < 2]).toEqual([line, expect.any(String), true])
    }
  }

  async function expectExchange(name: string): Promise<void> {
    const text = `<order>${name}</order>`
    await retailer.order(text)
    const received = await hikyaku(`receive ${name} --into in`)
    expect(received.status, received.stderr).toBeLessThan(2)
    const folder = join(directory, 'in')
    expect(readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'))).toEqual([
      text,
    ])
  }

  interface Case {
    readonly open: () => Promise<number>
    readonly flags?: string
    /** Done before: how the settings came to be what they are. */
    readonly before?: (name: string) => readonly string[]
    readonly reason: RegExp
    /** Which of the changes, where it is not the first. */
    readonly wanted?: RegExp
    readonly commands: readonly RegExp[]
    readonly file?: string
    readonly weakens?: boolean
  }

  async function expectCured({ open, flags = '', before, ...expected }: Case): Promise<void> {
    const name = await addPartner(await open(), flags)
    await apply(before?.(name) ?? [], '')
    const report = await check(name)
    expect(report.policy.works).toBe('no')
    expect(report.policy.reasons.map(({ en }) => en).join('; ')).toMatch(expected.reason)
    const commands = commandsIn(report, expected.wanted)
    expect(commands).toEqual(
      expected.commands.map((pattern) => expect.stringMatching(pattern) as string),
    )
    const chosen = report.policy.changes.find((one) => one.commands === commands)
    expect(chosen?.weakens).toBe(expected.weakens ?? false)
    // Where it becomes less safe, there is a safer way before it.
    if (chosen?.weakens === true) expect(report.policy.changes[0]?.weakens).toBe(false)
    expect((await hikyaku(`receive ${name} --into in`)).status).toBe(4)
    await apply(commands, expected.file ?? 'root.pem')
    expect((await check(name)).policy).toMatchObject({ works: 'yes', reasons: [], changes: [] })
    await expectExchange(name)
  }

  const low = 'DEFAULT@SECLEVEL=0'

  test.each<[string, Case]>([
    [
      'a key of 1024 bits',
      {
        open: node('small', { ciphers: low }),
        reason: /too small \(RSA 1024/,
        commands: [/--allow small-keys --reason/],
        weakens: true,
      },
    ],
    [
      'a SHA-1 signature',
      {
        open: node('sha1', { ciphers: low }),
        reason: /weak digest \(SHA-1\)/,
        commands: [/--allow small-keys --reason/],
        weakens: true,
      },
    ],
    [
      'a Diffie-Hellman prime of 1024 bits',
      {
        open: node('leaf', {
          maxVersion: 'TLSv1.2',
          ciphers: 'DHE-RSA-AES128-GCM-SHA256:@SECLEVEL=0',
          dhparam: primeOf1024,
        }),
        reason: /Diffie-Hellman prime of the server is too small \(1024 bits/,
        commands: [/--allow small-keys --reason/],
        weakens: true,
      },
    ],
    [
      'a missing intermediate',
      {
        open: node('under'),
        reason: /issuer CN=Issuing CA is missing/,
        commands: [/^hikyaku partner set \S+ --trust FILE$/],
        file: 'both.pem',
      },
    ],
    [
      'a root that is not registered',
      {
        open: node('leaf'),
        flags: '--trust other.pem',
        reason: /issuer CN=Legacy test root is missing/,
        commands: [/--trust FILE/],
      },
    ],
    [
      'a registered intermediate without its root',
      {
        open: node('under'),
        flags: '--trust issuing.pem',
        reason: /issuer CN=Legacy test root is missing/,
        commands: [/--trust FILE/],
        file: 'both.pem',
      },
    ],
    [
      'another name',
      {
        open: node('wrong'),
        reason: /is for another name: we call localhost, it names \*\.edi\.example, edi\.example/,
        wanted: /--tls-server-name/,
        commands: [/--tls-server-name edi\.example$/],
      },
    ],
    ...(['TLSv1.2', 'TLSv1.3'] as const).map((version): [string, Case] => [
      `a client certificate wanted in ${version}`,
      {
        open: () =>
          node('leaf', {
            minVersion: version,
            maxVersion: version,
            requestCert: true,
            ca: made('root').pem,
          })(),
        reason: /requires a client certificate and none is set \(it accepts CN=Legacy test root\)/,
        commands: [/^hikyaku certificate import FILE --name/, /--client-certificate CERTIFICATE$/],
        file: 'client.pem',
      },
    ]),
    [
      'TLS 1.3 alone, where the settings end at 1.2',
      {
        open: node('leaf', { minVersion: 'TLSv1.3' }),
        flags: '--tls-max TLSv1.2',
        reason: /no common TLS version: the settings allow TLS 1\.2, the server speaks TLS 1\.3/,
        commands: [/^hikyaku partner set retailer-\d+ --tls-max TLSv1\.3$/],
      },
    ],
    [
      'TLS 1.2 alone, where the settings begin at 1.3',
      {
        open: node('leaf', { maxVersion: 'TLSv1.2' }),
        flags: '--tls-min TLSv1.3',
        reason: /no common TLS version/,
        commands: [/^hikyaku partner set retailer-\d+ --tls-min TLSv1\.2$/],
      },
    ],
    [
      'a suite that our list lacks',
      {
        open: node('leaf', { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES256-GCM-SHA384' }),
        before: (name) => [
          `tls suites ${name} --set TLS_AES_128_GCM_SHA256,TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256`,
        ],
        reason: /no common cipher suite: the server takes TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384$/,
        commands: [/--set TLS_AES_128_GCM_SHA256,\S+,TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384$/],
      },
    ],
    [
      'a device that resets a hello of more than one packet',
      {
        open: async () => retailer.device(await node('leaf')(), 1400),
        reason:
          /the Client Hello of the present settings \(1\d{3} bytes, key shares X25519MLKEM768/,
        commands: [/^hikyaku tls groups retailer-\d+ --set x25519,secp256r1,/],
      },
    ],
    [
      'a group that the settings do not offer',
      {
        open: node('leaf', { minVersion: 'TLSv1.3', ecdhCurve: 'brainpoolP384r1tls13' }),
        reason: /no common group of the key exchange: the server takes brainpoolP384r1tls13$/,
        commands: [/--set X25519MLKEM768,x25519,\S+,brainpoolP384r1tls13$/],
      },
    ],
    [
      'groups of which the settings have none left',
      {
        open: node('leaf', { minVersion: 'TLSv1.3', ecdhCurve: 'secp256r1' }),
        before: (name) => [`tls groups ${name} --set x448`],
        reason: /no common group of the key exchange: the server takes secp256r1$/,
        commands: [/^hikyaku tls groups \S+ --restore$/],
      },
    ],
    [
      'TLS 1.2 again, where SSL 3.0 was allowed',
      {
        open: node('leaf', { maxVersion: 'TLSv1.2' }),
        before: (name) => [
          `tls waive ${name} --allow ssl3,tls1.0,weak-suites --reason TEXT --by NAME --until YYYY-MM-DD`,
          `partner set ${name} --tls-min SSLv3 --tls-max TLSv1`,
          `tls suites ${name} --set TLS_RSA_WITH_3DES_EDE_CBC_SHA`,
        ],
        reason: /no common TLS version: the settings allow SSL 3\.0, TLS 1\.0, the server speaks/,
        commands: [/tls suites \S+ --restore$/, /--tls-min TLSv1\.2 --tls-max TLSv1\.3$/, /--end$/],
      },
    ],
  ])('cures %s', { timeout: 240_000 }, (_what, one) => expectCured(one))

  test.skipIf(!hasJava).each<[string, Case]>([
    [
      'SSL 3.0 alone, in which AES comes first',
      {
        open: java({
          protocols: ['SSLv3'],
          suites: ['TLS_RSA_WITH_AES_128_CBC_SHA', 'TLS_RSA_WITH_3DES_EDE_CBC_SHA'],
        }),
        reason: /the settings allow TLS 1\.2, TLS 1\.3, the server speaks SSL 3\.0/,
        commands: [
          /--allow ssl3,weak-suites --reason/,
          /--tls-min SSLv3 --tls-max SSLv3$/,
          /--set TLS_RSA_WITH_3DES_EDE_CBC_SHA$/,
        ],
        weakens: true,
      },
    ],
    [
      'Algorithm Mismatch, as in the notice',
      {
        open: java({
          protocols: ['SSLv3'],
          suites: ['TLS_RSA_WITH_AES_128_CBC_SHA', 'TLS_RSA_WITH_RC4_128_SHA'],
        }),
        before: (name) => [
          `tls waive ${name} --allow ssl3,tls1.0,weak-suites --reason TEXT --by NAME --until YYYY-MM-DD`,
          `partner set ${name} --tls-min SSLv3 --tls-max TLSv1`,
          `tls suites ${name} --set TLS_RSA_WITH_AES_128_CBC_SHA,TLS_RSA_WITH_RC4_128_SHA`,
        ],
        reason: /Algorithm Mismatch: the server switched to SSL 3\.0/,
        commands: [/--tls-max SSLv3$/, /--set TLS_RSA_WITH_RC4_128_SHA$/],
      },
    ],
    [
      'TLS 1.0 alone',
      {
        open: java({ protocols: ['TLSv1'], suites: ['TLS_RSA_WITH_AES_128_CBC_SHA'] }),
        reason: /the server speaks TLS 1\.0/,
        commands: [/--allow tls1\.0,tls1\.1 --reason/, /--tls-min TLSv1$/],
        weakens: true,
      },
    ],
    [
      'TLS 1.0 with RC4 alone, which only the engine of our own speaks',
      {
        open: java({ protocols: ['TLSv1'], suites: ['TLS_RSA_WITH_RC4_128_SHA'] }),
        reason: /the server speaks TLS 1\.0/,
        commands: [
          /--allow tls1\.0,weak-suites --reason/,
          /--tls-min TLSv1 --tls-max TLSv1$/,
          /--set TLS_RSA_WITH_RC4_128_SHA$/,
        ],
        weakens: true,
      },
    ],
    [
      'TLS 1.0 with a key of 1024 bits',
      {
        open: java({ protocols: ['TLSv1'], suites: ['TLS_RSA_WITH_AES_128_CBC_SHA'] }, 'small'),
        reason: /the server speaks TLS 1\.0/,
        commands: [/--allow tls1\.0,tls1\.1,small-keys --reason/, /--tls-min TLSv1$/],
        weakens: true,
      },
    ],
  ])('cures %s (needs java)', { timeout: 240_000 }, (_what, one) => expectCured(one))

  test.skipIf(!hasJava).each([
    ['TLS 1.2 with RC4', ['TLSv1.2'], 'TLS_RSA_WITH_RC4_128_SHA'],
    ['SSL 3.0 with AES', ['SSLv3'], 'TLS_RSA_WITH_AES_128_CBC_SHA'],
  ])(
    'promises nothing at %s, which nothing here can speak (needs java)',
    async (_what, protocols, suite) => {
      const name = await addPartner(await java({ protocols, suites: [suite] })(), '')
      const { policy } = await check(name)
      expect(policy.reasons.map(({ en }) => en).join('; ')).toMatch(
        /no change of our settings helps/,
      )
      expect(policy.changes).toMatchObject([{ commands: [], weakens: false }])
    },
  )

  test(
    'says when a waiver is no longer needed, and how to end it',
    { timeout: 240_000 },
    async () => {
      const open = node('leaf', { ciphers: low, minVersion: 'TLSv1' })
      const name = await addPartner(await open(), '')
      await apply(
        [
          `tls waive ${name} --allow tls1.0,tls1.1 --reason TEXT --by NAME --until YYYY-MM-DD`,
          `partner set ${name} --tls-min TLSv1`,
        ],
        '',
      )
      const { policy, findings } = await check(name)
      expect(policy.works).toBe('yes')
      const told = findings.find(({ id }) => id === 'waiver-not-needed')?.text.en ?? ''
      const commands = /\((hikyaku .*)\)$/.exec(told)?.[1]?.split('; ') ?? []
      expect(commands).toEqual([
        `hikyaku partner set ${name} --tls-min TLSv1.2`,
        `hikyaku tls waive ${name} --end`,
      ])
      await apply(commands, '')
      const after = await check(name)
      expect(after.findings.map(({ id }) => id)).not.toContain('waiver-not-needed')
      await expectExchange(name)
    },
  )
})
