import type { FaultName } from '../../errors/index.ts'
import { evidenceOf } from '../explanation/evidence-of.ts'
import { evidenceOfError } from '../explanation/evidence-of-error.ts'
import type { Explanation, Text } from '../explanation/explanation.ts'
import type { HandshakeRecord } from '../record/handshake-record.ts'
import type { Advisory, AdvisoryCase } from './advisory.ts'
import { certificateAdvisories } from './certificate-advisories.ts'
import { oldTlsRetired, ssl3AlgorithmMismatch } from './version-advisories.ts'

/** Known problems; the first is the one the project began with. */
export const advisories: readonly Advisory[] = [
  ssl3AlgorithmMismatch,
  oldTlsRetired,
  ...certificateAdvisories,
]

/**
 * The known problem that a failed handshake is an instance of: all its conditions hold.
 *
 * @param partner fills in its commands
 */
export function advisoryFor(
  record: HandshakeRecord,
  { cause }: Pick<Explanation, 'cause'>,
  partner?: string,
): Advisory | undefined {
  const found = whichHolds({ evidence: evidenceOf(record), cause })
  return found === undefined || partner === undefined ? found : forPartner(found, partner)
}

/** All of them, in the commands the name of a partner. */
export function advisoriesFor(partner: string): readonly Advisory[] {
  return advisories.map((one) => forPartner(one, partner))
}

/** The known problem behind a fault that came without a handshake. */
export function advisoryOfFault(fault: FaultName): Advisory | undefined {
  return whichHolds({ evidence: evidenceOfError(new Error(''), ''), cause: fault })
}

function whichHolds(seen: AdvisoryCase): Advisory | undefined {
  return advisories.find(({ conditions }) => conditions.every(({ holds }) => holds(seen)))
}

function forPartner(advisory: Advisory, partner: string): Advisory {
  const named = ({ ja, en }: Text): Text => ({
    ja: ja.replaceAll(/\bPARTNER\b/g, () => partner),
    en: en.replaceAll(/\bPARTNER\b/g, () => partner),
  })
  const { workaround, undo } = advisory
  return { ...advisory, workaround: workaround.map(named), undo: undo.map(named) }
}
