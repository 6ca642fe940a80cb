import { goodAnswer } from '../calling.ts'
import { deaf, rawServer, type RawCaller } from '../raw-server.ts'
import { httpAnswer } from './answering-case.ts'
import { certificatePages, pageBytes, type CertificatePage } from './certificate-pages.ts'
import type { DemandingCase } from './demanding-case.ts'
import { issued, type FailingServer, type Made } from './failing-case.ts'
import { hikyakuWithTrust } from './hikyaku-server.ts'
import { renegotiating } from './renegotiating.ts'

type Opens = DemandingCase['open']

/** A server of TLS that says or does this to each request; it may ask for a certificate before. */
function afterRequest(
  act: (caller: RawCaller) => unknown,
  { requestCert = false } = {},
): (made: Made) => Promise<FailingServer> {
  return ({ root, leaf }) => {
    const { chainPem: cert, keyPem: key } = issued(leaf)
    const tls = { cert, key, ca: root.pem, requestCert, rejectUnauthorized: false }
    return rawServer(
      async (caller) => {
        await caller.request()
        await act(caller)
      },
      { tls },
    )
  }
}

const asking = { requestCert: true }

function page(shown: CertificatePage, head = ''): (caller: RawCaller) => void {
  return ({ socket }) => socket.end(pageBytes(shown, head))
}

/** Servers that want a client certificate when they have read the request. */
const lateCertificates: readonly DemandingCase[] = [
  {
    server: {
      ja: 'パスごとに証明書を求める（TLS 1.2、再ネゴシエーション、OpenSSL）。証明書の設定なし',
      en: 'asks for a certificate by path: renegotiation in TLS 1.2 (OpenSSL), and none is set',
    },
    open: ({ leaf }) => renegotiating(leaf),
    tlsMax: 'TLSv1.2',
    fault: 'client-certificate-missing',
    said: /renegotiation/,
  },
  {
    server: {
      ja: 'パスごとに証明書を求める（TLS 1.2、再ネゴシエーション、OpenSSL）。証明書の設定あり',
      en: 'asks for a certificate by path: renegotiation in TLS 1.2 (OpenSSL), and one is set',
    },
    open: async ({ leaf }) => renegotiating(leaf, httpAnswer(await goodAnswer('get'))),
    tlsMax: 'TLSv1.2',
    certificate: 'theirs',
  },
  {
    server: {
      ja: 'パスごとに証明書を求める（TLS 1.3、ハンドシェイク後の認証、Apache の画面）。証明書の設定あり',
      en: 'asks for a certificate by path: post-handshake authentication in TLS 1.3 (page of Apache), and one is set',
    },
    open: afterRequest(page(certificatePages.apache)),
    certificate: 'theirs',
    fault: 'client-certificate-late',
    said: /Post-Handshake Authentication.*TLS 1\.2.*SSLVerifyClient/s,
  },
  {
    server: {
      ja: 'パスごとに証明書を求める（TLS 1.3、ハンドシェイク後の認証、Apache の画面）。証明書の設定なし',
      en: 'asks for a certificate by path: post-handshake authentication in TLS 1.3 (page of Apache), and none is set',
    },
    open: afterRequest(page(certificatePages.apache)),
    fault: 'client-certificate-missing',
    said: /Import a certificate/,
  },
  {
    server: {
      ja: 'パスごとに証明書を求める（TLS 1.3、要求の後のリセット、IIS）。証明書の設定あり',
      en: 'asks for a certificate by path: a reset after the request in TLS 1.3 (as IIS), and one is set',
    },
    open: afterRequest(({ tcp }) => tcp.resetAndDestroy()),
    certificate: 'theirs',
    fault: 'cut-before-certificate',
    said: /go down to TLS 1\.2/,
  },
  {
    server: {
      ja: '何も求めずに 403 だけを返す（TLS 1.3）。証明書の設定あり',
      en: 'asks for nothing and answers a bare 403 (TLS 1.3), and a certificate is set',
    },
    open: afterRequest(page(certificatePages.bare)),
    certificate: 'theirs',
    fault: 'client-certificate-late',
    said: /HTTP 403/,
  },
]

