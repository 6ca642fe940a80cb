import { HikyakuError } from '../../errors/index.ts'
import { builtInLayout, convertBms } from '../../wire/bms/index.ts'
import type { ExchangeContext } from '../exchange/ports.ts'
import { saveDocument } from '../exchange/save-document.ts'

/** A document in the rows of a layout; the kept payload stays as it is. */
export interface ConvertedDocument {
  readonly fileName: string
  readonly bytes: number
  readonly chunks: AsyncIterable<Uint8Array>
}

/**
 * Converts a kept document into the rows of a layout that comes along. It is held whole:
 * nothing of it goes out if there is an error in it.
 *
 * @throws HikyakuError document-unknown, payload-damaged, bms-layout-unknown, bms-not-converted
 */
export async function convertKeptDocument(
  context: ExchangeContext,
  documentId: string,
  layoutName: string,
): Promise<ConvertedDocument> {
  const layout = builtInLayout(layoutName)
  const { chunks } = await saveDocument(context, documentId)
  const pieces: Uint8Array[] = []
  const options = { now: '', instance: '' }
  const { findings, to } = await convertBms(chunks, layout, options, (piece) => {
    pieces.push(piece)
  })
  if (findings.errors > 0 || to === 'xml') {
    const errors = Math.max(findings.errors, 1)
    throw new HikyakuError('bms-not-converted', { document: documentId, errors })
  }
  return {
    fileName: `${documentId}-${layout.name}.${layout.form === 'csv' ? 'csv' : 'txt'}`,
    bytes: pieces.reduce((sum, { byteLength }) => sum + byteLength, 0),
    chunks: inTurn(pieces),
  }
}

async function* inTurn(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield await Promise.resolve(piece)
}
