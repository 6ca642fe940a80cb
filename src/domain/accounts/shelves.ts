/** viewer 閲覧者 < operator 操作者 < admin 管理者. */
export const accountRoles = ['viewer', 'operator', 'admin'] as const
export type AccountRole = (typeof accountRoles)[number]

/** A person who may sign in to the console. */
export interface User {
  readonly name: string
  readonly role: AccountRole
  /** The password's hash with its parameters, as text; never the password. */
  readonly passwordHash: string
  readonly createdAt: Date
  readonly lastLoginAt?: Date
}

export interface UserShelf {
  /** @throws HikyakuError user-exists */
  add(user: User): Promise<void>
  find(name: string): Promise<User | undefined>
  /** By name. */
  list(): Promise<readonly User[]>
  /** @returns false if there is no such user */
  replace(user: User): Promise<boolean>
  remove(name: string): Promise<boolean>
}

/** A signed-in browser. Of its token only the SHA-256 is kept. */
export interface ConsoleSession {
  /** SHA-256 of the token, in hex. */
  readonly tokenHash: string
  readonly user: string
  readonly createdAt: Date
  readonly seenAt: Date
}

export interface SessionShelf {
  add(session: ConsoleSession): Promise<void>
  find(tokenHash: string): Promise<ConsoleSession | undefined>
  seen(tokenHash: string, at: Date): Promise<void>
  remove(tokenHash: string): Promise<void>
  /** Ends the sessions of a user. */
  removeOf(user: string): Promise<void>
  /** Removes those that were made, or last seen, before these moments. */
  sweep(madeBefore: Date, seenBefore: Date): Promise<void>
}

/** A browser in which a user signed in before. Of its token only the SHA-256 is kept. */
export interface KnownBrowser {
  readonly tokenHash: string
  readonly user: string
  readonly seenAt: Date
}

export interface BrowserShelf {
  find(tokenHash: string): Promise<KnownBrowser | undefined>
  /** Writes one anew or over itself; of a user's many the oldest go. */
  put(browser: KnownBrowser): Promise<void>
  removeOf(user: string): Promise<void>
}

/** Failed sign-ins of one kind: by user, by address or by browser. */
export interface FailedSignIns {
  /** A hash of what they are counted by. */
  readonly key: string
  /** Falls as time goes on, so it need not be whole. */
  readonly count: number
  /** Of the last one. */
  readonly at: Date
  /** None is taken before this moment. */
  readonly until: Date
}

export interface FailureShelf {
  find(key: string): Promise<FailedSignIns | undefined>
  /** Writes them anew or over themselves; of very many the oldest go. */
  put(failures: FailedSignIns): Promise<void>
  remove(key: string): Promise<void>
}

/** A key by which a program uses the API. Of the key only the SHA-256 is kept. */
export interface ApiToken {
  readonly name: string
  readonly role: AccountRole
  readonly tokenHash: string
  readonly createdAt: Date
  readonly createdBy: string
  readonly lastUsedAt?: Date
}

export interface TokenShelf {
  /** @throws HikyakuError token-exists */
  add(token: ApiToken): Promise<void>
  findByHash(tokenHash: string): Promise<ApiToken | undefined>
  /** By name. */
  list(): Promise<readonly ApiToken[]>
  used(name: string, at: Date): Promise<void>
  /** @returns false if there is no such token */
  remove(name: string): Promise<boolean>
}

/** Who changed what, and when; each entry vouches for the one before it. */
export interface AuditEntry {
  /** 1, 2, 3, … without a gap. */
  readonly number: number
  readonly at: Date
  readonly actor: string
  /** `console` and `token`: through the API; `command`: the command line; `station`: by itself. */
  readonly via: 'console' | 'token' | 'command' | 'station'
  /** What was done, as in `partner.change`. */
  readonly action: string
  /** To what: a name or an id. */
  readonly subject: string
  /** What changed; never a secret. */
  readonly detail: Readonly<Record<string, string | number | boolean>>
  /** SHA-256 of the entry before, in hex; 64 zeros for the first. */
  readonly previous: string
  /** SHA-256 over `previous` and this entry. */
  readonly hash: string
}

export interface AuditQuery {
  readonly actor?: string
  readonly action?: string
  readonly subject?: string
  readonly from?: Date
  readonly to?: Date
  /** Entries with a lower number. */
  readonly before?: number
  readonly limit?: number
}

/** Which entry is the newest one. */
export type AuditHead = Pick<AuditEntry, 'number' | 'hash'>

/** Entries are only ever added, and cleared from the beginning. */
export interface AuditLog {
  /** Adds an entry, and seals under the station key that it is the newest one. */
  append(entry: AuditEntry): Promise<void>
  /** The newest entry that was written, as sealed; undefined: the seal is missing or not ours. */
  head(): Promise<AuditHead | undefined>
  /** Newest first. */
  search(query: AuditQuery): Promise<readonly AuditEntry[]>
  /** Oldest first, after a number. */
  after(number: number, limit: number): Promise<readonly AuditEntry[]>
  /** The last entry that was cleared, as sealed; undefined: none was. */
  start(): Promise<AuditHead | undefined>
  /** Removes all up to an entry, and seals that it was the last of them. */
  clearTo(last: AuditHead): Promise<void>
}

/** Accounts and the record of what they did. */
export interface AccountTables {
  readonly users: UserShelf
  readonly sessions: SessionShelf
  readonly browsers: BrowserShelf
  readonly failures: FailureShelf
  readonly tokens: TokenShelf
  readonly audit: AuditLog
}