/** Servers that ask in the handshake, take it without one, and refuse then. */
const refusedCertificates: readonly DemandingCase[] = [
  {
    server: {
      ja: 'ハンドシェイクで証明書を求め、400 で拒否する（nginx の画面）。証明書の設定なし',
      en: 'asks in the handshake and refuses with 400 (page of nginx), and none is set',
    },
    open: afterRequest(page(certificatePages.nginxNone), asking),
    fault: 'client-certificate-missing',
    said: /No required SSL certificate was sent/,
  },
  {
    server: {
      ja: 'ハンドシェイクで証明書を求め、400 で拒否する（nginx の画面）。受け付けられない証明書を設定',
      en: 'asks in the handshake and refuses with 400 (page of nginx) the certificate that is set',
    },
    open: afterRequest(page(certificatePages.nginxWrong), asking),
    certificate: 'theirs',
    fault: 'client-certificate-not-accepted',
    said: /The SSL certificate error/,
  },
  {
    server: {
      ja: 'ハンドシェイクで証明書を求め、403 で拒否する（IIS の画面）。証明書の設定なし',
      en: 'asks in the handshake and refuses with 403 (page of IIS), and none is set',
    },
    open: afterRequest(page(certificatePages.iis), asking),
    fault: 'client-certificate-missing',
    said: /403\.7/,
  },
  {
    server: {
      ja: 'Hikyaku のサーバー（接続先に `--trust` を設定）。証明書の設定なし',
      en: 'a Hikyaku whose partner has `--trust`, and none is set',
    },
    open: hikyakuWithTrust,
    fault: 'client-certificate-missing',
    said: /HTTP 403/,
  },
  {
    server: {
      ja: 'Hikyaku のサーバー（接続先に `--trust` を設定）。別の認証局の証明書を設定',
      en: 'a Hikyaku whose partner has `--trust`, and a certificate of another CA is set',
    },
    open: hikyakuWithTrust,
    certificate: 'unknown',
    fault: 'client-certificate-not-accepted',
    said: /HTTP 403/,
  },
]

function wanting(status: string, lines: readonly string[]): Buffer {
  return pageBytes([status, ''], lines.map((line) => `${line}\r\n`).join(''))
}

function loginAtServer(...schemes: string[]): Opens {
  const lines = schemes.map((one) => `WWW-Authenticate: ${one}`)
  return afterRequest(({ socket }) => socket.end(wanting('401 Unauthorized', lines)))
}

/** A proxy that answers CONNECT itself. */
function proxySaying(bytes: Buffer): Opens {
  return () =>
    rawServer(async ({ head, socket }) => {
      await head()
      socket.end(bytes)
    })
}

function loginAtProxy(...schemes: string[]): Opens {
  const lines = schemes.map((one) => `Proxy-Authenticate: ${one}`)
  return proxySaying(wanting('407 Proxy Authentication Required', lines))
}

const digest = 'Digest realm="jx, Basic x", qop="auth", nonce="Basic"'

/** Logins that are not Basic, the only one of JX. */
const logins: readonly DemandingCase[] = (
  [
    ['NTLM', ['NTLM']],
    ['Negotiate', ['Negotiate']],
    ['Negotiate, NTLM', ['Negotiate', 'NTLM']],
    ['Digest', [digest]],
  ] as const
).flatMap(([schemes, lines]) => [
  {
    server: {
      ja: `${schemes} 認証だけを求めるサーバー`,
      en: `a server that wants a login by ${schemes} only`,
    },
    open: loginAtServer(...lines),
    fault: 'login-scheme-unknown',
    said: new RegExp(`by ${schemes} and not by Basic \\(HTTP 401\\)`),
  },
  {
    server: {
      ja: `${schemes} 認証だけを求めるプロキシ`,
      en: `a proxy that wants a login by ${schemes} only`,
    },
    open: loginAtProxy(...lines),
    isProxy: true,
    fault: 'proxy-login-unknown',
    said: new RegExp(`by ${schemes} and not by Basic`),
  },
])

const proxies: readonly DemandingCase[] = [
  {
    server: {
      ja: 'Negotiate 認証のほかにベーシック認証も受け付けるプロキシ（407）。ユーザー ID の設定なし',
      en: 'a proxy that takes Basic beside Negotiate, and no login is set (407)',
    },
    open: loginAtProxy('Negotiate', 'Basic realm="proxy"'),
    isProxy: true,
    fault: 'proxy-refused',
    said: /HTTP 407/,
  },
  {
    server: {
      ja: 'プロキシ自体が TLS で応答する（Node.js、HTTP を切断する）',
      en: 'a proxy that speaks TLS, and hangs up on plain HTTP (Node.js)',
    },
    open: ({ leaf }) => {
      const { chainPem: cert, keyPem: key } = issued(leaf)
      return rawServer(deaf, { tls: { cert, key } })
    },
    isProxy: true,
    fault: 'proxy-speaks-tls',
    said: /plain HTTP/,
  },
  {
    server: {
      ja: 'プロキシ自体が TLS で応答する（HTTP に TLS の警告で応答する）',
      en: 'a proxy that speaks TLS, and answers plain HTTP with an alert of TLS',
    },
    // protocol_version, as OpenSSL sends it.
    open: proxySaying(Buffer.from([21, 3, 1, 0, 2, 2, 70])),
    isProxy: true,
    fault: 'proxy-speaks-tls',
    said: /plain HTTP/,
  },
]

/** What servers and proxies want of us beyond a good handshake. */
export const casesByDemands: readonly DemandingCase[] = [
  ...lateCertificates,
  ...refusedCertificates,
  ...logins,
  ...proxies,
]
