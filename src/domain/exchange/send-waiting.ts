import { defined } from '../../base/defined.ts'
import { faultText, HikyakuError } from '../../errors/index.ts'
import { deliverDocument } from './deliver-document.ts'
import type { StationDocument } from './document.ts'
import { refuseHeld, whyFlowHeld, whyHeld } from '../holds/holding.ts'
import type { ServerPartner } from '../partners/partner.ts'
import type { ExchangeContext } from './ports.ts'
import type { RunWatch, SendReport, SentDocument } from './report.ts'
import { runExchange, withLease, type Run } from './run.ts'

/** Two refusals in a row speak of wrong settings, not of wrong documents. */
const refusalsInARow = 2

export interface SendOptions extends RunWatch {
  /** Only what belongs to this flow: flows of one partner do not wait for each other. */
  readonly flowId?: string
}

/** Whose documents are sent, one after the other. */
interface Queue {
  readonly partner: string
  readonly flowId?: string
}

/**
 * Sends what waits in the outbox for a partner, oldest first.
 *
 * A failure stops the run and leaves the rest waiting in order;
 * a refused document is set aside with a fault and the queue goes on.
 *
 * @throws HikyakuError partner-on-hold, partner-busy, certificate-unknown; sync-failed,
 * database-failed
 */
export async function sendWaiting(
  context: ExchangeContext,
  partner: ServerPartner,
  { flowId, ...watch }: SendOptions = {},
): Promise<SendReport> {
  await refuseHeld(context, partner.name)
  return withLease(context, 'send', partner.name, async () => {
    const queue = { partner: partner.name, ...defined({ flowId }) }
    if ((await nextOf(context, queue)) === undefined) {
      return { outcome: 'done', documents: [], faults: [] }
    }
    const documents: SentDocument[] = []
    const ended = await runExchange(context, partner, { kind: 'send', watch }, (run) =>
      drain(run, queue, documents),
    )
    const refused = documents.some(({ outcome }) => outcome === 'refused')
    return {
      exchangeId: ended.exchangeId,
      outcome: refused ? 'failed' : ended.outcome,
      documents,
      faults: ended.faults,
      ...defined({ failure: ended.failure }),
    }
  })
}

async function drain(
  run: Run,
  queue: Queue,
  documents: SentDocument[],
): Promise<HikyakuError | undefined> {
  let refusals = 0
  for (;;) {
    const next = await nextOf(run.context, queue)
    if (next === undefined) return undefined
    if (run.watch.signal?.aborted === true) {
      return new HikyakuError('interrupted', { partner: run.partner.name })
    }
    const held = documents.length === 0 ? undefined : await stopped(run, queue)
    if (held !== undefined) return held
    const { sent, failure } = await deliverDocument(run, next)
    documents.push(sent)
    if (failure !== undefined) return failure
    refusals = sent.outcome === 'refused' ? refusals + 1 : 0
    if (refusals === refusalsInARow && sent.fault !== undefined) {
      const { name, params } = sent.fault
      return new HikyakuError('partner-refused', {
        partner: run.partner.name,
        detail: faultText(name, params, 'en').message,
        detailJa: faultText(name, params, 'ja').message,
      })
    }
  }
}

/** A hold that began meanwhile ends the run after the document in hand. */
async function stopped({ context }: Run, queue: Queue): Promise<HikyakuError | undefined> {
  const { partner, flowId } = queue
  const flow = flowId === undefined ? undefined : await context.ledger.flows.findById(flowId)
  // The hold of a flow's partner stands at the flow.
  return flow === undefined ? whyHeld(context, partner) : whyFlowHeld(flow)
}

function nextOf(context: ExchangeContext, queue: Queue): Promise<StationDocument | undefined> {
  return context.ledger.documents.oldest({ box: 'outbox', state: 'waiting', ...queue })
}
