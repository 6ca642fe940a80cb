/**
 * `running` → `done` | `warning` | `retry` (again after a while) | `failed`; `in-doubt`: the
 * station went while it ran, and it is not run again by itself; `settled` by a person; `due`
 * because a person asked for it.
 */
export const programStates = [
  'due',
  'running',
  'retry',
  'done',
  'warning',
  'failed',
  'in-doubt',
  'settled',
] as const
export type ProgramState = (typeof programStates)[number]
