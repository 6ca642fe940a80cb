import { localName, type SchemaNode } from '../schema/notation.ts'
import {
  practiceCenter,
  practiceRetailer,
  practiceSupplier,
  type SampleGoods,
  type SampleParty,
} from './parties.ts'

/** What the values of a sample have in common. */
export interface SampleFacts {
  /** 取引番号, up to ten digits. */
  readonly tradeNumber: string
  readonly orderDate: string
  readonly deliveryDate: string
  readonly store: SampleParty
  readonly goods: SampleGoods
  /** From 1. */
  readonly line: number
}

/** Who stands in a group of the schema. */
const retailers = /payer|buyer|returnRequestor|client|issuer/i
const suppliers = /payee|seller|maker|shipFrom/i

function partyOf(key: string, facts: SampleFacts): SampleParty {
  if (retailers.test(key)) return practiceRetailer
  if (suppliers.test(key)) return practiceSupplier
  return /center|returnReceiveFrom/i.test(key) ? practiceCenter : facts.store
}

const fixed: Readonly<Record<string, string>> = {
  codeType: '005',
  '@codeType': '005',
  '@plusMinus': '+',
  unitOfMeasure: '00',
  majorCategory: '0010',
  subMajorCategory: '0101',
  deliveryServiceCode: '01',
  taxTypeCode: '05',
  taxRate: '8.0',
  tradeTypeCode: '01',
  payCode: '1001',
  verificationResultCode: '01',
  detailedPayCode: '0000',
  reasonCode: '100',
  packageIndicator: '03',
  itemPreservationCode: '02',
  reportIntervalCode: '01',
}

/** A plausible value of an item that no reckoning decides. */
export function sampleValue(item: SchemaNode, facts: SampleFacts): string {
  const name = localName(item.name)
  const known = fixed[name]
  if (known !== undefined) return known
  if (name === 'gln') return partyOf(item.key, facts).gln
  if (item.value?.kind === 'date') return dateOf(item.key, facts)
  if (/itemID|goods|itemName/i.test(item.key)) return goodsValue(name, facts)
  if (name === 'code' || name === 'name') return partyValue(item, name, facts)
  return item.value?.kind === 'text' ? textOf(item, facts) : digitsOf(item, name, facts)
}

function dateOf(key: string, facts: SampleFacts): string {
  if (key.endsWith('sh:CreationDateAndTime')) return `${facts.orderDate}T09:00:00`
  return /order|close|begin|proposal|request/i.test(key) ? facts.orderDate : facts.deliveryDate
}

function goodsValue(name: string, { goods, line }: SampleFacts): string {
  if (name === 'gtin') return goods.jan.padStart(14, '0')
  if (/itemcode$/i.test(name)) return goods.jan
  return /name|description/i.test(name) ? goods.name : String(line)
}

function partyValue(item: SchemaNode, name: string, facts: SampleFacts): string {
  const { value } = item
  const most = value !== undefined && 'length' in value ? (value.length ?? 20) : 20
  if (/detailedPayCode/.test(item.key)) return '0000'
  if (most <= 2) return '01'
  const party = partyOf(item.key, facts)
  return (name === 'code' ? party.code : party.name).slice(0, most)
}

function textOf({ value, name }: SchemaNode, { line, tradeNumber }: SampleFacts): string {
  if (/Time$/.test(name)) return '09:00:00'
  if (name === 'lineNumber') return String(line)
  const length = value !== undefined && 'length' in value ? (value.length ?? 20) : 20
  if (/sbcs$/.test(name)) return 'ﾚﾝｼﾕｳ'.slice(0, length)
  return /number$/i.test(name) ? tradeNumber.slice(-length) : '練習'.slice(0, length)
}

function digitsOf({ value }: SchemaNode, name: string, facts: SampleFacts): string {
  const length = value !== undefined && 'length' in value ? (value.length ?? 10) : 10
  if (/tradeNumber/.test(name)) return facts.tradeNumber.slice(-length)
  if (/package|container/i.test(name)) return `${facts.tradeNumber}${facts.line}`.slice(-length)
  if (value?.kind === 'decimal') return '1'
  return /code|type/i.test(name) ? '01'.slice(-length) : String(facts.line)
}
