import * as x509 from '@peculiar/x509'
import { caseByChainRule } from './by-chain-rule.ts'
import { testRoot, type CertificateShape, type TestCertificate } from '../legacy/authority.ts'
import { days, serving, type FailingCase, type FailingServer, type Made } from './failing-case.ts'

/** Servers of Node.js whose certificate we refuse. */

/** A leaf of the root that we trust. */
function leafOf(shape: CertificateShape): (made: Made) => Promise<FailingServer> {
  return async ({ root }) => serving(await root.issue(shape))
}

const ofCa = { name: 'Issuing CA', ca: true }
const ofIssuing = { subject: 'CN=localhost', issuer: 'CN=Issuing CA' }
const past = { notBefore: days(-60), notAfter: days(-1) }

const addressAsName = new x509.SubjectAlternativeNameExtension([
  { type: 'dns', value: '127.0.0.1' },
])

function young({ root }: Made): Promise<TestCertificate> {
  return root.issue({ ...ofCa, notBefore: days(1) })
}

const serverCertificates: readonly Pick<
  FailingCase,
  'cause' | 'server' | 'host' | 'open' | 'trust' | 'known'
>[] = [
  {
    cause: 'server-certificate-expired',
    server: { ja: '期限切れの証明書', en: 'a certificate that has expired' },
    open: leafOf({ notBefore: days(-60), notAfter: days(-1) }),
  },
  {
    cause: 'server-issuer-expired',
    server: { ja: '期限切れの中間証明書', en: 'an intermediate that has expired' },
    open: async ({ root }) => {
      const shape = { name: 'Old issuing CA', ca: true, notBefore: days(-60), notAfter: days(-1) }
      const issuer = await root.issue(shape)
      return serving(await issuer.issue(), issuer)
    },
  },
  {
    cause: 'server-issuer-expired',
    server: {
      ja: '期限切れのクロスルート証明書まで送るサーバー（こちらには古いルートだけを登録）',
      en: 'a chain that ends in an expired cross-signed root, while we know the old root only',
    },
    open: async ({ root }) => {
      const cross = await root.issue({ name: 'New root CA', ca: true, ...past })
      const issuer = await cross.issue(ofCa)
      return serving(await issuer.issue(), issuer, cross)
    },
  },
  {
    cause: 'server-certificate-not-yet-valid',
    server: { ja: '有効期間前の証明書', en: 'a certificate that is not valid yet' },
    open: leafOf({ notBefore: days(1) }),
  },
  {
    cause: 'wrong-host-name',
    server: { ja: '別のホスト名の証明書', en: 'a certificate for another host' },
    open: leafOf({ name: 'edi.example', names: ['edi.example'] }),
  },
  {
    cause: 'wrong-host-name',
    server: {
      ja: '別のホスト名が 3,000 件の、主体者名も長い証明書',
      en: 'a certificate for 3,000 other hosts, whose own name is long too',
    },
    open: leafOf({
      name: 'edi'.repeat(2000),
      names: Array.from({ length: 3000 }, (_, at) => `shop${at}.edi.example`),
    }),
  },
  {
    cause: 'server-address-not-named',
    server: {
      ja: 'IP アドレスを共通名だけに持つ証明書（IP アドレスで接続）',
      en: 'a certificate with the address in its common name alone, called by address',
    },
    host: '127.0.0.1',
    open: leafOf({ name: '127.0.0.1', names: [] }),
  },
  {
    cause: 'server-address-not-named',
    server: {
      ja: 'IP アドレスを DNS 名として持つ証明書（IP アドレスで接続）',
      en: 'a certificate with the address as a DNS name, called by address',
    },
    host: '127.0.0.1',
    open: leafOf({ name: 'x', names: [], extensions: [addressAsName] }),
  },
  {
    cause: 'server-names-missing',
    server: {
      ja: 'ホスト名の一覧がない、別の名前の証明書',
      en: 'a certificate of another name, without a list of names',
    },
    open: leafOf({ name: 'edi.example', names: [] }),
  },
  {
    cause: 'server-certificate-self-signed',
    server: { ja: '自己署名の証明書', en: 'a self-signed certificate' },
    open: async () => serving(await testRoot({ name: 'localhost', ca: false })),
  },
  {
    cause: 'root-not-trusted',
    server: {
      ja: '登録されていないルート証明書まで送るサーバー',
      en: 'a chain with its root, which is not registered',
    },
    open: async ({ otherRoot }) => serving(await otherRoot.issue(), otherRoot),
  },
  {
    cause: 'unknown-issuer',
    server: {
      ja: '登録されていないルート認証局の証明書',
      en: 'a certificate of a root CA that is not registered',
    },
    open: async ({ otherRoot }) => serving(await otherRoot.issue()),
  },
  {
    cause: 'missing-intermediate',
    server: {
      ja: '中間証明書を送らないサーバー',
      en: 'a server that does not send its intermediate',
    },
    open: async ({ root }) => {
      const issuer = await root.issue({ name: 'Issuing CA', ca: true })
      return serving(await issuer.issue())
    },
  },
  {
    cause: 'server-auth-missing',
    server: {
      ja: 'clientAuth だけの証明書',
      en: 'a certificate for clients only',
    },
    open: leafOf({ extendedUsage: ['1.3.6.1.5.5.7.3.2'] }),
  },
  {
    cause: 'inspected-by-proxy',
    server: {
      ja: 'TLS 検査製品の認証局が発行した証明書',
      en: 'a certificate of the CA of a product that inspects TLS',
    },
    open: async () => {
      const inspector = await testRoot({ name: 'FortiGate CA' })
      return serving(await inspector.issue(), inspector)
    },
  },
  {
    cause: 'issuer-changed',
    server: {
      ja: '発行元が前回の成功時から変わった証明書',
      en: 'a certificate whose issuer is not that of the last success',
    },
    open: async ({ otherRoot }) => serving(await otherRoot.issue()),
    known: ({ root }) => ({ knownChain: [{ subject: 'CN=localhost', issuer: root.subject }] }),
  },
  {
    cause: 'missing-intermediate',
    server: {
      ja: '更新後、前回とは別の中間証明書を送らないサーバー',
      en: 'a server that was renewed below another intermediate, which it does not send',
    },
    open: async ({ root }) => {
      const issuer = await root.issue({ name: 'Issuing CA 2', ca: true })
      return serving(await issuer.issue())
    },
    known: ({ root }) => ({
      knownChain: [ofIssuing, { ...ofIssuing, subject: ofIssuing.issuer, issuer: root.subject }],
    }),
  },
  {
    cause: 'server-certificate-self-signed',
    server: {
      ja: '自己署名証明書（前回の成功時は認証局が発行した証明書）',
      en: 'a self-signed certificate, where one of a CA was at the last success',
    },
    open: async () => serving(await testRoot({ name: 'localhost', ca: false })),
    known: ({ root }) => ({ knownChain: [{ subject: 'CN=localhost', issuer: root.subject }] }),
  },
  {
    // A clock that is years ahead or behind makes the same facts.
    cause: 'clock-suspect',
    server: {
      ja: '認証局もサーバーも有効期間前の証明書（日時が過去のときと同じ事実）',
      en: 'CA and server both not valid yet, as a clock that is behind sees them',
    },
    open: async (made) => {
      const issuer = await young(made)
      return serving(await issuer.issue({ notBefore: days(2) }), issuer)
    },
  },
  {
    cause: 'clock-suspect',
    server: {
      ja: '認証局もサーバーも期限切れの証明書（日時が未来のときと同じ事実）',
      en: 'CA and server both expired, as a clock that is ahead sees them',
    },
    open: async ({ root }) => {
      const issuer = await root.issue({ ...ofCa, ...past })
      return serving(await issuer.issue(past), issuer)
    },
  },
  ...caseByChainRule,
]

/** In TLS 1.2 certificates are seen on the wire, in 1.3 the library must tell of them. */
export const caseByServerCertificate: readonly FailingCase[] = [
  ...serverCertificates,
  trustedRootExpired(),
].flatMap((one) =>
  (['TLSv1.2', 'TLSv1.3'] as const).map((tlsMax): FailingCase => {
    const label = tlsMax.replace('TLSv', 'TLS ')
    const { ja, en } = one.server
    return { ...one, tlsMax, server: { ja: `${ja}（${label}）`, en: `${en} (${label})` } }
  }),
)

/** The root is in our settings alone: the server cannot be blamed for it. */
function trustedRootExpired(): FailingCase {
  const made = testRoot({ name: 'Root of old', ...past })
  return {
    cause: 'trusted-root-expired',
    server: {
      ja: '有効な証明書（こちらに登録したルート証明書だけが期限切れ）',
      en: 'a good certificate, below a root that expired in our settings',
    },
    open: async () => serving(await (await made).issue()),
    trust: async () => [(await made).pem],
  }
}
