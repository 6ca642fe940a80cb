import type { Command } from 'commander'

import { wholeNumber } from '../arguments.ts'
import { addCommand, addOption } from '../command.ts'
import type { Session } from '../session.ts'

const standardOrders = 3

export function registerPractice(program: Command, session: Session): void {
  const command = addCommand(program, session, {
    name: 'practice',
    help: 'practice',
    transfers: true,
    examples: ['hikyaku practice', 'hikyaku practice --orders 10'],
  })
  addOption(command, session, {
    flags: '--orders <count>',
    help: 'option.orders',
    parse: wholeNumber('--orders', { min: 0, max: 10_000 }),
    standard: String(standardOrders),
  })
  command.action(({ orders }: { readonly orders?: number }) =>
    practice(session, orders ?? standardOrders),
  )
}

/** Runs the practice retailer of this home until the operator stops it. */
async function practice(session: Session, orders: number): Promise<void> {
  const { t, io } = session
  const { noteFirst } = await import('../../../domain/accounts/index.ts')
  const { introduce, openPracticeRetailer, practiceHome, practicePartnerName } =
    await import('../../../practice/index.ts')
  const { promise: stopped, resolve: stop } = Promise.withResolvers<undefined>()
  const remove = io.onInterrupt(() => {
    stop(undefined)
  })
  try {
    await session.withStation(async (station) => {
      const home = practiceHome(station.home)
      await noteFirst(station, session.actor, {
        action: 'practice.start',
        subject: practicePartnerName,
        detail: { orders },
      })
      const retailer = await openPracticeRetailer({ home, clock: io.clock })
      try {
        const partner = await introduce(station, retailer)
        const made = await retailer.addOrders(orders)
        session.show({ partner: partner.name, url: partner.url, orders: made.length }, () =>
          [
            t('practice.ready', { partner: partner.name, count: made.length }),
            t('practice.next', { partner: partner.name }),
            t('start.how-to-stop'),
          ].join('\n'),
        )
        await stopped
      } finally {
        await retailer.close()
      }
    })
    session.say(t('start.stopped'))
  } finally {
    remove()
  }
}
