import { audited, type Actor, type AuditNote } from '../accounts/audit.ts'
import { HikyakuError } from '../../errors/index.ts'
import type { Acknowledgement } from '../exchange/attempt.ts'
import { refuseCleared } from '../exchange/kept-bytes.ts'
import { findDocument } from '../exchange/retake-document.ts'
import type { ExchangeContext, Tables } from '../exchange/ports.ts'
import type { ProgramRun } from './program-ports.ts'
import type { ProgramState } from './program-states.ts'
import { programKey } from './run-program.ts'

type Changing = Pick<ExchangeContext, 'ledger' | 'clock'>

const open: readonly ProgramState[] = ['due', 'retry', 'failed', 'in-doubt']

/**
 * Has the programs of a document run again: those that are not over, or all if all are. The
 * station at work starts them.
 *
 * @throws HikyakuError document-unknown, program-missing, program-running, payload-cleared
 */
export function processDocument(
  context: Changing,
  actor: Actor,
  id: string,
  reason: string,
): Promise<readonly ProgramRun[]> {
  const note: AuditNote = { action: 'document.process', subject: id, detail: { reason } }
  return audited(context, actor, note, async (tables) => {
    refuseCleared(await findDocument({ ledger: tables }, id))
    const runs = await runsOf(tables, id)
    const left = runs.filter(({ state }) => open.includes(state))
    const chosen = left.length > 0 ? left : runs
    const again = chosen.map((run) => ({ ...run, state: 'due' as const }))
    for (const run of again) await tables.programRuns.put(run)
    return again
  })
}

/**
 * Closes what is not over of a document's programs, by a person's word: nothing is started.
 *
 * @throws HikyakuError document-unknown, program-missing, program-running
 */
export function settlePrograms(
  context: Changing,
  actor: Actor,
  id: string,
  reason: string,
): Promise<readonly ProgramRun[]> {
  const note: AuditNote = { action: 'document.settle', subject: id, detail: { reason } }
  return audited(context, actor, note, async (tables) => {
    const at = context.clock.now()
    const left = (await runsOf(tables, id)).filter(({ state }) => open.includes(state))
    if (left.length === 0) throw new HikyakuError('program-missing', { document: id })
    const settled = left.map((run) => ({ ...run, state: 'settled' as const, endedAt: at }))
    for (const run of settled) {
      await tables.programRuns.put(run)
      await endFault(tables, programKey(run), { at, by: actor.name, comment: reason })
    }
    return settled
  })
}

async function runsOf(tables: Tables, id: string): Promise<readonly ProgramRun[]> {
  await findDocument({ ledger: tables }, id)
  const runs = await tables.programRuns.ofSubject(id)
  if (runs.length === 0) throw new HikyakuError('program-missing', { document: id })
  const running = runs.find(({ state }) => state === 'running')
  if (running !== undefined) {
    throw new HikyakuError('program-running', { document: id, program: running.file })
  }
  return runs
}

async function endFault(
  { standing, faults }: Tables,
  key: string,
  acknowledgement: Acknowledgement,
): Promise<void> {
  const found = await standing.find(key)
  if (found === undefined) return
  await standing.end(key)
  await faults.acknowledge(found.faultId, acknowledgement)
}
