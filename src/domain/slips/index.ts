export { slipFacts, type SlipFacts, type SlipParty } from './slip-facts.ts'
export type { FieldForm, SlipField, Words } from './slip-field.ts'
export {
  slipPage,
  type SlipColumn,
  type SlipLine,
  type SlipPage,
  type SlipPart,
} from './slip-page.ts'
