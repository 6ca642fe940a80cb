import { theirAlert, type Evidence } from '../evidence.ts'
import type { CauseRow, Slots, Text } from '../explanation.ts'
import { dayOf, nameOf, shortName } from './certificates.ts'
import { refused } from './client-refusal.ts'

interface AlertText {
  readonly side: CauseRow['side']
  readonly ja: string
  readonly en: string
  readonly remedies: CauseRow['remedies']
  /** Where it is not that the CA may not be registered. */
  readonly tell?: Text
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
    tell: text.tell ?? {
      ja: '貴社サーバー {peer} に、当方のクライアント証明書「{name}」（発行元 {issuer}）が {alert} で拒否されます。認証局の登録と、サーバーのログの確認をお願いします{when}。',
      en: 'Your server {peer} refuses our client certificate {name} (issued by {issuer}) with {alert}. Please check that its CA is registered, and the log of the server{when}.',
    },
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
