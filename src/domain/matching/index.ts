export { closingAfter, closingBefore } from './closings.ts'
export { isDifferent, type Cell, type MatchedSlip, type Result } from './judge-slip.ts'
export { isAmong, matchFilters, type MatchFilter, type StageSum } from './match-closing.ts'
export { matchingCsv, type MatchLanguage } from './matching-csv.ts'
export { deedWords, resultWords, stageWords } from './match-words.ts'
export { openSlip, type MatchedLine, type OpenedSlip } from './match-lines.ts'
export {
  matchPartner,
  matchPartners,
  slipNumbered,
  todayOf,
  type PartnerMatching,
} from './match-partner.ts'
export {
  deeds,
  type MatchDeed,
  type MatchingShelf,
  type PaidRow,
  type Settlement,
  type StageLine,
  type StageQuery,
  type StageRow,
} from './matching-shelf.ts'
export type { PaymentNotice } from './notice.ts'
export { settleDifference, takeBackSettlement } from './settle.ts'
export { stages, type Stage } from './stages.ts'
