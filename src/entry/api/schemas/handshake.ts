import { z } from 'zod'
import { handshakeRecordSchema } from '../../../wire/tls/record/handshake-record.ts'
import { shortRecordSchema } from '../../../wire/tls/record/short-record.ts'
import { id } from './common.ts'
import { remedy } from './tls.ts'

const text = z.object({ ja: z.string(), en: z.string() })
const side = z.enum(['client', 'server'])

/** Why a handshake failed and what to do about it, as `tls explain` prints it. */
const explanation = z.object({
  /** Stable name of the cause. */
  cause: z.string(),
  side: z.enum(['partner', 'operator', 'network', 'unknown']),
  summary: text,
  /** What on the wire said so; the place is in what `from` sent. */
  evidence: z.array(text.extend({ from: side.optional(), offset: z.number().optional() })),
  /** The safest first. */
  remedies: z.array(remedy),
  tell: text.optional(),
  /** The known problem it is an instance of, with its link into the documentation if there is one. */
  advisory: z
    .object({ id: z.string(), title: text, text: text.optional(), url: z.string().optional() })
    .optional(),
})

/** The handshake as a sequence, for whoever draws it (`src/wire/tls/diagram`). */
const diagram = z.object({
  /** The client, then the server. */
  participants: z.array(z.object({ side, name: text, ours: z.boolean() })),
  steps: z.array(
    z.object({
      kind: z.enum(['message', 'alert', 'switch', 'trouble', 'end']),
      from: side,
      /** The same as `from` for what one side does alone. */
      to: side,
      title: text,
      details: z.array(text),
      /** Where its bytes begin in what `from` sent: finds the fact in the record. */
      offset: z.number().optional(),
      /** Milliseconds since the first byte. */
      at: z.number(),
      state: z.enum(['ok', 'broken']),
    }),
  ),
  notes: z.array(text),
})

/**
 * The recorded handshake of an attempt: drawn where it was kept whole, and explained if it
 * failed; of one that went well only what was agreed is kept, in `short`.
 */
export const handshake = z.object({
  attemptId: id,
  /** Whose handshake it was, where that is known. */
  partner: z.string().optional(),
  record: handshakeRecordSchema.optional(),
  diagram: diagram.optional(),
  short: shortRecordSchema.optional(),
  explanation: explanation.optional(),
})
export type HandshakeView = z.infer<typeof handshake>
