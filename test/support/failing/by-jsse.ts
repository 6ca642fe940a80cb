import type { JsseListen } from '../jsse/jsse-server.ts'
import { issued, type FailingCase, type FailingServer, type Made } from './failing-case.ts'

/** Java's own TLS, which has other words for the same trouble than OpenSSL. */
function java(order: Pick<JsseListen, 'protocols' | 'suites' | 'auth'>) {
  return async ({ jsse, leaf, root }: Made): Promise<FailingServer> => {
    const server = await jsse()
    const own = { cert: leaf.pem, key: leaf.keyPem, kind: 'RSA', ca: root.pem } as const
    const { port } = await server.listen({ ...own, ...order })
    return { port, close: () => Promise.resolve() }
  }
}

const gcm = ['TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256']
const ofTls13 = ['TLS_AES_128_GCM_SHA256']
const ofAnotherCa: FailingCase['certificate'] = async ({ otherRoot }) =>
  issued(await otherRoot.issue({ name: 'supplier', names: ['supplier'] }))

export const caseByJsse: readonly FailingCase[] = (
  [
    {
      cause: 'no-common-version',
      server: {
        ja: 'Java（TLS 1.3 だけ。こちらは TLS 1.2 まで）',
        en: 'Java with TLS 1.3 only, while we allow 1.2',
      },
      open: java({ protocols: ['TLSv1.3'], suites: ofTls13 }),
      tlsMax: 'TLSv1.2',
    },
    {
      cause: 'no-common-version',
      server: { ja: 'Java（TLS 1.0 だけ）', en: 'Java with TLS 1.0 only' },
      open: java({ protocols: ['TLSv1'], suites: ['TLS_RSA_WITH_AES_128_CBC_SHA'] }),
    },
    {
      cause: 'rsa-secret-misread',
      server: {
        ja: 'Java（SSL 3.0 だけ。こちらは SSL 3.0～TLS 1.0）',
        en: 'Java with SSL 3.0 only, while we offer TLS 1.0 and follow it down',
      },
      open: java({ protocols: ['SSLv3'], suites: ['TLS_RSA_WITH_RC4_128_SHA'] }),
      tlsMin: 'SSLv3',
      tlsMax: 'TLSv1',
      tlsSuites: ['TLS_RSA_WITH_RC4_128_SHA'],
      allow: ['ssl3', 'tls1.0', 'weak-suites'],
    },
    {
      cause: 'no-common-suite',
      server: { ja: 'Java（RC4 の暗号だけ）', en: 'Java with a suite of RC4 only' },
      open: java({ protocols: ['TLSv1.2'], suites: ['TLS_RSA_WITH_RC4_128_SHA'] }),
    },
    {
      cause: 'no-client-certificate-configured',
      server: {
        ja: 'クライアント証明書を要求（こちらは未設定。Java、TLS 1.2）',
        en: 'Java wants a client certificate, and none is set (TLS 1.2)',
      },
      open: java({ protocols: ['TLSv1.2'], suites: gcm, auth: 'need' }),
    },
    {
      cause: 'no-client-certificate-configured',
      server: {
        ja: 'クライアント証明書を要求（こちらは未設定。Java、TLS 1.3）',
        en: 'Java wants a client certificate, and none is set (TLS 1.3)',
      },
      open: java({ protocols: ['TLSv1.3'], suites: ofTls13, auth: 'need' }),
    },
    {
      cause: 'client-issuer-not-accepted',
      server: {
        ja: '受け付ける認証局の一覧に、こちらの認証局がない（Java、TLS 1.2）',
        en: 'Java names the CAs it accepts, and ours is not among them (TLS 1.2)',
      },
      open: java({ protocols: ['TLSv1.2'], suites: gcm, auth: 'need' }),
      certificate: ofAnotherCa,
    },
    {
      cause: 'client-certificate-refused',
      server: {
        ja: '別の認証局のクライアント証明書を拒否（Java、TLS 1.3）',
        en: 'Java refuses our certificate, which is from another CA (TLS 1.3)',
      },
      open: java({ protocols: ['TLSv1.3'], suites: ofTls13, auth: 'need' }),
      certificate: ofAnotherCa,
    },
  ] satisfies readonly FailingCase[]
).map((one) => ({ ...one, needs: 'java' }))
