import { audited, brokenIn, startOf, type Actor } from './audit.ts'
import type { AuditEntry, AuditLog } from './shelves.ts'
import type { Ledger } from '../exchange/ports.ts'
import type { Clock } from '../../base/clock.ts'

/** Entries read at once by {@link countOldAudit}. */
const pageSize = 1000

/**
 * Clears the oldest entries, up to the last one before which all are older than a moment. The
 * entry after them is sealed as the beginning, so that a check still finds whatever somebody
 * else cut off; what is broken already is not cleared.
 *
 * @returns how many went. @throws HikyakuError audit-broken
 */
export async function clearAudit(
  context: { readonly ledger: Ledger; readonly clock: Clock },
  actor: Actor,
  { before, limit }: { readonly before: Date; readonly limit: number },
): Promise<number> {
  // Most looks find nothing, and need no commit.
  if ((await oldOnes(context.ledger.audit, before, 1)).length === 0) return 0
  const note = (cleared: readonly AuditEntry[]) => {
    const last = cleared.at(-1)
    if (last === undefined) return undefined
    const detail = { count: cleared.length, to: last.number, hash: last.hash }
    return { action: 'clearing.audit', subject: 'audit', detail } as const
  }
  const gone = await audited(context, actor, note, async ({ audit }) => {
    const old = await oldOnes(audit, before, limit)
    const last = old.at(-1)
    if (last !== undefined) await audit.clearTo({ number: last.number, hash: last.hash })
    return old
  })
  return gone.length
}

/** How many entries would go. */
export async function countOldAudit(audit: AuditLog, before: Date): Promise<number> {
  let count = 0
  let { number } = await startOf(audit)
  for (;;) {
    const entries = await audit.after(number, pageSize)
    const old = entries.findIndex(({ at }) => !(at < before))
    if (old >= 0 || entries.length === 0) return count + Math.max(old, 0)
    count += entries.length
    number = entries.at(-1)?.number ?? number
  }
}

/** The oldest entries that are older than a moment, up to the first that is not. */
async function oldOnes(audit: AuditLog, before: Date, limit: number): Promise<AuditEntry[]> {
  let head = await startOf(audit)
  const old: AuditEntry[] = []
  for (const entry of await audit.after(head.number, limit)) {
    if (!(entry.at < before)) break
    const broken = brokenIn(entry, head)
    if (broken !== undefined) throw broken
    old.push(entry)
    head = { number: entry.number, hash: entry.hash }
  }
  return old
}
