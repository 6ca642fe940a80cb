import { orderItems } from './items/order.ts'
import { orderPlanItems } from './items/order-plan.ts'
import { pickingListItems } from './items/picking-list.ts'
import { priceTagItems } from './items/price-tag.ts'
import { shipmentItems } from './items/shipment.ts'
import { packageShipmentItems } from './items/package-shipment.ts'
import { loosePackageShipmentItems } from './items/loose-package-shipment.ts'
import { packageShippingItems } from './items/package-shipping.ts'
import { receivingItems } from './items/receiving.ts'
import { correctedReceivingItems } from './items/corrected-receiving.ts'
import { returnItems } from './items/return.ts'
import { returnReceivingItems } from './items/return-receiving.ts'
import { invoiceItems } from './items/invoice.ts'
import { paymentItems } from './items/payment.ts'
import { merchandiseItems } from './items/merchandise.ts'
import { replenishmentProposalItems } from './items/replenishment-proposal.ts'
import { replenishmentItems } from './items/replenishment.ts'
import { inboundForecastItems } from './items/inbound-forecast.ts'
import { inboundItems } from './items/inbound.ts'
import { stockStatusItems } from './items/stock-status.ts'

/** A kind of message of the standard. */
export interface MessageKind {
  /** `sh:Type` of the header. */
  readonly type: string
  readonly ja: string
  readonly en: string
  /** The element that lists the trades, and the element of one trade. */
  readonly list: string
  readonly trade: string
  /** Who sends it in the trade between a retailer and a supplier. */
  readonly from: 'retailer' | 'supplier'
  /** Version of the body, as `documentStructureVersion` tells it. */
  readonly version: string
  /** Whether sender, receiver and message id must be there. */
  readonly addressed: boolean
  readonly items: string
}

