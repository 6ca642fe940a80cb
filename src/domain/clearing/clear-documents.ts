import { audited, type Actor } from '../accounts/audit.ts'
import type { DocumentId, StationDocument } from '../exchange/document.ts'
import { flowsKnown } from './flows-known.ts'
import { batchSize, oldDocuments, verdictOf, type GoingOrder } from './going-documents.ts'
import type { ClearingContext, ClearingStep, ClearingWatch } from './context.ts'

/** What became of the documents of one clearing. */
export interface ClearedDocuments {
  readonly cleared: number
  readonly bytes: number
}

/** How many at most, and who asks for it. */
export interface ClearingOrder extends GoingOrder {
  readonly actor: Actor
  readonly most?: number
}

/**
 * Clears payloads or records of documents that are old enough, in small steps: each is a commit
 * that looks at its documents once more, so that what changed meanwhile stays.
 */
export async function clearDocuments(
  context: ClearingContext,
  order: ClearingOrder,
  watch: ClearingWatch = {},
): Promise<ClearedDocuments> {
  const flows = await flowsKnown(context.ledger)
  let [cleared, bytes] = [0, 0]
  for await (const { going } of oldDocuments(context.ledger, flows, order)) {
    if (watch.signal?.aborted === true) break
    const wanted = going.slice(0, (order.most ?? Infinity) - cleared)
    const gone = await clearBatch(context, order, watch, wanted)
    cleared += gone.length
    bytes += gone.reduce((sum, { wire }) => sum + wire.bytes, 0)
    if (cleared >= (order.most ?? Infinity)) break
    if (gone.length > 0) await pause(context, watch)
  }
  return { cleared, bytes }
}

/** Lets others have their turn between two steps. */
export async function pause({ clock }: ClearingContext, watch: ClearingWatch): Promise<void> {
  const { restMilliseconds = 0, signal } = watch
  if (restMilliseconds > 0) await clock.wait(restMilliseconds, signal).catch(() => undefined)
}

async function clearBatch(
  context: ClearingContext,
  order: ClearingOrder,
  watch: ClearingWatch,
  wanted: readonly StationDocument[],
): Promise<readonly StationDocument[]> {
  const gone = await commitBatch(context, order, wanted)
  if (gone.length === 0) return gone
  const step: ClearingStep = order.part === 'payload' ? 'clear.marked' : 'clear.forgotten'
  watch.reached?.(step)
  if (order.part === 'payload') await removeMarked(context, watch)
  return gone
}

/** In one commit with its note: what has changed since it was looked at stays. */
async function commitBatch(
  { ledger, clock }: ClearingContext,
  order: ClearingOrder,
  wanted: readonly StationDocument[],
): Promise<readonly StationDocument[]> {
  if (wanted.length === 0) return []
  const note = (gone: readonly StationDocument[]) => {
    const [first] = gone
    if (first === undefined) return undefined
    const detail = { documents: gone.length, first: first.id, last: gone.at(-1)?.id ?? '' }
    return { action: `clearing.${order.part}s`, subject: 'clearing', detail } as const
  }
  return audited({ ledger, clock }, order.actor, note, async (tables) => {
    const flows = await flowsKnown(tables)
    const going: StationDocument[] = []
    for (const one of await tables.clearing.these(wanted.map(({ id }) => id))) {
      if ((await verdictOf(flows, order, one)) === 'goes') going.push(one.document)
    }
    const ids = going.map(({ id }) => id)
    if (order.part === 'payload') await tables.clearing.mark(ids, clock.now())
    else await tables.clearing.forget(ids, clock.now())
    return going
  })
}

/**
 * Removes the files of documents whose payloads count as cleared; also what an earlier run left
 * that ended in the middle.
 *
 * @returns how many are left, since a backup is being made
 */
export async function removeMarked(
  { ledger, payloads }: ClearingContext,
  watch: ClearingWatch = {},
): Promise<number> {
  for (;;) {
    const marked = await ledger.clearing.marked(batchSize)
    if (marked.length === 0) return 0
    if (!(await removeFiles(payloads, watch, marked))) return marked.length
    watch.reached?.('clear.removed')
    await ledger.clearing.close(marked)
    watch.reached?.('clear.closed')
  }
}

/** Half of them first, so that there is a moment at which some are gone and some are not. */
async function removeFiles(
  payloads: ClearingContext['payloads'],
  { reached }: ClearingWatch,
  ids: readonly DocumentId[],
): Promise<boolean> {
  const half = ids.length >> 1
  if (!(await payloads.clear(ids.slice(0, half)))) return false
  reached?.('clear.half-removed')
  return payloads.clear(ids.slice(half))
}
