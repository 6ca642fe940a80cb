import { defined } from '../../base/defined.ts'
import type { HikyakuError } from '../../errors/index.ts'
import type { Attempt } from './attempt.ts'
import type { StationDocument } from './document.ts'
import type { Tables } from './ports.ts'
import { beginAttempt, endAttempt, failAttempt, newAttempt, type Run, type Subject } from './run.ts'
import { settleDocument } from './settle-document.ts'
import { Tries } from './tries.ts'

/** The first attempt to confirm, written in the commit that keeps the document. */
export async function beginConfirm(
  run: Run,
  tables: Tables,
  document: StationDocument,
): Promise<Attempt> {
  const attempt = newAttempt(run, subjectOf(document, 1))
  await tables.exchanges.beginAttempt(attempt)
  return attempt
}

/**
 * Tells the partner that a document is kept, and only then. `false` is success too:
 * it was confirmed before (docs/protocol/jx.md).
 *
 * @returns why it could not be told. The document stays kept, and is confirmed
 * again by the next run.
 */
export async function confirmDocument(
  run: Run,
  document: StationDocument,
  begun?: Attempt,
): Promise<HikyakuError | undefined> {
  let attempt = begun ?? (await beginAttempt(run, subjectOf(document, 1)))
  const tries = new Tries(run)
  for (;;) {
    run.context.steps.reached('confirm.attempt-begun')
    try {
      const { signal } = run.watch
      const answer = await run.channel.confirm(document, defined({ signal }))
      await run.context.ledger.commit(async (tables) => {
        await endAttempt(run, tables, attempt, answer)
        await markReceived(run, tables, document)
      })
      run.context.steps.reached('confirm.state-saved')
      return undefined
    } catch (cause) {
      const { error, fault } = await failAttempt(run, attempt, cause)
      if (error.fault === 'confirm-unknown') {
        // The partner does not know it any more; asking again would never end.
        await run.context.ledger.commit((tables) => markReceived(run, tables, document, fault.id))
        return error
      }
      if (!(await tries.again(error))) return error
      attempt = await beginAttempt(run, subjectOf(document, tries.number))
    }
  }
}

function subjectOf(document: StationDocument, number: number): Subject {
  return {
    operation: 'ConfirmDocument',
    number,
    documentId: document.id,
    messageId: document.messageId,
  }
}

/** A quarantined document stays so; it is confirmed only to let the queue go on. */
async function markReceived(
  run: Run,
  tables: Tables,
  document: StationDocument,
  faultId?: string,
): Promise<void> {
  const stands = await tables.documents.find(document.id)
  if (stands?.state !== 'kept') return
  await settleDocument(tables, document.id, {
    state: 'received',
    at: run.context.clock.now(),
    ...defined({ faultId }),
  })
}
