import { HikyakuError, isHikyakuError } from '../../errors/index.ts'
import { findPartner } from '../partners/index.ts'
import {
  endStanding,
  enqueueDocument,
  raiseFault,
  standOnce,
  type StationDocument,
  type Tables,
} from '../exchange/index.ts'
import type { OpenDrop } from './drop-folder.ts'
import type { PickUpContext, PickUpFlow } from './folder-flows.ts'
import { putAside, refusedBefore, refuseFile, type TakeOutcome } from './refuse-file.ts'
import { moveAside } from './settle-places.ts'
import type { FileLook } from './whole-file.ts'

/**
 * Makes a document of a file and moves the file to `waiting/`. The row of the file is written
 * in one commit with the document, so that a crash at any step takes it once.
 */
export async function takeFile(
  context: PickUpContext,
  flow: PickUpFlow,
  file: FileLook,
): Promise<TakeOutcome> {
  const told = await refusedBefore(context, flow, file)
  if (told !== undefined) return putAside(context, flow, { file, text: told })
  const key = `file ${flow.folder.path} ${file.name}`
  let open: OpenDrop | 'gone'
  try {
    open = await context.drops.open(flow.folder.path, file)
  } catch (cause) {
    return unreadable(context, { key, partner: flow.partner }, cause)
  }
  if (open === 'gone') {
    await endStanding(context, key)
    return vanished(context, flow, file)
  }
  try {
    const document = await keep(context, flow, { file, open })
    await endStanding(context, key)
    const picked = await context.ledger.pickedFiles.find(document.id)
    if (picked !== undefined) await moveAside(context, flow, picked)
    return 'taken'
  } catch (cause) {
    if (cause instanceof ChangedFile) return 'left'
    if (!isHikyakuError(cause) || !refusals.has(cause.fault)) {
      return await unreadable(context, { key, partner: flow.partner }, cause)
    }
    return await refuseFile(context, flow, { file, error: cause })
  } finally {
    await open.close()
  }
}

/** One that cannot be read is told of once, and keeps no other waiting. */
async function unreadable(
  context: PickUpContext,
  place: { readonly key: string; readonly partner: string },
  cause: unknown,
): Promise<TakeOutcome> {
  if (!isHikyakuError(cause) || cause.fault !== 'pick-up-unreadable') throw cause
  await standOnce(context, place, cause)
  return 'left'
}

/** The writer went on writing: the draft is thrown away, and the file is looked at anew. */
class ChangedFile extends Error {}

/** What a file is refused for, once and for all. */
const refusals: ReadonlySet<string> = new Set(['file-empty', 'document-sent-before'])

async function keep(
  context: PickUpContext,
  flow: PickUpFlow,
  { file, open }: { readonly file: FileLook; readonly open: OpenDrop },
): Promise<StationDocument> {
  const { kind, folder } = flow
  return enqueueDocument(context, {
    partner: await findPartner(context.ledger, flow.partner),
    fileName: file.name,
    chunks: () => unchanged(open),
    documentType: kind.documentType,
    formatType: kind.formatType,
    ...(folder.sameBytes === 'refuse' ? { onlyNew: true } : {}),
    ...(folder.sameBytes === 'hold' ? { holdRepeated: true } : {}),
    beside: async (tables, document, earlier) => {
      await tables.pickedFiles.add({
        document: document.id,
        flowId: flow.id,
        folder: folder.path,
        place: file.name,
        look: file,
        state: 'kept',
      })
      if (earlier !== undefined) await tellSame(context, tables, { flow, document, earlier })
    },
  })
}

async function* unchanged(open: OpenDrop): AsyncGenerator<Uint8Array> {
  yield* open.chunks()
  if (!(await open.isUnchanged())) throw new ChangedFile('the file was written to')
}

async function tellSame(
  context: PickUpContext,
  tables: Tables,
  {
    flow,
    document,
    earlier,
  }: {
    readonly flow: PickUpFlow
    readonly document: StationDocument
    readonly earlier: StationDocument
  },
): Promise<void> {
  const error = new HikyakuError('file-same-bytes', {
    file: document.fileName ?? '',
    document: document.id,
    earlier: earlier.id,
    at: earlier.createdAt.toISOString(),
  })
  const place = { partner: flow.partner, documentId: document.id }
  await raiseFault(tables, context, error, place)
}

async function vanished(
  context: PickUpContext,
  flow: PickUpFlow,
  file: FileLook,
): Promise<TakeOutcome> {
  const params = { file: file.name, flow: flow.name }
  const error = new HikyakuError('file-vanished', params)
  await raiseFault(context.ledger, context, error, { partner: flow.partner })
  return 'left'
}
