import type { ChainFinding, DoctorChange } from './report.ts'

/** Which certificate is out of date, and how. */
export function outOfDateText({
  subject,
  how,
  day,
}: NonNullable<ChainFinding['outOfDate']>): DoctorChange['text'] {
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
