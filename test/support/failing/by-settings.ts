import { connect } from 'node:net'
import type { CertificateShape } from '../legacy/authority.ts'
import { opensslServer } from '../openssl-server.ts'
import { deaf, rawServer } from '../raw-server.ts'
import { dhParameters, weakChain, type WeakChain, type WeakShape } from '../weak-certificates.ts'
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

/** A chain of any weakness, to a root that we trust, with all versions and suites. */
function weak(root: WeakShape, leaf: WeakShape): Pick<FailingCase, 'open' | 'trust'> {
  let made: WeakChain | undefined
  const chain = (): WeakChain => (made ??= weakChain(root, leaf))
  const options = ['-min_protocol', 'TLSv1', '-cipher', 'ALL:@SECLEVEL=0']
  return {
    open: () => {
      const { ca, cert, key } = chain()
      return opensslServer({ cert, key, chain: ca, options })
    },
    trust: () => Promise.resolve([chain().ca]),
  }
}

const tls10 = { tlsMin: 'TLSv1', tlsMax: 'TLSv1', allow: ['tls1.0'] } as const

/** `openssl s_server` with a prime of 1024 bits. */
function withSmallPrime({ leaf }: Made): Promise<FailingServer> {
  const cipher = 'DHE-RSA-AES128-GCM-SHA256:@SECLEVEL=0'
  return opensslServer({
    cert: leaf.pem,
    key: leaf.keyPem,
    dhparam: dhParameters(1024),
    options: ['-tls1_2', '-cipher', cipher],
  })
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
    cause: 'small-server-key',
    server: {
      ja: 'TLS 1.0 のサーバー。証明書は RSA 512 ビット（TLS 1.0 は許可済み）',
      en: 'a server of TLS 1.0 with RSA 512, while TLS 1.0 is waived',
    },
    ...weak({ key: 'RSA 2048' }, { key: 'RSA 512' }),
    ...tls10,
    said: /RSA 512/,
    notSaid: /dated waiver/,
  },
  {
    cause: 'small-server-key',
    server: {
      ja: 'TLS 1.0 のサーバー。認証局の鍵は 192 ビットの楕円曲線（TLS 1.0 は許可済み）',
      en: 'a server of TLS 1.0 below a CA on a curve of 192 bits, while TLS 1.0 is waived',
    },
    ...weak({ key: 'EC prime192v1' }, { key: 'RSA 2048' }),
    ...tls10,
    said: /secp192r1/,
  },
  {
    cause: 'weak-server-signature',
    server: {
      ja: 'TLS 1.0 のサーバー。証明書は MD5 の署名（TLS 1.0 と短い鍵は許可済み）',
      en: 'a server of TLS 1.0 with a certificate signed with MD5, while TLS 1.0 and small keys are waived',
    },
    ...weak({ key: 'RSA 2048', digest: 'md5' }, { key: 'RSA 2048' }),
    ...tls10,
    allow: ['tls1.0', 'small-keys'],
    notSaid: /dated waiver/,
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
