import type { z } from 'zod'
import type { Role } from './schemas/common.ts'

/** One route as data: the server, the document of the API, its tests and the console read it. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Under `/api/v1`, with `:name` for what varies. */
  readonly path: string
  /** The least role that may use it; `anyone` needs no session. */
  readonly role: Role | 'anyone'
  readonly summary: string
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  /** JSON of this form; `bytes`: any bytes, streamed. */
  readonly body?: z.ZodType | 'bytes'
  /** JSON of this form; `events`: server-sent events. */
  readonly response: z.ZodType | 'bytes' | 'events' | 'nothing'
  /** 200 by default; 204 for `nothing`. */
  readonly status?: 201 | 202
  /** The data of each event, by its name. */
  readonly events?: Readonly<Record<string, z.ZodType>>
}
