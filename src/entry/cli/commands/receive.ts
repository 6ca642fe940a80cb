import { access, constants, mkdir, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Command } from 'commander'

import { defined } from '../../../base/defined.ts'
import { causeText, HikyakuError } from '../../../errors/index.ts'
import type { Partner, ServerPartner } from '../../../domain/partners/index.ts'
import type {
  ReceivedDocument,
  ReceiveOptions,
  ReceiveReport,
} from '../../../domain/exchange/index.ts'
import type { Station } from '../../../station/index.ts'
import { findPartner } from '../../../domain/partners/find-partner.ts'
import { badArgument, plainValue, wholeNumber } from '../arguments.ts'
import { addCommand, addOption } from '../command.ts'
import { confirmed } from '../confirmed.ts'
import { interruptible } from '../interrupt.ts'
import { plainText } from '../../../base/plain-text.ts'
import { runWatch } from '../print/run-watch.ts'
import { reportRun } from '../run-report.ts'
import { mentionHours } from '../mention-hours.ts'
import type { Session } from '../session.ts'

interface ReceiveFlags {
  readonly formatType?: string
  readonly documentType?: string
  readonly into?: string
  readonly make?: boolean
  readonly max?: number
}

export function registerReceive(program: Command, session: Session): void {
  const command = addCommand(program, session, {
    name: 'receive <partner>',
    help: 'receive',
    transfers: true,
    arguments: { partner: 'argument.partner' },
    examples: [
      'hikyaku receive retailer --into /srv/edi/in',
      'hikyaku receive retailer --document-type Order --max 100',
    ],
  })
  addOption(command, session, {
    flags: '--format-type <type>',
    help: 'option.filter-format',
    parse: plainValue('--format-type'),
  })
  addOption(command, session, {
    flags: '--document-type <type>',
    help: 'option.filter-type',
    parse: plainValue('--document-type'),
  })
  addOption(command, session, { flags: '--into <dir>', help: 'option.into' })
  addOption(command, session, { flags: '--make', help: 'option.make' })
  addOption(command, session, {
    flags: '--max <count>',
    help: 'option.max',
    parse: wholeNumber('--max', { min: 1, max: 1_000_000 }),
  })
  command.action((partner: string, flags: ReceiveFlags) => receive(session, partner, flags))
}

async function receive(session: Session, name: string, flags: ReceiveFlags): Promise<void> {
  const into = await folderOf(session, flags)
  await session.withRecoveredStation('after-crash', async (station) => {
    const partner = serverPartner(await findPartner(station.ledger, name))
    await mentionHours(session, partner)
    const filter = filterOf(partner, flags)
    await receiveAll(session, station, partner, {
      ...defined({ filter, max: flags.max, into }),
    })
  })
}

async function receiveAll(
  session: Session,
  station: Station,
  partner: ServerPartner,
  options: ReceiveOptions,
): Promise<void> {
  const { receiveDocuments } = await import('../../../domain/exchange/index.ts')
  await interruptible(session, async (signal) => {
    const watch = runWatch(session, signal)
    let report: ReceiveReport
    try {
      report = await receiveDocuments(station, partner, { ...options, watch })
    } finally {
      watch.clear()
    }
    for (const received of report.documents) print(session, received, report.exchangeId)
    if (report.documents.length === 0 && report.outcome === 'done') {
      session.say(session.t('receive.nothing'))
    }
    reportRun(session, report)
    if (report.failure?.fault === 'interrupted') {
      const count = report.documents.length
      session.io.stderr.write(
        `${session.t('receive.after-interrupt', { count, partner: partner.name })}\n`,
      )
    }
  })
}

function print(session: Session, received: ReceivedDocument, exchangeId: string | undefined): void {
  session.show({ ...received, exchangeId }, () => {
    const { document, outcome, writtenTo } = received
    const { id, documentType, wire, content } = document
    return [
      session.t(`receive.${outcome}`),
      id,
      documentType,
      `${(content ?? wire).bytes} bytes`,
      ...(writtenTo === undefined ? [] : [writtenTo]),
    ]
      .map(plainText)
      .join('  ')
  })
}

function serverPartner(partner: Partner): ServerPartner {
  if (partner.kind === 'jx-server') return partner
  throw new HikyakuError('wrong-kind-of-partner', {
    partner: partner.name,
    detail: 'it calls us; what it sends is in the inbox (document list)',
    detailJa: 'こちらを呼び出してくる接続先です。届いたものは document list で見られます',
  })
}

/** The filter is of the 2007 edition: both values or none (docs/protocol/jx.md, Editions). */
function filterOf(
  partner: ServerPartner,
  { formatType, documentType }: ReceiveFlags,
): ReceiveOptions['filter'] {
  if (documentType === undefined && formatType === undefined) return undefined
  if (documentType === undefined) {
    throw badArgument('--format-type', {
      en: 'needs --document-type too',
      ja: '--document-type も必要です',
    })
  }
  if (partner.edition === '2004') {
    throw badArgument('--document-type', {
      en: `${partner.name} follows the 2004 edition, which has no filter`,
      ja: `接続先 ${partner.name} は 2004 年版で、絞り込みができません`,
    })
  }
  return { formatType: formatType ?? partner.formatType, documentType }
}

async function folderOf(
  session: Session,
  { into, make }: ReceiveFlags,
): Promise<string | undefined> {
  if (into === undefined) {
    if (make !== true) return undefined
    throw badArgument('--make', { en: 'needs --into', ja: '--into も必要です' })
  }
  const path = resolve(session.io.directory, into)
  const found = await stat(path).catch(() => undefined)
  if (found === undefined) await makeFolder(session, { into, path, make: make === true })
  else if (!found.isDirectory()) {
    throw badArgument('--into', {
      en: `${into} is a file, not a folder`,
      ja: `${into} はファイルです。フォルダーではありません`,
    })
  }
  await access(path, constants.W_OK).catch((error: unknown) => {
    throw badArgument('--into', causeText(error))
  })
  return path
}

/** A mistyped name must not scatter documents: a person is asked, a script says it. */
async function makeFolder(
  session: Session,
  { into, path, make }: { readonly into: string; readonly path: string; readonly make: boolean },
): Promise<void> {
  if (!make && (await confirmed(session, session.t('receive.make-folder', { into }))) !== true) {
    throw badArgument('--into', {
      en: `there is no folder ${into} (--make makes it)`,
      ja: `フォルダー ${into} がありません（--make を付けると作ります）`,
    })
  }
  await mkdir(path, { recursive: true }).catch((error: unknown) => {
    throw badArgument('--into', causeText(error))
  })
}
