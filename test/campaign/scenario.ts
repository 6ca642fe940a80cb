import type { StepName } from '../../src/domain/exchange/index.ts'

/** How the process under attack is built wrong on purpose, for the negative controls. */
export type Sabotage = 'none' | 'no-fsync' | 'confirm-first' | 'no-promise'

/** Which of the two stations is killed. */
export type Side = 'client' | 'server'

/** One kill: at the nth time that a step is reached. */
export interface Kill {
  readonly side: Side
  readonly step: StepName
  readonly nth: number
}

/** What a station process is told to do, in a message once it has started. */
export interface ProcessOrder {
  readonly side: Side
  readonly home: string
  /** Where its disk writes its log, for the power cut afterwards. */
  readonly diskLog: string
  readonly kill: Kill
  readonly sabotage: Sabotage
  /** Texts that the client sends as documents, and the folder it receives into. */
  readonly send: readonly string[]
  readonly into: string
}

/** The steps of each side, from their names. */
function sideOf(step: StepName): Side {
  return step.startsWith('serve') ? 'server' : 'client'
}

/**
 * Spreads kills over all steps evenly, round by round; within a round the nth grows,
 * so that first, middle and last documents of a run are hit.
 */
export function planKills(steps: readonly StepName[], count: number): Kill[] {
  return Array.from({ length: count }, (_, at) => {
    const step = steps[at % steps.length] ?? 'put.sent'
    return { side: sideOf(step), step, nth: 1 + (Math.floor(at / steps.length) % 2) }
  })
}
