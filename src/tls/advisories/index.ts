import { evidenceOf } from '../explanation/evidence-of.ts'
import type { Explanation } from '../explanation/explanation.ts'
import type { HandshakeRecord } from '../record/handshake-record.ts'
import type { Advisory } from './advisory.ts'
import { certificateAdvisories } from './certificate-advisories.ts'
import { oldTlsRetired, ssl3AlgorithmMismatch } from './version-advisories.ts'

/** Known problems; the first is the one the project began with. */
export const advisories: readonly Advisory[] = [
  ssl3AlgorithmMismatch,
  oldTlsRetired,
  ...certificateAdvisories,
]

/** The known problem that a failed handshake is an instance of: all its conditions hold. */
export function advisoryFor(
  record: HandshakeRecord,
  explanation: Explanation,
): Advisory | undefined {
  const seen = { evidence: evidenceOf(record), explanation }
  return advisories.find(({ conditions }) => conditions.every(({ holds }) => holds(seen)))
}
