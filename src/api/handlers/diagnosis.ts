import { findPartner } from '../../administration/index.ts'
import { HikyakuError } from '../../errors/index.ts'
import { findHandshake } from '../../security/index.ts'
import type { Handlers } from '../call.ts'
import { signedIn, type ApiContext } from '../context.ts'
import { saidFailure } from '../views.ts'

/** Connection tests and recorded handshakes. */
export function diagnosisHandlers({
  station,
  runs,
}: ApiContext): Handlers<'partners.test' | 'attempts.handshake'> {
  return {
    'partners.test': async ({ params: { name }, caller }) => {
      const partner = await findPartner(station.ledger, name)
      const startedBy = signedIn(caller).actor.name
      return runs.start({ kind: 'test', partner: name, startedBy }, async (run) => {
        const { outcome } = await station.testPartner(partner, {
          signal: run.signal,
          onStage: ({ fault, ...stage }) => {
            run.stage({ ...stage, ...(fault === undefined ? {} : { fault: saidFailure(fault) }) })
          },
        })
        return { state: outcome === 'passed' ? 'done' : outcome }
      })
    },
    'attempts.handshake': async ({ params: { id } }) => {
      const { record, diagram, explanation } = await findHandshake(station.ledger, id)
      if (record === undefined || diagram === undefined) {
        throw new HikyakuError('handshake-unknown', { id })
      }
      if (explanation === undefined) return { attemptId: id, record, diagram }
      const { cause, side, summary, evidence, remedies, tell } = explanation
      const own = tell === undefined ? {} : { tell }
      const told = { cause, side, summary, evidence, remedies, ...own }
      return { attemptId: id, record, diagram, explanation: told }
    },
  }
}
