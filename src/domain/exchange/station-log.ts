import type { Fault } from './attempt.ts'

/** What a station writes down, and how grave it is. */
export const eventLevels = {
  'station-started': 'info',
  'station-stopped': 'info',
  /** An exchange came to its end, well or not. */
  'exchange-ended': 'info',
  'fault-raised': 'warn',
  /** Somebody called our JX server and was sent away. */
  'caller-refused': 'warn',
  /** Somebody was not let into the console. */
  'sign-in-refused': 'warn',
  /** A person or a program changed something: an entry of the audit log. */
  changed: 'info',
  /** It was done or refused, and the database could not keep it. */
  'not-recorded': 'error',
  /** Something of ours failed that is tried again, or that the catalogue has no words for. */
  trouble: 'error',
  defect: 'error',
} as const satisfies Record<string, 'info' | 'warn' | 'error'>

export type EventName = keyof typeof eventLevels

/** One thing that happened. Never holds a secret, nor what might be one: a password typed as a name. */
export interface StationEvent {
  readonly event: EventName
  /** What the catalogue calls it. */
  readonly fault?: Pick<Fault, 'name' | 'params'>
  /** What it was about: ids, names, addresses, counts. */
  readonly about?: Readonly<Record<string, string | number>>
  /** What the catalogue has no words for. */
  readonly detail?: string
}

/** Where a station says what happens; never fails, and keeps nobody waiting. */
export interface StationLog {
  note(event: StationEvent): void
}

/** For who wants no log. */
export const noLog: StationLog = { note: () => undefined }

/** The same events to several. */
export function logsTo(...logs: readonly StationLog[]): StationLog {
  return {
    note: (event) => {
      for (const log of logs) log.note(event)
    },
  }
}
