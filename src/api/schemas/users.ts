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
