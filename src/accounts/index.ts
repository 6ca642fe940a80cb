/**
 * Who may use the console, and the record of what they changed.
 *
 * @module
 */
export {
  openAccounts,
  type AccountContext,
  type Accounts,
  type Signed,
  type SignedIn,
} from './accounts.ts'
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
