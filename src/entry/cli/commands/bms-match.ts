import type { Command } from 'commander'

import type { MatchFilter, PartnerMatching } from '../../../domain/matching/index.ts'
import { oneOf, plainValue } from '../arguments.ts'
import { addCommand, addOption } from '../command.ts'
import { addLimit, printList } from '../print/list.ts'
import { matchLines, matchRow } from '../print/match-lines.ts'
import { numberText } from '../print/number-text.ts'
import { table } from '../print/table.ts'
import type { Session } from '../session.ts'

interface MatchOptions {
  readonly partner?: string
  readonly closing?: string
  readonly tab?: MatchFilter
  readonly csv?: boolean
  readonly limit?: number
}

const tabs = ['open', 'different', 'settled', 'all'] as const

/** `bms match`: what was ordered, shipped, received, invoiced and paid, beside each other. */
export function registerBmsMatch(group: Command, session: Session): void {
  const command = addCommand(group, session, {
    name: 'match',
    help: 'bms.match',
    examples: [
      'hikyaku bms match',
      'hikyaku bms match --partner retailer --closing 2026-11-30 --tab open',
      'hikyaku bms match --partner retailer --tab all --csv',
    ],
  })
  addOption(command, session, {
    flags: '--partner <name>',
    help: 'option.match-partner',
    parse: plainValue('--partner'),
  })
  addOption(command, session, {
    flags: '--closing <day>',
    help: 'option.match-closing',
    parse: plainValue('--closing'),
  })
  addOption(command, session, {
    flags: '--tab <which>',
    help: 'option.match-tab',
    words: tabs,
    parse: oneOf('--tab', tabs),
    standard: 'different',
  })
  addOption(command, session, { flags: '--csv', help: 'option.match-csv' })
  addLimit(command, session)
  command.action((options: MatchOptions) =>
    options.partner === undefined
      ? listPartners(session)
      : showClosing(session, options.partner, options),
  )
}

async function listPartners(session: Session): Promise<void> {
  await session.withStation(async (station) => {
    const { indexSlips } = await import('../../../domain/slips/index.ts')
    const { matchPartners } = await import('../../../domain/matching/index.ts')
    await indexSlips(station, { most: Infinity })
    const rows = await matchPartners(station)
    for (const row of rows) session.emit(row)
    if (session.json) return
    const { t } = session
    const head = [t('label.partner'), t('label.closing'), t('label.open')]
    const cells = rows.map(({ partner, closing, open }) => [partner, closing, String(open)])
    session.say(rows.length === 0 ? t('list.empty') : table(head, cells, { right: [2] }))
  })
}

async function showClosing(
  session: Session,
  partner: string,
  { closing, tab = 'different', csv, limit }: MatchOptions,
): Promise<void> {
  await session.withStation(async (station) => {
    const { indexSlips } = await import('../../../domain/slips/index.ts')
    const { isAmong, matchPartner, matchingCsv, stageWords } =
      await import('../../../domain/matching/index.ts')
    await indexSlips(station, { most: Infinity })
    const found = await matchPartner(station, partner, closing)
    const slips = found.slips.filter((slip) => isAmong(tab, slip))
    if (csv === true) {
      session.io.stdout.write(matchingCsv(found, slips, session.language))
      return
    }
    if (!session.json) printHead(session, found)
    const { t, language } = session
    const used = found.stages.map(({ stage }) => stage)
    await printList(session, limit, (most) => Promise.resolve(slips.slice(0, most)), {
      head: [
        t('label.slip-number'),
        t('label.store'),
        t('label.delivery-date'),
        ...used.map((stage) => stageWords[stage][language]),
        t('label.result'),
        t('label.settled-by'),
      ],
      right: used.map((_, at) => at + 3),
      row: (slip) => matchRow(session, slip, used),
      json: ({ slip, store, cells, result, settled, day, orderDate, deliveryDate }) => ({
        ...{ number: slip.number, key: slip.key, store, orderDate, deliveryDate, day },
        ...{ cells, result, settled },
      }),
    })
  })
}

function printHead(session: Session, found: PartnerMatching): void {
  for (const line of matchLines(session, found)) session.say(line)
  const { different, open, all } = found.counts
  const counts = { different, open, all: numberText(String(all)) }
  session.say(session.t(different === 0 ? 'match.none-differs' : 'match.counts', counts))
  session.say('')
}
