import { addressOfPartner } from '../../../domain/partners/index.ts'
import { endpointOf } from '../../../domain/partners/index.ts'
import type { Station } from '../../../station/index.ts'
import { standingWarning } from '../../../wire/tls/index.ts'
import type { Session } from '../session.ts'

/** Tells of each partner whose TLS is weak, or refused as it stands; not how a command ends. */
export async function mentionStandingWarnings(session: Session, station: Station): Promise<void> {
  const now = session.io.clock.now()
  for (const partner of await station.ledger.partners.list()) {
    if (partner.kind !== 'jx-server' || !endpointOf(partner).secure) continue
    const warning = standingWarning(partner, addressOfPartner(partner), now)
    if (warning !== undefined) session.mention(warning.fault, warning.params)
  }
}
