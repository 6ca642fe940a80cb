import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { duplexPair } from 'node:stream'
import { connect as connectTls } from 'node:tls'
import { defined } from '../../../src/base/defined.ts'
import { opensslCall, type OpensslCall } from '../openssl-client.ts'
import { testRoot, type CertificateShape, type TestCertificate } from '../legacy/authority.ts'
import type { CallingCase } from './calling-case.ts'
import { days, issued, type Made } from './failing-case.ts'
import { ssl2Hello } from './first-flight.ts'

/** Callers of our own server that fail at it. */

type Call = CallingCase['call']

function openssl(order: (made: Made) => OpensslCall): Call {
  return (made, port) => opensslCall(port, order(made))
}

/** Its versions or suites do not fit ours. */
function offering(...options: readonly string[]): Call {
  return openssl(() => ({ options }))
}

/** Checks our certificate as a careful client does. */
function checking(ca: 'root' | 'otherRoot', ...options: readonly string[]): Call {
  return openssl((made) => ({ ca: made[ca].pem, options: ['-verify_return_error', ...options] }))
}

function plain(bytes: string | Buffer): Call {
  return async (_made, port) => {
    const socket = connect(port, '127.0.0.1')
    await gone(socket, () => socket.end(bytes))
  }
}

/** Reads on until our server ends it. */
function staying(bytes: Buffer): Call {
  return async (_made, port) => {
    const socket = connect(port, '127.0.0.1')
    await gone(socket, () => socket.write(bytes))
  }
}

/** As Windows does: drops the connection when it sees our certificate, without a word. */
const dropping: Call = async (_made, port) => {
  const tcp = connect(port, '127.0.0.1')
  const [near, far] = duplexPair()
  connectTls({ socket: near, servername: 'localhost' }).on('error', () => undefined)
  await gone(tcp, () => {
    far.pipe(tcp)
    tcp.once('data', () => tcp.destroy())
  })
  near.destroy()
}

async function gone(socket: Socket, then: () => unknown): Promise<void> {
  socket.on('error', () => undefined)
  const closed = once(socket, 'close')
  await once(socket, 'connect')
  then()
  socket.resume()
  await closed
}

const ofServer: readonly CallingCase[] = [
  {
    cause: 'client-speaks-no-common-version',
    caller: { ja: 'TLS 1.1 の OpenSSL', en: 'OpenSSL with TLS 1.1' },
    call: offering('-tls1_1', '-cipher', 'DEFAULT:@SECLEVEL=0'),
  },
  {
    cause: 'caller-has-no-common-suite',
    caller: { ja: 'CAMELLIA の暗号だけの OpenSSL', en: 'OpenSSL with suites of CAMELLIA only' },
    call: offering('-tls1_2', '-cipher', 'CAMELLIA128-SHA'),
  },
  {
    cause: 'no-common-group',
    caller: {
      ja: '鍵交換が ffdhe8192 だけの OpenSSL',
      en: 'OpenSSL with the group ffdhe8192 only',
    },
    call: offering('-tls1_3', '-groups', 'ffdhe8192'),
  },
  {
    cause: 'no-common-signature-algorithm',
    caller: { ja: 'ECDSA の署名だけの OpenSSL', en: 'OpenSSL with ECDSA signatures only' },
    call: offering('-tls1_3', '-sigalgs', 'ECDSA+SHA256'),
  },
  {
    cause: 'our-server-certificate-expired',
    caller: {
      ja: 'こちらのサーバー証明書を期限切れで拒否する OpenSSL',
      en: 'OpenSSL that refuses our certificate, which has expired',
    },
    call: checking('root'),
    certificate: async ({ root }) =>
      issued(await root.issue({ notBefore: days(-60), notAfter: days(-1) })),
  },
  {
    cause: 'caller-does-not-trust-us',
    caller: {
      ja: 'こちらの認証局を知らない OpenSSL',
      en: 'OpenSSL that does not know the CA of our certificate',
    },
    call: checking('otherRoot'),
  },
  {
    cause: 'caller-refuses-our-certificate',
    caller: {
      ja: '別のホスト名で検証する OpenSSL',
      en: 'OpenSSL that expects another host name',
    },
    call: checking('root', '-verify_hostname', 'edi.example'),
  },
  {
    cause: 'caller-left-after-our-certificate',
    caller: {
      ja: 'こちらの証明書を受け取った直後に切断する Node.js',
      en: 'Node.js that drops the connection when it sees our certificate',
    },
    call: dropping,
  },
  {
    cause: 'caller-speaks-plain-http',
    caller: { ja: 'http:// で接続する JX クライアント', en: 'a JX client that calls http://' },
    call: plain('POST /jx HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n'),
  },
  {
    cause: 'caller-speaks-no-tls',
    caller: { ja: 'SSH のクライアント', en: 'a client of SSH' },
    call: plain('SSH-2.0-OpenSSH_9.6\r\n'),
  },
  ...(
    [
      ['SSL 2.0', 0x0002],
      ['SSL 3.0', 0x0300],
      ['TLS 1.0', 0x0301],
      ['TLS 1.2', 0x0303],
    ] as const
  ).map(([label, version]): CallingCase => ({
    cause: 'caller-hello-in-ssl2-form',
    caller: {
      ja: `SSL 2.0 形式の Client Hello を送る ${label} のクライアント（バイト列）`,
      en: `bytes: a client of ${label} that sends a hello in the form of SSL 2.0`,
    },
    call: staying(ssl2Hello(version)),
  })),
  {
    cause: 'caller-said-nothing',
    caller: { ja: '何も送らずに切断する監視装置', en: 'a monitor that connects and leaves' },
    call: plain(''),
  },
]

