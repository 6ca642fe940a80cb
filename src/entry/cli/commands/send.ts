import type { Command } from 'commander'

import { defined } from '../../../base/defined.ts'
import { HikyakuError } from '../../../errors/index.ts'
import type { Partner, ServerPartner } from '../../../domain/partners/index.ts'
import type { SendReport, SentDocument, StationDocument } from '../../../domain/exchange/index.ts'
import type { Station } from '../../../station/index.ts'
import { findPartner } from '../../../domain/partners/find-partner.ts'
import { badArgument, plainValue } from '../arguments.ts'
import { addCommand, addOption } from '../command.ts'
import { filesToSend, type FileToSend } from '../files-to-send.ts'
import { interruptible } from '../interrupt.ts'
import type { MessageKey } from '../messages/index.ts'
import { plainText } from '../../../base/plain-text.ts'
import { runWatch } from '../print/run-watch.ts'
import { reportRun } from '../run-report.ts'
import { checkSentBefore } from '../sent-before.ts'
import { mentionHours } from '../mention-hours.ts'
import type { Session } from '../session.ts'

interface SendOptions {
  readonly documentType?: string
  readonly formatType?: string
  readonly queue?: true
  readonly again?: true
}

export function registerSend(program: Command, session: Session): void {
  const command = addCommand(program, session, {
    name: 'send <partner> [files...]',
    help: 'send',
    transfers: true,
    arguments: { partner: 'argument.partner', files: 'argument.files' },
    examples: [
      'hikyaku send retailer shipment.xml --document-type "Shipment Notification"',
      'hikyaku send retailer *.xml --document-type Invoice --queue',
      'hikyaku send retailer',
    ],
  })
  addOption(command, session, {
    flags: '--document-type <type>',
    help: 'option.document-type',
    parse: plainValue('--document-type'),
  })
  addOption(command, session, {
    flags: '--format-type <type>',
    help: 'option.format-type',
    parse: plainValue('--format-type'),
  })
  addOption(command, session, { flags: '--queue', help: 'option.queue' })
  addOption(command, session, { flags: '--again', help: 'option.again' })
  command.action((partner: string, files: readonly string[], options: SendOptions) =>
    send(session, partner, files, options),
  )
}

async function send(
  session: Session,
  name: string,
  paths: readonly string[],
  options: SendOptions,
): Promise<void> {
  if (paths.length > 0 && options.documentType === undefined) {
    throw badArgument('--document-type', { en: 'is needed', ja: '必要です' })
  }
  await session.withRecoveredStation('after-crash', async (station) => {
    const partner = await findPartner(station.ledger, name)
    if (paths.length === 0 && partner.kind === 'jx-client') {
      throw new HikyakuError('wrong-kind-of-partner', {
        partner: name,
        detail: 'it calls us and takes what is in its mailbox; name files to put there',
        detailJa:
          'こちらを呼び出してくる接続先です。メールボックスに入れるファイルを指定してください',
      })
    }
    const files = await filesToSend(paths, session.io.directory)
    const { documentType = '' } = options
    const again =
      options.again === true
        ? new Set(files)
        : await checkSentBefore(session, station, { partner, files, ...options, documentType })
    const queued = await enqueueAll(session, station, { partner, files, again }, options)
    if (options.queue === true || partner.kind === 'jx-client') {
      for (const document of queued) printQueued(session, document)
      return
    }
    await sendAll(session, station, partner)
  })
}

interface Sendings {
  readonly partner: Partner
  readonly files: readonly FileToSend[]
  /** Those that may have gone before. */
  readonly again: ReadonlySet<FileToSend>
}

async function enqueueAll(
  session: Session,
  station: Station,
  what: Sendings,
  { documentType = '', formatType }: SendOptions,
): Promise<StationDocument[]> {
  const { queueFile } = await import('../../../domain/exchange/index.ts')
  const queued: StationDocument[] = []
  try {
    for (const file of what.files) {
      const document = await queueFile(station, session.actor, {
        partner: what.partner,
        ...file,
        documentType,
        onlyNew: !what.again.has(file),
        ...defined({ formatType }),
      })
      queued.push(document)
    }
    return queued
  } catch (error) {
    // These are kept and will go with the next run: to name them again would double them.
    for (const document of queued) printQueued(session, document)
    throw error
  }
}

async function sendAll(session: Session, station: Station, partner: ServerPartner): Promise<void> {
  const { sendWaiting } = await import('../../../domain/exchange/index.ts')
  await mentionHours(session, partner)
  await interruptible(session, async (signal) => {
    const watch = runWatch(session, signal)
    let report: SendReport
    try {
      report = await sendWaiting(station, partner, watch)
    } finally {
      watch.clear()
    }
    for (const sent of report.documents) printSent(session, sent, report.exchangeId)
    if (report.documents.length === 0 && report.outcome === 'done') {
      session.say(session.t('send.nothing'))
    }
    const count = await station.ledger.documents.count({
      box: 'outbox',
      partner: partner.name,
      state: 'waiting',
    })
    reportRun(session, report)
    if (count > 0) {
      session.io.stderr.write(`${session.t('send.remaining', { count, partner: partner.name })}\n`)
    }
  })
}

function printQueued(session: Session, document: StationDocument): void {
  const key = document.box === 'mailbox' ? 'send.in-mailbox' : 'send.queued'
  session.show({ document, outcome: 'queued' }, () => lineOf(session, key, document))
}

function printSent(session: Session, sent: SentDocument, exchangeId: string | undefined): void {
  session.show({ ...sent, exchangeId }, () =>
    lineOf(session, `send.${sent.outcome}`, sent.document),
  )
}

function lineOf(session: Session, key: MessageKey, document: StationDocument): string {
  const { id, documentType, fileName = '-', wire } = document
  return [session.t(key), id, documentType, fileName, `${wire.bytes} bytes`]
    .map(plainText)
    .join('  ')
}
