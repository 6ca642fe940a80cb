/**
 * Who may use the console, and the record of what they changed.
 *
 * @module
 */
export { openAccounts, type Accounts } from './accounts.ts'
export type { Signed, SignedIn } from './signed.ts'
export {
  appendAudit,
  audited,
  noteFirst,
  verifyAudit,
  type Actor,
  type AuditNote,
} from './audit.ts'
export { auditActions } from './audit-actions.ts'
export { addToken, addUser, changeUser, removeToken, removeUser } from './users.ts'
export {
  type AccountRole,
  type ApiToken,
  type AuditEntry,
  type AuditHead,
  type AuditLog,
  type AuditQuery,
  type BrowserShelf,
  type ConsoleSession,
  type FailedSignIns,
  type FailureShelf,
  type SessionShelf,
  type TokenShelf,
  type User,
  type UserShelf,
} from './shelves.ts'
