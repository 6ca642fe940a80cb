/** Each rule a document can break; `rules` says how grave that is. */
const rules = {
  'xml-broken': 'error',
  'doctype-found': 'error',
  'characters-broken': 'error',
  'charset-other': 'warning',
  'charset-unknown': 'error',
  'root-unknown': 'error',
  'kind-unknown': 'error',
  'version-unknown': 'warning',
  'too-deep': 'error',
  'too-large': 'error',
  'trades-missing': 'error',
  'unknown-item': 'warning',
  'item-twice': 'warning',
  'order-wrong': 'warning',
  'group-missing': 'error',
  'text-misplaced': 'warning',
  required: 'error',
  'record-missing': 'error',
  length: 'error',
  digits: 'error',
  decimal: 'error',
  date: 'error',
  time: 'warning',
  sign: 'error',
  'check-digit': 'warning',
  code: 'warning',
  'trades-count': 'warning',
  'trade-twice': 'warning',
  'line-twice': 'warning',
  'units-product': 'warning',
  'line-amount': 'warning',
  'total-wrong': 'warning',
  'tax-wrong': 'warning',
  'shortage-wrong': 'warning',
  'shortage-unexplained': 'error',
  'over-shipped': 'warning',
  'units-broken': 'error',
  'line-unknown': 'error',
  'answer-partly': 'error',
  'column-missing': 'error',
  'column-unknown': 'error',
  'columns-count': 'error',
  'quote-open': 'error',
  'record-cut': 'error',
  'record-unknown': 'error',
  'record-alone': 'error',
  'slip-other': 'error',
  'kind-ambiguous': 'error',
  'character-unmappable': 'error',
  'value-too-wide': 'error',
  'value-unreadable': 'error',
} as const

export type FindingRule = keyof typeof rules
export type Severity = (typeof rules)[FindingRule]

/** One thing that is wrong with a document, so told that a person finds it and mends it. */
export interface Finding {
  readonly rule: FindingRule
  readonly severity: Severity
  /** Element path from the list of trades on, with the number of each record: `order[3]/…`. */
  readonly path: string
  /** 項目名, where the item has one. */
  readonly label?: string
  readonly value?: string
  /** What it should be or may be at most. */
  readonly expected?: string
  /** 取引番号 of the slip it lies in. */
  readonly trade?: string
  readonly line?: number
  readonly column?: number
}

/** A finding with the severity of its rule. */
export function finding(rule: FindingRule, facts: Omit<Finding, 'rule' | 'severity'>): Finding {
  return { rule, severity: rules[rule], ...facts }
}

/** Findings up to a number, so that one fault in each of 100,000 lines does not fill the memory. */
export class FindingList {
  readonly items: Finding[] = []
  readonly most: number
  /** How many there were, those not kept included. */
  count = 0
  errors = 0

  constructor(most = 1000) {
    this.most = most
  }

  add(...found: readonly Finding[]): void {
    for (const one of found) {
      this.count += 1
      if (one.severity === 'error') this.errors += 1
      if (this.items.length < this.most) this.items.push(one)
    }
  }
}
