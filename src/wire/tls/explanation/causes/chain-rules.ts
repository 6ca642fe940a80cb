import { bindsNames, brokenRuleIn, type BrokenRule } from '../../verification/broken-rule.ts'
import { rulesOf } from '../../wire/certificate-rules.ts'
import type { SeenCertificate } from '../../wire/facts.ts'
import { refusedByUs, type Evidence } from '../evidence.ts'
import type { CauseRow, Slots, Text } from '../explanation.ts'
import { nameList, nameSlots } from '../name-list.ts'
import { nameOf, shortName } from './certificates.ts'

/** A rule of X.509 that the server's chain breaks, so that no trust of ours helps. */
export const chainRuleCauses: readonly CauseRow[] = [
  ruleCause({
    cause: 'critical-extension',
    rule: 'critical-extension',
    pattern: /unhandled critical extension|UNHANDLED_CRITICAL_EXTENSION/i,
    slots: (certificate, { error }) => ({
      name: nameOf(certificate),
      extensions: extensionsOf(certificate, error.message),
    }),
    summary: {
      ja: '接続先の証明書「{name}」に、理解できなければ拒否すべき拡張（critical、{extensions}）があります。TLS ライブラリはこれを知らないため、拒否しました',
      en: 'the certificate {name} of the server has an extension marked critical, {extensions}, which our TLS library does not know and so has to refuse',
    },
    ask: {
      ja: '接続先に、その拡張のない（または critical ではない）証明書への変更を依頼してください。',
      en: 'Ask the partner for a certificate without that extension, or with it not critical.',
    },
    tell: {
      ja: '貴社サーバー {peer} の証明書「{name}」にある critical 拡張 {extensions} に、当方の TLS ライブラリは対応していません。この拡張のない証明書、または critical ではない証明書への変更をお願いします。',
      en: 'The certificate {name} of your server {peer} has the critical extension {extensions}, which our TLS library does not know. Please use one without it, or with it not critical.',
    },
  }),
  ruleCause({
    cause: 'explicit-curve',
    rule: 'explicit-curve',
    pattern: /explicit EC(?:C|DSA)? param|explicit.*param/i,
    slots: (certificate) => ({ name: nameOf(certificate) }),
    summary: {
      ja: '接続先の証明書「{name}」の鍵は、楕円曲線を名前ではなく数値で示しています。これは禁止されており（RFC 5480）、拒否しました',
      en: 'the key of the certificate {name} of the server gives its curve by numbers and not by name, which is forbidden (RFC 5480) and was refused',
    },
    ask: {
      ja: '接続先に、名前付き曲線（P-256 など）または RSA 2048 ビット以上の鍵での再発行を依頼してください。',
      en: 'Ask the partner for a certificate with a named curve (such as P-256) or RSA 2048 or more.',
    },
    tell: {
      ja: '貴社サーバー {peer} の証明書「{name}」の楕円曲線は明示パラメータ（explicit parameters）です。名前付き曲線または RSA での再発行をお願いします。',
      en: 'The key of the certificate {name} of your server {peer} has explicit curve parameters. Please have it issued anew with a named curve or with RSA.',
    },
  }),
  {
    cause: 'name-not-permitted',
    fault: 'tls-certificate-untrusted',
    side: 'partner',
    fits: namesForbidden,
    shows: ['server-chain', 'error'],
    breaksAt: 'server-chain',
    summary: {
      ja: '接続先の証明書の名前（{names}）は、認証局「{issuer}」が発行を許されている名前の範囲（{bounds}）の外です',
      en: 'the server certificate names {names}, which its CA {issuer} may not issue for ({bounds})',
    },
    remedies: [
      {
        ja: '接続先に、その名前を発行できる認証局の証明書への変更を依頼してください。',
        en: 'Ask the partner for a certificate of a CA that may issue for that name.',
      },
    ],
    tell: {
      ja: '貴社サーバー {peer} の証明書の名前（{names}）は、認証局「{issuer}」の名前制約（{bounds}）に反しています。別の認証局の証明書への変更をお願いします。',
      en: 'The names in the certificate of your server {peer}, {names}, break the name constraints of its CA {issuer} ({bounds}). Please use a certificate of another CA.',
    },
  },
  ruleCause({
    cause: 'path-length-exceeded',
    rule: 'path-length',
    pattern: /PATH_LENGTH_EXCEEDED|path length/i,
    slots: (certificate) => ({
      name: nameOf(certificate),
      length: certificate === undefined ? '?' : (rulesOf(certificate).pathLength ?? '?'),
    }),
    summary: {
      ja: '接続先の証明書の連鎖は、認証局「{name}」の下に許される中間認証局の数（pathlen {length}）を超えています',
      en: 'the chain of the server has more CAs below {name} than that allows (pathlen {length})',
    },
    ask: {
      ja: '接続先に、制限に合う認証局の証明書への変更を依頼してください。',
      en: 'Ask the partner for a certificate of a CA within that limit.',
    },
    tell: {
      ja: '貴社サーバー {peer} の証明書の連鎖が、認証局「{name}」の制限（pathlen {length}）を超えています。制限に合う認証局の証明書への変更をお願いします。',
      en: 'The certificate chain of your server {peer} has more CAs below {name} than its pathlen of {length} allows. Please use a certificate of a CA within that limit.',
    },
  }),
  ruleCause({
    cause: 'issuer-is-no-ca',
    rule: 'issuer-is-no-ca',
    pattern:
      /INVALID_CA|INVALID_PURPOSE|unsuitable certificate purpose|key usage does not include certificate sign/i,
    needsRule: true,
    slots: (certificate) => ({ name: nameOf(certificate) }),
    summary: {
      ja: '接続先の証明書を発行した「{name}」は、証明書を発行できる認証局ではありません（CA:TRUE または keyCertSign がない）',
      en: '{name}, which issued the certificate of the server, is no CA that may issue any (no CA:TRUE, or no keyCertSign)',
    },
    ask: {
      ja: '接続先に、正規の認証局が発行した証明書への変更を依頼してください。',
      en: 'Ask the partner for a certificate that a real CA has issued.',
    },
    tell: {
      ja: '貴社サーバー {peer} の証明書を発行した「{name}」は認証局の証明書ではありません。正規の認証局が発行した証明書への変更をお願いします。',
      en: 'The certificate of your server {peer} was issued by {name}, which is no CA. Please use one that a real CA has issued.',
    },
  }),
  ruleCause({
    cause: 'server-key-usage',
    rule: 'server-key-usage',
    pattern: /INVALID_PURPOSE|unsuitable certificate purpose/,
    needsRule: true,
    slots: (certificate) => ({
      name: nameOf(certificate),
      usages: certificate?.keyUsage?.join(', ') ?? '?',
    }),
    summary: {
      ja: '接続先の証明書「{name}」のキー使用法（{usages}）では、TLS のサーバーに使えません',
      en: 'the key usage of the server certificate {name} ({usages}) does not let it serve TLS',
    },
    ask: {
      ja: '接続先に、digitalSignature と keyEncipherment を含む証明書への変更を依頼してください。',
      en: 'Ask the partner for a certificate with digitalSignature and keyEncipherment.',
    },
    tell: {
      ja: '貴社サーバー {peer} の証明書「{name}」のキー使用法（{usages}）は TLS サーバー用ではありません。digitalSignature と keyEncipherment を含む証明書への変更をお願いします。',
      en: 'The key usage of the certificate {name} of your server {peer} ({usages}) is not one for TLS servers. Please use one with digitalSignature and keyEncipherment.',
    },
  }),
  {
    cause: 'certificate-list-too-large',
    fault: 'tls-failed',
    side: 'partner',
    fits: (evidence) =>
      refusedByUs(evidence, /EXCESSIVE_MESSAGE_SIZE/) && evidence.serverHello !== undefined
        ? {}
        : undefined,
    shows: ['server-hello', 'server-chain', 'our-alert', 'error'],
    breaksAt: 'our-alert',
    summary: {
      ja: '接続先が送る証明書の一覧が大きすぎます（TLS ライブラリの上限は 100 KB）',
      en: 'the list of certificates that the server sends is too large (our TLS library takes 100 KB)',
    },
    remedies: [
      {
        ja: '接続先に、サーバー証明書とその中間証明書だけを送るよう設定の変更を依頼してください。',
        en: 'Ask the partner to let the server send its certificate and the intermediates of that alone.',
      },
    ],
    tell: {
      ja: '貴社サーバー {peer} が送る証明書の一覧が 100 KB を超えています。サーバー証明書とその中間証明書だけを送る設定への変更をお願いします。',
      en: 'Your server {peer} sends a list of certificates of more than 100 KB. Please let it send its own certificate and the intermediates of that alone.',
    },
  },
]

