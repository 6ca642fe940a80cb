import type { Command } from 'commander'

import type { ServerPartner } from '../../../domain/partners/index.ts'
import type { KeyGroup } from '../../../wire/tls/index.ts'
import { badArgument } from '../arguments.ts'
import { addCommand, addOption } from '../command.ts'
import { table } from '../print/table.ts'
import type { Session } from '../session.ts'

interface GroupsFlags {
  readonly set?: string
  readonly restore?: boolean
}

export function registerTlsGroups(group: Command, session: Session): void {
  const command = addCommand(group, session, {
    name: 'groups <partner>',
    help: 'tls.groups',
    arguments: { partner: 'argument.partner' },
    examples: [
      'hikyaku tls groups retailer',
      'hikyaku tls groups retailer --set x25519,secp256r1,secp384r1',
      'hikyaku tls groups retailer --restore',
    ],
  })
  addOption(command, session, { flags: '--set <list>', help: 'option.groups-set' })
  addOption(command, session, { flags: '--restore', help: 'option.suites-restore' })
  command.action((name: string, flags: GroupsFlags) => groupsOf(session, name, flags))
}

async function groupsOf(session: Session, name: string, flags: GroupsFlags): Promise<void> {
  if (flags.set !== undefined && flags.restore === true) {
    throw badArgument('--set, --restore', { en: 'only one of the two', ja: 'どちらか一方だけです' })
  }
  const { parseGroupList } = await import('../../../wire/tls/index.ts')
  const list = flags.set === undefined ? undefined : parseGroupList(flags.set)
  await session.withStation(async (station) => {
    const { callablePartner, changeTls } = await import('../../../domain/partners/index.ts')
    const groups = flags.restore === true ? 'restore' : list
    const { partner, refused } =
      groups === undefined
        ? { partner: await callablePartner(station.ledger, name), refused: undefined }
        : { refused: undefined, ...(await changeTls(station, session.actor, name, { groups })) }
    if (refused !== undefined) session.report(refused.fault, refused.params)
    await show(session, partner)
    if (list !== undefined) session.say(session.t('groups.set', { partner: name }))
    if (flags.restore === true) session.say(session.t('groups.restored', { partner: name }))
  })
}

async function show(session: Session, partner: ServerPartner): Promise<void> {
  const { groupByName, initialGroups } = await import('../../../wire/tls/index.ts')
  const groups = (partner.tlsGroups ?? initialGroups)
    .map(groupByName)
    .filter((group) => group !== undefined)
  const value = {
    partner: partner.name,
    isInitial: partner.tlsGroups === undefined,
    groups,
    initial: initialGroups,
  }
  session.show(value, () => text(session, groups, value))
}

function text(
  { t }: Session,
  groups: readonly KeyGroup[],
  { isInitial, initial }: { readonly isInitial: boolean; readonly initial: readonly string[] },
): string {
  const inForce = table(
    ['#', t('label.group'), t('label.group-versions'), t('label.post-quantum')],
    groups.map(({ name, modern, early, postQuantum }, at) => [
      String(at + 1),
      name,
      [...(early ? ['TLS 1.0–1.2'] : []), ...(modern ? ['TLS 1.3'] : [])].join(', '),
      t(postQuantum ? 'word.yes' : 'word.no'),
    ]),
    { right: [0] },
  )
  if (isInitial) return `${t('suites.initial-in-force')}\n\n${inForce}`
  return `${t('suites.own-in-force')}\n\n${inForce}\n${t('suites.initial')}\n${initial.join(',')}\n`
}
