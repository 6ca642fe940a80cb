import type { matchingJa } from './matching-ja.ts'

/** What is printed of the matching of slips. */
export const matchingEn: Readonly<Record<keyof typeof matchingJa, string>> = {
  'match.closing': 'Closing {closing} (from {from})',
  'match.stage': '{stage} {amount} yen, {slips} slips',
  'match.step': ' (difference {step})',
  'match.waiting': ', {count} not yet',
  'match.counts': '{different} slips differ, {open} of them wait for a hand ({all} slips in all)',
  'match.none-differs': 'None differs ({all} slips)',
  'match.agreed':
    'The sums of the notice agree: purchases {purchases}{tax} − offsets {offsets} = {reckoned} yen{paidOn}',
  'match.tax': ' + tax {tax}',
  'match.paid-on': ' (paid on {day})',
  'match.before': 'The notice says {told} before offsets; its rows come to {own}',
  'match.offsets': 'The notice says offsets of {told}; its rows come to {own}',
  'match.total': 'The notice says that {told} is paid; reckoned anew it is {own}',
  'match.no-sum': 'The notice has no sums (its rows come to {own} yen)',
  'match.elsewhere': 'Paid for slips of other closings: {slips} slips, {amount} yen',
  'match.settled': 'Slip {slip} is settled ({deed}).',
  'match.taken-back': 'What was said of slip {slip} was taken back.',
  'label.closing': 'Closing',
  'label.open': 'To settle',
  'label.result': 'Result',
  'label.settled-by': 'Settled by',
}
