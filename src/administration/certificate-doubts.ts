import type { CertificateFacts } from '../tls/index.ts'

/** RFC 5280 §4.2.1.12: id-kp-clientAuth, and any purpose. */
const clientPurposes = ['1.3.6.1.5.5.7.3.2', '2.5.29.37.0']

/** Why a client certificate may be refused by partners, as params of a fault; undefined if it looks well. */
export function certificateDoubts(
  seen: CertificateFacts,
  now: Date,
): { detail: string; detailJa: string } | undefined {
  const doubts: { en: string; ja: string }[] = []
  if (seen.notAfter < now) {
    const day = seen.notAfter.toISOString()
    doubts.push({ en: `expired at ${day}`, ja: `${day} に期限切れ` })
  }
  if (seen.notBefore > now) {
    const day = seen.notBefore.toISOString()
    doubts.push({ en: `not valid before ${day}`, ja: `${day} まで有効ではない` })
  }
  const purposes = seen.extendedKeyUsage
  if (purposes.length > 0 && !purposes.some((one) => clientPurposes.includes(one))) {
    doubts.push({
      en: 'its extended key usage lacks clientAuth',
      ja: '拡張キー使用法に clientAuth がない',
    })
  }
  if (doubts.length === 0) return undefined
  return {
    detail: doubts.map(({ en }) => en).join('; '),
    detailJa: doubts.map(({ ja }) => ja).join('、'),
  }
}
