import type { Command } from 'commander'
import { defined } from '../../../base/defined.ts'

import { weakenings, type Weakening } from '../../../wire/tls/index.ts'
import { badArgument, oneOf, plainValue } from '../arguments.ts'
import { addCommand, addOption } from '../command.ts'
import type { Session } from '../session.ts'

interface WaiveFlags {
  readonly allow?: readonly Weakening[]
  readonly reason?: string
  readonly by?: string
  readonly until?: string
  readonly tunnel?: string
  readonly end?: boolean
}

export function registerTlsWaive(group: Command, session: Session): void {
  const command = addCommand(group, session, {
    name: 'waive <partner>',
    help: 'tls.waive',
    arguments: { partner: 'argument.partner' },
    examples: [
      'hikyaku tls waive retailer --allow ssl3,tls1.0,weak-suites --reason "server replaced in March" \\',
      '  --by "Sato Hanako" --until 2027-02-20',
      'hikyaku tls waive retailer --end',
    ],
  })
  addOption<readonly Weakening[]>(command, session, {
    flags: '--allow <what>',
    help: 'option.waive-allow',
    words: weakenings,
    parse: (text, before = []) => [...before, ...text.split(',').map(oneOf('--allow', weakenings))],
  })
  addOption(command, session, {
    flags: '--reason <text>',
    help: 'option.waive-reason',
    parse: plainValue('--reason', 1000),
  })
  addOption(command, session, {
    flags: '--by <name>',
    help: 'option.waive-by',
    parse: plainValue('--by'),
  })
  addOption(command, session, { flags: '--until <day>', help: 'option.waive-until' })
  addOption(command, session, {
    flags: '--tunnel <text>',
    help: 'option.waive-tunnel',
    parse: plainValue('--tunnel'),
  })
  addOption(command, session, { flags: '--end', help: 'option.waive-end' })
  command.action((name: string, flags: WaiveFlags) => waive(session, name, flags))
}

async function waive(session: Session, name: string, flags: WaiveFlags): Promise<void> {
  checkFlags(flags)
  await session.withStation(async (station) => {
    const { endWaiver, giveWaiver } = await import('../../../domain/partners/index.ts')
    if (flags.end === true) {
      const { ended, refused } = await endWaiver(station, session.actor, name)
      if (refused !== undefined) session.report(refused.fault, refused.params)
      session.show({ partner: name, waiver: null }, () =>
        session.t(ended ? 'waiver.ended' : 'waiver.none', { partner: name }),
      )
      return
    }
    const { allow = [], reason = '', by = '', until = '', tunnel } = flags
    const own = defined({ tunnel })
    const order = { allow, reason, by, until, ...own }
    const { tlsWaiver: waiver } = await giveWaiver(station, session.actor, name, order)
    session.show({ partner: name, waiver }, () =>
      session.t('waiver.given', {
        partner: name,
        host: waiver.host,
        what: waiver.allow.join(', '),
        until: waiver.until,
      }),
    )
  })
}

function checkFlags(flags: WaiveFlags): void {
  const needed = ['allow', 'reason', 'by', 'until'] as const
  const given = [...needed, 'tunnel' as const].filter((name) => flags[name] !== undefined)
  if (flags.end === true) {
    if (given.length === 0) return
    throw badArgument('--end', {
      en: `does not go with --${given[0] ?? ''}`,
      ja: `--${given[0] ?? ''} とは一緒に使えません`,
    })
  }
  const missing = needed.find((name) => flags[name] === undefined)
  if (missing !== undefined) {
    throw badArgument(`--${missing}`, { en: 'is needed', ja: '必要です' })
  }
}
