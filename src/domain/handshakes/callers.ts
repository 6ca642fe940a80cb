import { defined } from '../../base/defined.ts'
import { leftOut } from './unknown-callers.ts'
import type { Stranger } from './shelves.ts'
import type { Tables } from '../exchange/ports.ts'
import { offerOf, readRecord, type ClientOffer, type Text } from '../../wire/tls/index.ts'

/** Who called our server and failed before it was known who that was. */
export interface SeenCaller extends Omit<Stranger, 'address'> {
  /** Absent: the calls that were too many to be told apart. */
  readonly address?: string
  /** Why it failed, where its fault says so. */
  readonly detail?: Text
  /** What the newest call offered, where its hello is on record. */
  readonly offered?: ClientOffer
}

type Places = Pick<Tables, 'faults' | 'handshakes' | 'strangers'>

/** Last seen first. */
export async function callersSeen(tables: Places, limit?: number): Promise<SeenCaller[]> {
  const found = await tables.strangers.list(limit)
  return Promise.all(found.map((one) => callerOf(tables, one)))
}

async function callerOf(tables: Places, { address, ...rest }: Stranger): Promise<SeenCaller> {
  const { cause, faultId, handshakeId } = rest
  const detail = faultId === undefined ? undefined : await detailOf(tables, faultId)
  const offered = handshakeId === undefined ? undefined : await offeredIn(tables, handshakeId)
  return {
    ...rest,
    ...(address === leftOut.address && cause === leftOut.cause ? {} : { address }),
    ...defined({ detail, offered }),
  }
}

async function detailOf({ faults }: Places, id: string): Promise<Text | undefined> {
  const { detail, detailJa } = (await faults.find(id))?.params ?? {}
  if (detail === undefined) return undefined
  return { en: String(detail), ja: String(detailJa ?? detail) }
}

async function offeredIn({ handshakes }: Places, id: string): Promise<ClientOffer | undefined> {
  const record = readRecord((await handshakes.find(id))?.record ?? '')
  return record === undefined ? undefined : offerOf(record)
}
