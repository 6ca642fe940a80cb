import type { Command } from 'commander'

import { addCommand, addOption } from '../command.ts'
import type { Session } from '../session.ts'

/** `bms index`: the index of slips brought up to date, or made anew from the payloads. */
export function registerBmsIndex(group: Command, session: Session): void {
  const command = addCommand(group, session, {
    name: 'index',
    help: 'bms.index',
    examples: ['hikyaku bms index', 'hikyaku bms index --anew'],
  })
  addOption(command, session, { flags: '--anew', help: 'option.bms-anew' })
  command.action(({ anew }: { readonly anew?: boolean }) =>
    session.withStation(async (station) => {
      const { indexSlips } = await import('../../../domain/slips/index.ts')
      if (anew === true) await station.ledger.slips.clear()
      const { documents, slips } = await indexSlips(station, { most: Infinity })
      session.show({ documents, slips }, () => session.t('bms.indexed', { documents, slips }))
    }),
  )
}
