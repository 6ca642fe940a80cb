import type { Clock } from '../../base/clock.ts'
import type { AccountRole } from './shelves.ts'
import type { Ledger } from '../exchange/ports.ts'
import type { Actor } from './audit.ts'

/** What accounts need. */
export interface AccountContext {
  readonly ledger: Ledger
  readonly clock: Clock
}

/** Who is at work. */
export interface Signed {
  readonly actor: Actor
  readonly role: AccountRole
  /** Of a session: when it ends at the latest. */
  readonly expiresAt?: Date
}

export interface SignedIn extends Signed {
  /** For the cookie; it is kept nowhere else. */
  readonly token: string
  readonly expiresAt: Date
  /** Of a browser that is known from now on: for its other cookie. */
  readonly browser?: string
}
