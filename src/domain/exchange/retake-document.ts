import { HikyakuError } from '../../errors/index.ts'
import { factsOf } from './document-states.ts'
import type { DocumentId, StationDocument } from './document.ts'
import { refuseCleared } from './kept-bytes.ts'
import type { ExchangeContext, Tables } from './ports.ts'

/**
 * Puts a document back, so that the partner can take it again or it is sent again,
 * under its one messageId and at its old place in the order. Inside of a commit, its
 * tables are the ledger.
 *
 * @throws HikyakuError document-unknown, retake-not-possible, payload-cleared
 */
export async function retakeDocument(
  context: Pick<ExchangeContext, 'clock'> & { readonly ledger: Pick<Tables, 'documents'> },
  id: DocumentId,
): Promise<StationDocument> {
  const document = await findDocument(context, id)
  refuseCleared(document)
  const state = factsOf(document.state).backTo
  const at = context.clock.now()
  if (
    state === undefined ||
    !(await context.ledger.documents.change(id, document.state, { state, at }))
  ) {
    throw new HikyakuError('retake-not-possible', { document: id, state: document.state })
  }
  return { ...document, state, changedAt: at }
}

/** @throws HikyakuError document-unknown */
export async function findDocument(
  context: { readonly ledger: Pick<Tables, 'documents'> },
  id: DocumentId,
): Promise<StationDocument> {
  const document = await context.ledger.documents.find(id)
  if (document === undefined) throw new HikyakuError('document-unknown', { document: id })
  return document
}
