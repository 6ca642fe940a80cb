import { causeText, HikyakuError, isHikyakuError } from '../../errors/index.ts'
import { beginStanding, endStanding, raiseFault } from '../exchange/index.ts'
import { folderLease, picksUp, type PickUpContext, type PickUpFlow } from './folder-flows.ts'
import { endRefusals, type TakeOutcome } from './refuse-file.ts'
import { filesOf, settlePlaces } from './settle-places.ts'
import { takeFile } from './take-file.ts'
import {
  fitsPattern,
  inOrder,
  isNeverTaken,
  sameLook,
  triggerNames,
  watched,
  wholeness,
  type FileLook,
  type Watched,
} from './whole-file.ts'

/** What this process has seen of the files in a flow's folder; a restart looks anew. */
export type FolderMemory = Map<string, Watched>

export interface PickUpLook {
  /** Documents that were made of files. */
  readonly taken: number
  /** Names of files that are not whole yet. */
  readonly growing: readonly string[]
  /** Whole ones beyond what one look takes. */
  readonly left: number
  readonly failure?: HikyakuError
  /** Somebody else works at the folder just now: nothing was looked at. */
  readonly isBusy?: true
}

/** So many files become documents in one look; the next look goes on. */
const mostAtOnce = 200

const nothing: PickUpLook = { taken: 0, growing: [], left: 0 }

/**
 * One look at the folder of a flow: files that were taken are moved to where they belong, and
 * files that are whole become documents, each once. A file is kept durably before it is moved;
 * the row of a document, not the place of its file, tells that it was taken.
 *
 * @param taking false: the folder belongs to the writer until the flow's next run.
 */
export async function pickUpLook(
  context: PickUpContext,
  flow: PickUpFlow,
  { memory, taking }: { readonly memory: FolderMemory; readonly taking: boolean },
): Promise<PickUpLook> {
  if (flow.hold !== undefined) return nothing
  const lease = await context.ledger.lease(folderLease(flow))
  if ('heldBy' in lease) return { ...nothing, isBusy: true }
  const key = `folder ${flow.folder.path}`
  try {
    await context.handOver.inspect(flow.folder.path, flow.folder.marker)
    await settlePlaces(context, flow)
    const look = taking ? await takeWhole(context, flow, memory) : nothing
    await endStanding(context, key)
    return look
  } catch (cause) {
    const failure = folderFailure(flow, cause)
    await beginStanding(context, { key, partner: flow.partner }, failure)
    return { ...nothing, failure }
  } finally {
    await lease.release()
  }
}

/** What the file system says of an operator's folder is no defect of ours; all else is. */
function folderFailure({ folder }: PickUpFlow, cause: unknown): HikyakuError {
  if (isHikyakuError(cause)) return cause
  const isOfSystem = cause instanceof Error && 'syscall' in cause
  if (!isOfSystem) throw cause
  const { en, ja } = causeText(cause)
  const params = { folder: folder.path, detail: en, detailJa: ja }
  return new HikyakuError('folder-unreachable', params, { cause })
}

async function takeWhole(
  context: PickUpContext,
  flow: PickUpFlow,
  memory: FolderMemory,
): Promise<PickUpLook> {
  const { path, name: pattern, order } = flow.folder
  const all = await context.drops.look(path)
  await endRefusals(context, flow, all)
  const candidates = all.filter((file) => !isNeverTaken(file) && fitsPattern(file.name, pattern))
  const files = await notTaken(context, flow, candidates.filter(isNoTrigger(flow, candidates)))
  const now = context.clock.now().getTime()
  remember(memory, files, { now, every: flow.folder.lookEverySeconds * 1000 })
  const others = await othersOn(context, flow)
  const whole: WholeFile[] = []
  const growing: string[] = []
  for (const file of files.toSorted(inOrder(order))) {
    const seen = memory.get(file.name)
    if (seen === undefined || (await isAmbiguous(context, flow, { file, others }))) continue
    const triggers = triggersOf(flow, file, all)
    const is = wholeness(flow.folder, { file: seen, trigger: triggers[0], now })
    if (is === 'empty' || is === 'whole') {
      whole.push({ file, triggers: triggers.map(({ name }) => name) })
    } else growing.push(file.name)
  }
  return { growing, ...(await takeAll(context, flow, { whole, memory })) }
}

/** Files that cannot be taken now keep none of those behind them waiting. */
async function takeAll(
  context: PickUpContext,
  flow: PickUpFlow,
  { whole, memory }: { readonly whole: readonly WholeFile[]; readonly memory: FolderMemory },
): Promise<Pick<PickUpLook, 'taken' | 'left'>> {
  const outcomes: TakeOutcome[] = []
  let looked = 0
  for (const { file, triggers } of whole) {
    if (outcomes.length === mostAtOnce) break
    looked += 1
    const outcome = await takeFile(context, flow, file)
    memory.delete(file.name)
    // It waits for another look, with its trigger.
    if (outcome === 'left') continue
    outcomes.push(outcome)
    await removeTriggers(context, flow, triggers)
  }
  const taken = outcomes.filter((outcome) => outcome === 'taken').length
  return { taken, left: whole.length - looked }
}

