import type { Flow } from '../flows/flow.ts'
import type { Tables } from '../exchange/ports.ts'

/** The flows of documents, each looked up once; also removed ones, whose days still count. */
export interface FlowsKnown {
  readonly living: ReadonlyMap<string, Flow>
  /** A flow that a document belongs or belonged to. */
  of(id: string | undefined): Promise<Flow | undefined>
}

export async function flowsKnown({ flows }: Pick<Tables, 'flows'>): Promise<FlowsKnown> {
  const living = new Map((await flows.list()).map((flow) => [flow.id, flow]))
  const removed = new Map<string, Promise<Flow | undefined>>()
  return {
    living,
    of: async (id) => {
      if (id === undefined) return undefined
      const flow = living.get(id)
      if (flow !== undefined) return flow
      const found = removed.get(id) ?? flows.findById(id)
      removed.set(id, found)
      return found
    },
  }
}
