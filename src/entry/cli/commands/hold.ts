import type { Command } from 'commander'

import { defined } from '../../../base/defined.ts'
import type { HoldOrder } from '../../../domain/holds/index.ts'
import type { Station } from '../../../station/index.ts'
import { parseDay, partsOfDay } from '../../../domain/timetable/day.ts'
import { badArgument, plainValue } from '../arguments.ts'
import { addCommand, addOption } from '../command.ts'
import type { Session } from '../session.ts'

/** What can be put on hold: one flow, or all of a partner (取引停止). */
type Held = 'flow' | 'partner'

const words = {
  flow: {
    argument: 'argument.flow',
    example: '発注受信',
    hold: 'flow.hold',
    release: 'flow.release',
    said: {
      held: 'flow.held',
      'held-before': 'flow.held-before',
      released: 'flow.released',
      'released-before': 'flow.released-before',
    },
  },
  partner: {
    argument: 'argument.name',
    example: 'retailer',
    hold: 'partner.hold',
    release: 'partner.release',
    said: {
      held: 'partner.held',
      'held-before': 'partner.held-before',
      released: 'partner.released',
      'released-before': 'partner.released-before',
    },
  },
} as const

/** `flow hold`, `flow release`, `partner hold`, `partner release`. */
export function registerHolds(group: Command, session: Session, of: Held): void {
  const { argument, example, ...help } = words[of]
  const command = addCommand(group, session, {
    name: 'hold <name>',
    help: help.hold,
    arguments: { name: argument },
    examples: [
      `hikyaku ${of} hold ${example} --reason 取引停止`,
      `hikyaku ${of} hold ${example} --reason 棚卸 --until "2026-12-01 09:00"`,
    ],
  })
  addOption(command, session, {
    flags: '--reason <text>',
    help: 'option.reason-hold',
    parse: plainValue('--reason', 1000),
    required: true,
  })
  addOption(command, session, {
    flags: '--until <moment>',
    help: 'option.hold-until',
    parse: momentOf,
  })
  command.action((name: string, { reason = '', until }: { reason?: string; until?: Date }) =>
    changeHold(session, { of, name }, { reason, ...defined({ until }) }),
  )
  addCommand(group, session, {
    name: 'release <name>',
    help: help.release,
    arguments: { name: argument },
    examples: [`hikyaku ${of} release ${example}`],
  }).action((name: string) => changeHold(session, { of, name }, undefined))
}

function changeHold(
  session: Session,
  { of, name }: { readonly of: Held; readonly name: string },
  hold: HoldOrder | undefined,
): Promise<void> {
  return session.withStation(async (station) => {
    const changed = await set(station, session, { of, name, hold })
    const state = hold === undefined ? 'released' : 'held'
    session.show({ name, held: hold !== undefined, changed }, () =>
      session.t(words[of].said[changed ? state : (`${state}-before` as const)], { name }),
    )
  })
}

/** Loaded late: a flow brings the table of holidays with it. */
async function set(
  station: Station,
  { actor }: Session,
  { of, ...order }: { of: Held; name: string; hold: HoldOrder | undefined },
): Promise<boolean> {
  if (of === 'flow') {
    const { holdFlow } = await import('../../../domain/flows/index.ts')
    return holdFlow(station, actor, order)
  }
  const { holdPartner } = await import('../../../domain/holds/index.ts')
  return holdPartner(station, actor, order)
}

/** `2026-12-01` or `2026-12-01 09:00`, in the local time in which moments are printed. */
function momentOf(text: string): Date {
  const [, date = '', hour = '0', minute = '0'] =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{1,2}):(\d{2}))?$/.exec(text) ?? []
  const day = parseDay(date)
  if (day === undefined || Number(hour) > 23 || Number(minute) > 59) {
    throw badArgument('--until', {
      en: `“${text}” is no moment; it is written 2026-12-01 or "2026-12-01 09:00"`,
      ja: `「${text}」は日時ではありません。2026-12-01 または "2026-12-01 09:00" のように指定します`,
    })
  }
  const { year, month, date: dayOfMonth } = partsOfDay(day)
  return new Date(year, month - 1, dayOfMonth, Number(hour), Number(minute))
}
