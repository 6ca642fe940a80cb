import { z } from 'zod'
import { tlsVersions } from '../versions.ts'
import { certificateSchema, wireFactSchema } from '../wire/facts.ts'

const side = z.enum(['client', 'server'])

/** What happened, in the order in which it was seen. */
const event = z.object({
  from: side,
  /** Milliseconds since the first byte. */
  at: z.number(),
  /** One message, or how this side ended before the handshake was done. */
  fact: z.exactOptional(wireFactSchema),
  ended: z.exactOptional(z.enum(['end', 'reset', 'timeout'])),
  /** Of bytes that never became whole: when the first and the last of them came. */
  arrived: z.exactOptional(z.object({ since: z.number(), until: z.number() })),
})

/**
 * One TLS handshake as it was recorded. Plain JSON, bounded in size, without a secret:
 * it is kept with a failed attempt, exported, and drawn by the console.
 */
export const handshakeRecordSchema = z.object({
  format: z.literal(1),
  /** Which side was ours. */
  role: side,
  engine: z.enum(['runtime', 'legacy']),
  /** ISO 8601. */
  startedAt: z.string(),
  /** `host:port` we called, or the address of the caller. */
  peer: z.string(),
  /** The name that the server's certificate must have; empty if it was ours. */
  host: z.string(),
  /** The versions our settings allow, oldest first. */
  versions: z.array(z.enum(tlsVersions)),
  events: z.array(event),
  outcome: z.enum(['done', 'failed']),
  /** What the TLS library knows at the end; it fills in what TLS 1.3 hides from the wire. */
  known: z.exactOptional(
    z.object({
      version: z.exactOptional(z.string()),
      /** IANA name. */
      suite: z.exactOptional(z.string()),
      peerChain: z.array(certificateSchema),
      /** Whether the server asked for a client certificate, where the library tells. */
      certificateRequested: z.exactOptional(z.boolean()),
      resumed: z.exactOptional(z.boolean()),
    }),
  ),
  /**
   * It failed after our side was done, as a server may judge our certificate only then
   * (TLS 1.3): how many bytes went over the wire in between, each way.
   */
  afterwards: z.exactOptional(z.object({ sent: z.number(), received: z.number() })),
  /** The certificate our settings name for this partner, its issuers behind it. */
  ownChain: z.array(certificateSchema),
  /** What the TLS library reported. */
  error: z.exactOptional(z.object({ code: z.string(), message: z.string() })),
})

export type HandshakeRecord = z.infer<typeof handshakeRecordSchema>
export type HandshakeEvent = HandshakeRecord['events'][number]
