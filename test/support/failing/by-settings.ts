import { getDiffieHellman } from 'node:crypto'
import { connect } from 'node:net'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CertificateShape } from '../legacy/authority.ts'
import { opensslServer } from '../openssl-server.ts'
import { deaf, rawServer } from '../raw-server.ts'
import { issued, type FailingCase, type FailingServer, type Made } from './failing-case.ts'
import {
  certificateMessage,
  keyExchange,
  sendingFlight,
  serverHello,
  suites,
} from './first-flight.ts'

/** Real servers whose versions, suites or keys do not fit ours. */

function openssl(...options: string[]): (made: Made) => Promise<FailingServer> {
  return ({ leaf }) => opensslServer({ cert: leaf.pem, key: leaf.keyPem, options })
}

/** A certificate that OpenSSL takes on its lowest security level only. */
function withWeak(shape: CertificateShape): (made: Made) => Promise<FailingServer> {
  return async ({ root }) => {
    const { pem, keyPem } = await root.issue(shape)
    return opensslServer({ cert: pem, key: keyPem, options: ['-cipher', 'DEFAULT:@SECLEVEL=0'] })
  }
}

/** `openssl s_server` with a prime of 1024 bits, as PEM: SEQUENCE of prime and generator. */
async function withSmallPrime({ leaf }: Made): Promise<FailingServer> {
  const prime = getDiffieHellman('modp2').getPrime()
  const integer = Buffer.concat([Buffer.from([2, 0x81, prime.length + 1, 0]), prime])
  const body = Buffer.concat([integer, Buffer.from([2, 1, 2])])
  const der = Buffer.concat([Buffer.from([0x30, 0x81, body.length]), body])
  const pem = `-----BEGIN DH PARAMETERS-----\n${der.toString('base64')}\n-----END DH PARAMETERS-----\n`
  const folder = mkdtempSync(join(tmpdir(), 'hikyaku-prime-'))
  const file = join(folder, 'prime.pem')
  writeFileSync(file, pem)
  const cipher = 'DHE-RSA-AES128-GCM-SHA256:@SECLEVEL=0'
  const server = await opensslServer({
    cert: leaf.pem,
    key: leaf.keyPem,
    options: ['-tls1_2', '-cipher', cipher, '-dhparam', file],
  })
  const close = async (): Promise<void> => {
    await server.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { port: server.port, close }
}

const curves = { p256: 23, brainpool: 26 } as const

/** Signs its key exchange with bytes of nobody. */
function signing(curve: number, algorithm: number): (made: Made) => Promise<FailingServer> {
  return sendingFlight(({ leaf }) => [
    serverHello({ version: 0x0303, suite: suites.ecdheRsa }),
    certificateMessage(leaf),
    keyExchange(curve, algorithm),
  ])
}

function good({ leaf }: Made): Promise<FailingServer> {
  return rawServer(deaf, { tls: { cert: leaf.pem, key: leaf.keyPem } })
}

/** In front of a good server: changes the last bit of its first flight. */
async function damaging(made: Made): Promise<FailingServer> {
  const behind = await good(made)
  const relay = await rawServer(({ socket }) => {
    const server = connect(behind.port, '127.0.0.1')
    server.on('error', () => undefined)
    socket.pipe(server)
    server.once('data', (bytes: Buffer) => {
      bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1)
      socket.write(bytes)
    })
  })
  const close = async (): Promise<void> => {
    await relay.close()
    await behind.close()
  }
  return { port: relay.port, close }
}

const supplier = { name: 'supplier', names: ['supplier'] } as const

