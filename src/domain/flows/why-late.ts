import type { ExchangeContext, FlowDocument } from '../exchange/index.ts'
import type { FaultEntry } from '../../errors/index.ts'
import type { SlotRecord } from './due-slots.ts'
import type { Flow } from './flow.ts'
import type { JudgedDeadline } from './board.ts'

/** A deadline with what came of its flow around it. */
export interface DeadlineCase {
  readonly deadline: JudgedDeadline
  readonly documents: readonly FlowDocument[]
}

/** Whose side it is on that something is late, and how that is known. */
export interface WhyLate {
  readonly side: FaultEntry['side']
  readonly detail: string
  readonly detailJa: string
}

/**
 * Why nothing came in time: it was asked for and nothing was there; it could not be asked for;
 * nobody asked; or it came and is quarantined.
 */
export async function whyLate(
  { ledger, clock }: ExchangeContext,
  flow: Flow,
  { deadline, documents }: DeadlineCase,
): Promise<WhyLate> {
  const { from, until } = deadline
  const isQuarantined = documents.some(
    ({ state, createdAt }) =>
      state === 'quarantined' && from <= createdAt.getTime() && createdAt.getTime() < until,
  )
  if (isQuarantined) {
    return {
      side: 'partner',
      detail: 'it was received but is quarantined',
      detailJa: '届きましたが、隔離されています',
    }
  }
  if (flow.direction === 'send') {
    return {
      side: 'operator',
      detail: 'it was not given to be sent, or it waits',
      detailJa: '送るものがまだ渡されていないか、送信待ちです',
    }
  }
  const slots = await ledger.slots.between({
    flowId: flow.id,
    from: new Date(from),
    to: clock.now(),
  })
  return ofLastRun(slots.findLast(({ state }) => asked.has(state)))
}

const asked: ReadonlySet<SlotRecord['state']> = new Set([
  'done',
  'warning',
  'failed',
  'waiting-to-retry',
  'interrupted',
])

function ofLastRun(last: SlotRecord | undefined): WhyLate {
  if (last === undefined) {
    return {
      side: 'operator',
      detail: 'no run was planned before it, or none was made',
      detailJa: 'それまでに受信の予定がないか、実行されていません',
    }
  }
  const at = (last.endedAt ?? last.startedAt ?? last.instant).toISOString()
  if (last.state === 'done' || last.state === 'warning') {
    return {
      side: 'partner',
      detail: `the partner was asked at ${at}, and nothing was there`,
      detailJa: `${at} に受信しましたが、接続先にありませんでした`,
    }
  }
  return {
    side: 'unknown',
    detail: `the partner could not be asked since ${at}`,
    detailJa: `${at} から接続先に接続できていません`,
  }
}
