import type { Command } from 'commander'

import type { LeaseRecord, Recovery } from '../../../domain/exchange/index.ts'
import { defined } from '../../../base/defined.ts'
import { plainValue } from '../arguments.ts'
import { addCommand, addOption } from '../command.ts'
import { plainText } from '../../../base/plain-text.ts'
import { table } from '../print/table.ts'
import { formatTime } from '../print/times.ts'
import type { Session } from '../session.ts'

/** `recover`: clears up in all days, and shows who holds which lease. */
export function registerRecover(program: Command, session: Session): void {
  const command = addCommand(program, session, {
    name: 'recover',
    help: 'recover',
    examples: [
      'hikyaku recover',
      'hikyaku recover --free-lease receive:retailer',
      'hikyaku recover --given D-261124-7F3K9Q2M4T',
    ],
  })
  addOption(command, session, {
    flags: '--free-lease <lease>',
    help: 'option.free-lease',
    parse: plainValue('--free-lease'),
  })
  for (const [flags, help] of [
    ['--given <id>', 'option.given'],
    ['--give-again <id>', 'option.give-again'],
  ] as const) {
    addOption(command, session, { flags, help, parse: plainValue(flags.split(' ')[0] ?? flags) })
  }
  addOption(command, session, {
    flags: '--host-gone <host>',
    help: 'option.host-gone',
    parse: plainValue('--host-gone'),
  })
  command.action((flags: RecoverFlags) => recoverHome(session, flags))
}

interface RecoverFlags {
  readonly freeLease?: string
  readonly given?: string
  readonly giveAgain?: string
  readonly hostGone?: string
}

async function recoverHome(session: Session, flags: RecoverFlags): Promise<void> {
  const { recoverOnDemand } = await import('../../../domain/exchange/index.ts')
  await session.withStation(
    async (station) => {
      const recovery = await recoverOnDemand(station, session.actor, defined(flags))
      tellDecisions(session, flags)
      session.show(recovery, () =>
        [...linesOf(session, recovery), ...leaseLines(session, recovery.leases)].join('\n'),
      )
      for (const { name, params } of recovery.handOverFaults) session.report(name, params)
    },
    defined({ hostGone: flags.hostGone }),
  )
}

function tellDecisions(session: Session, { freeLease, given, giveAgain }: RecoverFlags): void {
  const { t } = session
  if (freeLease !== undefined) session.say(t('recover.freed', { lease: freeLease }))
  if (given !== undefined) session.say(t('recover.given', { document: given }))
  if (giveAgain !== undefined) session.say(t('recover.give-again', { document: giveAgain }))
}

function linesOf({ t }: Session, recovery: Recovery): string[] {
  const counts = [
    t('recover.exchanges', { count: recovery.interruptedExchanges }),
    t('recover.drafts', { count: recovery.draftsRemoved }),
    t('recover.put-aside', { count: recovery.payloadsPutAside.length }),
    t('recover.put-back', { count: recovery.payloadsPutBack.length }),
    t('recover.settled', { count: recovery.handOversSettled }),
  ]
  const { payloadsLeft: count } = recovery
  return [
    ...(recovery.fault === undefined ? [t('recover.nothing')] : counts),
    ...(count === 0 ? [] : [t('recover.left', { count })]),
  ]
}

function leaseLines({ t }: Session, leases: readonly LeaseRecord[]): string[] {
  if (leases.length === 0) return []
  const rows = leases.map(({ name, heldBy, takenAt, held }) => [
    plainText(name),
    plainText(heldBy),
    formatTime(takenAt),
    t(held ? 'word.yes' : 'word.no'),
  ])
  const head = [t('label.lease'), t('label.holder'), t('label.since'), t('label.at-work')]
  return ['', table(head, rows)]
}
