import { opensslServer } from '../openssl-server.ts'
import { testRoot, type CertificateShape } from '../legacy/authority.ts'
import { days, issued, type FailingCase, type FailingServer, type Made } from './failing-case.ts'

/** OpenSSL servers that want a client certificate and do not like ours. */

/** Names the CAs it accepts, unless it is to accept none of them. */
function demanding(version: string, names = true): (made: Made) => Promise<FailingServer> {
  return ({ leaf, root }) =>
    opensslServer({
      cert: leaf.pem,
      key: leaf.keyPem,
      ...(names ? { clientCa: root.pem } : {}),
      options: [version, '-Verify', '2', '-verify_return_error'],
    })
}

type Ours = NonNullable<FailingCase['certificate']>

const supplier = { name: 'supplier', names: ['supplier'] } as const

function ownOf(shape: CertificateShape): Ours {
  return async ({ root }) => issued(await root.issue({ ...supplier, ...shape }))
}

const clientCertificates: readonly (Pick<FailingCase, 'cause' | 'server' | 'certificate'> & {
  readonly names?: false
})[] = [
  {
    cause: 'no-client-certificate-configured',
    server: {
      ja: 'クライアント証明書を要求（こちらは未設定）',
      en: 'wants a client certificate, and none is set',
    },
  },
  {
    cause: 'client-certificate-expired',
    server: {
      ja: '期限切れのクライアント証明書を拒否',
      en: 'refuses our certificate, which has expired',
    },
    certificate: ownOf({ notBefore: days(-60), notAfter: days(-1) }),
  },
  {
    cause: 'client-certificate-not-yet-valid',
    server: {
      ja: '有効期間前のクライアント証明書を拒否',
      en: 'refuses our certificate, which is not valid yet',
    },
    certificate: ownOf({ notBefore: days(1) }),
  },
  {
    cause: 'client-auth-missing',
    server: {
      ja: 'clientAuth のないクライアント証明書を拒否',
      en: 'refuses our certificate, which is for servers only',
    },
    certificate: ownOf({ extendedUsage: ['1.3.6.1.5.5.7.3.1'] }),
  },
  {
    cause: 'client-certificate-self-signed',
    server: {
      ja: '自己署名のクライアント証明書を拒否',
      en: 'refuses our certificate, which is self-signed',
    },
    certificate: async () => issued(await testRoot({ ...supplier, ca: false })),
    names: false,
  },
  {
    cause: 'client-ca-unknown',
    server: {
      ja: 'クライアント証明書の認証局を知らない（unknown_ca）',
      en: 'does not know the CA of our certificate (unknown_ca)',
    },
    certificate: async ({ otherRoot }) => issued(await otherRoot.issue(supplier)),
    names: false,
  },
]

export const caseByClientCertificate: readonly FailingCase[] = [
  ...clientCertificates.flatMap(({ names, ...one }) =>
    (['-tls1_2', '-tls1_3'] as const).map((version): FailingCase => {
      const label = version === '-tls1_2' ? 'TLS 1.2' : 'TLS 1.3'
      const { ja, en } = one.server
      return {
        ...one,
        server: { ja: `${ja}（OpenSSL、${label}）`, en: `${en} (OpenSSL, ${label})` },
        open: demanding(version, names),
      }
    }),
  ),
  {
    // In TLS 1.3 the names of the CAs are under encryption.
    cause: 'client-issuer-not-accepted',
    server: {
      ja: '受け付ける認証局の一覧に、こちらの認証局がない（OpenSSL、TLS 1.2）',
      en: 'names the CAs it accepts, and ours is not among them (OpenSSL, TLS 1.2)',
    },
    open: demanding('-tls1_2'),
    certificate: async ({ otherRoot }) => issued(await otherRoot.issue(supplier)),
  },
]
