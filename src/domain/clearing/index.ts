/**
 * Clearing (整理): what is kept how long, what must never go, and that it goes in small steps.
 *
 * @module
 */
export {
  documentParts,
  historyKinds,
  otherKinds,
  type ClearingShelf,
  type DocumentPart,
  type HistoryKind,
  type OtherKind,
} from './ports.ts'
export { stayReasons, whyItStays, type StayReason } from './why-it-stays.ts'
export { clearingStandards, type ClearingSettings } from './limits.ts'
export type { HistoryCounts } from './clear-history.ts'
export { removeMarked } from './clear-documents.ts'
export { clearingSteps, type ClearingContext, type ClearingStep } from './context.ts'
export { clearStation, type ClearingAsked, type ClearingReport } from './clear-station.ts'
export { previewClearing, type ClearingPreview, type ClearingRange } from './preview.ts'
export { clearedDay, type ClearedDay } from './cleared-day.ts'
export { clearIfDue, clearsAnything } from './daily.ts'
