import { defined } from '../../../base/defined.ts'
import { CodeBook } from '../codes/code-book.ts'
import type { BmsHead, BmsSink } from '../read/bms-reader.ts'
import type { BmsDocument } from '../read/read-bms.ts'
import { recordsBelow, type BmsRecord } from '../record.ts'
import { localName } from '../schema/notation.ts'
import type { AmountRules } from './amount-rules.ts'
import { checkTrade } from './check-trade.ts'
import { checkValues } from './check-values.ts'
import { finding, FindingList, type Finding } from './finding.ts'

/** What a check has to know of the partner. */
export interface CheckRules {
  readonly codes?: CodeBook
  readonly amounts?: AmountRules
}

/** 取引番号 of a slip, by whatever name its kind has for it. */
export function tradeNumberOf(trade: BmsRecord): string | undefined {
  return trade.values.get('tradeID/tradeNumber')
}

const countKey = 'messageInfo/numberOfTradingDocuments'

/**
 * Checks a message as it is read, or as it is about to be written: every record by the
 * schema, every slip by its sums. All findings, none of them thrown.
 */
export class BmsChecker implements BmsSink {
  readonly findings: FindingList
  readonly #codes: CodeBook
  readonly #amounts: AmountRules
  readonly #numbers = new Map<string, string>()
  #head: BmsHead | undefined
  #trades = 0

  constructor({ codes, amounts }: CheckRules = {}, findings = new FindingList()) {
    this.findings = findings
    this.#codes = codes ?? new CodeBook()
    this.#amounts = amounts ?? {}
  }

  head(head: BmsHead): void {
    this.#endList()
    this.#head = head
    this.#trades = 0
    for (const record of [head.root, head.message, head.list]) {
      this.findings.add(...checkValues(record, { path: pathOf(record) }, this.#codes))
    }
  }

  trade(trade: BmsRecord, path: string): void {
    this.#trades += 1
    const number = tradeNumberOf(trade)
    const place = { path, ...defined({ trade: number }) }
    this.#checkTwice(trade, place)
    this.#checkRecords(trade, place)
    const kind = this.#head?.schema.kind
    if (kind !== undefined) this.findings.add(...checkTrade(kind, trade, place, this.#amounts))
  }

  finding(one: Finding): void {
    this.findings.add(one)
  }

  /** No trade follows. */
  end(): void {
    this.#endList()
    this.#head = undefined
  }

  #checkRecords(record: BmsRecord, place: { path: string; trade?: string }): void {
    this.findings.add(...checkValues(record, place, this.#codes))
    for (const schema of recordsBelow(record.schema)) {
      const below = record.children.filter((one) => one.schema === schema)
      const name = localName(schema.name)
      if (schema.required && below.length === 0) {
        const path = `${place.path}/${name}`
        this.findings.add(
          finding('record-missing', { ...place, path, label: name, ...lineOf(record) }),
        )
      }
      for (const [index, one] of below.entries()) {
        this.#checkRecords(one, { ...place, path: `${place.path}/${name}[${index + 1}]` })
      }
    }
  }

  /** The same slip twice in one message; those without a number are never the same. */
  #checkTwice(trade: BmsRecord, place: { path: string; trade?: string }): void {
    const { trade: number } = place
    if (number === undefined || /^0+$/.test(number)) return
    const key = `${number} ${trade.values.get('tradeSummary/dates/orderDate') ?? ''}`
    const before = this.#numbers.get(key)
    if (before === undefined) this.#numbers.set(key, place.path)
    else {
      const found = { ...place, label: '取引番号', value: number, expected: before }
      this.findings.add(finding('trade-twice', { ...found, ...lineOf(trade) }))
    }
  }

  #endList(): void {
    const told = this.#head?.message.values.get(countKey)
    if (told === undefined || !/^\d+$/.test(told) || Number(told) === this.#trades) return
    const facts = { path: countKey, label: '取引数', value: told, expected: String(this.#trades) }
    this.findings.add(finding('trades-count', facts))
  }
}

/** Checks a message that is held in memory. */
export function checkBms({ head, trades }: BmsDocument, rules: CheckRules = {}): FindingList {
  const checker = new BmsChecker(rules)
  checker.head(head)
  const name = localName(head.schema.trade.name)
  for (const [index, trade] of trades.entries()) checker.trade(trade, `${name}[${index + 1}]`)
  checker.end()
  return checker.findings
}

function pathOf(record: BmsRecord): string {
  return record.schema.name.startsWith('sh:') ? '' : localName(record.schema.name)
}

function lineOf({ line }: BmsRecord): { line?: number } {
  return defined({ line })
}
