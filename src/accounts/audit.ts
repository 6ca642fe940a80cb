import { createHash } from 'node:crypto'
import type { Clock } from '../base/clock.ts'
import { HikyakuError } from '../errors/index.ts'
import type { AuditEntry, AuditLog, Ledger, Tables } from '../exchange/index.ts'

/** Who changes something, and by which way. */
export interface Actor {
  readonly name: string
  readonly via: AuditEntry['via']
}

/** What an entry says besides who, when and the chain. */
export type AuditNote = Pick<AuditEntry, 'action' | 'subject'> & {
  readonly detail?: AuditEntry['detail']
}

/** What a chain begins with. */
const beginning = '0'.repeat(64)

/** Entries read at once by {@link verifyAudit}. */
const pageSize = 1000

/**
 * Makes a change and notes it, in one commit: there is no change without its entry,
 * and no entry without its change.
 *
 * @param note what is noted; it may depend on what the change came to; undefined: nothing changed
 */
export async function audited<T>(
  { ledger, clock }: { readonly ledger: Ledger; readonly clock: Clock },
  actor: Actor,
  note: AuditNote | ((result: T) => AuditNote | undefined),
  change: (tables: Tables) => Promise<T>,
): Promise<T> {
  return ledger.commit(async (tables) => {
    const result = await change(tables)
    const noted = typeof note === 'function' ? note(result) : note
    if (noted !== undefined) await appendAudit(tables.audit, actor, noted, clock.now())
    return result
  })
}

/** Adds an entry to the chain; inside a commit, so that no other one comes between. */
export async function appendAudit(
  audit: AuditLog,
  actor: Actor,
  { action, subject, detail = {} }: AuditNote,
  at: Date,
): Promise<void> {
  const last = await audit.last()
  const entry = {
    number: (last?.number ?? 0) + 1,
    at,
    actor: actor.name,
    via: actor.via,
    action,
    subject,
    detail,
    previous: last?.hash ?? beginning,
  }
  await audit.append({ ...entry, hash: hashOf(entry) })
}

/** What a check of the whole log found. */
export interface AuditVerdict {
  readonly entries: number
  /** Hash of the newest entry: kept elsewhere, it shows later that nothing was cut off. */
  readonly head: string
  /** The first entry that is not what was written. */
  readonly broken?: HikyakuError
}

/**
 * Reads the log from its beginning and checks the chain.
 *
 * Entries cut off at the end leave a chain that is whole: compare `head` with one that
 * was kept elsewhere.
 */
export async function verifyAudit(audit: AuditLog): Promise<AuditVerdict> {
  let [number, head] = [0, beginning]
  for (;;) {
    const entries = await audit.after(number, pageSize)
    if (entries.length === 0) return { entries: number, head }
    for (const entry of entries) {
      const broken = faultIn(entry, number + 1, head)
      if (broken !== undefined) return { entries: number, head, broken }
      number = entry.number
      head = entry.hash
    }
  }
}

function faultIn(entry: AuditEntry, number: number, previous: string): HikyakuError | undefined {
  const broken = (detail: string, detailJa: string): HikyakuError =>
    new HikyakuError('audit-broken', { number, detail, detailJa })
  if (entry.number !== number) return broken('it is missing', '記録がありません')
  if (entry.previous !== previous) {
    return broken('it does not follow the one before it', '直前の記録とつながりません')
  }
  if (entry.hash === hashOf(entry)) return undefined
  return broken('its hash is not that of its content', '内容とハッシュが一致しません')
}

function hashOf(entry: Omit<AuditEntry, 'hash'>): string {
  const { number, at, actor, via, action, subject, detail, previous } = entry
  const content = { number, at: timeOf(at), actor, via, action, subject, detail }
  return createHash('sha256')
    .update(`${previous}\n${canonical(content)}`)
    .digest('hex')
}

/** A time that somebody wrote over may be none. */
function timeOf(at: Date): string {
  return Number.isNaN(at.getTime()) ? 'invalid' : at.toISOString()
}

/** JSON with the keys in order and no blanks: the same content is the same text. */
function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`
}
