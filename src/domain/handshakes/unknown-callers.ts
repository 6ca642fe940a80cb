import { defined } from '../../base/defined.ts'
import { networkOf } from '../../base/network.ts'
import { HikyakuError, type FaultEntry } from '../../errors/index.ts'
import type { HandshakeNote } from '../exchange/attempt.ts'
import { raiseFault } from '../exchange/faults.ts'
import type { ExchangeContext, Tables } from '../exchange/ports.ts'
import type { Stranger } from './shelves.ts'

const dayMilliseconds = 86_400_000
const minuteMilliseconds = 60_000
/** Calls that are written down in a minute, … */
const mostAMinute = 30
/** … and that become faults of their own in a day: a stranger cannot fill the disk. */
const mostFaultsADay = 100

/** Under this the calls that were left out are counted. */
export const leftOut = { address: '*', cause: 'left-out' } as const

/** A call that ended before we knew for certain whose it was. */
export interface UnknownCall {
  readonly address: string
  /** In a word: what tells one trouble from another. */
  readonly cause: string
  readonly detail: string
  readonly detailJa: string
  /** Who has to act, where its handshake tells. */
  readonly side?: FaultEntry['side']
  /** The kind of fault it becomes; `caller-tls-failed` without it. */
  readonly fault?: 'caller-tls-failed' | 'caller-certificate-refused'
  /** Known by its login alone. */
  readonly partner?: string
  readonly handshakeNote?: HandshakeNote
}

type Context = Pick<ExchangeContext, 'ledger' | 'clock' | 'random'>

/**
 * Writes down calls that failed before we knew the caller, within bounds: one fault for
 * an address and a cause, again only after a day of silence.
 */
export class UnknownCallers {
  readonly #context: Context
  #minute = 0
  #written = 0
  #leftOut = 0

  constructor(context: Context) {
    this.#context = context
  }

  /** @throws HikyakuError database-failed, disk-full */
  async note(call: UnknownCall): Promise<void> {
    const now = this.#context.clock.now()
    const minute = Math.floor(now.getTime() / minuteMilliseconds)
    if (minute !== this.#minute) {
      this.#minute = minute
      this.#written = 0
    }
    if (this.#written >= mostAMinute) {
      this.#leftOut += 1
      return
    }
    this.#written += 1
    const unsaid = this.#leftOut
    this.#leftOut = 0
    await this.#context.ledger.commit(async (tables) => {
      if (unsaid > 0) await this.#countLeftOut(tables, unsaid, now)
      await this.#write(tables, { ...call, address: networkOf(call.address) }, now)
    })
  }

  async #write(tables: Tables, call: UnknownCall, now: Date): Promise<void> {
    const { address, cause, partner, handshakeNote: note } = call
    const before = await tables.strangers.find(address, cause)
    if (note !== undefined) {
      const { id, at, outcome } = note
      const whose = defined({ partner })
      const record = note.whole()
      await tables.handshakes.keep({ id, at, outcome, form: 'whole', record, ...whose })
    }
    const recent = before !== undefined && now.getTime() - before.lastAt.getTime() < dayMilliseconds
    const faultId = recent
      ? await countAgain(tables, before.faultId, now)
      : await this.#raise(tables, call, now)
    const stranger: Stranger = {
      address,
      cause,
      firstAt: before?.firstAt ?? now,
      lastAt: now,
      count: (before?.count ?? 0) + 1,
      ...defined({ handshakeId: note?.id, faultId }),
    }
    await tables.strangers.put(stranger)
  }

  async #raise(tables: Tables, call: UnknownCall, now: Date): Promise<string | undefined> {
    const from = new Date(now.getTime() - dayMilliseconds)
    const { address, detail, detailJa, side, partner, handshakeNote } = call
    const { fault = 'caller-tls-failed' } = call
    if ((await tables.faults.count({ name: fault, from })) >= mostFaultsADay) {
      await this.#sayLeftOut(tables, now)
      return undefined
    }
    const known = defined({ side })
    const error = new HikyakuError(fault, { address, detail, detailJa, ...known })
    const place = {
      ...defined({ partner, handshakeId: handshakeNote?.id }),
    }
    return (await raiseFault(tables, this.#context, error, place)).id
  }

  async #countLeftOut(tables: Tables, more: number, now: Date): Promise<void> {
    const before = await tables.strangers.find(leftOut.address, leftOut.cause)
    const count = (before?.count ?? 0) + more
    await tables.strangers.put({ ...leftOut, firstAt: before?.firstAt ?? now, lastAt: now, count })
    await this.#sayLeftOut(tables, now)
  }

  async #sayLeftOut(tables: Tables, now: Date): Promise<void> {
    const key = `callers-left-out/${now.toISOString().slice(0, 10)}`
    if (!(await tables.notices.first(key, now))) return
    const error = new HikyakuError('callers-left-out', { limit: mostFaultsADay })
    await raiseFault(tables, this.#context, error, {})
  }
}

/** The fault that stands for it counts, as long as nobody has looked after it. */
async function countAgain(
  { faults }: Pick<Tables, 'faults'>,
  id: string | undefined,
  now: Date,
): Promise<string | undefined> {
  const fault = id === undefined ? undefined : await faults.find(id)
  if (fault !== undefined && fault.acknowledged === undefined) {
    await faults.again(fault, { times: 1, lastAt: now })
  }
  return id
}
