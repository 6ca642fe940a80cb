import type { Text } from './explanation.ts'
import type { WireFact } from '../wire/facts.ts'

/** The names of the protocol's messages as the RFCs and the notice write them. */
const labels: Readonly<Record<WireFact['kind'], string>> = {
  'client-hello': 'Client Hello',
  'server-hello': 'Server Hello',
  'hello-retry-request': 'Hello Retry Request',
  certificate: 'Certificate',
  'server-key-exchange': 'Server Key Exchange',
  'certificate-request': 'Certificate Request',
  'client-key-exchange': 'Client Key Exchange',
  'certificate-verify': 'Certificate Verify',
  'new-session-ticket': 'New Session Ticket',
  'server-hello-done': 'Server Hello Done',
  'hello-request': 'Hello Request',
  'certificate-status': 'Certificate Status',
  'other-message': '',
  'change-cipher-spec': 'Change Cipher Spec',
  encrypted: 'Encrypted',
  alert: 'Alert',
  'not-tls': 'not TLS',
  malformed: 'malformed',
  incomplete: 'incomplete',
  'limit-reached': '…',
}

/** What is cut in the middle, by its name on the wire. */
export function pieceLabel(what: string): Text {
  if (what === 'application_data record')
    return { ja: '暗号化されたレコード', en: 'an encrypted record' }
  if (what.endsWith('record')) return { ja: 'TLS のレコード', en: 'a TLS record' }
  const name = what.replaceAll(/(?:^|_)([a-z])/g, (_, first: string) => ` ${first.toUpperCase()}`)
  return { ja: name.trim(), en: name.trim() }
}

/** What a message is called, in any language. */
export function messageLabel(fact: WireFact): string {
  return fact.kind === 'other-message' ? fact.name : labels[fact.kind]
}