/** The message types of the basic form 1.3, by our name for them. */
export const messageKinds = {
  order: {
    type: 'Order',
    ja: '発注',
    en: 'Order',
    list: 'order:listOfOrders',
    trade: 'order',
    from: 'retailer',
    version: '1.3',
    addressed: false,
    items: orderItems,
  },
  'order-plan': {
    type: 'Fresh Order Plan',
    ja: '発注予定',
    en: 'Order plan (fresh food)',
    list: 'order:listOfOrderPlan',
    trade: 'orderPlan',
    from: 'retailer',
    version: '1.3',
    addressed: true,
    items: orderPlanItems,
  },
  'picking-list': {
    type: 'Picking List_Order',
    ja: '集計表作成',
    en: 'Picking list',
    list: 'order:listOfPickingLists',
    trade: 'pickingList',
    from: 'retailer',
    version: '1.3',
    addressed: true,
    items: pickingListItems,
  },
  'price-tag': {
    type: 'Price Tag',
    ja: '値札',
    en: 'Price tags',
    list: 'order:listOfPriceTags',
    trade: 'priceTag',
    from: 'retailer',
    version: '1.2',
    addressed: true,
    items: priceTagItems,
  },
  shipment: {
    type: 'Shipment Notification',
    ja: '出荷（伝票）',
    en: 'Shipment (by slip)',
    list: 'deliver:listOfShipmentNotifications',
    trade: 'shipment',
    from: 'supplier',
    version: '1.3',
    addressed: true,
    items: shipmentItems,
  },
  'package-shipment': {
    type: 'Package Shipment Notification',
    ja: '出荷梱包（紐付けあり）',
    en: 'Shipment of packages, items assigned',
    list: 'deliver:listOfPackageShipments',
    trade: 'packageShipmentByReceiver',
    from: 'supplier',
    version: '1.3',
    addressed: true,
    items: packageShipmentItems,
  },
  'loose-package-shipment': {
    type: 'Non-associated Package Shipment Notification',
    ja: '出荷梱包（紐付けなし）',
    en: 'Shipment of packages, items not assigned',
    list: 'deliver:listOfNonassociatedPackageShipments',
    trade: 'nonassociatedPackageShipmentByReceiver',
    from: 'supplier',
    version: '1.3',
    addressed: true,
    items: loosePackageShipmentItems,
  },
  'package-shipping': {
    type: 'Package Shipping Notification',
    ja: '出荷荷姿',
    en: 'Packing of a shipment',
    list: 'deliver:listOfPackageShippings',
    trade: 'packageInformation',
    from: 'supplier',
    version: '1.2',
    addressed: true,
    items: packageShippingItems,
  },
  receiving: {
    type: 'Receiving Notification',
    ja: '受領',
    en: 'Receipt',
    list: 'deliver:listOfReceivingNotifications',
    trade: 'acceptance',
    from: 'retailer',
    version: '1.3',
    addressed: true,
    items: receivingItems,
  },
  'corrected-receiving': {
    type: 'Corrected Receiving Notification',
    ja: '受領訂正',
    en: 'Corrected receipt',
    list: 'deliver:listOfCorrectedReceivingNotification',
    trade: 'acceptance',
    from: 'retailer',
    version: '1.3',
    addressed: true,
    items: correctedReceivingItems,
  },
  return: {
    type: 'Return Notification',
    ja: '返品',
    en: 'Return',
    list: 'order:listOfReturns',
    trade: 'return',
    from: 'retailer',
    version: '1.3',
    addressed: false,
    items: returnItems,
  },
  'return-receiving': {
    type: 'Return Receiving Notification',
    ja: '返品受領',
    en: 'Receipt of a return',
    list: 'order:listOfReturns',
    trade: 'return',
    from: 'supplier',
    version: '1.3',
    addressed: false,
    items: returnReceivingItems,
  },
  invoice: {
    type: 'Invoice',
    ja: '請求',
    en: 'Invoice',
    list: 'pay:listOfInvoices',
    trade: 'invoice',
    from: 'supplier',
    version: '1.2',
    addressed: true,
    items: invoiceItems,
  },
  payment: {
    type: 'Payment',
    ja: '支払',
    en: 'Payment notice',
    list: 'pay:listOfPayments',
    trade: 'payment',
    from: 'retailer',
    version: '1.2',
    addressed: false,
    items: paymentItems,
  },
  merchandise: {
    type: 'Merchandise Information_Profile',
    ja: '商品提案',
    en: 'Merchandise proposal',
    list: 'profile:listOfMerchandiseInformation',
    trade: 'merchandiseInformation',
    from: 'supplier',
    version: '1.3',
    addressed: true,
    items: merchandiseItems,
  },
  'replenishment-proposal': {
    type: 'Replenishment Proposal',
    ja: '納品提案',
    en: 'Replenishment proposal',
    list: 'plan:listOfReplenishmentProposal',
    trade: 'replenishmentProposal',
    from: 'supplier',
    version: '1.2',
    addressed: false,
    items: replenishmentProposalItems,
  },
  replenishment: {
    type: 'Replenishment Notification',
    ja: '在庫補充勧告',
    en: 'Replenishment advice',
    list: 'stock:listOfReplenishments',
    trade: 'replenishment',
    from: 'retailer',
    version: '1.3',
    addressed: true,
    items: replenishmentItems,
  },
  'inbound-forecast': {
    type: 'Inbound Forecast',
    ja: '入庫予定',
    en: 'Inbound forecast',
    list: 'stock:listOfInboundForecasts',
    trade: 'inboundForecast',
    from: 'supplier',
    version: '1.3',
    addressed: true,
    items: inboundForecastItems,
  },
  inbound: {
    type: 'Inbound Notification',
    ja: '入庫確定',
    en: 'Inbound confirmation',
    list: 'stock:listOfInbounds',
    trade: 'inbound',
    from: 'retailer',
    version: '1.3',
    addressed: true,
    items: inboundItems,
  },
  'stock-status': {
    type: 'Stock Status Report',
    ja: '在庫報告',
    en: 'Stock report',
    list: 'stock:listOfStockStatusReports',
    trade: 'stockStatusReport',
    from: 'retailer',
    version: '1.3',
    addressed: true,
    items: stockStatusItems,
  },
} as const satisfies Readonly<Record<string, MessageKind>>

export type MessageKindName = keyof typeof messageKinds

export const messageKindNames = Object.keys(messageKinds) as MessageKindName[]
