import type { HandshakeRecord } from '../record/handshake-record.ts'
import { issuerOf } from './causes/certificates.ts'
import { causes } from './causes/index.ts'
import { evidenceOf, type KnownOfPartner } from './evidence-of.ts'
import type { Evidence } from './evidence.ts'
import {
  filled,
  filledRemedy,
  type CauseRow,
  type Explanation,
  type Remedy,
  type RemedyRow,
  type Slots,
} from './explanation.ts'
import { localTime } from './local-time.ts'
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
  const { cause, side, summary, tell, shows, breaksAt } = row
  return {
    cause,
    side,
    summary: filled(summary, slots),
    evidence: observationsOf(evidence, shows),
    breaksAt: typeof breaksAt === 'string' ? breaksAt : breaksAt(evidence),
    remedies: remediesOf(row, evidence, slots),
    ...(tell === undefined ? {} : { tell: filled(tell, slots) }),
  }
}

/** What a row advises with the settings of the call. */
export function remediesOf(
  { remedies }: Pick<CauseRow, 'remedies'>,
  evidence: Evidence,
  slots: Slots,
): Remedy[] {
  return remedies
    .filter(({ when }) => when?.(evidence) !== false)
    .map((remedy) => remedyFor(remedy, evidence, slots))
    .filter((remedy) => remedy.actions?.length !== 0)
    .map((remedy) => filledRemedy(remedy, slots))
}

/** With its actions as the settings of the call ask for them. */
function remedyFor({ ja, en, actions }: RemedyRow, evidence: Evidence, slots: Slots): Remedy {
  if (actions === undefined) return { ja, en }
  const found = actions.flatMap((one) => (typeof one === 'function' ? one(evidence, slots) : [one]))
  return { ja, en, actions: found }
}

/** Slots that every text may use. */
function commonSlots({ partner, host, peer, at, knownChain }: Evidence): Slots {
  return {
    ...whenSlots(at),
    partner: partner ?? 'PARTNER',
    partnerJa: partner ?? '接続先',
    host: host === '' ? peer : host,
    peer,
    ...(knownChain === undefined ? {} : { before: issuerOf(knownChain) }),
  }
}

/** For whoever looks into a log; without a record the time is not at hand. */
function whenSlots(at: Date): Slots {
  if (at.getTime() === 0) return { when: '' }
  const time = localTime(at)
  return { when: ` (${time})`, whenJa: `（発生日時 ${time}）` }
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
