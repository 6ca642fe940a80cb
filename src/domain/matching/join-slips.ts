import { defined } from '../../base/defined.ts'
import type { StageRow } from './matching-shelf.ts'
import { stageOf, type Stage } from './stages.ts'

/** What a slip is: an ordered one, a return, or a correction of a receipt. */
export type SlipSort = 'trade' | 'return' | 'correction'

/** All that is known of one slip, stage by stage. */
export interface JoinedSlip {
  readonly key: string
  readonly sort: SlipSort
  readonly number: string
  readonly rows: Readonly<Record<Stage, readonly StageRow[]>>
  /** 元取引番号 of a return or a correction. */
  readonly originKey?: string
}

/** What a slip is called by: its number comes last, as it may be any text. */
function keyOf(sort: SlipSort, day: string, numberKey: string): string {
  return `${sort}.${day}.${numberKey}`
}

/** The number in the key of a slip. */
export function numberIn(key: string): string {
  return key.split('.').slice(2).join('.')
}

interface Bundle {
  readonly sort: SlipSort
  /** 発注日, or 計上日 of what was not ordered. */
  readonly day: string
  readonly rows: StageRow[]
}

/**
 * Rows to slips: by number and 発注日. Rows of 請求 and 支払 name no 発注日; they belong to the
 * slip of their number that was booked on their 計上日, or else to the newest one ordered
 * before it, as numbers come again.
 */
export function joinSlips(rows: readonly StageRow[]): readonly JoinedSlip[] {
  const slips: JoinedSlip[] = []
  for (const [numberKey, same] of byNumber(standing(rows))) {
    for (const bundle of bundlesOf(same)) slips.push(joined(numberKey, bundle))
  }
  return slips
}

/** Of 取引番号 alone: sums of a notice have none of their own. */
export function isOfSlip({ numberKey, paid }: StageRow): boolean {
  return numberKey !== '' && numberKey !== '0' && (paid?.payCode.startsWith('1') ?? true)
}

/**
 * Without what a later document replaces: a receipt or a shipment of the same slip, an
 * invoice or a notice for the same closing that names a slip of the earlier one again.
 */
export function standing(rows: readonly StageRow[]): readonly StageRow[] {
  const paid = rows.filter((row) => row.paid !== undefined)
  const replaced = replacedNotices(paid)
  return rows.filter((row) => !replaced.has(noticeKey(row)) || row.paid === undefined)
}

/** One notice: a document may hold those of several payees. */
export function noticeKey({ documentId, paid }: StageRow): string {
  return `${documentId} ${paid?.payee ?? ''} ${paid?.closedOn ?? ''}`
}

interface NoticeSlips {
  readonly key: string
  readonly closing: string
  /** The first row of it in the index. */
  readonly seq: number
  readonly slips: Set<string>
}

function replacedNotices(rows: readonly StageRow[]): ReadonlySet<string> {
  const closings = Map.groupBy(noticesIn(rows), ({ closing }) => closing)
  const replaced = [...closings.values()].flatMap((notices) => {
    const inOrder = notices.toSorted((one, other) => one.seq - other.seq)
    return inOrder.filter(({ slips }, at) =>
      inOrder.slice(at + 1).some((later) => [...slips].some((slip) => later.slips.has(slip))),
    )
  })
  return new Set(replaced.map(({ key }) => key))
}

function noticesIn(rows: readonly StageRow[]): NoticeSlips[] {
  const notices = new Map<string, NoticeSlips>()
  for (const row of rows) {
    const key = noticeKey(row)
    const { payee, closedOn, payCode } = row.paid ?? {}
    const closing = [row.kind, payee, closedOn].join(' ')
    const notice = notices.get(key) ?? { key, closing, seq: row.seq, slips: new Set<string>() }
    notices.set(key, notice)
    if (isOfSlip(row)) notice.slips.add([row.numberKey, row.day, payCode].join(' '))
  }
  return [...notices.values()]
}

