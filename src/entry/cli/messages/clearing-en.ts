import type { clearingJa } from './clearing-ja.ts'

/** What `clear` and `settings clearing` print, in English. */
export const clearingEn: Readonly<Record<keyof typeof clearingJa, string>> = {
  'clear.part': 'what goes',
  'clear.payload': 'payload',
  'clear.record': 'record',
  'clear.settled': 'settled',
  'clear.nothing-set':
    'Nothing is set to be cleared, so nothing is. Set it with hikyaku settings clearing.',
  'clear.nothing': 'There is nothing to clear.',
  'clear.would':
    'Would go: {payloads} payloads ({bytes} bytes), {records} records, {exchanges} exchanges, {faults} faults, outputs of {outputs} programs, {messages} message ids, {audit} audit entries',
  'clear.done':
    'Cleared: {payloads} payloads ({bytes} bytes), {records} records, {exchanges} exchanges, {faults} faults, outputs of {outputs} programs, {messages} message ids, {audit} audit entries',
  'clear.more': 'and {count} more',
  'clear.ask': 'Remove these? They cannot be brought back.',
  'clear.not-done': 'Nothing was cleared.',
  'clear.waits': 'A backup is being made: {count} files are removed when it is done.',
  'clear.stays': 'Old enough, and stay: {count} ({why})',
  'clear.why.state': 'their way is not over',
  'clear.why.not-handed-over': 'not handed over',
  'clear.why.nobody-has-it': 'nobody has had them',
  'clear.why.program-open': 'a program is not settled',
  'clear.why.on-its-way': 'a file is still to be moved',
  'clear.why.fault-open': 'a fault is not acknowledged',
  'clear.of-flow': 'payloads of the flow “{flow}”',
  'clear.kept-for-ever': 'kept for ever',
  'clear.days': '{days} days',
  'clear.setting.at': 'clearing begins at',
  'clear.setting.payloadDays': 'payloads of documents',
  'clear.setting.recordDays': 'records of documents',
  'clear.setting.messageIdDays': 'message ids, against duplicates',
  'clear.setting.exchangeDays': 'exchanges',
  'clear.setting.faultDays': 'acknowledged faults',
  'clear.setting.outputDays': 'what programs printed',
  'clear.setting.auditDays': 'the audit log',
  'label.cleared': 'cleared',
  'word.cleared': 'cleared',
}
