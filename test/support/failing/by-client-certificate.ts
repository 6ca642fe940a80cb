import { opensslServer } from '../openssl-server.ts'
import { testRoot, type CertificateShape, type TestCertificate } from '../legacy/authority.ts'
import { rawServer } from '../raw-server.ts'
import { days, issued, type FailingCase, type FailingServer, type Made } from './failing-case.ts'
import { alertBytes, judging } from './first-flight.ts'

/** OpenSSL servers that want a client certificate and do not like ours. */

/** Names the CAs it accepts, unless it is to accept none of them. */
function demanding(
  version: string,
  names = true,
  ...options: readonly string[]
): (made: Made) => Promise<FailingServer> {
  return ({ leaf, root }) =>
    opensslServer({
      cert: leaf.pem,
      key: leaf.keyPem,
      ...(names ? { clientCa: root.pem } : {}),
      options: [version, '-Verify', '2', '-verify_return_error', ...options],
    })
}

type Ours = NonNullable<FailingCase['certificate']>

const supplier = { name: 'supplier', names: ['supplier'] } as const

function ownOf(shape: CertificateShape): Ours {
  return async ({ root }) => issued(await root.issue({ ...supplier, ...shape }))
}

const clientCertificates: readonly (Pick<
  FailingCase,
  'cause' | 'server' | 'certificate' | 'allow'
> & {
  readonly names?: false
  readonly options?: readonly string[]
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
    cause: 'client-auth-missing',
    server: {
      ja: '用途がメール保護だけのクライアント証明書を拒否',
      en: 'refuses our certificate, which is for e-mail only',
    },
    certificate: ownOf({ extendedUsage: ['1.3.6.1.5.5.7.3.4'] }),
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
  {
    cause: 'client-certificate-called-expired',
    server: {
      ja: '日時が 1 年進んだサーバーが、有効なクライアント証明書を期限切れと答える',
      en: 'a server whose clock is a year ahead calls our certificate expired',
    },
    certificate: ownOf({}),
    options: ['-attime', String(Math.floor(days(365).getTime() / 1000))],
  },
  {
    cause: 'client-certificate-weak',
    server: {
      ja: 'RSA 1024 ビットのクライアント証明書を拒否',
      en: 'refuses our certificate, which has RSA 1024',
    },
    certificate: ownOf({ bits: 1024 }),
    allow: ['small-keys'],
    options: ['-auth_level', '2'],
  },
]

export const caseByClientCertificate: readonly FailingCase[] = [
  ...clientCertificates.flatMap(({ names, options = [], ...one }) =>
    (['-tls1_2', '-tls1_3'] as const).map((version): FailingCase => {
      const label = version === '-tls1_2' ? 'TLS 1.2' : 'TLS 1.3'
      const { ja, en } = one.server
      return {
        ...one,
        server: { ja: `${ja}（OpenSSL、${label}）`, en: `${en} (OpenSSL, ${label})` },
        open: demanding(version, names, ...options),
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
  {
    cause: 'client-certificate-not-sent',
    server: {
      ja: 'EC の証明書だけを受け付ける（こちらは RSA。OpenSSL、TLS 1.2）',
      en: 'accepts certificates with EC keys only, and ours has RSA (OpenSSL, TLS 1.2)',
    },
    open: demanding('-tls1_2', true, '-client_sigalgs', 'ECDSA+SHA256'),
    certificate: ownOf({}),
  },
  {
    cause: 'client-certificate-revoked',
    server: {
      ja: '失効したクライアント証明書を CRL で拒否（OpenSSL、TLS 1.3）',
      en: 'refuses our certificate, which its CRL lists as revoked (OpenSSL, TLS 1.3)',
    },
    ...revoked(),
  },
  {
    cause: 'client-revocation-unchecked',
    server: {
      ja: '失効を調べるが CRL がないサーバー。こちらの認証局は一覧にある（OpenSSL、TLS 1.2）',
      en: 'names our CA, and has no CRL to look our certificate up in (OpenSSL, TLS 1.2)',
    },
    open: demanding('-tls1_2', true, '-crl_check'),
    certificate: ownOf({}),
  },
  {
    cause: 'client-certificate-called-expired',
    server: {
      ja: '期限切れの CRL で失効を調べる（OpenSSL、TLS 1.2）',
      en: 'looks our certificate up in a CRL that is out of date (OpenSSL, TLS 1.2)',
    },
    ...outdatedList(),
  },
  {
    cause: 'client-key-kind-refused',
    server: {
      ja: 'EC の鍵の証明書に unsupported_certificate（43）を返すサーバー（バイト列）',
      en: 'bytes: unsupported_certificate (43) behind our certificate, which has an EC key',
    },
    open: judging((socket) => socket.end(alertBytes(43)), 'ecdsa'),
    certificate: ownOf({ key: 'ec' }),
    tlsMax: 'TLSv1.2',
    said: /secp256r1/,
  },
  {
    cause: 'client-signature-refused',
    server: {
      ja: 'クライアント証明書の署名に decrypt_error（51）を返すサーバー（バイト列）',
      en: 'bytes: decrypt_error (51) behind the signature of our certificate',
    },
    open: judging((socket) => socket.end(alertBytes(51))),
    certificate: ownOf({}),
    tlsMax: 'TLSv1.2',
  },
  {
    cause: 'client-access-denied',
    server: {
      ja: 'クライアント証明書に access_denied（49）を返すサーバー（バイト列）',
      en: 'bytes: access_denied (49) behind our certificate',
    },
    open: judging((socket) => socket.end(alertBytes(49))),
    certificate: ownOf({}),
    tlsMax: 'TLSv1.2',
  },
  {
    cause: 'client-auth-missing',
    server: {
      ja: 'clientAuth のないクライアント証明書の直後に切断（バイト列）',
      en: 'bytes: hangs up behind our certificate, which is for servers only',
    },
    open: judging((socket) => socket.end()),
    certificate: ownOf({ extendedUsage: ['1.3.6.1.5.5.7.3.1'] }),
    tlsMax: 'TLSv1.2',
  },
  {
    cause: 'hung-up-after-client-certificate',
    server: {
      ja: 'クライアント証明書の直後に切断（バイト列、TLS 1.2）',
      en: 'bytes: hangs up behind our certificate (TLS 1.2)',
    },
    open: judging((socket) => socket.end()),
    certificate: ownOf({}),
    tlsMax: 'TLSv1.2',
  },
  {
    cause: 'hung-up-after-client-certificate',
    server: {
      ja: 'クライアント証明書の直後に切断（Node.js、TLS 1.3）',
      en: 'hangs up behind our certificate (Node.js, TLS 1.3)',
    },
    open: ({ leaf, root }) =>
      rawServer(({ tcp }) => tcp.destroy(), {
        tls: { cert: leaf.pem, key: leaf.keyPem, ca: root.pem, requestCert: true },
      }),
    certificate: ownOf({}),
  },
]

/** OpenSSL reads the list of what was revoked with the CAs. */
function revoked(): Pick<FailingCase, 'open' | 'certificate'> {
  let ours: Promise<TestCertificate> | undefined
  const own = ({ root }: Made): Promise<TestCertificate> => (ours ??= root.issue(supplier))
  return {
    open: async (made) => {
      const { root, leaf } = made
      return opensslServer({
        cert: leaf.pem,
        key: leaf.keyPem,
        clientCa: root.pem,
        revoked: await root.revoke(await own(made)),
        options: ['-tls1_3', '-Verify', '2', '-verify_return_error', '-crl_check'],
      })
    },
    certificate: async (made) => issued(await own(made)),
  }
}

/** As seen some days on: the list has ended, and our certificate has not. */
function outdatedList(): Pick<FailingCase, 'open' | 'certificate'> {
  const seconds = String(Math.floor(days(5).getTime() / 1000))
  return {
    open: async ({ root, leaf }) =>
      opensslServer({
        cert: leaf.pem,
        key: leaf.keyPem,
        clientCa: root.pem,
        revoked: await root.revoke(leaf),
        options: ['-tls1_2', '-Verify', '2', '-verify_return_error', '-crl_check'].concat(
          '-attime',
          seconds,
        ),
      }),
    certificate: ownOf({}),
  }
}
