import { createContext, useContext } from 'react'
import type { Role } from '../../../src/entry/api/contract.ts'

export interface User {
  readonly name: string
  readonly role: Role
}

export const SessionContext = createContext<User>({ name: '', role: 'viewer' })

const ranks: Readonly<Record<Role, number>> = { viewer: 0, operator: 1, admin: 2 }

/** Who is signed in. */
export function useUser(): User {
  return useContext(SessionContext)
}

/** Whether who is signed in may do what needs this role; the station checks it again. */
export function useMay(role: Role): boolean {
  return ranks[useUser().role] >= ranks[role]
}
