import type { Command } from 'commander'

import { addCommand, addGroup } from '../command.ts'
import { addLimit, printList } from '../print/list.ts'
import { formatTime } from '../print/times.ts'
import type { Session } from '../session.ts'

/** The record of who changed what. */
export function registerAudit(program: Command, session: Session): void {
  const group = addGroup(program, session, 'audit')
  registerList(group, session)
  addCommand(group, session, {
    name: 'verify',
    help: 'audit.verify',
    examples: ['hikyaku audit verify'],
  }).action(() =>
    session.withStation(async ({ ledger }) => {
      const { verifyAudit } = await import('../../accounts/index.ts')
      const { entries, head, broken } = await verifyAudit(ledger.audit)
      if (broken !== undefined) throw broken
      session.show({ entries, head }, () => session.t('audit.whole', { count: entries, head }))
    }),
  )
}

function registerList(group: Command, session: Session): void {
  const command = addCommand(group, session, {
    name: 'list',
    help: 'audit.list',
    examples: ['hikyaku audit list', 'hikyaku audit list --limit 20 --json'],
  })
  addLimit(command, session)
  command.action(({ limit }: { readonly limit?: number }) =>
    session.withStation(({ ledger }) =>
      printList(session, limit, (most) => ledger.audit.search({ limit: most }), {
        head: [
          session.t('label.at'),
          session.t('label.actor'),
          session.t('label.action'),
          session.t('label.audit-subject'),
        ],
        row: (entry) => [
          formatTime(entry.at),
          `${entry.actor} (${entry.via})`,
          entry.action,
          entry.subject,
        ],
      }),
    ),
  )
}
