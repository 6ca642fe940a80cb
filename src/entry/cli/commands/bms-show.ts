import type { Command } from 'commander'

import { HikyakuError } from '../../../errors/index.ts'
import type { BmsDocument } from '../../../wire/bms/index.ts'
import { plainValue } from '../arguments.ts'
import { withBmsSource, type BmsSource } from '../bms-source.ts'
import { addCommand, addOption } from '../command.ts'
import { documentText, slipsText } from '../print/bms-document-text.ts'
import { slipText } from '../print/slip-text.ts'
import type { Session } from '../session.ts'

/** More slips than this are shown as a list, unless one is asked for. */
const mostWhole = 3

/** `bms show`: a document of 流通BMS as slips that people read. */
export function registerBmsShow(group: Command, session: Session): void {
  const command = addCommand(group, session, {
    name: 'show <source>',
    help: 'bms.show',
    arguments: { source: 'argument.bms-source' },
    examples: [
      'hikyaku bms show D-261124-7F3K9Q2M4T',
      'hikyaku bms show order.xml --slip 1000000001',
    ],
  })
  addOption(command, session, {
    flags: '--slip <number>',
    help: 'option.bms-slip',
    parse: plainValue('--slip'),
  })
  command.action((named: string, { slip }: { readonly slip?: string }) =>
    withBmsSource(session, named, (source) => show(session, source, slip)),
  )
}

async function show(session: Session, source: BmsSource, slip: string | undefined): Promise<void> {
  const { documents, count } = await readSource(source)
  const { CodeBook } = await import('../../../wire/bms/index.ts')
  const { slipFacts, slipPage } = await import('../../../domain/slips/index.ts')
  const all = documents.flatMap(({ head, trades }) => trades.map((trade) => ({ head, trade })))
  const slips = all.filter(
    ({ head, trade }) =>
      slip === undefined || slipFacts(head, trade).some(({ number }) => isSame(number, slip)),
  )
  if (slips.length === 0 && slip !== undefined) {
    throw new HikyakuError('bms-slip-unknown', { document: source.name, slip })
  }
  const codes = new CodeBook()
  const pages = slips.map(({ head, trade }) => slipPage(head, trade, codes))
  if (session.json) for (const page of pages) session.emit(page)
  else {
    for (const document of documents) session.say(documentText(document, session))
    if (slip === undefined && slips.length > mostWhole) {
      const facts = slips.flatMap(({ head, trade }) => slipFacts(head, trade))
      session.say(slipsText(facts, session))
      session.say(session.t('bms.one-slip', { source: source.name }))
    } else for (const page of pages) session.say(slipText(page, session))
  }
  if (count > 0) {
    session.io.stderr.write(`${session.t('bms.findings', { count, source: source.name })}\n`)
  }
}

/** Leading zeros are how a retailer fills its field, not part of the number. */
function isSame(number: string, asked: string): boolean {
  return number === asked || number.replace(/^0+/, '') === asked.replace(/^0+/, '')
}

/** @throws HikyakuError bms-unreadable */
async function readSource({
  name,
  chunks,
}: BmsSource): Promise<{ documents: readonly BmsDocument[]; count: number }> {
  const { findingText, readBmsDocument } = await import('../../../wire/bms/index.ts')
  const { documents, findings } = await readBmsDocument(chunks)
  if (documents.length > 0) return { documents, count: findings.count }
  const [first] = findings.items.filter(({ severity }) => severity === 'error')
  const detail = (language: 'ja' | 'en'): string =>
    first === undefined ? '–' : findingText(first, language).message
  throw new HikyakuError('bms-unreadable', {
    document: name,
    detail: detail('en'),
    detailJa: detail('ja'),
  })
}