interface WholeFile {
  readonly file: FileLook
  readonly triggers: readonly string[]
}

/** Files that a row says were taken already: they could not be moved yet. */
async function notTaken(
  context: PickUpContext,
  flow: PickUpFlow,
  files: readonly FileLook[],
): Promise<readonly FileLook[]> {
  // Also by a flow that was removed since: its files are not taken again by the next.
  const open = (await filesOf(context, flow)).filter(
    ({ state, folder }) => state === 'kept' && folder === flow.folder.path,
  )
  return files.filter(
    (file) => !open.some(({ look }) => look.name === file.name && sameLook(look, file)),
  )
}

function remember(
  memory: FolderMemory,
  files: readonly FileLook[],
  { now, every }: { readonly now: number; readonly every: number },
): void {
  const names = new Set(files.map(({ name }) => name))
  for (const name of memory.keys()) if (!names.has(name)) memory.delete(name)
  for (const file of files) memory.set(file.name, watched(memory.get(file.name), file, now, every))
}

function isNoTrigger(
  { folder }: PickUpFlow,
  files: readonly FileLook[],
): (file: FileLook) => boolean {
  const { trigger } = folder
  if (folder.whole !== 'trigger' || trigger === undefined) return () => true
  const names = new Set(files.flatMap(({ name }) => triggerNames(name, trigger)))
  return ({ name }) => !names.has(name)
}

function triggersOf(
  { folder }: PickUpFlow,
  { name }: FileLook,
  all: readonly FileLook[],
): readonly FileLook[] {
  const { trigger } = folder
  if (folder.whole !== 'trigger' || trigger === undefined) return []
  const names = triggerNames(name, trigger)
  return all.filter((one) => names.includes(one.name))
}

/** The data are moved first; a trigger for the whole folder stays for the files after it. */
async function removeTriggers(
  { drops }: PickUpContext,
  { folder }: PickUpFlow,
  triggers: readonly string[],
): Promise<void> {
  for (const name of triggers) {
    if (folder.trigger !== undefined && name.endsWith(folder.trigger)) {
      await drops.removeTrigger(folder.path, name)
    }
  }
}

/** Other flows that look at the same folder. */
async function othersOn(
  { ledger }: PickUpContext,
  flow: PickUpFlow,
): Promise<readonly PickUpFlow[]> {
  const flows = (await ledger.flows.list()).filter(picksUp)
  return flows.filter(({ id, folder }) => id !== flow.id && folder.path === flow.folder.path)
}

/** A file that fits two flows belongs to neither until a person says so. */
async function isAmbiguous(
  context: PickUpContext,
  flow: PickUpFlow,
  { file, others }: { readonly file: FileLook; readonly others: readonly PickUpFlow[] },
): Promise<boolean> {
  const other = others.find(({ folder }) => fitsPattern(file.name, folder.name))
  const key = `ambiguous ${flow.folder.path} ${file.name}`
  if (other === undefined) {
    await endStanding(context, key)
    return false
  }
  if ((await context.ledger.standing.find(key)) !== undefined) return true
  const params = { file: file.name, flow: flow.name, other: other.name }
  const error = new HikyakuError('file-ambiguous', params)
  await beginStanding(context, { key, partner: flow.partner }, error)
  return true
}

/** A look of the station itself holds a folder this long at most, as a rule. */
const busyMilliseconds = 300

/**
 * Takes what lies in the folder when a flow's run begins, waiting for files that are not
 * whole as long as the flow says; what is not whole then is for the next run.
 */
export async function pickUpForRun(
  context: PickUpContext,
  flow: PickUpFlow,
  signal: AbortSignal,
): Promise<void> {
  const memory: FolderMemory = new Map()
  const { settleSeconds, lookEverySeconds } = flow.folder
  const end = context.clock.now().getTime() + settleSeconds * 1000
  for (;;) {
    const look = await pickUpLook(context, flow, { memory, taking: true })
    if (look.failure !== undefined || signal.aborted) return
    if (look.isBusy === true && context.clock.now().getTime() < end) {
      await context.clock.wait(busyMilliseconds, signal)
      continue
    }
    if (look.growing.length === 0 && look.left === 0) return
    if (look.growing.length > 0 && context.clock.now().getTime() >= end) {
      await tellNotWhole(context, flow, look.growing)
      return
    }
    if (look.growing.length > 0) await context.clock.wait(lookEverySeconds * 1000, signal)
  }
}

async function tellNotWhole(
  context: PickUpContext,
  flow: PickUpFlow,
  growing: readonly string[],
): Promise<void> {
  const params = { flow: flow.name, count: growing.length, file: growing[0] ?? '' }
  const error = new HikyakuError('file-not-whole', params)
  await raiseFault(context.ledger, context, error, { partner: flow.partner })
}
