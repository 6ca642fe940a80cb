export {
  answerOrder,
  usualRules,
  type Answer,
  type AnswerOrder,
  type AnswerRules,
  type RevisedSlip,
  type ShippedLine,
} from './answer.ts'
export { indexSlips, type Indexing } from './index-slips.ts'
export { checkKeptDocument, slipOfDocument, slipsOfDocument } from './read-slips.ts'
export type {
  DocumentSlips,
  FoundSlip,
  IndexedDocument,
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
