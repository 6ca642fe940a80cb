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
export { clearAudit } from './clear-audit.ts'
export { auditActions, type AuditAction } from './audit-actions.ts'
export { addToken, addUser, changeUser, removeToken, removeUser } from './users.ts'
export {
  accountRoles,
  type AccountRole,
  type AccountTables,
  type ApiToken,
  type AuditEntry,
  type AuditHead,
  type AuditLog,
  type AuditQuery,
  type BrowserShelf,
  type ConsoleSession,
  type FailedSignIns,
  type FailureShelf,
  type KnownBrowser,
  type SessionShelf,
  type TokenShelf,
  type User,
  type UserShelf,
} from './shelves.ts'
