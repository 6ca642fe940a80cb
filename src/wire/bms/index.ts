export { BmsChecker, checkBms, tradeNumberOf, type CheckRules } from './check/bms-checker.ts'
export { taxWays, type AmountRules } from './check/amount-rules.ts'
export { hasCheckDigit, withCheckDigit } from './check/check-digit.ts'
export { decimalText, divided, roundings, scaled, type Rounding } from './check/decimal.ts'
export {
  finding,
  FindingList,
  type Finding,
  type FindingRule,
  type Severity,
} from './check/finding.ts'
export { findingText } from './check/finding-texts.ts'
export { CodeBook, parseCodes, type CodeLabel, type CodeTable } from './codes/code-book.ts'
export { builtInLayout, builtInLayouts } from './layout/built-in.ts'
export { convertBms, type Converted } from './layout/convert.ts'
export type { FromRowsOptions } from './layout/from-csv.ts'
export { layoutJsonSchema, parseLayout, type Layout } from './layout/layout.ts'
export { BmsReader, type BmsHead, type BmsSink } from './read/bms-reader.ts'
export type { ByteSource } from './read/decoded-text.ts'
export { readBms, readBmsDocument, type BmsDocument } from './read/read-bms.ts'
export {
  childrenOf,
  itemOf,
  itemsOf,
  newRecord,
  recordsBelow,
  type BmsRecord,
  type Extra,
} from './record.ts'
export { englishName } from './schema/english-name.ts'
export {
  messageKindNames,
  messageKinds,
  type MessageKind,
  type MessageKindName,
} from './schema/message-kinds.ts'
export { kindOf, schemaOf, type MessageSchema } from './schema/message-schema.ts'
export { localName, type SchemaNode, type ValueType } from './schema/notation.ts'
export { BmsWriter, writeBms } from './write/bms-writer.ts'
