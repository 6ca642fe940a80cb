import { defined } from '../../base/defined.ts'
import { audited, type Actor } from '../accounts/index.ts'
import { HikyakuError } from '../../errors/index.ts'
import { parseDay } from '../timetable/index.ts'
import { findFlow, type FlowContext } from './changing-flows.ts'

/** A day that is excused, or is so no more without a reason. */
export interface Excusing {
  /** Of the flow. */
  readonly name: string
  /** `2026-09-24` */
  readonly day: string
  /** Absent: its deadlines count again. */
  readonly reason?: string
}

/**
 * Notes that nothing comes or goes of a flow on a day (本日分なし): its deadlines of that day are
 * not missed. Its runs stay.
 *
 * @returns false if it was so already. @throws HikyakuError flow-unknown, setting-invalid
 */
export async function excuseDay(
  context: Pick<FlowContext, 'ledger' | 'clock'>,
  actor: Actor,
  { name, day, reason }: Excusing,
): Promise<boolean> {
  const flow = await findFlow(context, name)
  if (parseDay(day) === undefined) {
    const detailJa = `${day} は日付ではありません（例: 2026-12-01）`
    const detail = `${day} is no date such as 2026-12-01`
    throw new HikyakuError('setting-invalid', { setting: 'on', detail, detailJa })
  }
  if ((flow.expectations ?? []).every(({ kind }) => kind !== 'by-time')) {
    const detailJa = `業務「${name}」には期限がありません`
    const detail = `the flow “${name}” has no deadline by a time`
    throw new HikyakuError('setting-invalid', { setting: 'on', detail, detailJa })
  }
  const note = {
    action: reason === undefined ? 'flow.unskip' : 'flow.skip',
    subject: name,
    detail: { day, ...defined({ reason }) },
  } as const
  return audited(
    context,
    actor,
    (isChanged: boolean) => (isChanged ? note : undefined),
    ({ excusedDays }) =>
      reason === undefined
        ? excusedDays.remove({ flowId: flow.id, day })
        : excusedDays.add({
            flowId: flow.id,
            day,
            reason,
            by: actor.name,
            at: context.clock.now(),
          }),
  )
}
