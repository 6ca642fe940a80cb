/**
 * Flows and partners that are on hold (保留、取引停止), since when and why.
 *
 * @module
 */
export type { Hold, HoldRecord, HoldSubject } from './hold.ts'
export {
  endDueHolds,
  heldPartners,
  holdPartner,
  isOnHold,
  setHold,
  whyFlowHeld,
  type HoldOrder,
} from './holding.ts'
export type { HoldBook } from './ports.ts'
