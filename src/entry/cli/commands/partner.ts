import type { Command } from 'commander'

import { findPartner } from '../../../domain/partners/find-partner.ts'
import { addCommand, addGroup } from '../command.ts'
import type { Session } from '../session.ts'
import { registerHolds } from './hold.ts'
import { registerPartnerTest } from './partner-test.ts'
import { registerPartnerAdd, registerPartnerSet } from './partner-change.ts'

export function registerPartner(program: Command, session: Session): void {
  const group = addGroup(program, session, 'partner')
  registerPartnerAdd(group, session)
  registerList(group, session)
  registerShow(group, session)
  registerPartnerSet(group, session)
  registerHolds(group, session, 'partner')
  registerRemove(group, session)
  registerPartnerTest(group, session)
}

function registerList(group: Command, session: Session): void {
  addCommand(group, session, {
    name: 'list',
    help: 'partner.list',
    examples: ['hikyaku partner list', 'hikyaku partner list --json'],
  }).action(() =>
    session.withStation(async ({ ledger }) => {
      const { partnerJson, partnerTable } = await import('../partner/print.ts')
      const partners = await ledger.partners.list()
      const { heldPartners } = await import('../../../domain/holds/index.ts')
      const holds = await heldPartners({ ledger })
      for (const partner of session.json ? partners : []) {
        const secrets = await ledger.partners.secrets(partner.name)
        session.emit(partnerJson(partner, secrets, holds.get(partner.name)))
      }
      if (!session.json) {
        const text = (): string => partnerTable(partners, holds, session.t)
        session.say(partners.length === 0 ? session.t('list.empty') : text())
      }
    }),
  )
}

function registerShow(group: Command, session: Session): void {
  addCommand(group, session, {
    name: 'show <name>',
    help: 'partner.show',
    arguments: { name: 'argument.name' },
    examples: ['hikyaku partner show retailer'],
  }).action((name: string) =>
    session.withStation(async (station) => {
      const { partnerFacts, partnerJson } = await import('../partner/print.ts')
      const partner = await findPartner(station.ledger, name)
      const secrets = await station.ledger.partners.secrets(name)
      const hold = await station.ledger.holds.find({ of: 'partner', id: name })
      session.show(partnerJson(partner, secrets, hold), () =>
        partnerFacts(partner, { secrets, hold }, session.t),
      )
    }),
  )
}

function registerRemove(group: Command, session: Session): void {
  addCommand(group, session, {
    name: 'remove <name>',
    help: 'partner.remove',
    arguments: { name: 'argument.name' },
    examples: ['hikyaku partner remove retailer'],
  }).action((name: string) =>
    session.withStation(async (station) => {
      const { removePartner } = await import('../../../domain/partners/index.ts')
      await removePartner(station, session.actor, name)
      session.show({ removed: name }, () => session.t('partner.removed', { partner: name }))
    }),
  )
}
