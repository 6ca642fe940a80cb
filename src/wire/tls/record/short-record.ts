import { z } from 'zod'
import { defined } from '../../../base/defined.ts'
import { clipped } from '../wire/clipped.ts'
import type { SeenCertificate } from '../wire/facts.ts'
import { handshakeRecordSchema, type HandshakeRecord } from './handshake-record.ts'

const certificate = z.object({
  subject: z.string(),
  issuer: z.string(),
  notAfter: z.string(),
  sha256: z.string(),
})

/**
 * What is kept of a handshake that went well: nothing in it differs between two alike
 * connections, so that they are one record.
 */
export const shortRecordSchema = z.object({
  format: z.literal('short'),
  role: z.enum(['client', 'server']),
  version: z.string(),
  suite: z.string(),
  /** The other side's, its own first. */
  peerChain: z.array(certificate),
  /** Ours, if we showed one where it can be seen. */
  ownCertificate: z.exactOptional(certificate),
})

export type ShortRecord = z.infer<typeof shortRecordSchema>

/** Characters of a record that is kept. */
export const mostText = 160 * 1024
const mostNames = 10

/** A record in short. */
export function shortRecord(record: HandshakeRecord): ShortRecord {
  const { role, known, events } = record
  const hello = events.find(({ fact }) => fact?.kind === 'server-hello')?.fact
  const seen = hello?.kind === 'server-hello' ? hello : undefined
  const own = chainFrom(record, role)?.[0]
  return {
    format: 'short',
    role,
    version: known?.version ?? seen?.version ?? '',
    suite: known?.suite ?? seen?.suite ?? '',
    peerChain: peerChainOf(record).slice(0, mostNames).map(inShort),
    ...(own === undefined ? {} : { ownCertificate: inShort(own) }),
  }
}

/** The certificates that the other side showed, its own first. */
export function peerChainOf(record: HandshakeRecord): readonly SeenCertificate[] {
  const other = record.role === 'client' ? 'server' : 'client'
  const onWire = chainFrom(record, other) ?? []
  return onWire.length > 0 ? onWire : (record.known?.peerChain ?? [])
}

function chainFrom(
  { events }: HandshakeRecord,
  side: HandshakeRecord['role'],
): readonly SeenCertificate[] | undefined {
  const message = events.find(({ from, fact }) => from === side && fact?.kind === 'certificate')
  return message?.fact?.kind === 'certificate' ? message.fact.chain : undefined
}

function inShort({
  subject,
  issuer,
  notAfter,
  sha256,
}: SeenCertificate): z.infer<typeof certificate> {
  return { subject: clipped(subject), issuer: clipped(issuer), notAfter, sha256 }
}

/**
 * A record as text to be kept. Of one that is very large, as hardly anybody but an attacker
 * makes it, the certificates' bytes are left out, then most of their names, and then
 * messages from its middle.
 */
export function recordText(record: HandshakeRecord): string {
  const text = JSON.stringify(record)
  if (text.length <= mostText) return text
  const lean = withoutBytes(record)
  if (lean.length <= mostText) return lean
  const named = withFewNames(record)
  const few = withoutBytes(named)
  if (few.length <= mostText) return few
  return withoutBytes({ ...named, events: shortened(named.events) })
}

/** With what can be told of each certificate, as a person would read it. */
function withFewNames({ ownChain, known, events, ...rest }: HandshakeRecord): HandshakeRecord {
  return {
    ...rest,
    events: events.map((event) =>
      event.fact?.kind === 'certificate'
        ? { ...event, fact: { ...event.fact, chain: fewNames(event.fact.chain) } }
        : event,
    ),
    ...(known === undefined ? {} : { known: { ...known, peerChain: fewNames(known.peerChain) } }),
    ownChain: fewNames(ownChain),
  }
}

/** Of the lists and texts of a certificate that its issuer makes as long as it likes. */
const mostOfOne = 16
const mostCertificates = 12

function fewNames(chain: readonly SeenCertificate[]): SeenCertificate[] {
  return chain.slice(0, mostCertificates).map(({ namesOmitted = 0, ...certificate }) => {
    const { names, subject, issuer, serial, extendedKeyUsage } = certificate
    const omitted = namesOmitted + Math.max(0, names.length - mostOfOne)
    const usages = extendedKeyUsage?.slice(0, mostOfOne).map(clipped)
    return {
      ...certificate,
      subject: clipped(subject),
      issuer: clipped(issuer),
      serial: clipped(serial),
      names: names.slice(0, mostOfOne).map(clipped),
      ...(omitted === 0 ? {} : { namesOmitted: omitted }),
      ...defined({ extendedKeyUsage: usages }),
    }
  })
}

/** As JSON, with the certificates read but not their bytes. */
function withoutBytes(part: HandshakeRecord | HandshakeRecord['events'][number]): string {
  return JSON.stringify(part, (key, value: unknown) => (key === 'der' ? '' : value))
}

/** The end is kept: an alert, and how the connection was lost. */
const keptLast = 3
const mostMessages = mostText / 4
const mostMessage = mostText / 8

/** As many of the first messages as fit, and small ones of the end. */
function shortened(events: HandshakeRecord['events']): HandshakeRecord['events'] {
  const lengths = events.map((event) => withoutBytes(event).length)
  const tail = Math.max(0, events.length - keptLast)
  let kept = 0
  const first = events.slice(0, tail).findIndex((_event, at) => {
    kept += lengths[at] ?? 0
    return kept > mostMessages
  })
  const until = first < 0 ? tail : first
  const last = events.slice(tail).filter((_event, at) => (lengths[tail + at] ?? 0) <= mostMessage)
  const gap = events[until]
  const { from = 'client', at = 0 } = gap ?? {}
  const offset = gap?.fact?.offset ?? 0
  const fact = { kind: 'limit-reached', offset, limit: `${mostText} characters` } as const
  return [...events.slice(0, until), { from, at, fact }, ...last]
}

/** Reads what {@link recordText} wrote; undefined if it is of another form. */
export function readRecord(text: string): HandshakeRecord | undefined {
  const found = handshakeRecordSchema.safeParse(JSON.parse(text))
  return found.success ? found.data : undefined
}

/** Reads a short record; undefined if it is of another form. */
export function readShortRecord(text: string): ShortRecord | undefined {
  const found = shortRecordSchema.safeParse(JSON.parse(text))
  return found.success ? found.data : undefined
}
