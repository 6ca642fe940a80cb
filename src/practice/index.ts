/**
 * The practice retailer: a partner on this machine, to try a station without one.
 *
 * @module
 */
export { enqueueBytes, enqueueOrders, orderOf } from './practice-orders.ts'
export { practiceCaller, practicePartnerName } from './practice-partners.ts'
export { hostPractice, type PracticeHost } from './practice-host.ts'
export { hasPractice, introduce, openPracticeRetailer, practiceHome } from './practice-retailer.ts'
