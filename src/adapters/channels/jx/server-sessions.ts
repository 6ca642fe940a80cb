import {
  beginCaller,
  endCaller,
  type Caller,
  type ExchangeContext,
} from '../../../domain/exchange/index.ts'
import type { ClientPartner } from '../../../domain/partners/index.ts'
import type { Connection } from '../../../wire/http/index.ts'

interface Session {
  partner: ClientPartner
  readonly caller: Promise<Caller>
}

/**
 * The sessions of partners that call us: one exchange for each connection and partner,
 * from the first authenticated call until the connection closes.
 */
export class Sessions {
  readonly #context: ExchangeContext
  readonly #onFailure: (error: unknown) => void
  readonly #sessions = new WeakMap<Connection, Map<string, Session>>()

  /** @param onFailure told when the end of a session could not be recorded */
  constructor(context: ExchangeContext, onFailure: (error: unknown) => void) {
    this.#context = context
    this.#onFailure = onFailure
  }

  /**
   * The session of a partner on a connection. If the partner's settings have changed
   * meanwhile, it ends and another begins: who calls is bound to the settings of now.
   *
   * @throws HikyakuError database-failed
   */
  of(connection: Connection, partner: ClientPartner): Promise<Caller> {
    const known = this.#sessionsOf(connection)
    const session = known.get(partner.name)
    if (session !== undefined) {
      if (session.partner === partner) return session.caller
      if (JSON.stringify(session.partner) === JSON.stringify(partner)) {
        session.partner = partner
        return session.caller
      }
      void this.#end(session)
    }
    return this.#begin(known, partner)
  }

  #sessionsOf(connection: Connection): Map<string, Session> {
    const known = this.#sessions.get(connection)
    if (known !== undefined) return known
    const sessions = new Map<string, Session>()
    this.#sessions.set(connection, sessions)
    connection.onClose(async () => {
      for (const session of sessions.values()) await this.#end(session)
    })
    return sessions
  }

  async #begin(sessions: Map<string, Session>, partner: ClientPartner): Promise<Caller> {
    const session = { partner, caller: beginCaller(this.#context, partner) }
    sessions.set(partner.name, session)
    try {
      return await session.caller
    } catch (error) {
      // The next call tries again.
      if (sessions.get(partner.name) === session) sessions.delete(partner.name)
      throw error
    }
  }

  async #end(session: Session): Promise<void> {
    const caller = await session.caller.catch(() => undefined)
    if (caller === undefined) return
    try {
      await endCaller(this.#context, caller)
    } catch (error) {
      this.#onFailure(error)
    }
  }
}
