import type { Command } from 'commander'

import { defined } from '../../../base/defined.ts'
import { parseDay, textOfDay } from '../../../domain/timetable/day.ts'
import { badArgument, badDate, plainValue } from '../arguments.ts'
import { addCommand, addOption } from '../command.ts'
import type { Session } from '../session.ts'

interface Flags {
  readonly on?: string
  readonly reason?: string
  readonly undo?: boolean
}

/** `flow skip`: nothing comes or goes on a day (本日分なし). */
export function registerSkip(group: Command, session: Session): void {
  const command = addCommand(group, session, {
    name: 'skip <name>',
    help: 'flow.skip',
    arguments: { name: 'argument.flow' },
    examples: [
      'hikyaku flow skip 発注受信 --on 2026-12-01 --reason 休売',
      'hikyaku flow skip 発注受信 --on 2026-12-01 --undo',
    ],
  })
  addOption(command, session, {
    flags: '--on <date>',
    help: 'option.skip-on',
    parse: dateOf,
    required: true,
  })
  addOption(command, session, {
    flags: '--reason <text>',
    help: 'option.skip-reason',
    parse: plainValue('--reason', 1000),
  })
  addOption(command, session, { flags: '--undo', help: 'option.skip-undo' })
  command.action((name: string, { on = '', reason, undo = false }: Flags) =>
    session.withStation(async (station) => {
      if (undo === (reason !== undefined)) throw eitherOne()
      const { excuseDay } = await import('../../../domain/flows/index.ts')
      const order = { name, day: on, ...defined({ reason }) }
      const changed = await excuseDay(station, session.actor, order)
      const state = undo ? 'unskipped' : 'skipped'
      session.show({ name, day: on, skipped: !undo, changed }, () =>
        session.t(changed ? `flow.${state}` : `flow.${state}-before`, { name, day: on }),
      )
    }),
  )
}

/** A business day is named by its date, not by today: a night run would take the wrong one. */
function dateOf(text: string): string {
  const day = parseDay(text)
  if (day === undefined) throw badDate('--on', text)
  return textOfDay(day)
}

function eitherOne(): Error {
  return badArgument('--reason', {
    en: 'say --reason, or --undo',
    ja: '--reason か --undo のどちらか一方を指定してください',
  })
}
