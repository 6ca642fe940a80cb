import type { Accounts } from '../../domain/accounts/index.ts'
import { HikyakuError } from '../../errors/index.ts'
import type { PracticeHost } from '../../practice/index.ts'
import type { RunBook, Station } from '../../station/index.ts'
import type { Requester } from './call.ts'
import type { ChangeFeed } from './change-feed.ts'

/** What the handlers work with. */
export interface ApiContext {
  readonly station: Station
  readonly accounts: Accounts
  readonly practice: PracticeHost
  readonly runs: RunBook
  readonly changes: ChangeFeed
}

/** Who is signed in. @throws HikyakuError sign-in-needed */
export function signedIn({ signed }: Requester): NonNullable<Requester['signed']> {
  if (signed === undefined) throw new HikyakuError('sign-in-needed')
  return signed
}
