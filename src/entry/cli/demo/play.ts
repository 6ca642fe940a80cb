import { sampleShipment } from '../../../wire/bms/sample/index.ts'
import {
  receiveDocuments,
  sendWaiting,
  type ReceiveReport,
  type SendReport,
  type StationDocument,
} from '../../../domain/exchange/index.ts'
import { enqueueBytes, enqueueOrders, orderOf } from '../../../practice/index.ts'
import type { Stage } from './stage.ts'

/** What happened, in order. */
export interface Played {
  readonly orders: readonly StationDocument[]
  /** The run in which the plug was pulled. */
  readonly broken: ReceiveReport
  /** The run after it was put back. */
  readonly mended: ReceiveReport
  readonly shipment: StationDocument
  readonly sent: SendReport
}

/** One document at both ends. */
export interface Pair {
  readonly from: 'retailer' | 'supplier'
  readonly document: StationDocument
  /** How often it is at the far side, and whether its bytes are the same. */
  readonly copies: number
  readonly same: boolean
}

/** Orders one way, the plug pulled between Get and Confirm, a shipment notification back. */
export async function play(stage: Stage, now: Date): Promise<Played> {
  const orders = await enqueueOrders(stage.retailer, stage.caller, [1, 2, 3])
  const broken = await receiveDocuments(stage.supplier, stage.partner, { into: stage.into })
  await stage.relay.plug()
  const mended = await receiveDocuments(stage.supplier, stage.partner, { into: stage.into })
  const bytes = sampleShipment(orderOf(1, now))
  const shipment = await enqueueBytes(stage.supplier, stage.partner, {
    documentType: 'Shipment Notification',
    fileName: 'shipment-1.xml',
    bytes,
  })
  const sent = await sendWaiting(stage.supplier, stage.partner)
  return { orders, broken, mended, shipment, sent }
}

/** Compares both ends, document by document. */
export async function compareEnds(stage: Stage, played: Played): Promise<Pair[]> {
  const received = await stage.supplier.ledger.documents.search({ box: 'inbox' })
  const accepted = await stage.retailer.ledger.documents.search({ box: 'inbox' })
  const pair = (
    from: Pair['from'],
    document: StationDocument,
    there: readonly StationDocument[],
  ): Pair => {
    const copies = there.filter((one) => one.messageId === document.messageId)
    const same = copies.every((one) => one.wire.sha256 === document.wire.sha256)
    return { from, document, copies: copies.length, same }
  }
  return [
    ...played.orders.map((document) => pair('retailer', document, received)),
    pair('supplier', played.shipment, accepted),
  ]
}