interface RuleText {
  readonly cause: string
  readonly rule: BrokenRule['rule']
  readonly pattern: RegExp
  /** The library has the same word for other things, so the chain itself must show it. */
  readonly needsRule?: true
  readonly slots: (certificate: SeenCertificate | undefined, evidence: Evidence) => Slots
  readonly summary: Text
  readonly ask: Text
  readonly tell: Text
}

function ruleCause({ cause, rule, pattern, needsRule, slots, ...text }: RuleText): CauseRow {
  return {
    cause,
    fault: 'tls-certificate-untrusted',
    side: 'partner',
    fits: (evidence: Evidence): Slots | undefined => {
      if (!refusedByUs(evidence, pattern)) return undefined
      const broken = brokenRuleIn(evidence.serverChain)
      if (broken?.rule !== rule) return needsRule ? undefined : slots(undefined, evidence)
      return slots(broken.certificate, evidence)
    },
    shows: ['server-chain', 'error'],
    breaksAt: 'server-chain',
    summary: text.summary,
    remedies: [text.ask],
    tell: text.tell,
  }
}

/** The engine for old versions names the one that it refuses. */
function extensionsOf(certificate: SeenCertificate | undefined, message: string): string {
  const told = /extension ([\d.]+)/.exec(message)?.[1] ?? '?'
  return certificate === undefined ? told : rulesOf(certificate).unknownCritical.join(', ')
}

function namesForbidden(evidence: Evidence): Slots | undefined {
  const { serverChain } = evidence
  const [own] = serverChain
  if (!refusedByUs(evidence, /subtree violation|name constraint|extension 2\.5\.29\.30/i)) {
    return undefined
  }
  const ca = bindsNames(serverChain)
  const { permitted = [], excluded = [] } = ca === undefined ? {} : (rulesOf(ca).names ?? {})
  return {
    ...(own === undefined ? { names: '?' } : nameSlots(own)),
    issuer: ca === undefined ? '?' : shortName(ca.subject),
    ...boundsOf(permitted, excluded),
  }
}

function boundsOf(permitted: readonly string[], excluded: readonly string[]): Slots {
  const [yes, no] = [nameList(permitted), nameList(excluded)]
  const [en, ja] = [
    [
      ...(permitted.length > 0 ? [`permitted: ${yes.en}`] : []),
      ...(excluded.length > 0 ? [`excluded: ${no.en}`] : []),
    ],
    [
      ...(permitted.length > 0 ? [`許可 ${yes.ja}`] : []),
      ...(excluded.length > 0 ? [`除外 ${no.ja}`] : []),
    ],
  ]
  return { bounds: en.join('; ') || 'its name constraints', boundsJa: ja.join('、') || '名前制約' }
}
