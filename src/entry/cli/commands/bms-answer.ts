import type { Command } from 'commander'

import { defined } from '../../../base/defined.ts'
import type { ShippedLine } from '../../../domain/slips/index.ts'
import { HikyakuError } from '../../../errors/index.ts'
import { badArgument, plainValue, repeated } from '../arguments.ts'
import { withBmsSource } from '../bms-source.ts'
import { addCommand, addOption } from '../command.ts'
import { writeWhole } from '../whole-file.ts'
import { printFindings } from '../print/finding-lines.ts'
import { formatTime } from '../print/times.ts'
import type { Session } from '../session.ts'

interface AnswerOptions {
  readonly to: string
  readonly short?: readonly string[]
}

/** `bms answer`: the 出荷 for a 発注, shipped as ordered but for what is told to be short. */
export function registerBmsAnswer(group: Command, session: Session): void {
  const command = addCommand(group, session, {
    name: 'answer <source>',
    help: 'bms.answer',
    arguments: { source: 'argument.bms-source' },
    examples: [
      'hikyaku bms answer D-261124-7F3K9Q2M4T --to shipment.xml',
      'hikyaku bms answer order.xml --short 1000000001/2=6:21 --to shipment.xml',
    ],
  })
  addOption(command, session, {
    flags: '--short <slip/line=quantity:reason>',
    help: 'option.bms-short',
    parse: repeated(plainValue('--short')),
  })
  addOption(command, session, { flags: '--to <file>', help: 'option.bms-to', required: true })
  command.action((named: string, { short = [], to }: AnswerOptions) =>
    withBmsSource(session, named, async ({ name, chunks }) => {
      const lines = short.map(shippedLine)
      const { FindingList, checkBms, readBmsDocument, writeBms } =
        await import('../../../wire/bms/index.ts')
      const { answerOrder } = await import('../../../domain/slips/index.ts')
      const { documents } = await readBmsDocument(chunks)
      const [order] = documents
      if (order?.head.schema.kind !== 'order' || documents.length > 1) {
        throw new HikyakuError('bms-no-order', { document: name })
      }
      const now = formatTime(session.io.clock.now())
      const answer = answerOrder(order, {
        lines,
        now: now.replace(' ', 'T'),
        instance: now.replaceAll(/\D/g, ''),
      })
      const findings = new FindingList()
      findings.add(...answer.findings, ...checkBms(answer.document).items)
      await printFindings(session, findings)
      if (findings.errors > 0) {
        session.report('bms-not-converted', { document: name, errors: findings.errors })
        return
      }
      await writeWhole(session, to, async (write) => {
        await write(Buffer.from(writeBms(answer.document)))
        return true
      })
      const slips = answer.document.trades.length
      session.show({ file: to, slips }, () => session.t('bms.answered', { file: to, slips }))
    }),
  )
}

/** `1000000001/2=6:21`: six pieces of line 2, 欠品区分 21. */
function shippedLine(text: string): ShippedLine {
  const match = /^([^/=]+)\/([^/=]+)=([\d.]+)(?::(\w+))?$/.exec(text)
  if (match === null) {
    throw badArgument('--short', {
      en: `“${text}” is not of the form SLIP/LINE=QUANTITY:REASON`,
      ja: `「${text}」は 伝票番号/行=数量:欠品区分 の形ではありません`,
    })
  }
  const [, trade = '', line = '', quantity = '', reason] = match
  return { trade, line, quantity, ...defined({ reason }) }
}