export const caseBySettings: readonly FailingCase[] = [
  {
    cause: 'no-common-version',
    server: {
      ja: 'TLS 1.3 だけの OpenSSL（こちらは TLS 1.2 まで）',
      en: 'OpenSSL with TLS 1.3 only, while we allow 1.2',
    },
    open: openssl('-tls1_3'),
    tlsMax: 'TLSv1.2',
  },
  {
    cause: 'no-common-version',
    server: {
      ja: 'TLS 1.2 だけの OpenSSL（こちらは TLS 1.3 だけ）',
      en: 'OpenSSL with TLS 1.2 only, while we allow 1.3 only',
    },
    open: openssl('-tls1_2'),
    tlsMin: 'TLSv1.3',
  },
  {
    cause: 'no-common-version',
    server: {
      ja: 'TLS 1.0 だけの OpenSSL',
      en: 'OpenSSL with TLS 1.0 only',
    },
    open: openssl('-tls1', '-cipher', 'DEFAULT:@SECLEVEL=0'),
    notSaid: /--tls-max TLSv1\.3/,
  },
  {
    cause: 'no-common-suite',
    server: {
      ja: 'CAMELLIA の暗号だけの OpenSSL',
      en: 'OpenSSL with suites of CAMELLIA only',
    },
    open: openssl('-tls1_2', '-cipher', 'CAMELLIA128-SHA'),
  },
  {
    cause: 'no-application-protocol',
    server: { ja: 'ALPN が h2 だけの Node.js', en: 'Node.js with h2 only in ALPN' },
    open: ({ leaf }) =>
      rawServer(deaf, { tls: { cert: leaf.pem, key: leaf.keyPem, ALPNProtocols: ['h2'] } }),
  },
  {
    cause: 'small-dh-key',
    server: {
      ja: 'DH の素数が 1024 ビットの OpenSSL',
      en: 'OpenSSL with a Diffie-Hellman prime of 1024 bits',
    },
    open: withSmallPrime,
  },
  {
    cause: 'small-server-key',
    server: { ja: 'RSA 1024 ビットの証明書', en: 'a certificate with RSA 1024' },
    open: withWeak({ bits: 1024 }),
  },
  {
    cause: 'weak-server-signature',
    server: { ja: 'SHA-1 で署名された証明書', en: 'a certificate signed with SHA-1' },
    open: withWeak({ hash: 'SHA-1' }),
  },
  {
    cause: 'weak-handshake-signature',
    server: {
      ja: '鍵交換に SHA-1 で署名するサーバー（バイト列）',
      en: 'bytes: signs its key exchange with SHA-1',
    },
    open: signing(curves.p256, 0x0201),
    tlsMax: 'TLSv1.2',
  },
  {
    cause: 'server-signature-wrong',
    server: {
      ja: '鍵交換の署名が証明書と合わないサーバー（バイト列）',
      en: 'bytes: the signature of its key exchange is not by the certificate’s key',
    },
    open: signing(curves.p256, 0x0401),
    tlsMax: 'TLSv1.2',
  },
  {
    cause: 'no-common-group',
    server: {
      ja: '提示していない曲線を選ぶサーバー（バイト列）',
      en: 'bytes: picks a curve that was not offered',
    },
    open: signing(curves.brainpool, 0x0401),
    tlsMax: 'TLSv1.2',
    breaks: /^Server Key Exchange$/,
  },
  {
    cause: 'data-damaged',
    server: {
      ja: '途中の機器が暗号化されたデータを 1 ビット変える',
      en: 'a device on the way that changes one bit of what is encrypted',
    },
    open: damaging,
  },
  {
    cause: 'own-settings-leave-nothing',
    server: {
      ja: '通常のサーバー（こちらの TLS ライブラリが、残った暗号 CCM_8 を拒否）',
      en: 'a good server, while our TLS library refuses CCM_8, the one suite that is left',
    },
    open: good,
    library: { ciphers: 'TLS_AES_128_CCM_8_SHA256' },
  },
  {
    cause: 'own-certificate-too-weak',
    server: {
      ja: '通常のサーバー（こちらのクライアント証明書は RSA 1024 ビット）',
      en: 'a good server, while our client certificate has RSA 1024',
    },
    open: good,
    certificate: async ({ root }) => issued(await root.issue({ ...supplier, bits: 1024 })),
  },
  {
    cause: 'own-certificate-unusable',
    server: {
      ja: 'SSL 3.0 のサーバー（こちらのクライアント証明書は EC の鍵）',
      en: 'a server of SSL 3.0, while our client certificate has an EC key',
    },
    open: good,
    certificate: async ({ root }) => issued(await root.issue({ ...supplier, key: 'ec' })),
    tlsMin: 'SSLv3',
    tlsMax: 'TLSv1',
    tlsSuites: ['TLS_RSA_WITH_AES_128_CBC_SHA'],
    allow: ['ssl3', 'tls1.0', 'weak-suites'],
  },
]
