import type { SlipPageView } from '../../../../src/entry/api/contract.ts'

export type Field = SlipPageView['fields'][number]

/** The boxes above the lines of a slip, and what is left for the list of all items. */
export interface SlipParts {
  readonly parties: readonly { readonly field: Field; readonly gln?: string }[]
  readonly facts: readonly Field[]
  readonly others: readonly Field[]
  /** Elements that the standard does not know. */
  readonly unknown: readonly Field[]
}

/** Who sells to whom, and where the goods go: the first of each that a kind names. */
const roles: readonly (readonly string[])[] = [
  ['buyer', 'returnRequestor', 'client', 'payer'],
  ['parties/receiver', 'receiver', 'parties/returnFrom', 'center'],
  ['parties/seller', 'seller', 'parties/payee', 'payee'],
]
const mostFacts = 7
/** Paper has it in its head. */
const numberKey = 'tradeID/tradeNumber'

export function partsOfSlip({ fields }: SlipPageView): SlipParts {
  const unknown = fields.filter(isUnknown)
  const known = fields.filter((field) => !isUnknown(field) && field.key !== numberKey)
  const find = (key: string): Field | undefined => known.find((field) => field.key === key)
  const parties = roles.flatMap((groups) => {
    const field = groups.map((group) => find(`${group}/code`)).find((one) => one !== undefined)
    if (field === undefined) return []
    const gln = find(field.key.replace(/code$/u, 'gln'))
    return [{ field, ...(gln !== undefined && { gln: gln.value, glnKey: gln.key }) }]
  })
  const used = new Set(parties.flatMap(({ field, glnKey }) => [field.key, glnKey]))
  const rest = known.filter(({ key }) => !used.has(key))
  const facts = rest
    .filter((field) => !isSameDay(field, find))
    .toSorted((one, other) => rank(one) - rank(other))
    .filter(isFact)
  const shown = new Set(facts.slice(0, mostFacts))
  return {
    parties,
    facts: [...shown],
    others: rest.filter((field) => !shown.has(field)),
    unknown,
  }
}

/** An element that is no item has its path for a name in both languages. */
function isUnknown({ key, label }: Field): boolean {
  return label.ja === key && label.en === key
}

function isFact({ key }: Field): boolean {
  return !/\/(?:gln|code)$/u.test(key)
}

/** The goods come to the store on the day on which they come to the center. */
function isSameDay({ key, value }: Field, find: (key: string) => Field | undefined): boolean {
  const match = /^(.*\/(?:revisedD|d)eliveryDate)$/u.exec(key)
  return match !== null && find(`${match[1]}ToReceiver`)?.value === value
}

/** Days first, then what stands on paper: run, category, kind of trade, tax. */
function rank({ key, form, meaning }: Field): number {
  if (form === 'date') return /[Dd]eliveryDateToReceiver$/u.test(key) ? 1 : 2
  if (/deliveryService|tradeType|taxType|majorCategory/iu.test(key)) return 3
  return meaning === undefined ? 5 : 4
}
