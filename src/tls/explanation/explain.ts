import type { HandshakeRecord } from '../record/handshake-record.ts'
import { causes } from './causes/index.ts'
import { evidenceOf, type KnownOfPartner } from './evidence-of.ts'
import type { Evidence } from './evidence.ts'
import { filled, type CauseRow, type Explanation, type Slots } from './explanation.ts'
import { allObservations, observationsOf } from './observations.ts'

/**
 * Why a recorded handshake failed and what to do about it. What no cause fits stays
 * `unknown`, with all that was seen.
 *
 * @param known what the station knows of the partner; it sharpens causes and commands
 */
export function explain(record: HandshakeRecord, known: KnownOfPartner = {}): Explanation {
  return explainEvidence(evidenceOf(record, known))
}

/** The same for evidence that was drawn before. */
export function explainEvidence(evidence: Evidence): Explanation {
  for (const row of causes) {
    const slots = row.fits(evidence)
    if (slots !== undefined) return explanationOf(row, evidence, slots)
  }
  return unknown(evidence)
}

function explanationOf(row: CauseRow, evidence: Evidence, own: Slots): Explanation {
  const slots = { ...commonSlots(evidence), ...own }
  const { cause, side, summary, remedies, tell, shows, breaksAt } = row
  return {
    cause,
    side,
    summary: filled(summary, slots),
    evidence: observationsOf(evidence, shows),
    breaksAt,
    remedies: remedies.map((remedy) => filled(remedy, slots)),
    ...(tell === undefined ? {} : { tell: filled(tell, slots) }),
  }
}

/** Slots that every text may use. */
function commonSlots({ partner, host, peer }: Evidence): Slots {
  return {
    partner: partner ?? 'PARTNER',
    partnerJa: partner ?? '接続先',
    host: host === '' ? peer : host,
    peer,
  }
}

function unknown(evidence: Evidence): Explanation {
  const { code, message } = evidence.error
  const detail = message === '' ? code : message
  return {
    cause: 'unknown',
    side: 'unknown',
    summary: {
      ja: `TLS 接続に失敗しました。原因は特定できません${detail === '' ? '' : `（${detail}）`}`,
      en: `the TLS connection failed for a reason that is not known${detail === '' ? '' : ` (${detail})`}`,
    },
    evidence: allObservations(evidence),
    breaksAt: 'error',
    remedies: [
      {
        ja: '下の記録を添えて、接続先にサーバーのログの確認を依頼してください。',
        en: 'Ask the partner to look into the log of the server, with the record below.',
      },
    ],
  }
}
