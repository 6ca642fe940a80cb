/** Words of the board that the API and the console say too: no imports here. */

export const boardStates = [
  'held',
  'failed',
  'late',
  'running',
  'to-do',
  'waiting',
  'planned',
  'done',
  'none',
] as const

export const occurrenceStates = [
  'open',
  'met',
  'late',
  'met-late',
  'missed',
  'held',
  'excused',
] as const

export const slotStates = [
  'running',
  'waiting-to-retry',
  'done',
  'warning',
  'failed',
  'interrupted',
  'joined',
  'missed',
  'skipped',
  'held',
] as const
