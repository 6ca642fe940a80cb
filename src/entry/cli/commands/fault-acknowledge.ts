import type { Command } from 'commander'

import { plainValue } from '../arguments.ts'
import { addCommand, addOption } from '../command.ts'
import { faultJson } from '../print/fault-text.ts'
import type { Session } from '../session.ts'

/** `fault acknowledge`: somebody has looked after it. */
export function registerFaultAcknowledge(group: Command, session: Session): void {
  const command = addCommand(group, session, {
    name: 'acknowledge <id>',
    help: 'fault.acknowledge',
    arguments: { id: 'argument.fault-only' },
    examples: [
      'hikyaku fault acknowledge F-261124-7F3K9Q2M4T --comment "接続先が証明書を更新" --by 山田',
    ],
  })
  addOption(command, session, {
    flags: '--comment <text>',
    help: 'option.comment',
    parse: plainValue('--comment', 1000),
    required: true,
  })
  addOption(command, session, {
    flags: '--by <name>',
    help: 'option.acknowledged-by',
    parse: plainValue('--by'),
    required: true,
  })
  command.action((id: string, { comment, by }: { comment: string; by: string }) =>
    session.withStation(async (station) => {
      const { acknowledgeFault } = await import('../../../domain/exchange/index.ts')
      const order = { comment, by }
      const { fault, done } = await acknowledgeFault(station, session.actor, id, order)
      session.show(faultJson(fault, session.language), () =>
        done ? session.t('fault.acknowledged', { fault: id }) : '',
      )
      if (!done) {
        const before = fault.acknowledged?.by ?? '?'
        session.report('fault-acknowledged', { faultId: id, by: before })
      }
    }),
  )
}