function byNumber(rows: readonly StageRow[]): ReadonlyMap<string, readonly StageRow[]> {
  const found = new Map<string, StageRow[]>()
  for (const row of rows) {
    if (!isOfSlip(row)) continue
    const same = found.get(row.numberKey)
    if (same === undefined) found.set(row.numberKey, [row])
    else same.push(row)
  }
  return found
}

/** The slips of one number. */
function bundlesOf(rows: readonly StageRow[]): readonly Bundle[] {
  const bundles: Bundle[] = []
  const into = (sort: SlipSort, day: string, row: StageRow): void => {
    const known = bundles.find((one) => one.sort === sort && one.day === day)
    if (known === undefined) bundles.push({ sort, day, rows: [row] })
    else known.rows.push(row)
  }
  for (const row of rows) {
    if (row.orderDate !== undefined) into('trade', row.orderDate, row)
  }
  const without = rows.filter(({ orderDate }) => orderDate === undefined)
  for (const row of without.filter(({ paid }) => paid === undefined)) {
    const sort = sortOf(row)
    const ordered = bundles.filter((one) => one.sort === 'trade')
    const isPart = sort === 'trade' || (sort === 'correction' && isOfItself(row))
    const own = isPart ? nearest(ordered, row) : undefined
    if (own === undefined) into(sort, row.day ?? '', row)
    else own.rows.push(row)
  }
  for (const row of without.filter(({ paid }) => paid !== undefined)) {
    const own = nearest(bundles, row)
    if (own === undefined) into('trade', row.day ?? '', row)
    else own.rows.push(row)
  }
  return bundles
}

function sortOf({ kind }: StageRow): SlipSort {
  if (kind === 'return') return 'return'
  return kind === 'corrected-receiving' ? 'correction' : 'trade'
}

/** A correction that has the number of the slip it corrects. */
function isOfItself({ originKey, numberKey }: StageRow): boolean {
  return originKey === undefined || originKey === numberKey
}

/** 支払内容 that only one sort of slip has. */
const sortsPaid: Readonly<Record<string, SlipSort>> = { '1002': 'return', '1006': 'correction' }

function nearest(bundles: readonly Bundle[], row: StageRow): Bundle | undefined {
  const day = row.day ?? ''
  const sort = sortsPaid[row.paid?.payCode ?? '']
  const fitting = bundles.filter((one) => sort === undefined || one.sort === sort)
  const candidates = fitting.length > 0 ? fitting : bundles
  const inOrder = candidates.toSorted((one, other) => (one.day < other.day ? -1 : 1))
  // What tells no day can only be the newest of its number.
  if (day === '') return inOrder.at(-1)
  return (
    inOrder.findLast(({ rows }) => rows.some((one) => one.day === day)) ??
    inOrder.findLast((one) => one.day <= day)
  )
}

function joined(numberKey: string, { sort, day, rows }: Bundle): JoinedSlip {
  const of = (stage: Stage): StageRow[] => rows.filter(({ kind }) => stageOf(kind) === stage)
  const originKey = rows.find((row) => sortOf(row) !== 'trade')?.originKey
  return {
    key: keyOf(sort, day, numberKey),
    sort,
    number: rows[0]?.number ?? numberKey,
    rows: {
      order: newest(of('order')),
      shipment: newest(of('shipment')),
      receiving: [
        ...newest(of('receiving').filter(({ kind }) => kind === 'receiving')),
        ...newest(of('receiving').filter(({ kind }) => kind !== 'receiving')),
      ],
      invoice: ofNewestClosing(of('invoice')),
      payment: of('payment'),
    },
    ...defined({ originKey }),
  }
}

/** What is sent again overwrites what was sent before. */
function newest(rows: readonly StageRow[]): readonly StageRow[] {
  const last = rows.reduce<StageRow | undefined>(
    (best, row) => (best === undefined || row.seq > best.seq ? row : best),
    undefined,
  )
  return last === undefined ? [] : [last]
}

/** A slip that is carried over is invoiced a second time, and not twice. */
function ofNewestClosing(rows: readonly StageRow[]): readonly StageRow[] {
  const closings = rows.map(({ paid }) => paid?.closedOn ?? '').toSorted()
  return rows.filter(({ paid }) => (paid?.closedOn ?? '') === closings.at(-1))
}
