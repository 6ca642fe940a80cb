import type { ExchangeContext } from '../exchange/index.ts'
import type { DropFolder } from './drop-folder.ts'
import type { Flow, FlowKind, HandOverPlace, PickUpFolder } from './flow.ts'

/** A flow that has a folder for what it receives. */
export type HandOverFlow = Flow & { readonly folder: HandOverPlace }

export function handsOver(flow: Flow): flow is HandOverFlow {
  return flow.folder?.kind === 'hand-over'
}

/** A flow whose files are picked up from a folder. */
export type PickUpFlow = Flow & {
  readonly folder: PickUpFolder
  readonly kind: Exclude<FlowKind, 'any'>
}

export function picksUp(flow: Flow): flow is PickUpFlow {
  return flow.folder?.kind === 'pick-up' && flow.kind !== 'any'
}

/** What picking up needs beside what an exchange needs. */
export interface PickUpContext extends ExchangeContext {
  readonly drops: DropFolder
}

/** The lease under which one process at a time works at a flow's folder. */
export function folderLease({ id }: Pick<Flow, 'id'>): string {
  return `folder:${id}`
}
