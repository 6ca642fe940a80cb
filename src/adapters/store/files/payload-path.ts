import { join } from 'node:path'
import type { DocumentId } from '../../../domain/exchange/index.ts'

const documentId = /^D-\d{6}-[0-9A-Z]+$/

export function isDocumentId(name: string): boolean {
  return documentId.test(name)
}

/** The folder of the day on which a document was made. */
export function dayOf(id: DocumentId): string {
  return id.slice(2, 8)
}

/** Where the payload of a document lies in a home. */
export function payloadPath(home: string, id: DocumentId): string {
  return join(home, 'documents', dayOf(id), id)
}
