import type { Flow, HandOverPlace } from './flow.ts'

/** A flow that has a folder for what it receives. */
export type HandOverFlow = Flow & { readonly folder: HandOverPlace }

export function handsOver(flow: Flow): flow is HandOverFlow {
  return flow.folder?.kind === 'hand-over'
}

/** The lease under which one process at a time works at a flow's folder. */
export function folderLease({ id }: Pick<Flow, 'id'>): string {
  return `folder:${id}`
}
