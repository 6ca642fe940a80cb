import { extensionOf } from './document-file.ts'
import type { StationDocument } from './document.ts'
import type { ExchangeContext } from './ports.ts'
import { contentOf } from './save-document.ts'
import { settleDocument } from './settle-document.ts'

/**
 * Writes the unpacked document into a folder of the operator's, under a name that
 * holds its kind and its id, and notes where it went. A repetition after a crash
 * finds the same file again and writes no second one.
 *
 * @returns the path. @throws HikyakuError hand-over-failed, payload-damaged, compression-*
 */
export async function handOverDocument(
  context: ExchangeContext,
  document: StationDocument,
  directory: string,
): Promise<string> {
  const payload = await context.payloads.open(document.id)
  try {
    const { extension, chunks } = await extensionOf(contentOf(context, document, payload))
    const name = `${document.documentType}_${document.id}${extension}`
    const path = await context.handOver.write(directory, name, untilWritten(context, chunks))
    context.steps.reached('hand-over.renamed')
    await settleDocument(context.ledger, document.id, {
      at: context.clock.now(),
      handedOverTo: path,
    })
    context.steps.reached('hand-over.saved')
    return path
  } finally {
    await payload.close()
  }
}

/** Tells when the last byte was taken, before the file has its name. */
async function* untilWritten(
  { steps }: ExchangeContext,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield* chunks
  steps.reached('hand-over.written')
}
