import { z } from 'zod'
import { role, time } from './common.ts'
import { password, userName } from './session.ts'

export const user = z.object({
  name: z.string(),
  role,
  createdAt: time,
  lastLoginAt: time.optional(),
})
export type UserView = z.infer<typeof user>
export const userList = z.object({ items: z.array(user) })
export const newUser = z.strictObject({ name: userName, role, password })
/** What is left out stays. A new role or password ends the user's sessions. */
export const userChange = z.strictObject({ role: role.optional(), password: password.optional() })

/** A key by which a program uses the API: `Authorization: Bearer …`. */
export const token = z.object({
  name: z.string(),
  role,
  createdAt: time,
  createdBy: z.string(),
  lastUsedAt: time.optional(),
})
export type TokenView = z.infer<typeof token>
export const tokenList = z.object({ items: z.array(token) })
export const newToken = z.strictObject({ name: userName, role })
/** `secret` is told here once, and never again. */
export const tokenMade = z.object({ token, secret: z.string() })
