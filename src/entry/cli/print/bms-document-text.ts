import type { SlipFacts } from '../../../domain/slips/index.ts'
import type { BmsDocument } from '../../../wire/bms/index.ts'
import type { Session } from '../session.ts'
import { dayText, numberText } from './number-text.ts'
import { facts, table } from './table.ts'

const header = 'sh:StandardBusinessDocumentHeader'

/** What a document says of itself: sender, receiver, when, how many slips. */
export function documentText({ head, trades }: BmsDocument, { t, language }: Session): string {
  const { values } = head.root
  const buyer = head.list.values.get('buyer/name') ?? head.list.values.get('buyer/code')
  const created = values.get(`${header}/sh:DocumentIdentification/sh:CreationDateAndTime`)
  return facts([
    [t('label.message-kind'), values.get(`${header}/sh:DocumentIdentification/sh:Type`)],
    [t('label.sender'), values.get(`${header}/sh:Sender/sh:Identifier`)],
    [t('label.receiver'), values.get(`${header}/sh:Receiver/sh:Identifier`)],
    [
      t('label.message-id'),
      head.message.values.get('entityIdentification/uniqueCreatorIdentification'),
    ],
    [t('label.created'), created === undefined ? undefined : dayText(created, language)],
    [t('label.buyer'), buyer],
    [t('label.slips'), String(trades.length)],
  ])
}

/** The slips of a document, one a line. */
export function slipsText(slips: readonly SlipFacts[], { t, language }: Session): string {
  const head = [
    t('label.slip-number'),
    t('label.store'),
    t('label.delivery-date'),
    t('label.lines'),
    t('label.amount'),
  ]
  const rows = slips.map(({ number, store, deliveryDate, lines, amount }) => [
    number,
    store.name === '' ? store.code : `${store.name} (${store.code})`,
    deliveryDate === undefined ? '' : dayText(deliveryDate, language),
    String(lines),
    amount === undefined ? '' : numberText(String(amount)),
  ])
  return table(head, rows, { right: [3, 4] })
}
