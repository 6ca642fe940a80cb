import type { Command } from 'commander'

import type { SlipQuery } from '../../../domain/slips/index.ts'
import type { MessageKindName } from '../../../wire/bms/index.ts'
import { badArgument, plainValue, wholeNumber } from '../arguments.ts'
import { addCommand, addOption } from '../command.ts'
import { addLimit, printList } from '../print/list.ts'
import { dayText, numberText } from '../print/number-text.ts'
import type { Session } from '../session.ts'

type SearchOptions = Omit<SlipQuery, 'limit' | 'kind'> & {
  readonly limit?: number
  readonly kind?: string
}

/** `bms search`: slips over all documents, by what people know of them. */
export function registerBmsSearch(group: Command, session: Session): void {
  const command = addCommand(group, session, {
    name: 'search',
    help: 'bms.search',
    examples: [
      'hikyaku bms search --number 1000000001',
      'hikyaku bms search --goods 2900000100015 --delivery-from 2026-12-01 --json',
    ],
  })
  for (const name of ['number', 'goods', 'store', 'partner', 'kind'] as const) {
    addOption(command, session, {
      flags: `--${name} <text>`,
      help: `option.bms-${name}`,
      parse: plainValue(`--${name}`),
    })
  }
  for (const name of ['delivery-from', 'delivery-to', 'date-from', 'date-to'] as const) {
    addOption(command, session, {
      flags: `--${name} <day>`,
      help: `option.bms-${name}`,
      parse: day(`--${name}`),
    })
  }
  for (const name of ['amount-from', 'amount-to'] as const) {
    addOption(command, session, {
      flags: `--${name} <yen>`,
      help: `option.bms-${name}`,
      parse: wholeNumber(`--${name}`, { min: 0, max: 999_999_999_999 }),
    })
  }
  addLimit(command, session)
  command.action((options: SearchOptions) => search(session, options))
}

async function search(
  session: Session,
  { limit: most, kind, ...query }: SearchOptions,
): Promise<void> {
  await session.withStation(async (station) => {
    const { indexSlips } = await import('../../../domain/slips/index.ts')
    await indexSlips(station, { most: Infinity })
    const { t, language } = session
    const asked = kind === undefined ? query : { ...query, kind: kind as MessageKindName }
    await printList(session, most, (limit) => station.ledger.slips.search({ ...asked, limit }), {
      head: [
        t('label.slip-number'),
        t('label.message-kind'),
        t('label.partner'),
        t('label.store'),
        t('label.delivery-date'),
        t('label.amount'),
        t('label.document'),
      ],
      right: [5],
      row: (slip) => [
        slip.number,
        slip.kind,
        slip.partner,
        `${slip.storeName} (${slip.storeCode})`,
        slip.deliveryDate === undefined ? '' : dayText(slip.deliveryDate, language),
        slip.amount === undefined ? '' : numberText(String(slip.amount)),
        slip.documentId,
      ],
    })
  })
}

/** A parser of days. */
function day(argument: string): (text: string) => string {
  return (text) => {
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return text
    throw badArgument(argument, {
      en: `“${text}” is no day of the form YYYY-MM-DD`,
      ja: `「${text}」は YYYY-MM-DD の形の日付ではありません`,
    })
  }
}
