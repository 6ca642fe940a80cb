/** How a process is built wrong on purpose, for the negative control. */
export type BesideSabotage = 'none' | 'sweeps without asking'

/** What one of the processes is told, as its only argument. */
export interface WorkerOrder {
  readonly home: string
  /** Where it receives into. */
  readonly into: string
  readonly seed: number
  readonly deeds: number
  readonly sabotage: BesideSabotage
}

/** A line of what it says. */
export interface Said {
  readonly ready?: true
  /** The messageId of a document that the operator was told is queued. */
  readonly queued?: string
  readonly swept?: number
  readonly withdrawn?: number
  readonly defect?: string
}
