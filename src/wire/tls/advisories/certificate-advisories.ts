import { actions } from '../action.ts'
import {
  expiredAt,
  hasWeakSignature,
  isSelfIssued,
  lacksPurpose,
} from '../explanation/causes/certificates.ts'
import type { SeenCertificate } from '../wire/facts.ts'
import type { Advisory, AdvisoryCase } from './advisory.ts'

const newCertificate = {
  ja: '新しい証明書を登録し、クライアント認証設定で選んでください。',
  en: 'Import the new one and choose it for client authentication.',
  actions: [actions.importCertificate, actions.chooseCertificate],
}
const formerCertificate = {
  ja: '以前の証明書に戻す場合は、クライアント認証設定で選び直します。',
  en: 'To go back to the former one, choose it again for client authentication.',
  actions: [actions.chooseCertificate],
}
const nothingToUndo = {
  ja: 'こちらの設定は変更していないため、元に戻す操作はありません。',
  en: 'No setting of ours was changed, so there is nothing to undo.',
}

/** Known problems of certificates. */
export const certificateAdvisories: readonly Advisory[] = [
  {
    id: 'public-certificate-without-client-auth',
    title: {
      ja: '公的な認証局の証明書がクライアント認証に使えない（2026-06-15 以降）',
      en: 'Certificates of public CAs without clientAuth (since 2026-06-15)',
    },
    concerns: {
      ja: '公的な認証局の証明書をクライアント認証に使う側と、それを受け付ける側',
      en: 'Whoever uses a certificate of a public CA for client authentication, and whoever accepts one',
    },
    since: {
      date: '2026-06-15',
      event: {
        ja: 'Chrome のルートプログラムが新しい中間認証局を serverAuth だけに制限',
        en: 'The Chrome Root Program limits new intermediate CAs to serverAuth',
      },
    },
    phenomenon: {
      ja: '証明書を更新した後、クライアント認証が拒否されます。',
      en: 'Client authentication is refused after the certificate was renewed.',
    },
    conditions: [
      {
        text: {
          ja: 'クライアントの証明書の拡張キー使用法に clientAuth がない。',
          en: 'The extended key usage of the client’s certificate lacks clientAuth.',
        },
        holds: (seen) => clientLeaf(seen).some((one) => lacksPurpose(one, 'client')),
      },
      {
        text: {
          ja: 'その証明書はサーバー用（serverAuth）で、認証局が発行したものである。',
          en: 'It is a certificate for servers (serverAuth) that a CA issued.',
        },
        holds: (seen) =>
          clientLeaf(seen).some((one) => !lacksPurpose(one, 'server') && !isSelfIssued(one)),
      },
      {
        text: {
          ja: 'クライアント証明書が原因で失敗した。',
          en: 'The handshake failed over the client’s certificate.',
        },
        holds: among('client-auth-missing', 'caller-client-auth-missing'),
      },
    ],
    explanation: {
      ja: 'Chrome のルートプログラムは、公的な認証局を serverAuth だけの用途に限ります。新しい中間認証局には 2026-06-15 から、サーバー証明書には遅くとも 2027-03-15 から適用されます。公的な認証局は 2025 年後半から順に clientAuth を外しています。以前は同じ証明書をクライアント認証にも使えました。EDI 用などのプライベート認証局は対象外です。',
      en: 'The Chrome Root Program limits public CAs to serverAuth: new intermediate CAs since 2026-06-15, server certificates from 2027-03-15 at the latest. Public CAs have been dropping clientAuth one by one since late 2025. Before, the same certificate also served for client authentication. Private CAs, such as those for EDI, are not affected.',
    },
    cause: {
      ja: '更新後の証明書に clientAuth がないため、相手が受け付けません。',
      en: 'The renewed certificate lacks clientAuth, so the other side does not accept it.',
    },
    workaround: [
      {
        ja: '接続先が受け付ける、クライアント認証用の認証局（EDI 用など）に発行を依頼してください。',
        en: 'Have a certificate for client authentication issued by a CA that the partner accepts, such as one for EDI.',
        actions: [actions.requestCertificate],
      },
      newCertificate,
    ],
    undo: [formerCertificate],
    sources: [
      { title: 'Chrome Root Program Policy 1.8', date: '2026-02-05' },
      {
        title: 'Let’s Encrypt, Ending TLS Client Authentication Certificate Support',
        date: '2025-05-14',
      },
    ],
  },
  {
    id: 'sha1-md5-chain',
    title: {
      ja: 'SHA-1・MD5 で署名された証明書',
      en: 'Certificates signed with SHA-1 or MD5',
    },
    concerns: {
      ja: 'SHA-1 や MD5 の古い証明書を使い続けている側と、その相手',
      en: 'Whoever still uses old certificates signed with SHA-1 or MD5, and their partners',
    },
    since: {
      date: '2016-01-01',
      event: {
        ja: '公的な認証局が SHA-1 での発行を終了',
        en: 'Public CAs cease to sign with SHA-1',
      },
    },
    phenomenon: {
      ja: '署名が弱いという理由で証明書が拒否されます。',
      en: 'A certificate is refused because its signature is too weak.',
    },
    conditions: [
      {
        text: {
          ja: '証明書の署名が弱いために失敗した。',
          en: 'The handshake failed over a weak certificate.',
        },
        holds: among('weak-server-signature', 'client-certificate-weak', 'caller-certificate-weak'),
      },
      {
        text: {
          ja: 'ルート以外の証明書が SHA-1 または MD5 などで署名されている。',
          en: 'A certificate other than a root is signed with SHA-1, MD5 or an older digest.',
        },
        holds: ({ evidence: { serverChain, clientChain, ownChain } }) =>
          [...serverChain, ...(clientChain ?? []), ...ownChain].some(hasWeakSignature),
      },
    ],
    explanation: {
      ja: 'SHA-1 と MD5 では別の証明書に同じ署名を付けられるため、現在の TLS ライブラリは拒否します。',
      en: 'With SHA-1 and MD5 a forged certificate can bear the same signature, so present TLS libraries refuse them.',
    },
    cause: {
      ja: '証明書か中間証明書が古く、SHA-256 に更新されていません。',
      en: 'The certificate or an intermediate is old and was never renewed with SHA-256.',
    },
    workaround: [
      {
        ja: '接続先の証明書の場合は、SHA-256 以上の証明書（中間を含む）への更新を依頼してください。',
        en: 'If it is the partner’s, ask for a chain signed with SHA-256 or better, intermediates included.',
      },
      {
        ja: 'こちらの証明書の場合は、SHA-256 で再発行を依頼してください。',
        en: 'If it is ours, have it issued again with SHA-256.',
      },
      newCertificate,
    ],
    undo: [formerCertificate],
    sources: [
      { title: 'RFC 6151 (MD5)', date: '2011-03' },
      { title: 'RFC 9155 (MD5 and SHA-1 signatures in TLS)', date: '2021-12' },
    ],
  },
  {
    id: 'old-pfx',
    title: {
      ja: '古い方式で暗号化された PFX を読み込めない',
      en: 'PFX files with old encryption cannot be opened',
    },
    concerns: {
      ja: '古いソフトウェアから書き出した PFX を登録する側',
      en: 'Whoever imports a PFX file that older software wrote',
    },
    since: {
      date: '2021-09-07',
      event: {
        ja: 'OpenSSL 3.0 が古い暗号を初期設定から除外',
        en: 'OpenSSL 3.0 switches old encryption off by default',
      },
    },
    phenomenon: {
      ja: 'パスワードは正しいのに、PFX を読み込めません。',
      en: 'A PFX file cannot be opened although its password is right.',
    },
    conditions: [
      {
        text: {
          ja: '証明書の登録で PFX の暗号が拒否された（20151112）。RC2-40 と 3DES は登録時に変換するため該当しません。',
          en: 'The import of a certificate refused the encryption of a PFX file (20151112). RC2-40 and 3DES are converted on the way in.',
        },
        holds: among('pfx-encryption-unknown'),
      },
    ],
    explanation: {
      ja: '古いソフトウェアは PFX を RC4、DES、RC2-40、3DES で暗号化します。OpenSSL 3 ではこれらのうち RC4・DES・RC2 が legacy プロバイダーに移され、初期設定では使えません。同じファイルは、接続先など OpenSSL 3 を使うほかの製品でも読み込めないことがあります。',
      en: 'Older software encrypts PFX files with RC4, DES, RC2-40 or 3DES. OpenSSL 3 moved RC4, DES and RC2 to its legacy provider, which is off by default. Other products that use OpenSSL 3, a partner’s too, may refuse the same file.',
    },
    cause: {
      ja: 'PFX が古い暗号で書き出されています。証明書と鍵は有効です。',
      en: 'The file was written with old encryption. Certificate and key in it are fine.',
    },
    workaround: [
      {
        ja: '元のファイルを残したまま PEM に変換します: openssl pkcs12 -legacy -in old.pfx -out client.pem',
        en: 'Convert it to PEM and keep the old file: openssl pkcs12 -legacy -in old.pfx -out client.pem',
      },
      {
        ja: '新しい暗号の PFX に書き直します: openssl pkcs12 -export -in client.pem -out new.pfx',
        en: 'Write it again with present encryption: openssl pkcs12 -export -in client.pem -out new.pfx',
      },
      newCertificate,
      {
        ja: '途中の client.pem を消去してください。',
        en: 'Delete client.pem, which lay in between.',
      },
    ],
    undo: [formerCertificate],
    sources: [{ title: 'OpenSSL 3.0, migration guide', date: '2021-09-07' }],
  },
  {
    id: 'cross-signed-root-expired',
    title: {
      ja: 'クロスルート証明書の期限切れ',
      en: 'An expired cross-signed root',
    },
    concerns: {
      ja: 'クロスルート証明書を送るサーバーに接続する側',
      en: 'Whoever calls a server that sends a cross-signed root',
    },
    since: {
      date: '2020-05-30',
      event: {
        ja: '広く使われた AddTrust External CA Root が期限切れ',
        en: 'AddTrust External CA Root, which was widely used, expires',
      },
    },
    phenomenon: {
      ja: 'サーバー証明書は有効なのに、期限切れで接続に失敗します。',
      en: 'The connection fails over an expired certificate although the server’s own is valid.',
    },
    conditions: [
      {
        text: {
          ja: '認証局の証明書の期限切れで失敗した。',
          en: 'The handshake failed over an expired CA certificate.',
        },
        holds: among('server-issuer-expired', 'trusted-root-expired'),
      },
      {
        text: {
          ja: 'サーバー証明書そのものは有効期間内である。',
          en: 'The server’s own certificate has not expired.',
        },
        holds: ({ evidence: { serverChain, at } }) =>
          serverChain.slice(0, 1).some((leaf) => !expiredAt(leaf, at)),
      },
      {
        text: {
          ja: 'サーバーが送った最後の証明書はクロスルート（別の認証局が署名した認証局の証明書）で、期限が切れている。',
          en: 'The last certificate the server sent is a CA’s, signed by another CA, and has expired.',
        },
        holds: endsInExpiredCross,
      },
    ],
    explanation: {
      ja: '新しいルートを普及させるため、古いルートで署名したクロスルート証明書が使われます。その期限が切れても、新しいルートを信頼していれば本来は検証できます。',
      en: 'To spread a new root, it is also signed by an older one. When that cross-signed certificate expires, the chain can still be verified by whoever trusts the new root.',
    },
    cause: {
      ja: 'サーバーが期限切れのクロスルート証明書を送り続けているか、新しいルートがこちらに登録されていません。',
      en: 'The server still sends the expired certificate, or the new root is not registered here.',
    },
    workaround: [
      {
        ja: '接続先に、古いクロスルート証明書を外すよう依頼してください。',
        en: 'Ask the partner to drop the old cross-signed certificate from the chain.',
      },
      {
        ja: '正規の経路で受け取った新しいルートを、信頼する認証局に登録します。',
        en: 'Register the new root, received by a way you trust.',
        actions: [actions.trust],
      },
    ],
    undo: [
      nothingToUndo,
      {
        ja: '信頼する認証局を登録した場合は、以前のものだけに戻します。',
        en: 'If a root was registered, go back to the former ones.',
        actions: [actions.trust],
      },
    ],
    sources: [
      { title: 'AddTrust External CA Root', date: '2020-05-30' },
      { title: 'DST Root CA X3', date: '2021-09-30' },
    ],
  },
]

function clientLeaf({ evidence }: AdvisoryCase): readonly SeenCertificate[] {
  const { role, clientChain, ownChain } = evidence
  return (clientChain ?? (role === 'client' ? ownChain : [])).slice(0, 1)
}

/** Under TLS 1.3 the library adds a root of ours to what was sent. */
function endsInExpiredCross({ evidence: { serverChain, at } }: AdvisoryCase): boolean {
  const sent = serverChain.filter((one) => !isSelfIssued(one))
  const last = sent.slice(2).at(-1)
  return last?.ca === true && expiredAt(last, at)
}

function among(...names: readonly string[]): (seen: AdvisoryCase) => boolean {
  return ({ cause }) => names.includes(cause)
}
