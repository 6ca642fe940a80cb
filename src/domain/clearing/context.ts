import type { ExchangeContext } from '../exchange/ports.ts'

/** What a clearing needs of a station. */
export type ClearingContext = Pick<ExchangeContext, 'ledger' | 'payloads' | 'clock'>

/** The steps between which a crash loses nothing that must stay, in their order. */
export const clearingSteps = [
  'clear.marked',
  'clear.half-removed',
  'clear.removed',
  'clear.closed',
  'clear.forgotten',
  'clear.history',
] as const
export type ClearingStep = (typeof clearingSteps)[number]

/** How a clearing goes on beside other work. */
export interface ClearingWatch {
  /** Between two steps; without it there is no rest. */
  readonly restMilliseconds?: number
  readonly signal?: AbortSignal
  /** Is told of each step as it is reached. */
  readonly reached?: (step: ClearingStep) => void
}
