import { HikyakuError } from '../../../errors/index.ts'
import { jcaInvoice, jcaOrder, jcaOrderStore, jcaPayment } from './jca.ts'
import type { Layout } from './layout.ts'

/** Header items that every message has alike, or that a writer gives anew. */
const constants = [
  'sh:StandardBusinessDocumentHeader/sh:HeaderVersion',
  'sh:StandardBusinessDocumentHeader/sh:Sender/sh:Identifier@Authority',
  'sh:StandardBusinessDocumentHeader/sh:Receiver/sh:Identifier@Authority',
  'sh:StandardBusinessDocumentHeader/sh:DocumentIdentification/sh:Standard',
  'sh:StandardBusinessDocumentHeader/sh:DocumentIdentification/sh:TypeVersion',
  'sh:StandardBusinessDocumentHeader/sh:DocumentIdentification/sh:InstanceIdentifier',
  'sh:StandardBusinessDocumentHeader/sh:DocumentIdentification/sh:Type',
  'sh:StandardBusinessDocumentHeader/sh:DocumentIdentification/sh:CreationDateAndTime',
  'sh:StandardBusinessDocumentHeader/sh:BusinessScope/sh:Scope/sh:Type',
  'sh:StandardBusinessDocumentHeader/sh:BusinessScope/sh:Scope/sh:InstanceIdentifier',
  'entityIdentification/uniqueCreatorIdentification',
  'contentVersion/version',
  'documentStructureVersion/version',
]

const flat: Layout = {
  name: 'flat',
  ja: '1 明細 1 行の CSV（見出しなし、CP932）',
  en: 'CSV with one row a line, without headings, CP932',
  form: 'csv',
  charset: 'cp932',
  newline: 'crlf',
  header: 'none',
  quote: 'needed',
  rows: 'flat',
  except: constants,
}

const full: Layout = {
  name: 'full',
  ja: '全項目の CSV（項目名の見出し、UTF-8）',
  en: 'CSV with all items, headings by path, UTF-8',
  form: 'csv',
  charset: 'utf-8-bom',
  newline: 'crlf',
  header: 'path',
  quote: 'needed',
  rows: 'flat',
}

const records: Layout = {
  name: 'records',
  ja: 'A/B/C レコードの CSV（全項目、CP932）',
  en: 'CSV of records A, B, C with all items, CP932',
  form: 'csv',
  charset: 'cp932',
  newline: 'crlf',
  header: 'none',
  quote: 'needed',
  rows: 'records',
}

/** The layouts that come along. */
export const builtInLayouts: readonly Layout[] = [
  flat,
  full,
  records,
  jcaOrder,
  jcaOrderStore,
  jcaInvoice,
  jcaPayment,
]

/** A layout that comes along. @throws HikyakuError bms-layout-unknown */
export function builtInLayout(name: string): Layout {
  const found = builtInLayouts.find((layout) => layout.name === name)
  if (found === undefined) {
    const names = builtInLayouts.map((layout) => layout.name).join(', ')
    throw new HikyakuError('bms-layout-unknown', { layout: name, names })
  }
  return found
}
