import { factsOf } from '../exchange/document-states.ts'
import type { FlowDocument } from '../exchange/index.ts'
import type { Flow } from './flow.ts'
import { picksUp, type PickUpContext } from './folder-flows.ts'
import { fitsPattern, isNeverTaken } from './whole-file.ts'

/**
 * Whether something of a flow that sends waits to go: as a document, or as a file that its next
 * run picks up. A folder that cannot be looked at has its own fault.
 */
export async function isOnItsWay(
  { drops }: Pick<PickUpContext, 'drops'>,
  flow: Flow,
  documents: readonly FlowDocument[],
): Promise<boolean> {
  if (flow.direction !== 'send') return false
  if (documents.some(({ state }) => factsOf(state).isUnfinished)) return true
  if (!picksUp(flow)) return false
  const { path, name } = flow.folder
  const files = await drops.look(path).catch(() => [])
  return files.some((file) => !isNeverTaken(file) && fitsPattern(file.name, name))
}
