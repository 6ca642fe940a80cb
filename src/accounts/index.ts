/**
 * Who may use the console, and the record of what they changed.
 *
 * @module
 */
export { openAccounts, type Accounts } from './accounts.ts'
export type { AccountContext, Signed, SignedIn } from './signed.ts'
export {
  appendAudit,
  audited,
  noteFirst,
  verifyAudit,
  type Actor,
  type AuditNote,
  type AuditVerdict,
} from './audit.ts'
export { addToken, addUser, changeUser, removeToken, removeUser } from './users.ts'
