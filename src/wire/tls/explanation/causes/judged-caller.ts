import type { SeenCertificate } from '../../wire/facts.ts'
import { reported, type Evidence } from '../evidence.ts'
import type { CauseRow, RemedyRow, Slots, Text } from '../explanation.ts'
import { dayOf, shortName } from './certificates.ts'
import { orTheClock } from './shared-texts.ts'

/** A row for a certificate of the caller that our library refused. */
export function judged(
  cause: string,
  pattern: RegExp,
  isIt: (certificate: SeenCertificate, at: Date) => boolean,
  { ja, en, isOfTime = false, ask = askForAnother, tell }: JudgedText,
): CauseRow {
  return {
    cause,
    fault: 'tls-failed',
    side: 'partner',
    fits: (evidence: Evidence): Slots | undefined => {
      const { role, clientChain, at } = evidence
      if (role !== 'server' || !reported(evidence, pattern)) return undefined
      const found = clientChain?.find((one) => isIt(one, at))
      if (found === undefined && evidence.error.code === 'UNSPECIFIED') return undefined
      return certificateSlots(found ?? clientChain?.[0])
    },
    shows: ['client-chain', 'our-alert', 'error'],
    breaksAt: 'client-chain',
    summary: { ja, en },
    remedies: [ask, ...(isOfTime ? [orTheClock] : [])],
    tell,
  }
}

const askForAnother: RemedyRow = {
  ja: '接続元に、クライアント証明書の再発行と設定を依頼してください。',
  en: 'Ask the caller for a new client certificate.',
}

interface JudgedText extends Text {
  /** A wrong clock of ours would say the same. */
  readonly isOfTime?: boolean
  /** What to ask of the caller, where it is not another certificate. */
  readonly ask?: RemedyRow
  readonly tell: Text
}

/** What of a certificate the texts say. */
export function certificateSlots(certificate: SeenCertificate | undefined): Slots {
  if (certificate === undefined) {
    return { name: '?', issuer: '?', from: '?', until: '?', key: '?', signature: '?' }
  }
  const { subject, issuer, notBefore, notAfter, key, signature } = certificate
  return {
    name: shortName(subject),
    issuer: shortName(issuer),
    from: dayOf(notBefore),
    until: dayOf(notAfter),
    key: `${key.kind} ${key.curve ?? key.bits ?? ''}`.trim(),
    signature,
  }
}
