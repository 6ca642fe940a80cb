import { HikyakuError } from '../../errors/index.ts'
import type { DocumentId } from './document.ts'
import type { DocumentChange, Tables } from './ports.ts'

/**
 * Writes down what has happened to a document, in whatever state it stands by now: it is
 * true, also if somebody changed the document in between.
 *
 * @throws HikyakuError document-unknown
 */
export async function settleDocument(
  { documents }: Pick<Tables, 'documents'>,
  id: DocumentId,
  change: DocumentChange,
): Promise<void> {
  for (;;) {
    const document = await documents.find(id)
    if (document === undefined) throw new HikyakuError('document-unknown', { document: id })
    if (await documents.change(id, document.state, change)) return
  }
}
