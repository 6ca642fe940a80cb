import type { Command } from 'commander'

import { findPartner } from '../../../domain/partners/find-partner.ts'
import { addCommand, addGroup } from '../command.ts'
import type { Session } from '../session.ts'
import { registerPartnerTest } from './partner-test.ts'
import { registerPartnerAdd, registerPartnerSet } from './partner-change.ts'

export function registerPartner(program: Command, session: Session): void {
  const group = addGroup(program, session, 'partner')
  registerPartnerAdd(group, session)
  registerList(group, session)
  registerShow(group, session)
  registerPartnerSet(group, session)
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
      for (const partner of session.json ? partners : []) {
        session.emit(partnerJson(partner, await ledger.partners.secrets(partner.name)))
      }
      if (!session.json) {
        session.say(
          partners.length === 0 ? session.t('list.empty') : partnerTable(partners, session.t),
        )
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
      session.show(partnerJson(partner, secrets), () => partnerFacts(partner, secrets, session.t))
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
