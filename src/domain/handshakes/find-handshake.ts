import { defined } from '../../base/defined.ts'
import { faultNameOf, HikyakuError } from '../../errors/index.ts'
import type { Attempt, Fault } from '../exchange/attempt.ts'
import type { KeptHandshake } from './shelves.ts'
import type { Tables } from '../exchange/ports.ts'
import {
  advisoryFor,
  diagramOf,
  explain,
  peerChainOf,
  readRecord,
  readShortRecord,
  type Advisory,
  type Diagram,
  type Explanation,
  type HandshakeRecord,
  type KnownOfPartner,
  type ShortRecord,
} from '../../wire/tls/index.ts'

/** A kept handshake, and what it tells. */
export interface FoundHandshake {
  readonly kept: KeptHandshake
  readonly attempt?: Attempt
  readonly fault?: Fault
  /** In full: of an attempt that failed. */
  readonly record?: HandshakeRecord
  /** Of one that went well. */
  readonly short?: ShortRecord
  /** Of a handshake that failed. */
  readonly explanation?: Explanation
  /** The known problem that it is an instance of. */
  readonly advisory?: Advisory
  readonly diagram?: Diagram
}

type Places = Pick<Tables, 'exchanges' | 'faults' | 'handshakes' | 'partners'>

/**
 * The handshake of an attempt (`A-…`), of a fault (`F-…`, or eight digits for the newest),
 * of an exchange (`X-…`: the one that failed, else the last), or by its own id (`H-…`).
 *
 * @throws HikyakuError handshake-unknown if there is none
 */
export async function findHandshake(tables: Places, id: string): Promise<FoundHandshake> {
  const found = await placeOf(tables, id)
  const kept =
    found?.handshakeId === undefined ? undefined : await tables.handshakes.find(found.handshakeId)
  if (found === undefined || kept === undefined) throw new HikyakuError('handshake-unknown', { id })
  const { attempt, fault } = found
  return {
    kept,
    ...defined({ attempt, fault }),
    ...(await told(tables, kept)),
  }
}

/** The same of a fault that is at hand; undefined if there is none. */
export async function handshakeOfFault(
  tables: Places,
  fault: Fault,
): Promise<FoundHandshake | undefined> {
  try {
    return await findHandshake(tables, fault.id)
  } catch (error) {
    if (error instanceof HikyakuError && error.fault === 'handshake-unknown') return undefined
    throw error
  }
}

interface Place {
  readonly handshakeId?: string | undefined
  readonly attempt?: Attempt
  readonly fault?: Fault
}

async function placeOf(tables: Places, id: string): Promise<Place | undefined> {
  if (id.startsWith('A-')) return placeOfAttempt(await tables.exchanges.findAttempt(id))
  if (id.startsWith('X-')) return placeInExchange(await tables.exchanges.find(id))
  if (id.startsWith('H-')) return { handshakeId: id }
  const name = faultNameOf(id)
  const [newest] = name === undefined ? [] : await tables.faults.search({ name, limit: 1 })
  const fault = newest ?? (await tables.faults.find(id))
  if (fault === undefined) return undefined
  const { attemptId, handshakeId } = fault
  if (attemptId === undefined) return { fault, handshakeId }
  const attempt = await tables.exchanges.findAttempt(attemptId)
  return { ...placeOfAttempt(attempt), fault }
}

function placeOfAttempt(attempt: Attempt | undefined): Place | undefined {
  return attempt === undefined ? undefined : { attempt, handshakeId: attempt.handshakeId }
}

function placeInExchange(
  found: { readonly attempts: readonly Attempt[] } | undefined,
): Place | undefined {
  const recorded = found?.attempts.filter(({ handshakeId }) => handshakeId !== undefined) ?? []
  const failed = recorded.findLast(({ faultId }) => faultId !== undefined)
  return placeOfAttempt(failed ?? recorded.at(-1))
}

async function told(
  tables: Places,
  { record: text, partner }: KeptHandshake,
): Promise<Pick<FoundHandshake, 'record' | 'short' | 'explanation' | 'advisory' | 'diagram'>> {
  if (text === undefined) return {}
  const record = readRecord(text)
  if (record === undefined) {
    const short = readShortRecord(text)
    return defined({ short })
  }
  if (record.outcome === 'done') return { record, diagram: diagramOf(record) }
  const explanation = explain(record, partner === undefined ? {} : await known(tables, partner))
  const advisory = advisoryFor(record, explanation, partner)
  return {
    record,
    explanation,
    ...defined({ advisory }),
    diagram: diagramOf(record, explanation),
  }
}

/** What causes and commands are made sharper by. */
async function known(tables: Places, name: string): Promise<KnownOfPartner> {
  const knownChain = await chainSeen(tables, name)
  const partner = await tables.partners.find(name)
  const waiver = partner?.kind === 'jx-server' ? partner.tlsWaiver : undefined
  return {
    partner: name,
    ...defined({ knownChain, waiver }),
  }
}

/** The certificates of the server at the last success with a partner. */
export async function chainSeen(
  { handshakes }: Pick<Tables, 'handshakes'>,
  partner: string,
): Promise<KnownOfPartner['knownChain']> {
  const last = await handshakes.latest(partner, 'done')
  if (last?.record === undefined) return undefined
  const short = readShortRecord(last.record)
  const record = short === undefined ? readRecord(last.record) : undefined
  const chain = short?.peerChain ?? (record === undefined ? [] : peerChainOf(record))
  return chain.length === 0 ? undefined : chain
}
