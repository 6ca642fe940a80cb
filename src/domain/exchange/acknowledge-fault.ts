import { audited, type Actor, type AuditNote } from '../accounts/audit.ts'
import { HikyakuError } from '../../errors/index.ts'
import type { Fault } from './attempt.ts'
import type { AdministrationContext } from '../partners/partners.ts'

/** Who has looked after a fault, and what they say of it. */
export interface AcknowledgementOrder {
  readonly comment: string
  /** A person's name, where it is not the one who types. */
  readonly by?: string
}

/**
 * Acknowledges a fault, in one commit with the note of it.
 *
 * @returns the fault; `done` is false if somebody was first, whose word stands
 * @throws HikyakuError fault-unknown
 */
export async function acknowledgeFault(
  context: AdministrationContext,
  actor: Actor,
  id: string,
  { comment, by = actor.name }: AcknowledgementOrder,
): Promise<{ readonly fault: Fault; readonly done: boolean }> {
  const at = context.clock.now()
  const note = ({ done }: { readonly done: boolean }): AuditNote | undefined =>
    done ? { action: 'fault.acknowledge', subject: id, detail: { by, comment } } : undefined
  return audited(context, actor, note, async ({ faults }) => {
    const done = await faults.acknowledge(id, { at, by, comment })
    const fault = await faults.find(id)
    if (fault === undefined) throw new HikyakuError('fault-unknown', { faultId: id })
    return { fault, done }
  })
}
