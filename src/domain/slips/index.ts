export { answerOrder, type ShippedLine } from './answer.ts'
export { sendAnswer, tryAnswer, type ToldAnswer } from './answer-document.ts'
export { orderSheet } from './order-sheet.ts'
export { indexSlips } from './index-slips.ts'
export { convertKeptDocument } from './convert-document.ts'
export { checkKeptDocument, slipOfDocument, slipsOfDocument } from './read-slips.ts'
export type {
  DocumentSlips,
  FoundSlip,
  IndexedDocument,
  SlipAnswer,
  SlipQuery,
  SlipShelf,
} from './slip-shelf.ts'
export { slipFacts, type SlipFacts } from './slip-facts.ts'
export type { LineFacts } from './line-facts.ts'
export type { SlipField } from './slip-field.ts'
export {
  slipPage,
  type SlipColumn,
  type SlipLine,
  type SlipPage,
  type SlipPart,
} from './slip-page.ts'
