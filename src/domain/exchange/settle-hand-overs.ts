import { defined } from '../../base/defined.ts'
import { HikyakuError } from '../../errors/index.ts'
import type { Fault } from './attempt.ts'
import type { DocumentId, StationDocument } from './document.ts'
import { asHikyakuError, raiseFault } from './faults.ts'
import { give, noteGiven } from './hand-over-document.ts'
import type { ExchangeContext } from './ports.ts'
import type { PromisedFile } from './promised-files.ts'

/** What became of files that were promised by a process that ended. */
export interface SettledHandOvers {
  /** Found given, or given now, and where. */
  readonly given: readonly { readonly document: DocumentId; readonly path: string }[]
  /** What a person has to look at. */
  readonly faults: readonly Fault[]
}

/**
 * Settles what a process promised to the operator's folders and could not note: each
 * document is given once, and where that cannot be known, a person is told (ADR 42).
 *
 * @param isOurs of which documents the caller holds the lease: what this very process
 *   promised of them before, nobody is at any more
 * @param whose `ours`: what other processes left of documents that are not ours stays as it is
 */
export async function settleHandOvers(
  context: ExchangeContext,
  isOurs?: IsOurs,
  whose: 'all' | 'ours' = 'all',
): Promise<SettledHandOvers> {
  const given: { document: DocumentId; path: string }[] = []
  const faults: Fault[] = []
  for (const file of await context.ledger.promises.list()) {
    if (file.holder === 'other') continue
    const mustBeOurs = file.holder === 'this' || whose === 'ours'
    if (mustBeOurs && !(await isOf(context, file, isOurs))) continue
    const outcome = await settle(context, file)
    if (outcome.path !== undefined) given.push({ document: file.document, path: outcome.path })
    if (outcome.fault !== undefined) faults.push(outcome.fault)
  }
  return { given, faults }
}

async function isOf(
  { ledger }: ExchangeContext,
  { document }: PromisedFile,
  isOurs: IsOurs | undefined,
): Promise<boolean> {
  const found = isOurs === undefined ? undefined : await ledger.documents.find(document)
  return found !== undefined && isOurs?.(found) === true
}

type IsOurs = (document: StationDocument) => boolean

interface Settled {
  readonly path?: string
  readonly fault?: Fault
}

async function settle(context: ExchangeContext, file: PromisedFile): Promise<Settled> {
  const { document, path } = file
  const found = await context.handOver.look(file)
  if (found === 'unknown') {
    return tellOnce(context, file, new HikyakuError('hand-over-in-doubt', { document, file: path }))
  }
  if (found === 'given' || found === 'touched') {
    try {
      await context.handOver.settle(file)
    } catch (cause) {
      // A folder without room for its trigger file, say: nothing else has to wait for it.
      return tellOnce(context, file, asHikyakuError(cause))
    }
    await noteGiven(context, document, path)
    await context.handOver.discard(file)
    if (found === 'given') return { path }
    const doubt = new HikyakuError('hand-over-doubtful', { document, file: path })
    return { path, fault: await raise(context, file, doubt) }
  }
  let now: string | undefined
  try {
    now = await give(context, file)
  } catch (cause) {
    return tellOnce(context, file, asHikyakuError(cause))
  }
  // A file of its name lies there: it waits as if it had never been promised.
  if (now === undefined) return {}
  await noteGiven(context, document, now)
  if (found === 'prepared') return { path: now }
  // The machine was restarted: the name may have been there before, and was lost with it.
  const error = new HikyakuError('hand-over-perhaps-twice', { document, file: now })
  return { path: now, fault: await raise(context, file, error) }
}

/** The promise stands until the folder can be looked at or written, or a person decides. */
async function tellOnce(
  context: ExchangeContext,
  file: PromisedFile,
  error: HikyakuError,
): Promise<Settled> {
  if (file.faultId !== undefined) return {}
  const fault = await raise(context, file, error)
  await context.ledger.promises.doubted(file.document, fault.id)
  return { fault }
}

async function raise(
  context: ExchangeContext,
  { document }: PromisedFile,
  error: HikyakuError,
): Promise<Fault> {
  const partner = (await context.ledger.documents.find(document))?.partner
  const place = { documentId: document, ...defined({ partner }) }
  return raiseFault(context.ledger, context, error, place)
}
