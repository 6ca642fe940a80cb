import { z } from 'zod'
import { formOfValue } from '../../../errors/index.ts'
import { name, role, time } from './common.ts'

export const password = z.string().min(1).max(1024)
export const userName = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[^\p{C}\s]+(?: [^\p{C}\s]+)*$/u, formOfValue('user-name'))

/** Who is signed in. `set-up-needed`: there is no administrator yet. */
export const sessionState = z.discriminatedUnion('state', [
  z.object({ state: z.literal('set-up-needed') }),
  z.object({ state: z.literal('signed-out') }),
  z.object({
    state: z.literal('signed-in'),
    user: z.object({ name, role }),
    /** The session ends then at the latest; earlier if nothing is done for an hour. */
    expiresAt: time,
  }),
])
export type SessionState = z.infer<typeof sessionState>

export const login = z.strictObject({ name: z.string().max(100), password })
export const setUp = z.strictObject({
  /** As `start` prints it. */
  code: z.string().max(100),
  name: userName,
  password,
})
export const passwordChange = z.strictObject({ current: password, next: password })
