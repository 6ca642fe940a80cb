import { shellWord, type FaultAction } from './action.ts'
import { catalogue, type FaultName } from './catalogue.ts'
import type { FaultEntry } from './entry.ts'
import type { FaultParams } from './hikyaku-error.ts'

/** An action of one fault, ready to be typed. */
export type FilledAction = FaultAction & {
  /** Whose settings its place is among, where that is known. */
  readonly partner?: string
}

/** A fault, also one of the log, which knows more than its params. */
export interface KnownFault {
  readonly name: FaultName
  readonly params: FaultParams
  readonly partner?: string
  readonly documentId?: string
}

/** What is to be done about a fault, with its slots filled; what is not known stands in capitals. */
export function faultActions(fault: KnownFault): FilledAction[] {
  const { actions = [] }: FaultEntry = catalogue[fault.name]
  const params: Readonly<Record<string, string | number | undefined>> = {
    partner: fault.partner,
    document: fault.documentId,
    ...fault.params,
  }
  const { partner } = params
  return actions.map((one) => ({
    ...one,
    command: one.command.replaceAll(/\{(\w+)\}/g, (_, slot: string) => word(params[slot], slot)),
    ...(typeof partner === 'string' && one.command.includes('{partner}') ? { partner } : {}),
  }))
}

function word(value: string | number | undefined, slot: string): string {
  return value === undefined || value === '' ? slot.toUpperCase() : shellWord(String(value))
}
