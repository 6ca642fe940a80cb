import type { TlsCheckReport } from './report.ts'

/** What an operator wants to know first. */
export type TlsCheckVerdict = 'usable' | 'doubtful' | 'unusable'

/** Notes are no doubts: a server may well offer more than we use. */
export function verdictOf({ policy, findings }: TlsCheckReport): TlsCheckVerdict {
  if (policy.works === 'no') return 'unusable'
  const doubtful = findings.some(({ level }) => level !== 'note')
  return policy.works === 'unknown' || doubtful ? 'doubtful' : 'usable'
}
