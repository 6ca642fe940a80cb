import type { CertificateFacts } from '../../wire/tls/index.ts'

/** RFC 5280 §4.2.1.12: id-kp-clientAuth, and any purpose. */
const clientPurposes = ['1.3.6.1.5.5.7.3.2', '2.5.29.37.0']

/** Why partners may refuse a client certificate, beside its end: params of a fault, if there is a reason. */
export function certificateDoubts(
  seen: CertificateFacts,
  now: Date,
): { detail: string; detailJa: string } | undefined {
  const doubts: { en: string; ja: string }[] = []
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
