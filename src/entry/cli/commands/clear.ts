import type { Command } from 'commander'

import type {
  ClearingPreview,
  ClearingRange,
  ClearingReport,
  ClearingSettings,
  HistoryCounts,
} from '../../../domain/clearing/index.ts'
import { defined } from '../../../base/defined.ts'
import { HikyakuError } from '../../../errors/index.ts'
import type { Station } from '../../../station/index.ts'
import { plainValue, wholeNumber } from '../arguments.ts'
import { addCommand, addOption } from '../command.ts'
import { confirmed } from '../confirmed.ts'
import { startOfDay } from '../days.ts'
import { table } from '../print/table.ts'
import { formatTime } from '../print/times.ts'
import type { Session } from '../session.ts'

interface ClearFlags {
  readonly dryRun?: boolean
  readonly before?: Date
  readonly flow?: string
  readonly limit?: number
  readonly yes?: boolean
}

/** Of what goes so many are named. */
const shown = 50

/** Loaded late: the start of every command must not load the business. */
const business = () => import('../../../domain/clearing/index.ts')

/** 整理: what is old enough goes, after it was shown. */
export function registerClear(program: Command, session: Session): void {
  const command = addCommand(program, session, {
    name: 'clear',
    help: 'clear',
    examples: [
      'hikyaku clear --dry-run',
      'hikyaku clear --yes',
      'hikyaku clear --flow 発注受信 --before 2026-04-01',
    ],
  })
  addOption(command, session, { flags: '--dry-run', help: 'option.clear-dry-run' })
  addOption(command, session, {
    flags: '--before <date>',
    help: 'option.clear-before',
    parse: (text) => startOfDay('--before', text, session.io.clock.now()),
  })
  addOption(command, session, {
    flags: '--flow <name>',
    help: 'option.clear-flow',
    parse: plainValue('--flow'),
  })
  addOption(command, session, {
    flags: '--limit <count>',
    help: 'option.clear-limit',
    parse: wholeNumber('--limit', { min: 1, max: 1_000_000 }),
  })
  addOption(command, session, { flags: '--yes', help: 'option.yes' })
  command.action((flags: ClearFlags) =>
    session.withStation((station) => clear(session, station, flags)),
  )
}

async function clear(session: Session, station: Station, flags: ClearFlags): Promise<void> {
  const { clearsAnything, previewClearing } = await business()
  const settings = session.config.settings.clearing ?? {}
  const range = rangeOf(flags)
  const days = (await station.ledger.flows.list()).map(({ keepDays }) => keepDays)
  if (flags.before === undefined && !clearsAnything(settings, days)) {
    session.show({ nothingSet: true }, () => session.t('clear.nothing-set'))
    return
  }
  if (flags.yes !== true || flags.dryRun === true) {
    const preview = await previewClearing(station, { settings, ...range }, shown)
    if (flags.dryRun === true) {
      session.show(preview, () => previewText(session, preview))
      return
    }
    if (isNothing(preview)) {
      session.show(preview, () => previewText(session, preview))
      return
    }
    session.io.stderr.write(previewText(session, preview))
    const isWanted = await confirmed(session, session.t('clear.ask'))
    if (isWanted === undefined) throw new HikyakuError('clearing-not-confirmed')
    if (!isWanted) {
      session.show({ cleared: false }, () => session.t('clear.not-done'))
      return
    }
  }
  await run(session, station, settings, range)
}

async function run(
  session: Session,
  station: Station,
  settings: ClearingSettings,
  range: ClearingRange,
): Promise<void> {
  const { clearStation } = await business()
  const report = await clearStation(station, { settings, actor: session.actor, ...range })
  session.show(report, () => reportText(session, report))
}

function rangeOf({ before, flow, limit }: ClearFlags): ClearingRange {
  return defined({ before, flow, most: limit })
}

function isNothing({ payloads, records, history }: ClearingPreview): boolean {
  return payloads + records + Object.values(history).reduce((sum, one) => sum + one, 0) === 0
}

interface Counted {
  readonly payloads: number
  readonly bytes: number
  readonly records: number
  readonly history: HistoryCounts
}

function countsText(
  { t }: Session,
  key: 'clear.would' | 'clear.done',
  { payloads, bytes, records, history }: Counted,
): string {
  return `${t(key, { payloads, bytes, records, ...history })}\n`
}

function previewText(session: Session, preview: ClearingPreview): string {
  const { t } = session
  const { documents, staying, payloads, records } = preview
  const left = payloads + records - documents.length
  const list =
    documents.length === 0
      ? ''
      : table(
          [
            t('clear.part'),
            t('label.id'),
            t('label.partner'),
            t('label.document-type'),
            t('label.state'),
            t('label.bytes'),
            t('clear.settled'),
          ],
          documents.map(({ part, document, settledAt }) => [
            t(`clear.${part}`),
            document.id,
            document.partner,
            document.documentType,
            t(`state.${document.state}`),
            String((document.content ?? document.wire).bytes),
            formatTime(settledAt),
          ]),
          { right: [5] },
        )
  return [
    list,
    ...(left > 0 ? [`${t('clear.more', { count: left })}\n`] : []),
    isNothing(preview) ? `${t('clear.nothing')}\n` : countsText(session, 'clear.would', preview),
    ...staying.map(
      ({ why, count }) => `${t('clear.stays', { why: t(`clear.why.${why}`), count })}\n`,
    ),
  ].join('')
}

function reportText(session: Session, report: ClearingReport): string {
  const waits = report.waitForBackup
  return [
    countsText(session, 'clear.done', report),
    ...(waits > 0 ? [`${session.t('clear.waits', { count: waits })}\n`] : []),
  ].join('')
}
