import { z } from 'zod'
import { actionPlaces } from '../../../errors/action.ts'
import { formOfValue, sides } from '../../../errors/index.ts'

/** viewer 閲覧者 < operator 操作者 < admin 管理者. */
export const roles = ['viewer', 'operator', 'admin'] as const
export const role = z.enum(roles)
export type Role = z.infer<typeof role>

/** A moment in ISO 8601, UTC, as it is asked for. */
export const moment = z.iso.datetime()
/** The same in an answer, which handlers may give as a date. */
export const time = z.preprocess(
  (value) => (value instanceof Date ? value.toISOString() : value),
  moment,
)
/** A day in the station's own time zone. */
export const day = z.iso.date()
export const id = z.string().min(1).max(64)
export const name = z.string().min(1).max(100)

/** Query values come as text. */
export const limit = z.coerce.number<number | string>().int().min(1).max(500).default(100)
export const yesOrNo = z.enum(['true', 'false'])
/** What `next` of the page before said; only the API reads what is in it. */
export const cursor = z.string().regex(/^[\w-]{1,100}$/, formOfValue('page-mark'))

/** A page of a list, newest first. A page may hold fewer items than asked for and still have a next one. */
export function pageOf<T extends z.ZodType>(
  item: T,
): z.ZodObject<{ items: z.ZodArray<T>; next: z.ZodOptional<z.ZodString> }> {
  return z.object({ items: z.array(item), next: z.string().optional() })
}

const faultText = z.object({
  message: z.string(),
  remedy: z.string(),
  tell: z.string().optional(),
})

/** What a remedy comes to: its place in the console, if it has one, and its command. */
const faultAction = z.object({
  place: z.enum(actionPlaces).optional(),
  command: z.string(),
  /** Whose settings the place is among. */
  partner: z.string().optional(),
})
export type FaultAction = z.infer<typeof faultAction>

/** A fault of the catalogue with its texts in both languages. */
export const saidFault = z.object({
  /** Eight digits. */
  number: z.string(),
  name: z.string(),
  status: z.enum(['fault', 'warning']),
  side: z.enum(sides),
  text: z.object({ ja: faultText, en: faultText }),
  actions: z.array(faultAction),
})
export type SaidFault = z.infer<typeof saidFault>

/** The body of every answer that is not a success, in the language asked for. */
export const apiError = z.object({
  /** Eight digits. */
  id: z.string(),
  name: z.string(),
  message: z.string(),
  remedy: z.string(),
  tell: z.string().optional(),
  actions: z.array(faultAction),
  /** The field of the request that is wrong, as in `partner.url`. */
  field: z.string().optional(),
  /** What is wrong with that field, without the rest of the message. */
  detail: z.string().optional(),
  /** The known problem of TLS that it is, for `/tls/advisories`. */
  advisory: z.string().optional(),
  /** Seconds after which the same may be tried again. */
  retryAfterSeconds: z.number().optional(),
})
export type ApiError = z.infer<typeof apiError>
