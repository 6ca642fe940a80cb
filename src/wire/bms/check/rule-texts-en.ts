import type { FindingRule } from './finding.ts'
import type { RuleText } from './rule-text.ts'

/** What the rules say in English. */
export const rulesEn: Readonly<Record<FindingRule, RuleText>> = {
  'xml-broken': {
    message: 'This is not XML ({value})',
    remedy: 'Look at this place and ask the sender for a proper file.',
  },
  'doctype-found': {
    message: 'XML with a DOCTYPE is not read',
    remedy: 'Ask the sender for a file without DOCTYPE.',
  },
  'characters-broken': {
    message: 'Some data is no text: {value}',
    remedy: 'Ask the sender whether the declared charset fits the data.',
  },
  'charset-other': {
    message: 'The file says {value}, but was read as {expected}',
    remedy: 'Look for garbled text, and tell the sender to mend the XML declaration.',
  },
  'charset-unknown': {
    message: 'The charset {value} cannot be read; {expected} was taken',
    remedy: 'Ask the sender for UTF-8.',
  },
  'root-unknown': {
    message: 'This is no document of Ryutsu BMS (the outermost element is {value})',
    remedy: 'Check that the file begins with sh:StandardBusinessDocument.',
  },
  'kind-unknown': {
    message: 'The kind of message is not known ({value})',
    remedy: 'Look at the raw text; the data is kept as it came.',
  },
  'version-unknown': {
    message: 'This is another version than the basic form 1.3 ({value})',
    remedy: 'It was read by the names of its elements; added items are shown as other items.',
  },
  'too-deep': {
    message: 'Elements are nested too deeply (at most {value})',
    remedy: 'Ask the sender whether the file is right.',
  },
  'too-large': {
    message: 'A slip or an item is too large (at most {value})',
    remedy: 'Ask the sender whether the file is right.',
  },
  'trades-missing': {
    message: 'There is no slip in it',
    remedy: 'Check whether it was agreed that empty files are sent.',
  },
  'unknown-item': {
    message: 'The standard has no such item',
    remedy: 'Its value is kept and shown as another item; ask the partner what it means.',
  },
  'item-twice': {
    message: 'The item {item} is there twice',
    remedy: 'The first value was taken; ask the partner which is right.',
  },
  'order-wrong': {
    message: 'The item {item} is not in the order of the standard',
    remedy: 'It was read; a partner that checks by the schema wants it in order.',
  },
  'group-missing': {
    message: 'The required element {item} is missing',
    remedy: 'Add it, even if it holds nothing.',
  },
  'text-misplaced': {
    message: 'There is stray text in {item}: {value}',
    remedy: 'Check how the file is made.',
  },
  required: {
    message: 'The required item {item} is missing',
    remedy: 'Give it a value; a GLN that is not used is 0.',
  },
  'record-missing': {
    message: 'There is no {item} in it',
    remedy: 'Add at least one.',
  },
  length: {
    message: 'The item {item} is too long (at most {expected} characters): {value}',
    remedy: 'Shorten it; full-width characters count as one.',
  },
  digits: {
    message: 'The item {item} is not digits alone: {value}',
    remedy: 'Take out commas, signs, full-width digits and blanks.',
  },
  decimal: {
    message: 'The item {item} is no number of {expected} digits: {value}',
    remedy: 'Write digits and a decimal point only, without commas.',
  },
  date: {
    message: 'The item {item} is no date: {value}',
    remedy: 'Write a day that exists as YYYY-MM-DD.',
  },
  time: {
    message: 'The item {item} is no time of day: {value}',
    remedy: 'Write HH:MM:SS.',
  },
  sign: {
    message: 'The item {item} is neither + nor -: {value}',
    remedy: 'Write + or -.',
  },
  'check-digit': {
    message: 'The check digit or length of {item} is wrong: {value}',
    remedy: 'Compare the code with the item master, or ask the partner.',
  },
  code: {
    message: 'The item {item} holds a code that is not known: {value}',
    remedy: 'Look it up in the partner’s tables and add it to the code table.',
  },
  'trades-count': {
    message: 'It says {value} slips, but holds {expected}',
    remedy: 'Ask the sender whether slips are missing.',
  },
  'trade-twice': {
    message: 'The slip {value} is there twice (first as {expected})',
    remedy: 'Ask the partner which is right.',
  },
  'line-twice': {
    message: 'The line number {value} is there twice in one slip',
    remedy: 'Ask the partner whether a line of another slip got in.',
  },
  'units-product': {
    message: '{item} is {value}, but units × pieces per unit is {expected}',
    remedy: 'Find out which of them is right.',
  },
  'line-amount': {
    message: 'The net amount is {value}, but quantity × unit price is {expected}',
    remedy: 'Check quantity, unit price and rounding.',
  },
  'total-wrong': {
    message: '{item} is {value}, but the lines make {expected}',
    remedy: 'Check whether lines are missing.',
  },
  'tax-wrong': {
    message: 'The tax is {value}, but reckoned it is {expected}',
    remedy: 'Check tax rate, kind of tax and rounding.',
  },
  'shortage-wrong': {
    message: 'The shortage is {value}, but ordered − shipped is {expected}',
    remedy: 'Correct the shortage.',
  },
  'shortage-unexplained': {
    message: 'Shipped quantity and reason of shortage do not fit (reason: {value})',
    remedy: 'Give a short line a reason other than 00, and a full line 00.',
  },
  'over-shipped': {
    message: 'Shipped {value}, but only {expected} was ordered',
    remedy: 'Check whether the partner allows more than was ordered.',
  },
  'units-broken': {
    message: '{item} is {value}, which is no multiple of the order unit {expected}',
    remedy: 'Ship whole order units.',
  },
  'line-unknown': {
    message: 'The order has no line {value}',
    remedy: 'Check slip number and line number.',
  },
  'answer-partly': {
    message: 'Only a part of the order is answered ({value})',
    remedy: 'Answer all slips, unless the partner allows shipments in parts.',
  },
  'column-missing': {
    message: 'The column {item} is missing',
    remedy: 'Use a file with the head of the layout.',
  },
  'column-unknown': {
    message: 'The layout has no column {value}',
    remedy: 'Take the column out, or add it to the layout.',
  },
  'columns-count': {
    message: 'There are {value} columns, and {expected} in the layout',
    remedy: 'Check the commas, the quotes and the choice of layout.',
  },
  'quote-open': {
    message: 'A quote is not closed',
    remedy: 'Check the quotes (") from this line on.',
  },
  'record-cut': {
    message: 'The record is cut ({value} bytes instead of {expected})',
    remedy: 'Check whether the file was transferred to its end.',
  },
  'record-unknown': {
    message: 'The layout has no record of the kind {value}',
    remedy: 'Check the choice of layout and the charset.',
  },
  'record-alone': {
    message: 'A row of {item} comes before the row that it belongs to',
    remedy: 'Check whether the beginning of the file is missing, and the order of its rows.',
  },
  'slip-other': {
    message: '{item} is {value}, but {expected} in the row of its slip',
    remedy: 'Check whether a line of another slip got in.',
  },
  'kind-ambiguous': {
    message: 'The number of columns ({value}) does not tell the kind of message',
    remedy: 'Name the kind, and check that the columns are those of the layout.',
  },
  'character-unmappable': {
    message: '{item} holds a character that {expected} has not: {value}',
    remedy: 'Use other characters, or add a rule for it to the layout.',
  },
  'value-too-wide': {
    message: '{item} does not fit its field (at most {expected} bytes): {value}',
    remedy: 'Shorten the value, or widen the field in the layout.',
  },
  'value-unreadable': {
    message: 'The value of {item} cannot be read: {value}',
    remedy: 'Check the value and the form that the layout names.',
  },
}
