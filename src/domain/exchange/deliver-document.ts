import { defined } from '../../base/defined.ts'
import { HikyakuError, type FaultName } from '../../errors/index.ts'
import type { Attempt, Fault } from './attempt.ts'
import type { DocumentState } from './document-states.ts'
import type { StationDocument } from './document.ts'
import { raiseFault } from './faults.ts'
import { openSized } from './kept-bytes.ts'
import type { PutAnswer } from './ports.ts'
import type { SentDocument } from './report.ts'
import { endAttempt, failAttempt, newAttempt, type Run } from './run.ts'
import { settleDocument } from './settle-document.ts'
import { Tries } from './tries.ts'

/** How the delivery of one document ended; `failure` stops the queue behind it. */
export interface Delivery {
  readonly sent: SentDocument
  readonly failure?: HikyakuError
}

/**
 * Puts one document, with retries under its one messageId.
 *
 * `false` after an attempt in doubt means that the earlier try did arrive;
 * on a first try it is a warning (design rule; peers lose track here).
 */
export async function deliverDocument(run: Run, document: StationDocument): Promise<Delivery> {
  const earlier = await run.context.ledger.exchanges.attemptsOf(document.id)
  let inDoubt = earlier.some(isInDoubt)
  const tries = new Tries(run)
  for (;;) {
    const attempt = await begin(run, document, earlier.length + tries.number)
    // Somebody held or cancelled it.
    if (attempt === undefined) return { sent: { document, outcome: 'withdrawn' } }
    run.context.steps.reached('put.attempt-begun')
    try {
      const answer = await putOnce(run, document)
      return await settle(run, { document, attempt, answer, inDoubt })
    } catch (cause) {
      const { error, outcome, fault } = await failAttempt(run, attempt, cause)
      if (outcome === 'refused' || error.fault === 'payload-damaged') {
        return await refuse(run, document, error, fault)
      }
      inDoubt ||= outcome === 'in-doubt'
      if (!(await tries.again(error))) {
        return { sent: { document, outcome: 'waiting', fault }, failure: error }
      }
    }
  }
}

/** In one commit, so that nobody withdraws a document while its bytes leave. */
function begin(
  run: Run,
  { id, messageId }: StationDocument,
  number: number,
): Promise<Attempt | undefined> {
  return run.context.ledger.commit(async ({ documents, exchanges }) => {
    if ((await documents.find(id))?.state !== 'waiting') return undefined
    const operation = 'PutDocument'
    const attempt = newAttempt(run, { operation, number, documentId: id, messageId })
    await exchanges.beginAttempt(attempt)
    return attempt
  })
}

/** A crash leaves an attempt without an outcome: the partner may have the document. */
function isInDoubt(attempt: Attempt): boolean {
  return attempt.outcome === undefined || attempt.outcome === 'in-doubt'
}

async function putOnce(run: Run, document: StationDocument): Promise<PutAnswer> {
  const payload = await openSized(run.context, document)
  try {
    const { signal } = run.watch
    return await run.channel.put(document, payload, {
      progress: (done, total) => run.watch.progress?.(document.id, done, total),
      ...defined({ signal }),
    })
  } finally {
    await payload.close()
  }
}

interface Answered {
  readonly document: StationDocument
  readonly attempt: Attempt
  readonly answer: PutAnswer
  readonly inDoubt: boolean
}

async function settle(run: Run, answered: Answered): Promise<Delivery> {
  const { document, attempt, answer, inDoubt } = answered
  const surprising = answer.kind === 'duplicate' && !inDoubt
  const { clock, ledger, steps } = run.context
  const fault = await ledger.commit(async (tables) => {
    await endAttempt(run, tables, attempt, answer)
    await settleDocument(tables, document.id, { state: 'delivered', at: clock.now() })
    if (!surprising) return undefined
    const error = new HikyakuError('duplicate-on-first-try', {
      partner: run.partner.name,
      document: document.id,
      messageId: document.messageId,
    })
    return await raiseFault(tables, run.context, error, placeOf(run, document))
  })
  steps.reached('put.state-saved')
  run.documents += 1
  const delivered = changed(document, 'delivered')
  if (fault === undefined) return { sent: { document: delivered, outcome: 'delivered' } }
  run.faults.push(fault)
  return { sent: { document: delivered, outcome: 'delivered-with-warning', fault } }
}

/** Refusals that say nothing of the next document. */
const aboutTheDocument: ReadonlySet<FaultName> = new Set([
  'partner-refused',
  'size-refused',
  'payload-damaged',
])

/**
 * A document the partner refuses is set aside with its fault, so that the queue
 * goes on; a refused login or a redirect is not about the document and stops it.
 */
async function refuse(
  run: Run,
  document: StationDocument,
  error: HikyakuError,
  fault: Fault,
): Promise<Delivery> {
  if (!aboutTheDocument.has(error.fault)) {
    return { sent: { document, outcome: 'waiting', fault }, failure: error }
  }
  await settleDocument(run.context.ledger, document.id, {
    state: 'refused',
    at: run.context.clock.now(),
    faultId: fault.id,
  })
  return { sent: { document: changed(document, 'refused'), outcome: 'refused', fault } }
}

function changed(document: StationDocument, state: DocumentState): StationDocument {
  return { ...document, state }
}

function placeOf(
  run: Run,
  document: StationDocument,
): Pick<Fault, 'partner' | 'exchangeId' | 'documentId'> {
  return { partner: run.partner.name, exchangeId: run.exchangeId, documentId: document.id }
}
