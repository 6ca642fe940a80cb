import { defined } from '../../base/defined.ts'
import type { Tables } from '../exchange/ports.ts'
import type { StationDocument } from '../exchange/document.ts'
import type { FlowsKnown } from './flows-known.ts'
import { isOlder, payloadLimit, recordLimit, type DocumentLimits } from './limits.ts'
import type { ClearingCandidate, ClearingPlace, DocumentPart } from './ports.ts'
import { whyItStays, type StayReason } from './why-it-stays.ts'

/** So many are looked at, and cleared, in one step. */
export const batchSize = 200

/** What a batch of the old ones comes to. */
export interface Batch {
  readonly going: readonly StationDocument[]
  readonly staying: readonly { readonly document: StationDocument; readonly why: StayReason }[]
}

export interface GoingOrder extends DocumentLimits {
  readonly part: DocumentPart
  /** Only those of one flow. */
  readonly flowId?: string
}

/** Whether a document goes, or why it must stay; undefined: it is not old enough. */
export async function verdictOf(
  flows: FlowsKnown,
  order: GoingOrder,
  candidate: ClearingCandidate,
): Promise<'goes' | StayReason | undefined> {
  const { document } = candidate
  if ((document.clearedAt === undefined) !== (order.part === 'payload')) return undefined
  const flow = await flows.of(document.flowId)
  const limit = order.part === 'payload' ? payloadLimit(order, flow) : recordLimit(order, flow)
  if (!isOlder(document, limit)) return undefined
  // A flow that was removed owes nothing more.
  return whyItStays(candidate, flows.living.get(document.flowId ?? '')) ?? 'goes'
}

/** The old documents, batch by batch: what is shown before is found in the same way. */
export async function* oldDocuments(
  { clearing }: Pick<Tables, 'clearing'>,
  flows: FlowsKnown,
  order: GoingOrder,
): AsyncGenerator<Batch> {
  const before = latestLimit(flows, order)
  if (before === undefined) return
  let after: ClearingPlace | undefined
  for (;;) {
    const found = await clearing.candidates({
      hasPayload: order.part === 'payload',
      before,
      ...defined({ flowId: order.flowId, after }),
      limit: batchSize,
    })
    const last = found.at(-1)
    if (last === undefined) return
    after = { changedAt: last.document.changedAt, place: last.place }
    yield await batchOf(flows, order, found)
  }
}

async function batchOf(
  flows: FlowsKnown,
  order: GoingOrder,
  found: readonly ClearingCandidate[],
): Promise<Batch> {
  const going: StationDocument[] = []
  const staying: { document: StationDocument; why: StayReason }[] = []
  for (const candidate of found) {
    const verdict = await verdictOf(flows, order, candidate)
    if (verdict === 'goes') going.push(candidate.document)
    else if (verdict !== undefined) staying.push({ document: candidate.document, why: verdict })
  }
  return { going, staying }
}

/** No document that is younger than this goes, whatever its flow. */
function latestLimit(flows: FlowsKnown, order: GoingOrder): Date | undefined {
  const limitOf = order.part === 'payload' ? payloadLimit : recordLimit
  const all = [undefined, ...flows.living.values()].flatMap((flow) => limitOf(order, flow) ?? [])
  if (all.length === 0) return undefined
  // A moment is old enough when all its days are over: the very millisecond counts.
  return new Date(Math.max(...all.map((limit) => limit.getTime())) + 1)
}
