import type { HikyakuError } from '../../errors/index.ts'
import { standOnce } from '../exchange/index.ts'
import type { PickUpContext, PickUpFlow } from './folder-flows.ts'
import { dayFolder, reasonText, textOf } from './settle-places.ts'
import type { FileLook } from './whole-file.ts'

/** A file became a document; was refused and moved to `failed/`; or stays where it is. */
export type TakeOutcome = 'taken' | 'refused' | 'left'

interface Refused {
  readonly file: FileLook
  /** Why, as it lies beside it. */
  readonly text: string
}

/**
 * Tells of a file that is refused once and for all, and moves it to `failed/`. It is told before
 * it is moved: whoever is killed between the two leaves no file there that nobody heard of.
 */
export async function refuseFile(
  context: PickUpContext,
  flow: PickUpFlow,
  { file, error }: { readonly file: FileLook; readonly error: HikyakuError },
): Promise<TakeOutcome> {
  await standOnce(context, { key: keyOf(flow, file), partner: flow.partner }, error)
  return putAside(context, flow, { file, text: reasonText(error) })
}

/** Why this very file was refused before, if it could not be moved yet: it is not read again. */
export async function refusedBefore(
  { ledger }: PickUpContext,
  flow: PickUpFlow,
  file: FileLook,
): Promise<string | undefined> {
  const standing = await ledger.standing.find(keyOf(flow, file))
  if (standing === undefined) return undefined
  const fault = await ledger.faults.find(standing.faultId)
  return fault === undefined ? undefined : textOf(fault.name, fault.params)
}

/** Moves it; what cannot be moved now stays, and is moved by a later look. */
export async function putAside(
  context: PickUpContext,
  flow: PickUpFlow,
  { file, text }: Refused,
): Promise<TakeOutcome> {
  const { path } = flow.folder
  const below = dayFolder('failed', context.clock.now(), flow)
  const moved = await context.drops.move({ folder: path, place: file.name, look: file }, below)
  if (typeof moved === 'string') return 'left'
  // Its fault stays open: a person has to look at it.
  await context.ledger.standing.end(keyOf(flow, file))
  await context.drops.explain(path, moved.place, text)
  return 'refused'
}

/** Forgets those that were refused and lie there no more. */
export async function endRefusals(
  { ledger }: PickUpContext,
  flow: PickUpFlow,
  there: readonly FileLook[],
): Promise<void> {
  const all = prefixOf(flow)
  const told = (await ledger.standing.keys()).filter((key) => key.startsWith(all))
  if (told.length === 0) return
  const lying = new Set(there.map((file) => keyOf(flow, file)))
  for (const key of told) if (!lying.has(key)) await ledger.standing.end(key)
}

const prefixOf = ({ id }: PickUpFlow): string => `refused ${id} `

/** Other bytes under its name, or other settings of the flow, are judged anew. */
function keyOf(flow: PickUpFlow, { name, bytes, changedAt, fileId }: FileLook): string {
  return `${prefixOf(flow)}${flow.revision} ${fileId} ${bytes} ${changedAt} ${name}`
}
