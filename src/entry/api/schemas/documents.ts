import { z } from 'zod'
import { boxes } from '../../../domain/exchange/boxes.ts'
import { deeds, documentStates } from '../../../domain/exchange/document-states.ts'
import { cursor, id, limit, moment, name, pageOf, time, yesOrNo } from './common.ts'
import { attempt } from './exchanges.ts'
import { fault } from './faults.ts'
import { programRun } from './programs.ts'
import { slipSummary } from './slips.ts'

export const box = z.enum(boxes)
export const documentState = z.enum(documentStates)

const digest = z.object({ bytes: z.number(), sha256: z.string() })

export const document = z.object({
  id,
  box,
  partner: z.string(),
  state: documentState,
  messageId: z.string(),
  senderId: z.string(),
  receiverId: z.string(),
  formatType: z.string(),
  documentType: z.string(),
  /** As on the wire; empty: not compressed. */
  compressType: z.string(),
  wire: digest,
  /** After decompression; absent if it could not be decompressed. */
  content: digest.optional(),
  fileName: z.string().optional(),
  createdAt: time,
  changedAt: time,
  handedOver: z.object({ to: z.string(), at: time }).optional(),
  faultId: z.string().optional(),
  /** Who looked at it first; absent: nobody yet. */
  looked: z.object({ by: z.string(), at: time }).optional(),
  /** Who was the first to download it whole; absent: nobody yet. */
  saved: z.object({ by: z.string(), at: time }).optional(),
  /** When its bytes were cleared; the record stays. */
  clearedAt: time.optional(),
  /** In lists and alone: what slips it holds, if it is a document of 流通BMS. */
  slips: slipSummary.optional(),
})
export type DocumentView = z.infer<typeof document>

export const documentQuery = z.strictObject({
  box: box.optional(),
  partner: name.optional(),
  state: documentState.optional(),
  documentType: z.string().max(255).optional(),
  /** Kind of message of 流通BMS, as in `order`. */
  kind: z.string().max(40).optional(),
  /** `true`: those at which nobody has looked yet. */
  unseen: yesOrNo.optional(),
  /** A document's id (`D-…`) or its messageId, whole. */
  id: z.string().max(255).optional(),
  /** Created at this moment or later. */
  from: moment.optional(),
  /** Created before this moment. */
  to: moment.optional(),
  cursor: cursor.optional(),
  limit,
})
export const documentPage = pageOf(document)

export const documentDetail = z.object({
  document,
  attempts: z.array(attempt),
  faults: z.array(fault),
  /** Programs that its flow started for it. */
  programs: z.array(programRun),
  /** Whether `retake` can put it back, and into which state. */
  retakeTo: documentState.optional(),
  /** What can be done with it as long as it was not sent or taken. */
  deeds: z.array(z.enum(deeds)),
})

/** Why a document is cancelled, held or released; kept in the audit log. */
export const withdrawal = z.strictObject({ reason: z.string().trim().min(1).max(1000) })

export const payloadQuery = z.strictObject({
  /** `content`: unpacked, as handed over. `wire`: the bytes as they went over the wire. */
  form: z.enum(['content', 'wire']).default('content'),
})

/** The query of an upload; the body is the file's bytes. */
export const uploadQuery = z.strictObject({
  partner: name,
  fileName: z.string().min(1).max(255),
  documentType: z.string().min(1).max(255),
  /** The partner's own by default. */
  formatType: z.string().max(255).optional(),
  /** `true`: also if these bytes went to the partner as that kind a short while ago. */
  again: yesOrNo.optional(),
})

/** The character sets that a preview can show. */
export const charset = z.enum([
  'utf-8',
  'shift_jis',
  'euc-jp',
  'iso-2022-jp',
  'windows-1252',
  'utf-16le',
  'utf-16be',
  'cp037',
  'cp290',
])

/** A part of a document, to be looked at. */
export const previewQuery = z.strictObject({
  /** `wire`: as it went over the wire, also if it cannot be unpacked. */
  form: z.enum(['content', 'wire']).default('content'),
  /** First byte; `next` of the part before. */
  offset: z.coerce.number<number | string>().int().min(0).default(0),
  /** Most bytes. */
  length: z.coerce.number<number | string>().int().min(1).max(262_144).default(65_536),
  /** Without it, the character set is guessed. cp037 and cp290 (カナ) are EBCDIC. */
  charset: charset.optional(),
})
export const preview = z.object({
  kind: z.enum(['xml', 'text', 'binary']),
  /** Of the whole document. */
  bytes: z.number(),
  offset: z.number(),
  /** Bytes in this part; it ends between two characters. */
  length: z.number(),
  /** Where the next part begins; absent: this was the last one. */
  next: z.number().optional(),
  /** How the text was read; absent: it is no text. */
  charset: charset.optional(),
  /** Whether that was guessed. */
  guessed: z.boolean(),
  /** Absent: it is no text. What cannot be read is U+FFFD. */
  text: z.string().optional(),
  /** The same bytes in base64, for a view in hex. */
  base64: z.string(),
})
export type PreviewView = z.infer<typeof preview>
