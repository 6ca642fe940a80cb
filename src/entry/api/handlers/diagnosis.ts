import { noteFirst } from '../../../domain/accounts/index.ts'
import { callablePartner } from '../../../domain/partners/index.ts'
import { HikyakuError } from '../../../errors/index.ts'
import { findPartner } from '../../../domain/partners/index.ts'
import { findHandshake } from '../../../domain/handshakes/index.ts'
import { checkedAddress, type TlsCheckTarget } from '../../../station/index.ts'
import { verdictOf } from '../../../wire/tls/index.ts'
import type { Answer, Requester, Handlers } from '../call.ts'
import { signedIn, type ApiContext } from '../context.ts'
import { defined } from '../../../base/defined.ts'
import { runView } from '../run-view.ts'

/** Connection tests, TLS checks and recorded handshakes. */
export function diagnosisHandlers(
  context: ApiContext,
): Handlers<'partners.test' | 'attempts.handshake' | 'tls.check'> {
  const { station, runs } = context
  return {
    'partners.test': async ({ params: { name }, requester }) => {
      const partner = await findPartner(station.ledger, name)
      const startedBy = signedIn(requester).actor.name
      const run = runs.start({ kind: 'test', partner: name, startedBy }, async (handle) => {
        const { outcome } = await station.testPartner(partner, {
          signal: handle.signal,
          onStage: (stage) => {
            handle.stage(stage)
          },
        })
        return { state: outcome === 'passed' ? 'done' : outcome }
      })
      return runView(run)
    },
    'tls.check': async ({ body, requester }) => {
      const target = await targetOf(context, body)
      return startCheck(context, target, requester)
    },
    'attempts.handshake': async ({ params: { id } }) => {
      const found = await findHandshake(station.ledger, id)
      const { record, short, diagram, explanation, advisory, kept } = found
      const whose = { attemptId: id, ...defined({ partner: kept.partner }) }
      if (short !== undefined) return { ...whose, short }
      if (record === undefined || diagram === undefined) {
        throw new HikyakuError('handshake-unknown', { id })
      }
      if (explanation === undefined) return { ...whose, record, diagram }
      const { cause, side, summary, evidence, remedies, tell } = explanation
      const own = defined({ tell })
      const known =
        advisory === undefined
          ? {}
          : { advisory: { id: advisory.id, title: advisory.title, text: advisory.phenomenon } }
      const told = { cause, side, summary, evidence, remedies, ...own, ...known }
      return { ...whose, record, diagram, explanation: told }
    },
  }
}

/** One of the two. @throws HikyakuError request-invalid, partner-unknown */
async function targetOf(
  { station }: ApiContext,
  { partner, url }: { readonly partner?: string | undefined; readonly url?: string | undefined },
): Promise<TlsCheckTarget> {
  if (partner !== undefined && url === undefined) {
    return { partner: await callablePartner(station.ledger, partner) }
  }
  if (partner === undefined && url !== undefined) return { address: url }
  throw new HikyakuError('request-invalid', {
    field: 'partner, url',
    detail: 'one of the two is needed',
    detailJa: 'どちらか一方を指定してください',
  })
}

function startCheck(
  { station, runs }: ApiContext,
  target: TlsCheckTarget,
  requester: Requester,
): Answer<'tls.check'> {
  const { actor } = signedIn(requester)
  const partner = 'partner' in target ? { partner: target.partner.name } : {}
  const order = {
    kind: 'tls-check',
    target: checkedAddress(target),
    startedBy: actor.name,
    ...partner,
  } as const
  const run = runs.start(order, async (handle) => {
    // No other record tells whom the station called.
    await noteFirst(station, actor, { action: 'tls.check', subject: order.target })
    const report = await station.checkTls(target, {
      signal: handle.signal,
      onProgress: ({ question, done, total }) => {
        handle.progress(question[requester.language], done, total)
      },
    })
    return { state: states[verdictOf(report)], report }
  })
  return runView(run)
}

const states = { usable: 'done', doubtful: 'warning', unusable: 'failed' } as const