/** A caller with a certificate of its own, and with or without a login. */
function showing(
  shape: CertificateShape | undefined,
  {
    by = 'root',
    login = false,
    options = [],
  }: { by?: 'root' | 'otherRoot' | 'itself'; login?: boolean; options?: readonly string[] } = {},
): Call {
  return async (made, port) => {
    const whole = { name: 'supplier', names: [], ...shape }
    const issue = (): Promise<TestCertificate> =>
      by === 'itself' ? testRoot({ ...whole, ca: false }) : made[by].issue(whole)
    const own = shape && (await issue())
    const user = Buffer.from('supplier:practice-password').toString('base64')
    const authorization = login ? `Authorization: Basic ${user}\r\n` : ''
    const head = `POST /jx HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${authorization}`
    await opensslCall(port, {
      ...defined({ cert: own?.pem, key: own?.keyPem }),
      input: `${head}Content-Length: 0\r\n\r\n`,
      options: ['-cipher', 'DEFAULT:@SECLEVEL=0', ...options],
    })
  }
}

const ofCertificates: readonly Omit<CallingCase, 'partner'>[] = [
  {
    cause: 'caller-without-certificate',
    caller: { ja: 'クライアント証明書を送らない OpenSSL', en: 'OpenSSL without a certificate' },
    call: showing(undefined),
  },
  {
    cause: 'caller-without-certificate',
    caller: {
      ja: 'TLS 1.2 まででクライアント証明書を送らない OpenSSL',
      en: 'OpenSSL of TLS 1.2 at most without a certificate',
    },
    call: showing(undefined, { options: ['-tls1_2'] }),
  },
  {
    cause: 'caller-certificate-expired',
    caller: {
      ja: 'TLS 1.2 までで期限切れのクライアント証明書の OpenSSL',
      en: 'OpenSSL of TLS 1.2 at most with a certificate that has expired',
    },
    call: showing({ notBefore: days(-60), notAfter: days(-1) }, { options: ['-tls1_2'] }),
  },
  {
    cause: 'caller-certificate-untrusted',
    caller: {
      ja: 'TLS 1.2 までで登録されていない認証局のクライアント証明書の OpenSSL',
      en: 'OpenSSL of TLS 1.2 at most with a certificate of a CA that is not registered',
    },
    call: showing({}, { by: 'otherRoot', options: ['-tls1_2'] }),
  },
  {
    cause: 'caller-certificate-expired',
    caller: {
      ja: '期限切れのクライアント証明書の OpenSSL',
      en: 'OpenSSL with a certificate that has expired',
    },
    call: showing({ notBefore: days(-60), notAfter: days(-1) }),
  },
  {
    cause: 'caller-certificate-not-yet-valid',
    caller: {
      ja: '有効期間前のクライアント証明書の OpenSSL',
      en: 'OpenSSL with a certificate that is not valid yet',
    },
    call: showing({ notBefore: days(1) }),
  },
  {
    cause: 'caller-client-auth-missing',
    caller: {
      ja: 'サーバー用の証明書（clientAuth なし）の OpenSSL',
      en: 'OpenSSL with a certificate for servers only',
    },
    call: showing({ extendedUsage: ['1.3.6.1.5.5.7.3.1'] }),
  },
  {
    cause: 'caller-certificate-weak',
    caller: {
      ja: 'RSA 1024 ビットのクライアント証明書の OpenSSL',
      en: 'OpenSSL with a certificate with RSA 1024',
    },
    call: showing({ bits: 1024 }),
  },
  {
    cause: 'caller-certificate-weak',
    caller: {
      ja: 'SHA-1 で署名されたクライアント証明書の OpenSSL',
      en: 'OpenSSL with a certificate signed with SHA-1',
    },
    call: showing({ hash: 'SHA-1' }),
  },
  {
    cause: 'caller-certificate-untrusted',
    caller: {
      ja: '登録されていない認証局のクライアント証明書の OpenSSL',
      en: 'OpenSSL with a certificate of a CA that is not registered',
    },
    call: showing({}, { by: 'otherRoot' }),
  },
  {
    cause: 'caller-certificate-self-signed',
    caller: {
      ja: '自己署名のクライアント証明書の OpenSSL',
      en: 'OpenSSL with a self-signed certificate',
    },
    call: showing({}, { by: 'itself' }),
  },
]

export const casesByCallers: readonly CallingCase[] = [
  ...ofServer,
  ...ofCertificates.map((one) => ({
    ...one,
    partner: ({ root }: Made) => ({ trust: [root.pem] }),
  })),
  {
    cause: 'caller-certificate-of-another',
    caller: {
      ja: '別の所有者のクライアント証明書でログインする OpenSSL',
      en: 'OpenSSL that logs in with the certificate of another subject',
    },
    call: showing({ name: 'somebody-else' }, { login: true }),
    partner: ({ root }) => ({ trust: [root.pem], subject: 'CN=supplier', user: 'supplier' }),
  },
]
