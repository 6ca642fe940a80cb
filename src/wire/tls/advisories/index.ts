import type { FaultName } from '../../../errors/index.ts'
import { evidenceOf } from '../explanation/evidence-of.ts'
import { evidenceOfError } from '../explanation/evidence-of-error.ts'
import { filledRemedy, type Explanation } from '../explanation/explanation.ts'
import type { HandshakeRecord } from '../record/handshake-record.ts'
import type { Advisory, AdvisoryCase } from './advisory.ts'
import { certificateAdvisories } from './certificate-advisories.ts'
import { oldTlsRetired, ssl3AlgorithmMismatch } from './version-advisories.ts'

const known = [ssl3AlgorithmMismatch, oldTlsRetired, ...certificateAdvisories]

/** Known problems; the first is the one the project began with. */
export const advisories: readonly Advisory[] = advisoriesFor()

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
  return advisoriesFor(partner).find(({ id }) => id === found?.id)
}

/** All of them; `PARTNER` stands in the commands where no partner is named. */
export function advisoriesFor(partner = 'PARTNER'): readonly Advisory[] {
  return known.map((one) => forPartner(one, partner))
}

/** The known problem behind a fault that came without a handshake. */
export function advisoryOfFault(fault: FaultName): Advisory | undefined {
  return whichHolds({ evidence: evidenceOfError(new Error(''), ''), cause: fault })
}

function whichHolds(seen: AdvisoryCase): Advisory | undefined {
  return advisories.find(({ conditions }) => conditions.every(({ holds }) => holds(seen)))
}

function forPartner(advisory: Advisory, partner: string): Advisory {
  const { workaround, undo } = advisory
  const named = (steps: Advisory['undo']): Advisory['undo'] =>
    steps.map((step) => filledRemedy(step, { partner }))
  return { ...advisory, workaround: named(workaround), undo: named(undo) }
}
