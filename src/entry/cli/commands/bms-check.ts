import type { Command } from 'commander'

import { withBmsSource } from '../bms-source.ts'
import { addCommand } from '../command.ts'
import { printFindings } from '../print/finding-lines.ts'
import type { Session } from '../session.ts'

/** `bms check`: what is wrong with a document of 流通BMS, all of it at once. */
export function registerBmsCheck(group: Command, session: Session): void {
  addCommand(group, session, {
    name: 'check <source>',
    help: 'bms.check',
    arguments: { source: 'argument.bms-source' },
    examples: ['hikyaku bms check D-261124-7F3K9Q2M4T', 'hikyaku bms check shipment.xml --json'],
  }).action((named: string) =>
    withBmsSource(session, named, async ({ name, chunks }) => {
      const { BmsChecker, findingText, readBms } = await import('../../../wire/bms/index.ts')
      const checker = new BmsChecker()
      await readBms(chunks, checker)
      checker.end()
      const { items, count, errors } = checker.findings
      await printFindings(session, checker.findings)
      if (errors > 0) {
        const first = items.find(({ severity }) => severity === 'error')
        session.report('bms-faulty', {
          document: name,
          errors,
          first: first === undefined ? '' : findingText(first, 'en').message,
          firstJa: first === undefined ? '' : findingText(first, 'ja').message,
        })
      } else if (!session.json) session.say(session.t('bms.right', { name, warnings: count }))
    }),
  )
}
