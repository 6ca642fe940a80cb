import type { Command } from 'commander'

import type { LeaseRecord, Recovery } from '../../../domain/exchange/index.ts'
import { plainValue } from '../arguments.ts'
import { addCommand, addOption } from '../command.ts'
import { plainText } from '../print/plain-text.ts'
import { table } from '../print/table.ts'
import { formatTime } from '../print/times.ts'
import type { Session } from '../session.ts'

/** `recover`: clears up in all days, and shows who holds which lease. */
export function registerRecover(program: Command, session: Session): void {
  const command = addCommand(program, session, {
    name: 'recover',
    help: 'recover',
    examples: ['hikyaku recover', 'hikyaku recover --free-lease receive:retailer'],
  })
  addOption(command, session, {
    flags: '--free-lease <lease>',
    help: 'option.free-lease',
    parse: plainValue('--free-lease'),
  })
  command.action(({ freeLease: lease }: { readonly freeLease?: string }) =>
    recoverHome(session, lease),
  )
}

async function recoverHome(session: Session, lease: string | undefined): Promise<void> {
  const { freeLease, recover } = await import('../../../domain/exchange/index.ts')
  await session.withStation(async (station) => {
    if (lease !== undefined) {
      await freeLease(station, session.actor, lease)
      session.say(session.t('recover.freed', { lease }))
    }
    const recovery = await recover(station, 'all')
    const leases = await station.ledger.leases()
    session.show({ ...recovery, leases }, () =>
      [...linesOf(session, recovery), ...leaseLines(session, leases)].join('\n'),
    )
  })
}

function linesOf({ t }: Session, recovery: Recovery): string[] {
  const counts = [
    t('recover.exchanges', { count: recovery.interruptedExchanges }),
    t('recover.drafts', { count: recovery.draftsRemoved }),
    t('recover.put-aside', { count: recovery.payloadsPutAside.length }),
    t('recover.put-back', { count: recovery.payloadsPutBack.length }),
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
