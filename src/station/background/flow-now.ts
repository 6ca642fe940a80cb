import type { ExchangeContext } from '../../domain/exchange/index.ts'
import { handOverFlow, handsOver, type Flow, type SlotRecord } from '../../domain/flows/index.ts'
import { whyFlowHeld } from '../../domain/holds/index.ts'
import { runSlots, type RunParts } from './slot-runs.ts'

/**
 * Runs a flow because a person says so, beside its timetable. The run has a record like those
 * at its times, and what fails is not tried again.
 *
 * @throws HikyakuError flow-on-hold, partner-on-hold
 */
export async function runFlowNow(
  parts: Pick<RunParts, 'context' | 'exchanges' | 'programs'>,
  flow: Flow,
  signal: AbortSignal,
): Promise<SlotRecord> {
  const { context } = parts
  const held = whyFlowHeld(flow)
  if (held !== undefined) throw held
  const record = await claimed(context, flow)
  const { partner, direction, kind, filtered } = flow
  const slot = { instant: record.instant.getTime() }
  await runSlots(
    { ...parts, signal, once: true },
    {
      partner,
      direction,
      due: [{ flow, slot }],
      ...(filtered === true && kind !== 'any' ? { kinds: [kind] } : {}),
    },
  )
  if (handsOver(flow)) await handOverFlow(context, flow)
  await parts.programs.forDocuments(flow, signal)
  return (await recordAt(context, flow, record.instant)) ?? record
}

/** A slot of its own: this very moment, or the next that no run of the flow has. */
async function claimed(context: ExchangeContext, flow: Flow): Promise<SlotRecord> {
  const now = context.clock.now()
  for (let instant = now; ; instant = new Date(instant.getTime() + 1)) {
    const record: SlotRecord = {
      flowId: flow.id,
      instant,
      nominal: [],
      state: 'running',
      startedAt: now,
      documents: 0,
      tries: 0,
    }
    if (await context.ledger.slots.claim(record)) return record
  }
}

async function recordAt(
  { ledger }: ExchangeContext,
  { id }: Flow,
  instant: Date,
): Promise<SlotRecord | undefined> {
  const [record] = await ledger.slots.between({
    flowId: id,
    from: instant,
    to: new Date(instant.getTime() + 1),
  })
  return record
}
