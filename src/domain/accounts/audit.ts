import { createHash } from 'node:crypto'
import { defined } from '../../base/defined.ts'
import type { Clock } from '../../base/clock.ts'
import { HikyakuError } from '../../errors/index.ts'
import type { AuditAction } from './audit-actions.ts'
import type { AuditEntry, AuditHead, AuditLog } from './shelves.ts'
import type { Ledger, Tables } from '../exchange/ports.ts'

/** Who changes something, and by which way. */
export interface Actor {
  readonly name: string
  readonly via: AuditEntry['via']
}

/** What an entry says besides who, when and the chain. */
export type AuditNote = Pick<AuditEntry, 'subject'> & {
  readonly action: AuditAction
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

/**
 * Notes what is about to be done, where the deed is not in the database and cannot be in
 * one commit with its entry: no deed is without an entry.
 */
export async function noteFirst(
  { ledger, clock }: { readonly ledger: Ledger; readonly clock: Clock },
  actor: Actor,
  note: AuditNote,
): Promise<void> {
  await ledger.commit(({ audit }) => appendAudit(audit, actor, note, clock.now()))
}

/** Adds an entry to the chain; inside a commit, so that no other one comes between. */
export async function appendAudit(
  audit: AuditLog,
  actor: Actor,
  { action, subject, detail = {} }: AuditNote,
  at: Date,
): Promise<void> {
  const last = await endOf(audit)
  const entry = {
    number: last.number + 1,
    at,
    actor: actor.name,
    via: actor.via,
    action,
    subject,
    detail,
    previous: last.hash,
  }
  await audit.append({ ...entry, hash: hashOf(entry) })
}

/**
 * What the next entry follows: the newest one that was sealed, also if it is there no
 * more, so that what was cut off leaves a gap. A log without its seal gets a gap too.
 */
async function endOf(audit: AuditLog): Promise<AuditHead> {
  const sealed = await audit.head()
  if (sealed !== undefined) return sealed
  const [newest] = await audit.search({ limit: 1 })
  return newest === undefined
    ? { number: 0, hash: beginning }
    : { number: newest.number + 1, hash: newest.hash }
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
 * Reads the log from its beginning and checks the chain, and that its end is the entry
 * that was sealed as the newest.
 *
 * Who has the station key too could write the log anew: `kept`, a hash that was noted
 * elsewhere, must then be in it.
 */
export async function verifyAudit(audit: AuditLog, kept?: string): Promise<AuditVerdict> {
  const start = await startOf(audit)
  let [number, head] = [start.number, start.hash]
  let isKept = kept === undefined || kept === head
  for (;;) {
    const entries = await audit.after(number, pageSize)
    if (entries.length === 0) {
      const sealed = await audit.head()
      // One that was added since the last look.
      if ((sealed?.number ?? 0) > number && (await audit.after(number, 1)).length > 0) continue
      const broken =
        endFault({ number, hash: head }, sealed) ?? (isKept ? undefined : lost(number + 1, start))
      return { entries: number, head, ...defined({ broken }) }
    }
    for (const entry of entries) {
      const broken = brokenIn(entry, { number, hash: head })
      if (broken !== undefined) return { entries: number, head, broken }
      number = entry.number
      head = entry.hash
      isKept ||= head === kept
    }
  }
}

/** After which entry the log begins: nothing before it, or the last one that was cleared. */
export async function startOf(audit: AuditLog): Promise<AuditHead> {
  return (await audit.start()) ?? { number: 0, hash: beginning }
}

/** What is wrong with the end of the log. */
function endFault(last: AuditHead, sealed: AuditHead | undefined): HikyakuError | undefined {
  if (sealed === undefined) {
    if (last.number === 0) return undefined
    return broken(
      last.number + 1,
      'the seal that names the newest entry is missing',
      '最新の記録を示す封がありません',
    )
  }
  if (sealed.number > last.number) return missing(last.number + 1)
  if (sealed.number === last.number && sealed.hash === last.hash) return undefined
  return broken(
    Math.min(sealed.number + 1, last.number),
    'it was not written by this station',
    'このステーションが書いた記録ではありません',
  )
}

function lost(number: number, start: AuditHead): HikyakuError {
  const [en, ja] =
    start.number === 0
      ? ['', '']
      : [
          `; entries up to ${start.number} were cleared`,
          `（${start.number} 番までの記録は整理済みです）`,
        ]
  return broken(
    number,
    `the entry whose hash was kept is not in the log${en}`,
    `控えておいたハッシュの記録がありません${ja}`,
  )
}

function missing(number: number): HikyakuError {
  return broken(number, 'it is missing', '記録がありません')
}

function broken(number: number, detail: string, detailJa: string): HikyakuError {
  return new HikyakuError('audit-broken', { number, detail, detailJa })
}

/** What is wrong with an entry, as the one that follows another. */
export function brokenIn(entry: AuditEntry, before: AuditHead): HikyakuError | undefined {
  const number = before.number + 1
  if (entry.number !== number) return missing(number)
  if (entry.previous !== before.hash) {
    return broken(number, 'it does not follow the one before it', '直前の記録とつながりません')
  }
  if (entry.hash === hashOf(entry)) return undefined
  return broken(number, 'its hash is not that of its content', '内容とハッシュが一致しません')
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
