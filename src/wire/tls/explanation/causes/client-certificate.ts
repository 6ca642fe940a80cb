import { actions } from '../../action.ts'
import { theirAlert, type Evidence } from '../evidence.ts'
import type { CauseRow, Slots } from '../explanation.ts'
import {
  dayOf,
  expiredAt,
  hasSmallKey,
  hasWeakSignature,
  isSelfIssued,
  keyText,
  lacksPurpose,
  notYetValidAt,
  nameOf,
  shortName,
} from './certificates.ts'
import { alertSlot, ownSlots } from './client-alert.ts'
import { clientAlertCauses } from './client-alert-causes.ts'
import { acceptedSlots, issuersOf, issuerSlots } from './accepted-issuers.ts'
import { answeredWithNone, excludes, refused, wantsCertificate } from './client-refusal.ts'
import {
  askForTheLog,
  checkClientCertificate,
  checkTheClock,
  checkTheirRevocations,
  importNewCertificate,
  registerOurCa,
} from './shared-texts.ts'

/** Our client certificate as the server judges it. */
export const clientCertificateCauses: readonly CauseRow[] = [
  {
    cause: 'no-client-certificate-configured',
    fault: 'tls-client-certificate-needed',
    side: 'operator',
    fits: (evidence: Evidence): Slots | undefined => {
      if (evidence.certificateConfigured || !wantsCertificate(evidence)) return undefined
      return acceptedSlots(evidence)
    },
    shows: ['request', 'client-chain', 'own-chain', 'their-alert', 'ended', 'error'],
    breaksAt: ({ clientChain, role, alerts }) =>
      clientChain === undefined && alerts.some(({ from }) => from !== role)
        ? 'their-alert'
        : 'client-chain',
    summary: {
      ja: '接続先はクライアント証明書を要求していますが、この接続先には設定されていません',
      en: 'the server requires a client certificate, and none is set for this partner',
    },
    remedies: [
      {
        ja: '証明書を登録し、クライアント認証設定で選んでください。',
        en: 'Import a certificate and choose it for client authentication.',
        actions: [actions.importCertificate, actions.chooseCertificate],
      },
      {
        ja: '証明書がない場合は、接続先が指定する認証局{accepted}に発行を依頼してください。',
        en: 'If there is none yet, have one issued by a CA that the partner accepts{accepted}.',
      },
    ],
    tell: {
      ja: '貴社サーバー {peer} はクライアント証明書を要求しています。使用できる認証局と申請方法をお知らせください。',
      en: 'Your server {peer} requires a client certificate. From which CA must it be, and how is it applied for?',
    },
  },
  {
    cause: 'client-certificate-not-sent',
    fault: 'tls-failed',
    side: 'operator',
    fits: (evidence: Evidence): Slots | undefined => {
      if (!evidence.certificateConfigured || !answeredWithNone(evidence)) return undefined
      const types = evidence.request?.types.join(', ') ?? '?'
      return { types, ...issuerSlots(evidence), name: nameOf(evidence.ownChain[0]) }
    },
    shows: ['request', 'own-chain', 'client-chain', 'their-alert', 'error'],
    breaksAt: 'client-chain',
    summary: {
      ja: '設定したクライアント証明書「{name}」が接続先の要求に合わないため、送信されませんでした（受け付ける種類 {types}、認証局 {issuers}）',
      en: 'the client certificate {name} was not sent, as it is not what the server asks for (types {types}, CAs {issuers})',
    },
    remedies: [
      checkClientCertificate,
      {
        ja: '鍵の種類（RSA・EC）と署名方式を接続先の要求に合わせて、証明書の再発行を依頼してください。',
        en: 'Have a certificate issued with the kind of key (RSA, EC) and signature that the server asks for.',
      },
      registerOurCa,
    ],
    tell: {
      ja: '当方のクライアント証明書が貴社サーバー {peer} の受け付ける種類に合いません。受け付ける鍵の種類と認証局をお知らせください。',
      en: 'Our client certificate is not of a kind that your server {peer} accepts. Which kinds of key and which CAs are accepted?',
    },
  },
  {
    cause: 'client-certificate-expired',
    fault: 'tls-failed',
    side: 'operator',
    fits: (evidence: Evidence): Slots | undefined => {
      const expired = evidence.ownChain.find((one) => expiredAt(one, evidence.at))
      if (expired === undefined || !refused(evidence)) return undefined
      return { ...alertSlot(evidence), name: nameOf(expired), day: dayOf(expired.notAfter) }
    },
    shows: ['own-chain', 'their-alert', 'ended', 'error'],
    breaksAt: 'their-alert',
    summary: {
      ja: 'こちらのクライアント証明書「{name}」の有効期限が切れています（{day} まで。接続先の応答 {alert}）',
      en: 'our client certificate {name} has expired (valid until {day}; the server: {alert})',
    },
    remedies: [
      checkTheClock,
      {
        ja: '認証局に証明書の更新を申請してください。',
        en: 'Apply to the CA for a renewal.',
        actions: [actions.requestCertificate],
      },
      importNewCertificate,
    ],
    tell: {
      ja: '当方のクライアント証明書の有効期限が切れたため、更新します。新しい証明書の登録が必要な場合はお知らせください。',
      en: 'Our client certificate has expired and will be renewed. Please tell us whether the new one must be registered with you.',
    },
  },
  {
    cause: 'client-certificate-not-yet-valid',
    fault: 'tls-failed',
    side: 'operator',
    fits: (evidence: Evidence): Slots | undefined => {
      const early = evidence.ownChain.find((one) => notYetValidAt(one, evidence.at))
      if (early === undefined || !refused(evidence)) return undefined
      return { ...alertSlot(evidence), name: nameOf(early), day: dayOf(early.notBefore) }
    },
    shows: ['own-chain', 'their-alert', 'ended', 'error'],
    breaksAt: 'their-alert',
    summary: {
      ja: 'こちらのクライアント証明書「{name}」はまだ有効期間に入っていません（{day} から。接続先の応答 {alert}）',
      en: 'our client certificate {name} is not valid yet (from {day}; the server: {alert})',
    },
    remedies: [
      checkTheClock,
      {
        ja: '有効期間が始まるまで、クライアント認証設定で以前の証明書を選んでください。',
        en: 'Until then choose the certificate of before for client authentication.',
        actions: [actions.chooseCertificate],
      },
    ],
  },
  {
    cause: 'client-auth-missing',
    fault: 'tls-failed',
    side: 'operator',
    fits: (evidence: Evidence): Slots | undefined => {
      const [own] = evidence.ownChain
      if (own === undefined || !lacksPurpose(own, 'client') || !refused(evidence)) return undefined
      return { ...alertSlot(evidence), name: nameOf(own), issuer: shortName(own.issuer) }
    },
    shows: ['own-chain', 'their-alert', 'ended', 'error'],
    breaksAt: 'their-alert',
    summary: {
      ja: 'こちらの証明書「{name}」はクライアント認証用ではありません（拡張キー使用法に clientAuth がない。接続先の応答 {alert}）',
      en: 'our certificate {name} is not meant for clients (no clientAuth in its extended key usage; the server: {alert})',
    },
    remedies: [
      {
        ja: '接続先が指定する認証局（EDI 向け・プライベート認証局）に、clientAuth を含むクライアント証明書の発行を依頼してください。公的なサーバー証明書には含まれなくなりました。',
        en: 'Have a client certificate with clientAuth issued by a CA that the partner accepts (one for EDI, or a private one): public server certificates no longer carry it.',
      },
      importNewCertificate,
    ],
    tell: {
      ja: '当方の証明書（発行元 {issuer}）に clientAuth が含まれないため、クライアント証明書を変更します。使用できる認証局をお知らせください。',
      en: 'Our certificate (issued by {issuer}) lacks clientAuth, so we will change to another. Which CAs do you accept?',
    },
  },
  {
    cause: 'client-certificate-weak',
    fault: 'tls-failed',
    side: 'operator',
    fits: (evidence: Evidence): Slots | undefined => {
      const weak = evidence.ownChain.find((one) => hasWeakSignature(one) || hasSmallKey(one))
      if (weak === undefined || !refused(evidence)) return undefined
      const what = hasSmallKey(weak) ? `${weak.key.kind} ${weak.key.bits ?? '?'}` : weak.signature
      return { ...alertSlot(evidence), name: nameOf(weak), what }
    },
    shows: ['own-chain', 'their-alert', 'ended', 'error'],
    breaksAt: 'their-alert',
    summary: {
      ja: 'こちらのクライアント証明書「{name}」は鍵または署名が弱く（{what}）、接続先に拒否されました（{alert}）',
      en: 'our client certificate {name} is weak ({what}), and the server refused it ({alert})',
    },
    remedies: [
      {
        ja: '認証局に RSA 2048 ビット以上・SHA-256 以上の証明書の再発行を依頼してください。',
        en: 'Ask the CA for a new certificate with RSA 2048 or more and SHA-256 or better.',
      },
      importNewCertificate,
    ],
  },
  {
    cause: 'client-issuer-not-accepted',
    fault: 'tls-failed',
    side: 'unknown',
    fits: (evidence: Evidence): Slots | undefined => {
      const [own] = evidence.ownChain
      if (own === undefined || !refused(evidence) || !excludes(evidence)) return undefined
      return {
        ...alertSlot(evidence),
        name: nameOf(own),
        issuer: shortName(own.issuer),
        issuers: issuersOf(evidence),
      }
    },
    shows: ['request', 'client-chain', 'own-chain', 'their-alert', 'ended', 'error'],
    breaksAt: 'their-alert',
    summary: {
      ja: 'こちらのクライアント証明書の発行元「{issuer}」は、接続先が受け付ける認証局（{issuers}）に含まれません（{alert}）',
      en: 'the issuer of our client certificate, {issuer}, is none of the CAs the server accepts: {issuers} ({alert})',
    },
    remedies: [
      checkClientCertificate,
      {
        ja: '中間証明書が必要な場合は、証明書に中間証明書を続けたファイルを登録し直してください。',
        en: 'If there is an intermediate, import the certificate again with the intermediate behind it.',
        actions: [actions.importCertificate],
      },
      registerOurCa,
    ],
    tell: {
      ja: '当方のクライアント証明書の発行元「{issuer}」が、貴社サーバー {peer} の受け付ける認証局に含まれていません。証明書ストアへの登録をお願いします。',
      en: 'The issuer of our client certificate, {issuer}, is none of the CAs that your server {peer} accepts. Please register it.',
    },
  },
  {
    cause: 'client-certificate-self-signed',
    fault: 'tls-failed',
    side: 'operator',
    fits: (evidence: Evidence): Slots | undefined => {
      const [own] = evidence.ownChain
      if (own === undefined || !isSelfIssued(own) || !refused(evidence)) return undefined
      return { ...alertSlot(evidence), name: nameOf(own) }
    },
    shows: ['own-chain', 'their-alert', 'ended', 'error'],
    breaksAt: 'their-alert',
    summary: {
      ja: 'こちらのクライアント証明書「{name}」は自己署名のため、接続先に拒否されました（{alert}）',
      en: 'our client certificate {name} is self-signed, and the server refused it ({alert})',
    },
    remedies: [
      {
        ja: '接続先が指定する認証局に証明書の発行を依頼し、登録してください。',
        en: 'Have a certificate issued by a CA that the partner accepts, and import it.',
        actions: [actions.importCertificate],
      },
      {
        ja: '自己署名証明書を使う取り決めの場合は、接続先に証明書ストアへの登録を依頼してください。',
        en: 'If a self-signed one was agreed upon, ask the partner to register it.',
      },
    ],
    tell: {
      ja: '当方のクライアント証明書（自己署名）が貴社サーバー {peer} に拒否されます（{alert}）。証明書ストアへの登録をご確認ください。',
      en: 'Your server {peer} refuses our self-signed client certificate ({alert}). Please check that it is registered.',
    },
  },
  {
    cause: 'client-revocation-unchecked',
    fault: 'tls-failed',
    side: 'partner',
    fits: (evidence: Evidence): Slots | undefined => {
      const { request, ownChain } = evidence
      if (theirAlert(evidence)?.name !== 'unknown_ca' || !refused(evidence)) return undefined
      const isNamed = request !== undefined && request.issuers.length > 0 && !excludes(evidence)
      return isNamed && ownChain.length > 0 ? ownSlots(evidence) : undefined
    },
    shows: ['request', 'client-chain', 'own-chain', 'their-alert', 'error'],
    breaksAt: 'their-alert',
    summary: {
      ja: '接続先は認証局「{issuer}」を受け付けると示しながら、その証明書「{name}」を unknown_ca で拒否しました。失効リスト（CRL）がないか、中間証明書が足りない可能性があります',
      en: 'the server names {issuer} among the CAs it accepts, and yet refuses its certificate {name} with unknown_ca: its list of revocations (CRL) may be missing, or an intermediate',
    },
    remedies: [
      checkTheirRevocations,
      {
        ja: '中間証明書がある場合は、証明書に中間証明書を続けたファイルを登録し直してください。',
        en: 'If there is an intermediate, import the certificate again with the intermediate behind it.',
        actions: [actions.importCertificate],
      },
    ],
    tell: {
      ja: '貴社サーバー {peer} は認証局「{issuer}」を受け付けると示しますが、当方のクライアント証明書「{name}」を unknown_ca で拒否します。失効リスト（CRL）の有無と更新、ルート・中間証明書の登録、ログをご確認ください{when}。',
      en: 'Your server {peer} names {issuer} among the CAs it accepts, and refuses our client certificate {name} with unknown_ca. Please check that its list of revocations (CRL) is there and current, the root and intermediate, and the log{when}.',
    },
  },
  {
    cause: 'client-key-kind-refused',
    fault: 'tls-failed',
    side: 'unknown',
    fits: (evidence: Evidence): Slots | undefined => {
      const [own] = evidence.ownChain
      if (theirAlert(evidence)?.name !== 'unsupported_certificate') return undefined
      if (own === undefined || own.key.kind === 'RSA' || !refused(evidence)) return undefined
      return { ...ownSlots(evidence), key: keyText(own.key) }
    },
    shows: ['request', 'client-chain', 'own-chain', 'their-alert', 'error'],
    breaksAt: 'their-alert',
    summary: {
      ja: '接続先は、こちらのクライアント証明書「{name}」の鍵の種類（{key}）に対応していません（unsupported_certificate）',
      en: 'the server does not support the kind of key, {key}, of our client certificate {name} (unsupported_certificate)',
    },
    remedies: [
      {
        ja: '認証局に RSA 2048 ビット以上の証明書の発行を依頼し、登録してください。',
        en: 'Have a certificate with RSA 2048 or more issued, and import it.',
        actions: [actions.requestCertificate],
      },
      importNewCertificate,
      askForTheLog,
    ],
    tell: {
      ja: '貴社サーバー {peer} に、当方のクライアント証明書（鍵 {key}）が unsupported_certificate で拒否されます。受け付ける鍵の種類をお知らせください{when}。',
      en: 'Your server {peer} refuses our client certificate (key {key}) with unsupported_certificate. Which kinds of key does it accept? Please see its log{when}.',
    },
  },
  ...clientAlertCauses,
]
