import type { Command } from 'commander'

import { HikyakuError } from '../../errors/index.ts'
import { addCommand, addGroup } from '../command.ts'
import { findPartner, type Session } from '../session.ts'
import { registerPartnerTest } from './partner-test.ts'
import { registerPartnerAdd, registerPartnerSet } from './partner-change.ts'

/** States in which a removal would strand a document. */
const unfinished = ['waiting', 'not-taken', 'kept'] as const

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
      const partner = await findPartner(station, name)
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
      await findPartner(station, name)
      await station.ledger.commit(async ({ documents, partners }) => {
        let count = 0
        for (const state of unfinished) count += await documents.count({ partner: name, state })
        if (count > 0) throw new HikyakuError('partner-in-use', { partner: name, count })
        await partners.remove(name)
      })
      session.show({ removed: name }, () => session.t('partner.removed', { partner: name }))
    }),
  )
}
