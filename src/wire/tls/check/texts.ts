import type { BrokenRule } from '../verification/broken-rule.ts'
import type { ChainFinding, TlsCheckChange } from './report.ts'

type ChainText = TlsCheckChange['text']

/** Which certificate is out of date, and how. */
export function outOfDateText({
  subject,
  how,
  day,
}: NonNullable<ChainFinding['outOfDate']>): ChainText {
  return how === 'ended'
    ? {
        ja: `証明書 ${subject} の有効期限が切れています（${day} まで）`,
        en: `the certificate ${subject} has expired (valid until ${day})`,
      }
    : {
        ja: `証明書 ${subject} はまだ有効期間に入っていません（${day} から）`,
        en: `the certificate ${subject} is not valid yet (from ${day})`,
      }
}

/** A chain to a trusted root that breaks a rule, where no try with the settings told more. */
export function brokenRuleText({ rule, certificate }: BrokenRule): ChainText {
  const { ja, en } = brokenRules[rule]
  const { subject } = certificate
  return { ja: `証明書 ${subject} は${ja}`, en: `the certificate ${subject} ${en}` }
}

const brokenRules: Readonly<Record<BrokenRule['rule'], ChainText>> = {
  'critical-extension': {
    ja: '未知の critical 拡張を持つため、使用できません',
    en: 'has a critical extension that is not known here, so that it cannot be used',
  },
  'explicit-curve': {
    ja: '楕円曲線を数値で示しており、使用できません',
    en: 'gives its curve by numbers, which is forbidden',
  },
  'issuer-is-no-ca': {
    ja: '発行元ですが、証明書を発行できる認証局ではありません',
    en: 'has issued another, and is no CA that may issue any',
  },
  'path-length': {
    ja: '許す数より多くの中間認証局を下に持ちます（pathlen）',
    en: 'has more CAs below it than its pathlen allows',
  },
  'server-key-usage': {
    ja: 'キー使用法が TLS サーバー用ではありません',
    en: 'has a key usage that does not let it serve TLS',
  },
}
