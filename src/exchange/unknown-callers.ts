import { HikyakuError } from '../errors/index.ts'
import type { HandshakeNote } from './attempt.ts'
import { raiseFault } from './faults.ts'
import type { ExchangeContext, Tables } from './ports.ts'
import type { Stranger } from './shelves.ts'

const dayMilliseconds = 86_400_000
const minuteMilliseconds = 60_000
/** Calls that are written down in a minute, … */
const mostAMinute = 30
/** … and that become faults of their own in a day: a stranger cannot fill the disk. */
const mostFaultsADay = 100

/** Under this the calls that were left out are counted. */
export const leftOut = { address: '*', cause: 'left-out' } as const

/** A call that ended before we knew whose it was. */
export interface UnknownCall {
  readonly address: string
  /** In a word: what tells one trouble from another. */
  readonly cause: string
  readonly detail: string
  readonly detailJa: string
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
    const { address, cause, handshakeNote: note } = call
    const before = await tables.strangers.find(address, cause)
    if (note !== undefined) {
      const { id, at, outcome } = note
      await tables.handshakes.keep({ id, at, outcome, form: 'whole', record: note.whole() })
    }
    const recent = before !== undefined && now.getTime() - before.lastAt.getTime() < dayMilliseconds
    const faultId = recent ? before.faultId : await this.#raise(tables, call, now)
    const stranger: Stranger = {
      address,
      cause,
      firstAt: before?.firstAt ?? now,
      lastAt: now,
      count: (before?.count ?? 0) + 1,
      ...(note === undefined ? {} : { handshakeId: note.id }),
      ...(faultId === undefined ? {} : { faultId }),
    }
    await tables.strangers.put(stranger)
  }

  async #raise(tables: Tables, call: UnknownCall, now: Date): Promise<string | undefined> {
    const from = new Date(now.getTime() - dayMilliseconds)
    if ((await tables.faults.count({ name: 'caller-tls-failed', from })) >= mostFaultsADay) {
      await this.#sayLeftOut(tables, now)
      return undefined
    }
    const { address, detail, detailJa, handshakeNote } = call
    const handshakeId = handshakeNote?.id
    const error = new HikyakuError('caller-tls-failed', { address, detail, detailJa })
    const place = handshakeId === undefined ? {} : { handshakeId }
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

/** An IPv6 caller has 2^64 addresses at hand: its network counts. */
function networkOf(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address.replace(/^::ffff:/, '')
  const [head = '', tail = ''] = address.split('::')
  const groups = head.split(':')
  const missing = 8 - groups.length - (tail === '' ? 0 : tail.split(':').length)
  const whole = address.includes('::')
    ? [...groups, ...Array<string>(Math.max(0, missing)).fill('0'), ...tail.split(':')]
    : groups
  return `${whole
    .slice(0, 4)
    .map((group) => (group === '' ? '0' : group))
    .join(':')}::/64`
}
