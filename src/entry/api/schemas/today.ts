import { z } from 'zod'
import { boardStates, occurrenceStates, slotStates } from '../../../domain/flows/board-words.ts'
import { day, time } from './common.ts'

export const todayQuery = z.strictObject({ date: day.optional() })

const count = z.number().int()

/** A flow on one day: what was planned, what came of it, and what is open. */
const boardRow = z.object({
  flow: z.object({
    id: z.string(),
    name: z.string(),
    partner: z.string(),
    direction: z.enum(['receive', 'send']),
    kind: z.union([
      z.literal('any'),
      z.object({ formatType: z.string(), documentType: z.string() }),
    ]),
  }),
  /** In which its day and its times are meant. */
  zone: z.string(),
  /** The first that fits. */
  state: z.enum(boardStates),
  marks: z.array(
    z.object({
      at: time,
      state: z.enum([...slotStates, 'planned']),
      documents: count,
      exchangeId: z.string().optional(),
      faultId: z.string().optional(),
    }),
  ),
  deadlines: z.array(
    z.object({
      at: time,
      state: z.enum(occurrenceStates),
      count,
      atLeast: count,
      metAt: time.optional(),
    }),
  ),
  counts: z.object({
    /** received · picked up · put into the mailbox */
    first: count,
    /** handed over · delivered · taken */
    second: count,
    /** processed by the flow's program; as `second` where it has none */
    third: count,
    waiting: count,
    /** held, quarantined or refused: a person has to look */
    toDo: count,
  }),
  /** Documents that wait longer than the flow's expectations allow. */
  overdue: count,
  /** How many are expected by the end of the day. */
  expected: count.optional(),
  next: time.optional(),
  hold: z
    .object({ reason: z.string(), by: z.string(), at: time, until: time.optional() })
    .optional(),
})
export type BoardRowView = z.infer<typeof boardRow>

/** 本日の予定と実績. */
export const today = z.object({
  date: day,
  /** Of the deadlines by which something must have come: did everything come? */
  summary: z.object({
    verdict: z.enum(['all-here', 'not-yet', 'missing', 'nothing-planned']),
    expected: count,
    met: count,
    late: count,
    missed: count,
    open: count,
  }),
  rows: z.array(boardRow),
  /** Records of that day were cleared: the board is not what it was. */
  cleared: z
    .object({
      /** How many; absent: nobody knows any more. */
      records: count.optional(),
    })
    .optional(),
  /** Kinds that came on that day and for which there is no flow. */
  unfiled: z.array(
    z.object({
      partner: z.string(),
      box: z.enum(['inbox', 'outbox', 'mailbox']),
      formatType: z.string(),
      documentType: z.string(),
      count,
    }),
  ),
})
export type TodayView = z.infer<typeof today>
