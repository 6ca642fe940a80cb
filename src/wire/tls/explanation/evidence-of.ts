import { defined } from '../../../base/defined.ts'
import type { HandshakeEvent, HandshakeRecord } from '../record/handshake-record.ts'
import type { TlsWaiver } from '../policy/waiver.ts'
import { alertReported } from '../record/reported.ts'
import type { CertificateMessageFact, SeenCertificate, WireFact } from '../wire/facts.ts'
import {
  otherSide,
  type Evidence,
  type KnownCertificate,
  type SeenAlert,
  type WireSide,
} from './evidence.ts'

/** What the station knows of a partner beside the record. */
export interface KnownOfPartner {
  /** By its name in the settings, for the commands among the remedies. */
  readonly partner?: string
  /** What the server showed at the last success, its own first. */
  readonly knownChain?: readonly KnownCertificate[]
  /** Its present waiver; one for another address allows nothing. */
  readonly waiver?: TlsWaiver
}

/** Draws from a record what causes are told by. */
export function evidenceOf(record: HandshakeRecord, known: KnownOfPartner = {}): Evidence {
  const { role, peer, host, versions, ownChain, events } = record
  const facts = events.flatMap(({ from, fact }) => (fact === undefined ? [] : [{ from, fact }]))
  return {
    role,
    peer,
    host,
    versions,
    ownChain,
    certificateConfigured: ownChain.length > 0,
    ...requestIn(record, facts),
    at: new Date(record.startedAt),
    error: record.error ?? { code: '', message: '' },
    ...defined({ afterwards: record.afterwards }),
    ...messagesIn(facts),
    ...chainsIn(record, facts),
    alerts: alertsIn(record, facts),
    ...troubleIn(facts),
    ...lastIn(facts),
    ...endIn(events),
    ...unfinishedIn(events),
    ...known,
  }
}

interface SentFact {
  readonly from: WireSide
  readonly fact: WireFact
}

/** Of several hellos the first one counts: what was offered before anybody objected. */
function messagesIn(
  facts: readonly SentFact[],
): Pick<Evidence, 'hello' | 'serverHello' | 'request' | 'keyExchange'> {
  let found: ReturnType<typeof messagesIn> = {}
  for (const { fact } of facts) {
    if (fact.kind === 'client-hello') found = { hello: fact, ...found }
    if (fact.kind === 'hello-retry-request') found = { serverHello: fact, ...found }
    if (fact.kind === 'server-hello') found = { ...found, serverHello: fact }
    if (fact.kind === 'certificate-request') found = { ...found, request: fact }
    if (fact.kind === 'server-key-exchange') found = { ...found, keyExchange: fact }
  }
  return found
}

function chainsIn(
  { role, known, ownChain }: HandshakeRecord,
  facts: readonly SentFact[],
): Pick<Evidence, 'serverChain' | 'clientChain' | 'certificateOffsets'> {
  const server = certificatesFrom(facts, 'server')
  const client = certificatesFrom(facts, 'client')
  const ofPeer = known?.peerChain ?? []
  const clientChain = client?.chain ?? (role === 'server' ? present(ofPeer) : undefined)
  return {
    serverChain: server?.chain ?? (role === 'client' ? ofPeer : ownChain),
    ...defined({ clientChain }),
    certificateOffsets: {
      ...defined({ server: server?.offset, client: client?.offset }),
    },
  }
}

function present(chain: readonly SeenCertificate[]): readonly SeenCertificate[] | undefined {
  return chain.length === 0 ? undefined : chain
}

function certificatesFrom(
  facts: readonly SentFact[],
  side: WireSide,
): CertificateMessageFact | undefined {
  for (const { from, fact } of facts) {
    if (from === side && fact.kind === 'certificate') return fact
  }
  return undefined
}

/**
 * Alerts in the clear, and the one that came under encryption, of which only the TLS
 * library tells.
 */
function alertsIn(record: HandshakeRecord, facts: readonly SentFact[]): readonly SeenAlert[] {
  const alerts: SeenAlert[] = []
  let afterClientCertificate = false
  for (const { from, fact } of facts) {
    if (from === 'client' && fact.kind === 'certificate') afterClientCertificate = true
    if (fact.kind !== 'alert') continue
    const { level, name, offset } = fact
    alerts.push({ from, level, name, offset, afterClientCertificate })
  }
  const peer = otherSide(record.role)
  const hidden = alertReported(record.error ?? {})?.name
  if (hidden === undefined || alerts.some((alert) => alert.from === peer && alert.name === hidden))
    return alerts
  // Nothing is hidden before both keys are there: the client's certificate was on its way.
  const encrypted = facts.some(({ from, fact }) => from === peer && fact.kind === 'encrypted')
  return [
    ...alerts,
    {
      from: peer,
      level: 'fatal',
      name: hidden,
      afterClientCertificate: afterClientCertificate || encrypted,
    },
  ]
}

function troubleIn(facts: readonly SentFact[]): Pick<Evidence, 'notTls' | 'malformed'> {
  let found: ReturnType<typeof troubleIn> = {}
  for (const { from, fact } of facts) {
    if (fact.kind === 'not-tls') found = { notTls: { ...fact, from }, ...found }
    if (fact.kind === 'malformed') found = { malformed: { ...fact, from }, ...found }
  }
  return found
}

function requestIn(
  { known }: HandshakeRecord,
  facts: readonly SentFact[],
): Pick<Evidence, 'certificateRequested'> {
  if (facts.some(({ fact }) => fact.kind === 'certificate-request')) {
    return { certificateRequested: true }
  }
  const requested = known?.certificateRequested
  return defined({ certificateRequested: requested })
}

function lastIn(facts: readonly SentFact[]): Pick<Evidence, 'last' | 'lastFrom'> {
  // A farewell says nothing of how far it came.
  const last = facts.findLast(({ fact }) => fact.kind !== 'alert' || fact.name !== 'close_notify')
  return {
    lastFrom: { ...lastOf(facts, 'client'), ...lastOf(facts, 'server') },
    ...defined({ last }),
  }
}

function lastOf(facts: readonly SentFact[], side: WireSide): Evidence['lastFrom'] {
  const fact = facts.findLast(({ from }) => from === side)?.fact
  return defined({ [side]: fact })
}

function unfinishedIn(events: readonly HandshakeEvent[]): Pick<Evidence, 'unfinished'> {
  for (const { from, at, fact, arrived } of events) {
    if (fact?.kind !== 'incomplete' || arrived === undefined) continue
    const { since, until } = arrived
    return { unfinished: { from, fact, arriving: until - since, silence: at - until } }
  }
  return {}
}

function endIn(events: readonly HandshakeEvent[]): Pick<Evidence, 'ended' | 'waited'> {
  const first = events.find(({ ended }) => ended !== undefined)
  if (first?.ended === undefined) return {}
  const ended = { side: first.from, how: first.ended }
  if (first.ended !== 'timeout') return { ended }
  // What stayed unfinished is noted at the end, and came before.
  const before = events
    .filter(({ fact }) => fact !== undefined)
    .map(({ fact, at, arrived }) => (fact?.kind === 'incomplete' ? (arrived?.until ?? 0) : at))
  return { ended, waited: first.at - Math.max(0, ...before) }
}
