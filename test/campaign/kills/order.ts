import type { Side } from '../scenario.ts'

/** How a process is built wrong on purpose, for the negative control. */
export type KillsSabotage = 'none' | 'notes files late'

/** When a process ends itself: at the nth thing that it does, counted over its steps and its disk. */
export interface Death {
  readonly moment: number
  /** Before the disk does it, or after. */
  readonly when: 'before' | 'after'
}

/** What one of the processes is told, as its only argument. */
export interface WorkerOrder {
  readonly side: Side
  readonly home: string
  /** Where the server listens; 0: it takes a free port and says which. */
  readonly port: number
  readonly certificateFile: string
  readonly seed: number
  readonly sabotage: KillsSabotage
  /** Where its disk writes its log, for a power cut afterwards; without fsyncs, it lies. */
  readonly diskLog?: { readonly file: string; readonly fsyncs: 'real' | 'none' }
  /** Absent: it works until somebody ends it. */
  readonly death?: Death
}

/** A line of what it says. */
export interface Said {
  readonly ready?: { readonly port: number }
  /** Bytes of a document that the operator was told is queued. */
  readonly queued?: string
  readonly defect?: string
}
