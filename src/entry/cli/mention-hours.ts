import type { Partner } from '../../domain/partners/index.ts'
import type { Session } from './session.ts'

/** A person may call a partner at any time, and is told when it is outside of its hours. */
export async function mentionHours(session: Session, partner: Partner): Promise<void> {
  if (partner.kind !== 'jx-server' || partner.hours === undefined) return
  const { hoursOf } = await import('../../domain/flows/index.ts')
  const { clock } = session.io
  const hours = hoursOf(partner, clock)
  if (hours === undefined || hours.isOpen(clock.now().getTime())) return
  session.mention('call-outside-hours', { partner: partner.name, hours: hours.text })
}
