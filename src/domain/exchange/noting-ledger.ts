import { defined } from '../../base/defined.ts'
import type { Exchange, Fault } from './attempt.ts'
import type { Ledger, Tables } from './ports.ts'
import type { StationEvent, StationLog } from './station-log.ts'

/** Exchanges of this process that have not ended, to say at their end whose they were. */
type Running = Map<string, Pick<Exchange, 'partner' | 'kind'>>

/** One whose end could not be written must not be remembered for ever. */
const mostRunning = 10_000

/**
 * A ledger that tells the log what was written: ends of exchanges, faults, and what people
 * changed. Only what was committed is told, so the log and the database say the same.
 */
export function notingLedger(ledger: Ledger, log: StationLog): Ledger {
  const running: Running = new Map()
  return {
    ...ledger,
    ...notingTables(ledger, running, (event) => {
      log.note(event)
    }),
    commit: async (work) => {
      const events: StationEvent[] = []
      const result = await ledger.commit((tables) => {
        // A commit may be tried again.
        events.length = 0
        return work({
          ...tables,
          ...notingTables(tables, running, (event) => events.push(event)),
        })
      })
      for (const event of events) log.note(event)
      return result
    },
  }
}

function notingTables(
  { exchanges, faults, audit }: Tables,
  running: Running,
  note: (event: StationEvent) => void,
): Pick<Tables, 'exchanges' | 'faults' | 'audit'> {
  return {
    exchanges: {
      ...exchanges,
      begin: async (exchange) => {
        await exchanges.begin(exchange)
        const [oldest] = running.keys()
        if (running.size >= mostRunning && oldest !== undefined) running.delete(oldest)
        running.set(exchange.id, exchange)
      },
      end: async (id, end) => {
        const isEnded = await exchanges.end(id, end)
        const { partner, kind } = running.get(id) ?? {}
        running.delete(id)
        if (!isEnded) return false
        note({
          event: 'exchange-ended',
          about: {
            exchange: id,
            ...defined({ partner, kind }),
            outcome: end.outcome,
            documents: end.documents,
          },
        })
        return true
      },
    },
    faults: {
      ...faults,
      raise: async (fault) => {
        await faults.raise(fault)
        note(raised(fault))
      },
      again: async (fault, more) => {
        const counted = await faults.again(fault, more)
        note(raised(counted))
        return counted
      },
    },
    audit: {
      ...audit,
      append: async (entry) => {
        await audit.append(entry)
        const { number, actor, via, action, subject } = entry
        const event = action === 'session.refused' ? 'sign-in-refused' : 'changed'
        note({ event, about: { action, subject, actor, via, audit: number } })
      },
    },
  }
}

function raised({ name, params, ...fault }: Fault): StationEvent {
  const { id, partner, exchangeId, attemptId, documentId, handshakeId, repeated } = fault
  const about = {
    fault: id,
    partner,
    exchange: exchangeId,
    attempt: attemptId,
    document: documentId,
    handshake: handshakeId,
    times: repeated?.times,
  }
  const known = Object.entries(about).filter(([, value]) => value !== undefined)
  return {
    event: 'fault-raised',
    fault: { name, params },
    about: Object.fromEntries(known) as NonNullable<StationEvent['about']>,
  }
}
