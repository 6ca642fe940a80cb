/**
 * The practice retailer: a partner on this machine, to try a station without one.
 *
 * @module
 */
export { enqueueBytes, enqueueOrders, orderOf } from './practice-orders.ts'
export {
  practiceCaller,
  practiceCertificateName,
  practiceLogin,
  practicePartner,
  practicePartnerName,
} from './practice-partners.ts'
export { hostPractice, type PracticeHost, type PracticeState } from './practice-host.ts'
export {
  hasPractice,
  introduce,
  openPracticeRetailer,
  practiceHome,
  type PracticeRetailer,
} from './practice-retailer.ts'
