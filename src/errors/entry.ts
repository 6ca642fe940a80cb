import type { FaultAction } from './action.ts'

/** What the operator reads, in one language. `{slots}` stand for what varies. */
export interface FaultText {
  /** One sentence: what happened. Never a payload, a password or a key. */
  readonly message: string
  /** What to do now; no word of commands, which are {@link FaultEntry.actions}. */
  readonly remedy: string
  /** A ready sentence for the partner; absent where there is nothing to tell them. */
  readonly tell?: string
}

export const sides = ['partner', 'station', 'network', 'operator', 'unknown'] as const

/** One row of the catalogue. Nothing about a fault is written anywhere else. */
export interface FaultEntry {
  /** Eight digits, never reused once released. */
  readonly id: string
  /** 障害 stops something; 警告 asks for attention. */
  readonly status: 'fault' | 'warning'
  /** Who has to act. */
  readonly side: (typeof sides)[number]
  /** Whether the same call may be made again without anybody's help. */
  readonly retry: 'never' | 'later'
  /** Exit status of a command that ends with it. */
  readonly exit: 1 | 2 | 3 | 4 | 70
  /** HTTP status of an answer that it is; absent: by its side. */
  readonly http?: number
  /** What the remedy comes to, in its order. */
  readonly actions?: readonly FaultAction[]
  readonly ja: FaultText
  readonly en: FaultText
}

/** The HTTP status of an answer that a fault is. */
export function httpStatusOf({ http, side }: FaultEntry): number {
  return http ?? (side === 'station' ? 500 : 422)
}

export type Language = 'ja' | 'en'
