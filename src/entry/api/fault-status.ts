import type { FaultName, HikyakuError } from '../../errors/index.ts'

const statuses: Partial<Record<FaultName, number>> = {
  'request-invalid': 400,
  'argument-invalid': 400,
  'filter-incomplete': 400,
  'sign-in-needed': 401,
  'sign-in-refused': 401,
  'role-missing': 403,
  'request-foreign': 403,
  'set-up-code-wrong': 403,
  'route-unknown': 404,
  'partner-unknown': 404,
  'document-unknown': 404,
  'bms-slip-unknown': 404,
  'exchange-unknown': 404,
  'fault-unknown': 404,
  'certificate-unknown': 404,
  'user-unknown': 404,
  'token-unknown': 404,
  'run-unknown': 404,
  'handshake-unknown': 404,
  'partner-exists': 409,
  'partner-changed': 409,
  'certificate-exists': 409,
  'user-exists': 409,
  'token-exists': 409,
  'partner-in-use': 409,
  'certificate-in-use': 409,
  'partner-busy': 409,
  'last-administrator': 409,
  'set-up-done': 409,
  'retake-not-possible': 409,
  'document-quarantined': 409,
  'request-too-large': 413,
  'document-too-large': 413,
  'media-type-wrong': 415,
  'sign-in-locked': 429,
  'console-busy': 503,
  'disk-full': 507,
}

/** The HTTP status that goes with a failure. */
export function statusOf({ fault, entry }: HikyakuError): number {
  return statuses[fault] ?? (entry.side === 'station' ? 500 : 422)
}
