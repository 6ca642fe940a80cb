import { theirAlert, type Evidence } from '../evidence.ts'
import type { CauseRow, Slots, Text } from '../explanation.ts'
import { dayOf, nameOf, shortName } from './certificates.ts'
import { refused } from './client-refusal.ts'

interface AlertText {
  readonly side: CauseRow['side']
  readonly ja: string
  readonly en: string
  readonly remedies: CauseRow['remedies']
  readonly tell: Text
}

/** What the server's alert alone says, where our own look at the certificate finds nothing. */
export function byAlert(cause: string, names: readonly string[], text: AlertText): CauseRow {
  return {
    cause,
    fault: 'tls-failed',
    side: text.side,
    fits: (evidence: Evidence): Slots | undefined => {
      const alert = theirAlert(evidence)
      if (alert === undefined || !names.includes(alert.name) || !refused(evidence)) return undefined
      return ownSlots(evidence)
    },
    shows: ['request', 'client-chain', 'own-chain', 'their-alert', 'error'],
    breaksAt: 'their-alert',
    summary: { ja: text.ja, en: text.en },
    remedies: text.remedies,
    tell: text.tell,
  }
}

/** What the server said of our certificate, if it did not leave without a word. */
export function alertSlot(evidence: Evidence): Slots {
  const alert = theirAlert(evidence)?.name
  return alert === undefined ? { alert: 'it hung up', alertJa: '切断' } : { alert }
}

export function ownSlots(evidence: Evidence): Slots {
  const [own] = evidence.ownChain
  return {
    ...alertSlot(evidence),
    name: nameOf(own),
    issuer: own === undefined ? '?' : shortName(own.issuer),
    day: dayOf(own?.notAfter ?? '?'),
    sent: evidence.ownChain.length,
  }
}
