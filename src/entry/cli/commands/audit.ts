import type { Command } from 'commander'

import { plainValue } from '../arguments.ts'
import { addCommand, addGroup, addOption } from '../command.ts'
import { addLimit, printList } from '../print/list.ts'
import { formatTime } from '../print/times.ts'
import type { Session } from '../session.ts'

/** The record of who changed what. */
export function registerAudit(program: Command, session: Session): void {
  const group = addGroup(program, session, 'audit')
  registerList(group, session)
  registerVerify(group, session)
}

function registerVerify(group: Command, session: Session): void {
  const command = addCommand(group, session, {
    name: 'verify',
    help: 'audit.verify',
    examples: [
      'hikyaku audit verify',
      'hikyaku audit verify --head "$(cat /mnt/other/audit-head)"',
    ],
  })
  addOption(command, session, {
    flags: '--head <hash>',
    help: 'option.head',
    parse: plainValue('--head'),
  })
  command.action(({ head: kept }: { readonly head?: string }) =>
    session.withStation(async ({ ledger }) => {
      const { verifyAudit } = await import('../../../domain/accounts/index.ts')
      const { entries, head, broken } = await verifyAudit(ledger.audit, kept)
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
