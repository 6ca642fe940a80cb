import type { Slot } from '../timetable/index.ts'
import type { Flow } from './flow.ts'

/** A flow whose slot is to be run now. */
export interface DueFlow {
  readonly flow: Flow
  readonly slot: Pick<Slot, 'instant'>
}

/** One exchange that serves the due slots of a partner in one direction. */
export interface PlannedExchange {
  readonly partner: string
  readonly direction: 'receive' | 'send'
  readonly due: readonly DueFlow[]
  /**
   * The kinds to ask for, one after the other; absent: everything, which no server can
   * misunderstand and after which nothing stays unseen.
   */
  readonly kinds?: readonly { readonly formatType: string; readonly documentType: string }[]
}

/**
 * Joins due slots into exchanges: one for a partner and direction. Only where every due flow
 * wants its own kind alone are kinds asked for.
 */
export function plannedExchanges(due: readonly DueFlow[]): readonly PlannedExchange[] {
  const groups = Map.groupBy(due, ({ flow }) => `${flow.direction} ${flow.partner}`)
  return [...groups.values()].map((group) => {
    const [first] = group
    const kinds = group.flatMap(({ flow: { kind, filtered } }) =>
      filtered === true && kind !== 'any' ? [kind] : [],
    )
    return {
      partner: first?.flow.partner ?? '',
      direction: first?.flow.direction ?? 'receive',
      due: group,
      ...(kinds.length === group.length ? { kinds } : {}),
    }
  })
}
