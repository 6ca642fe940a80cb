import { defined } from '../../base/defined.ts'
import { scaled, type BmsRecord } from '../../wire/bms/index.ts'

/** What a row of 請求 or 支払 says beside the slip that it is for. */
export interface PaidFacts {
  /** 請求取引先コード. */
  readonly payee: string
  /** 取引先コード, where the row has one. */
  readonly seller: string
  /** 対象期間終了: the closing that the row belongs to. */
  readonly closedOn?: string
  /** 支払日. */
  readonly paidOn?: string
  /** 支払内容: 1001–1007 a slip, 2000 an offset, 3001–3003 sums. */
  readonly payCode: string
  /** 支払内容（個別）: its code, and the name that comes along. */
  readonly detailCode: string
  readonly detailName: string
  /** 照合結果. */
  readonly result?: string
  /** 請求金額 with its sign. */
  readonly requested?: bigint
}

/** Reads a row of 請求 or 支払. */
export function readPaid(trade: BmsRecord, line: BmsRecord): PaidFacts {
  const value = (key: string): string | undefined => line.values.get(`details/${key}`)
  return {
    payee: trade.values.get('payee/code') ?? '',
    seller: line.values.get('seller/code') ?? '',
    payCode: value('payCode') ?? '',
    detailCode: value('detailedPayCode/code') ?? '',
    detailName: value('detailedPayCode/meaning') ?? '',
    ...defined({
      closedOn: trade.values.get('period/endDate'),
      paidOn: value('payoutDate'),
      result: value('verificationResultCode'),
      requested: signedAmount(line, 'requestedAmount'),
    }),
  }
}

/** An amount of a row: the standard writes its sign apart. */
export function signedAmount(line: BmsRecord, name: string): bigint | undefined {
  const key = `details/amounts/${name}`
  const size = scaled(line.values.get(key), 0)
  return size !== undefined && line.values.get(`${key}@plusMinus`) === '-' ? -size : size
}
