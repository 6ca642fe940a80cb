import type { Generated } from 'kysely'

/** A hold of a flow or a partner; without an end it stands. */
export interface HoldTable {
  seq: Generated<number>
  /** `flow` or `partner`. */
  subject_kind: string
  /** The id of the flow, the name of the partner. */
  subject: string
  reason: string
  begun_by: string
  begun_at: string
  until: string | null
  ended_at: string | null
}

/** A day on which nothing comes or goes of a flow, as a person said. */
export interface ExcusedDayTable {
  flow_id: string
  day: string
  reason: string
  excused_by: string
  excused_at: string
}

export interface FlowRevisionTable {
  flow_id: string
  revision: number
  /** JSON. */
  settings: string
  /** Empty: from before that was noted. */
  since: string
}

/** A calendar as it was from then on; without settings it was removed. */
export interface CalendarRevisionTable {
  name: string
  since: string
  /** JSON. */
  settings: string | null
}
