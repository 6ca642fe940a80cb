import type { helpClearingJa } from './help-clearing-ja.ts'

/** Help of `clear` and `settings clearing`, in English. */
export const helpClearingEn: Readonly<Record<keyof typeof helpClearingJa, string>> = {
  clear: 'remove payloads and records that are old enough',
  'option.clear-dry-run': 'only show what would go; change nothing',
  'option.clear-before': 'payloads settled before this day, whatever days are set',
  'option.clear-flow': 'only documents of this flow',
  'option.clear-limit': 'most documents to clear at once',
  'option.yes': 'do not ask',
  'settings.clearing': 'show or set how long what is kept (clearing)',
  'option.clear-at': 'time at which the clearing of a day begins (in Japan)',
  'option.clear-payload-days': 'days for which payloads are kept, where their flow says nothing',
  'option.clear-record-days': 'days for which records of documents are kept',
  'option.clear-message-id-days':
    'days for which message ids tell duplicates after their records went',
  'option.clear-exchange-days': 'days for which exchanges are kept',
  'option.clear-fault-days': 'days for which acknowledged faults are kept',
  'option.clear-output-days': 'days for which the output of programs is kept',
  'option.clear-audit-days': 'days for which the audit log is kept',
  'option.clear-no-days': 'keep them for ever',
  'option.flow-keep-days': 'days for which payloads of this flow are kept',
  'option.flow-no-keep-days': 'the days of the station again',
}
