import { findFlow } from '../flows/changing-flows.ts'
import type { StationDocument } from '../exchange/document.ts'
import { countHistory, type HistoryCounts } from './clear-history.ts'
import type { ClearingContext } from './context.ts'
import { flowsKnown } from './flows-known.ts'
import { oldDocuments } from './going-documents.ts'
import type { ClearingSettings } from './limits.ts'
import { documentParts, type DocumentPart } from './ports.ts'
import { settledAt, stayReasons, type StayReason } from './why-it-stays.ts'

/** Of what a person asks: a part of what is old. */
export interface ClearingRange {
  /** Name of a flow. */
  readonly flow?: string
  /** Payloads settled before that moment, whatever the days that are set. */
  readonly before?: Date
  /** Documents at most. */
  readonly most?: number
}

export interface GoingDocument {
  readonly part: DocumentPart
  readonly document: StationDocument
  /** Its days count from then. */
  readonly settledAt: Date
}

/** What would go now, and what is old enough and stays. */
export interface ClearingPreview {
  readonly payloads: number
  readonly bytes: number
  readonly records: number
  readonly history: HistoryCounts
  /** The first of them, in the order in which they go. */
  readonly documents: readonly GoingDocument[]
  readonly staying: readonly { readonly why: StayReason; readonly count: number }[]
}

/**
 * What {@link clearStation} would do now; nothing is changed.
 *
 * @param shown how many documents are listed; all are counted
 * @throws HikyakuError flow-unknown
 */
export async function previewClearing(
  context: Pick<ClearingContext, 'ledger' | 'clock'>,
  { settings, flow, before, most = Infinity }: ClearingRange & { settings: ClearingSettings },
  shown: number,
): Promise<ClearingPreview> {
  const { ledger, clock } = context
  const flows = await flowsKnown(ledger)
  const order = { settings, now: clock.now(), ...(await flowToClear(context, flow)) }
  const counts = { payload: 0, record: 0 }
  const documents: GoingDocument[] = []
  const staying = new Map<StayReason, number>()
  let bytes = 0
  for (const part of documentParts) {
    const upTo = part === 'payload' && before !== undefined ? { before } : {}
    for await (const batch of oldDocuments(ledger, flows, { ...order, ...upTo, part })) {
      const going = batch.going.slice(0, most - counts[part])
      counts[part] += going.length
      if (part === 'payload') bytes += going.reduce((sum, { wire }) => sum + wire.bytes, 0)
      documents.push(
        ...going
          .slice(0, Math.max(0, shown - documents.length))
          .map((document) => ({ part, document, settledAt: settledAt(document) })),
      )
      for (const { why } of batch.staying) staying.set(why, (staying.get(why) ?? 0) + 1)
      if (counts[part] >= most) break
    }
  }
  const isWhole = flow === undefined && before === undefined && most === Infinity
  return {
    payloads: counts.payload,
    bytes,
    records: counts.record,
    history: await countHistory(context, isWhole ? settings : undefined),
    documents,
    staying: stayReasons.flatMap((why) => {
      const count = staying.get(why)
      return count === undefined ? [] : [{ why, count }]
    }),
  }
}

/** @throws HikyakuError flow-unknown */
export async function flowToClear(
  context: Pick<ClearingContext, 'ledger'>,
  name: string | undefined,
): Promise<{ readonly flowId?: string }> {
  return name === undefined ? {} : { flowId: (await findFlow(context, name)).id }
}
