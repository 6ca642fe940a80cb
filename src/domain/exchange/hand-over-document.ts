import { HikyakuError } from '../../errors/index.ts'
import { extensionOf } from './document-file.ts'
import { openKept } from './kept-bytes.ts'
import type { StationDocument } from './document.ts'
import type { ExchangeContext } from './ports.ts'
import type { DocumentFile, PreparedFile } from './promised-files.ts'
import { contentOf } from './save-document.ts'

/**
 * Gives the unpacked document to a folder of the operator's, under a name that holds its
 * kind and its id, and notes where it went.
 *
 * What is about to be given is in the ledger before it can be seen, so whatever happens
 * after that, {@link settleHandOvers} knows whether it was.
 *
 * @returns the path. @throws HikyakuError hand-over-failed, payload-damaged, payload-cleared,
 * compression-*
 */
export async function handOverDocument(
  context: ExchangeContext,
  document: StationDocument,
  directory: string,
): Promise<string> {
  const path = await giveDocument(context, document, (extension) =>
    Promise.resolve({ directory, name: `${document.documentType}_${document.id}${extension}` }),
  )
  if (path === undefined) throw new HikyakuError('file-exists', { file: directory })
  return path
}

/**
 * The same under a name of the caller's choice.
 *
 * @param nameFor says where it goes, once the ending of its bytes is known.
 * @returns undefined if it is to wait, since a file of its name lies there
 */
export async function giveDocument(
  context: ExchangeContext,
  document: StationDocument,
  nameFor: (extension: string) => Promise<Omit<DocumentFile, 'document'>>,
): Promise<string | undefined> {
  const payload = await openKept(context, document.id)
  try {
    const { extension, chunks } = await extensionOf(contentOf(context, document, payload))
    const file = { document: document.id, ...(await nameFor(extension)) }
    if (file.waits === true && !(await context.handOver.isFree(file))) return undefined
    const prepared = await context.handOver.prepare(file, chunks)
    context.steps.reached('hand-over.written')
    const path = 'written' in prepared ? prepared.written : await give(context, prepared)
    if (path === undefined) return undefined
    await noteGiven(context, document.id, path)
    context.steps.reached('hand-over.saved')
    return path
  } finally {
    await payload.close()
  }
}

/**
 * Promises the file in the ledger, then gives it its name; another one if that is taken, or
 * none if it is to wait for it.
 */
export async function give(
  context: ExchangeContext,
  prepared: PreparedFile,
): Promise<string | undefined> {
  const { ledger, handOver, steps, clock } = context
  for (let file = prepared; ; file = await handOver.otherName(file)) {
    await ledger.promises.promise({ ...file, at: clock.now() })
    steps.reached('hand-over.promised')
    try {
      if (!(await handOver.give(file))) {
        if (file.how?.waits !== true) continue
        await ledger.promises.end(file.document)
        await handOver.discard(file)
        return undefined
      }
      steps.reached('hand-over.renamed')
      await handOver.settle(file)
      return file.path
    } catch (error) {
      // This process lives, so what it sees is so; if it sees nothing, the promise stands.
      if ((await handOver.look(file)) !== 'prepared') throw error
      await ledger.promises.end(file.document)
      await handOver.discard(file)
      throw error
    }
  }
}

/** Notes where a document went, and that the promise is kept. */
export async function noteGiven(
  { ledger, clock }: ExchangeContext,
  id: string,
  path: string,
): Promise<void> {
  await ledger.commit(async ({ documents, promises }) => {
    const document = await documents.find(id)
    if (document !== undefined) {
      await documents.change(id, document.state, { at: clock.now(), handedOverTo: path })
    }
    await promises.end(id)
  })
}
