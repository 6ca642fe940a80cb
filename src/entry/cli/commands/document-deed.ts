import type { Command } from 'commander'

import { isHikyakuError } from '../../../errors/index.ts'
import type { Station } from '../../../station/index.ts'
import { plainValue } from '../arguments.ts'
import { addCommand, addOption } from '../command.ts'
import type { HelpKey } from '../messages/index.ts'
import type { Session } from '../session.ts'

/** What a person does to documents, one after the other, and says why. */
export interface DocumentDeed {
  readonly name: string
  readonly help: HelpKey
  readonly example: string
  /** Does it to one and shows what became of it; what it throws is told. */
  readonly work: (station: Station, id: string, reason: string) => Promise<void>
}

/** Adds `document <deed> <ids...> --reason`: one that cannot be done keeps no other from it. */
export function addDocumentDeed(group: Command, session: Session, deed: DocumentDeed): void {
  const command = addCommand(group, session, {
    name: `${deed.name} <ids...>`,
    help: deed.help,
    arguments: { ids: 'argument.documents' },
    examples: [deed.example],
  })
  addOption(command, session, {
    flags: '--reason <text>',
    help: 'option.withdrawal-reason',
    parse: plainValue('--reason', 1000),
    required: true,
  })
  command.action((ids: readonly string[], { reason }: { reason: string }) =>
    session.withStation(async (station) => {
      for (const id of ids) {
        try {
          await deed.work(station, id, reason)
        } catch (error) {
          if (!isHikyakuError(error)) throw error
          session.report(error.fault, error.params)
        }
      }
    }),
  )
}
