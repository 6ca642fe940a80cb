import { HikyakuError } from '../../errors/index.ts'
import type { DocumentId } from './document.ts'
import type { ExchangeContext, PayloadDraft, Tables } from './ports.ts'
import type { StepName } from './steps.ts'

/** A finished draft on its way into the ledger. */
export interface Recording {
  readonly draft: PayloadDraft
  readonly id: DocumentId
  /** Reached when the payload is where it stays, or is whole for its row. */
  readonly published: StepName
}

/**
 * Records a small payload and its document as data, if the document is new.
 *
 * @param write gives false if it is known; then nothing was written
 * @returns false also for a payload that is a file: that goes by {@link recordPayload}
 */
export async function recordInRow(
  { steps }: ExchangeContext,
  { draft, published }: Recording,
  write: (payload: Uint8Array) => Promise<boolean>,
): Promise<boolean> {
  if (draft.inRow === undefined) return false
  steps.reached(published)
  return write(draft.inRow)
}

/**
 * Publishes a payload and records it: with {@link recordInRow} the only way into the ledger.
 * One that stands in its row is written by that commit, and there is nothing to publish.
 *
 * Inside the commit the payload is looked for once more. A sweep moves a payload away only
 * under the same lock and only if it has no record, so one of the two sees the other: no
 * document is recorded whose payload was taken away, whoever took it.
 *
 * @throws HikyakuError payload-put-aside; then nothing is recorded, and nobody is told
 */
export async function recordPayload<T>(
  context: ExchangeContext,
  { draft, id, published }: Recording,
  write: (tables: Tables) => Promise<T>,
): Promise<T> {
  await draft.publish(id)
  context.steps.reached(published)
  const written = await context.ledger.commit(async (tables) => {
    if (!draft.isInPlace) throw new HikyakuError('payload-put-aside', { document: id })
    return write(tables)
  })
  draft.recorded()
  return written
}
