import type { DoctorReport } from './report.ts'

/** What an operator wants to know first. */
export type DoctorVerdict = 'usable' | 'doubtful' | 'unusable'

/** Notes are no doubts: a server may well offer more than we use. */
export function verdictOf({ policy, findings }: DoctorReport): DoctorVerdict {
  if (policy.works === 'no') return 'unusable'
  const doubtful = findings.some(({ level }) => level !== 'note')
  return policy.works === 'unknown' || doubtful ? 'doubtful' : 'usable'
}
