export {
  answerOrder,
  usualRules,
  type Answer,
  type AnswerOrder,
  type AnswerRules,
  type RevisedSlip,
  type ShippedLine,
} from './answer.ts'
export {
  sendAnswer,
  tryAnswer,
  type AnsweredSlip,
  type AnswerFinding,
  type ToldAnswer,
  type TriedAnswer,
} from './answer-document.ts'
export { orderSheet, type OrderSheet, type SheetLine, type SheetSlip } from './order-sheet.ts'
export { indexSlips, type Indexing } from './index-slips.ts'
export { convertKeptDocument, type ConvertedDocument } from './convert-document.ts'
export { checkKeptDocument, slipOfDocument, slipsOfDocument } from './read-slips.ts'
export type {
  DocumentSlips,
  FindingTally,
  FoundSlip,
  IndexedDocument,
  SlipAnswer,
  SlipQuery,
  SlipShelf,
} from './slip-shelf.ts'
export { slipFacts, type SlipFacts, type SlipParty } from './slip-facts.ts'
export type { FieldForm, SlipField, Words } from './slip-field.ts'
export {
  slipPage,
  type SlipColumn,
  type SlipLine,
  type SlipPage,
  type SlipPart,
} from './slip-page.ts'
