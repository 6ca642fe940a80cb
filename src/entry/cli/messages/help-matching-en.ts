import type { helpMatchingJa } from './help-matching-ja.ts'

/** Help of the commands that match slips. */
export const helpMatchingEn: Readonly<Record<keyof typeof helpMatchingJa, string>> = {
  'bms.match': 'match slips ordered, shipped, received, invoiced and paid, closing by closing',
  'bms.settle': 'settle a difference, or take back what was said of it',
  'argument.slip-number': 'number of the slip',
  'option.match-partner': 'match this partner (without it: a list of partners)',
  'option.match-closing': 'day of the closing (YYYY-MM-DD; the newest one without it)',
  'option.match-tab': 'which slips are shown',
  'option.match-csv': 'print CSV, one row a slip',
  'option.settle-deed': 'what is done about the difference',
  'option.settle-comment': 'why it is there',
  'option.settle-ordered': 'day of the order, if several slips have that number (YYYY-MM-DD)',
  'option.settle-take-back': 'take back what was said',
}
