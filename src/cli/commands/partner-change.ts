import type { Command } from 'commander'

import { HikyakuError } from '../../errors/index.ts'
import { badArgument, oneOf, plainValue } from '../arguments.ts'
import { addCommand, addOption } from '../command.ts'
import {
  addPartnerOptions,
  clearable,
  type Clearable,
  type PartnerOptions,
} from '../partner/options.ts'
import { findPartner, type Session } from '../session.ts'

export function registerPartnerAdd(group: Command, session: Session): void {
  const command = addCommand(group, session, {
    name: 'add <name>',
    help: 'partner.add',
    arguments: { name: 'argument.name' },
    examples: [
      'hikyaku partner add retailer --jx-server https://edi.example.co.jp/jx \\',
      '  --own-id 4500000000011 --partner-id 4900000000019 \\',
      '  --user maker --password-file password.txt --client-certificate edi --trust ca.pem',
      'hikyaku partner add maker --jx-client --own-id 4900000000019 --partner-id 4500000000011 \\',
      '  --user maker --password-file password.txt --trust client-ca.pem --subject CN=maker',
    ],
  })
  addKind(command, session)
  addPartnerOptions(command, session)
  command.action((name: string, options: PartnerOptions) => addPartner(session, name, options))
}

export function registerPartnerSet(group: Command, session: Session): void {
  const command = addCommand(group, session, {
    name: 'set <name>',
    help: 'partner.set',
    arguments: { name: 'argument.name' },
    examples: [
      'hikyaku partner set retailer --timeout 120 --retries 5',
      'hikyaku partner set retailer --trust new-ca.pem --trust old-ca.pem',
      'hikyaku partner set retailer --unset proxy --unset client-certificate',
      'hikyaku partner set retailer --client-certificate edi-2027 --from-date 2027-04-01',
    ],
  })
  addKind(command, session)
  addPartnerOptions(command, session)
  addOption(command, session, { flags: '--from-date <day>', help: 'option.from-date' })
  const parse = oneOf('--unset', clearable)
  addOption<readonly Clearable[]>(command, session, {
    flags: '--unset <setting>',
    help: 'option.unset',
    words: clearable,
    parse: (text, before = []) => [...before, parse(text)],
  })
  command.action((name: string, options: PartnerOptions) => setPartner(session, name, options))
}

function addKind(command: Command, session: Session): void {
  addOption(command, session, {
    flags: '--jx-server <url>',
    help: 'option.jx-server',
    parse: plainValue('--jx-server', 1000),
  })
  addOption(command, session, { flags: '--jx-client', help: 'option.jx-client' })
}

async function addPartner(session: Session, name: string, options: PartnerOptions): Promise<void> {
  plainValue('NAME', 100)(name)
  const { changedPartner, newPartner } = await import('../partner/changes.ts')
  const { checkPartner, readSecrets } = await import('../partner/save.ts')
  const { checkTls } = await import('../partner/tls.ts')
  const ids = {
    ownId: needed('--own-id', options.ownId),
    partnerId: needed('--partner-id', options.partnerId),
  }
  const anchors = await anchorsOf(session, options)
  const partner = changedPartner(newPartner(kindOf(options), name, ids), options, anchors)
  const secrets = await readSecrets(session, options)
  await session.withStation(async (station) => {
    if ((await station.ledger.partners.find(name)) !== undefined) {
      throw new HikyakuError('partner-exists', { partner: name })
    }
    await checkPartner(station, partner, secrets)
    checkTls(partner, session.io.clock.now())
    await station.ledger.commit(({ partners }) => partners.add(partner, secrets))
  })
  const { partnerJson } = await import('../partner/print.ts')
  session.show(partnerJson(partner, secrets), () => session.t('partner.added', { partner: name }))
}

async function setPartner(session: Session, name: string, options: PartnerOptions): Promise<void> {
  const { changedPartner } = await import('../partner/changes.ts')
  const { changedSecrets, checkPartner, readSecrets, replacePartner } =
    await import('../partner/save.ts')
  const { checkTls, sameTls } = await import('../partner/tls.ts')
  const { splitSwitch, withSwitch } = await import('../partner/certificate-switch.ts')
  const anchors = await anchorsOf(session, options)
  const given = await readSecrets(session, options)
  await session.withStation(async (station) => {
    const before = await findPartner(station, name)
    const now = session.io.clock.now()
    const changed = changedPartner(before, splitSwitch(options, now).options, anchors)
    const after = await withSwitch(station.ledger, changed, options, now)
    const secretsBefore = await station.ledger.partners.secrets(name)
    const secrets = changedSecrets(secretsBefore, options, given)
    const same = JSON.stringify([after, secrets]) === JSON.stringify([before, secretsBefore])
    if (!same) {
      await checkPartner(station, after, secrets)
      if (!sameTls(before, after)) checkTls(after, now)
      await replacePartner(station, after, secrets)
    }
    const { partnerJson } = await import('../partner/print.ts')
    session.show(partnerJson(after, secrets), () =>
      session.t(same ? 'partner.unchanged' : 'partner.changed', { partner: name }),
    )
  })
}

async function anchorsOf(
  session: Session,
  { trust }: PartnerOptions,
): Promise<readonly string[] | undefined> {
  if (trust === undefined || trust === false) return undefined
  const { readTrust } = await import('../trust-files.ts')
  return readTrust(trust, session.io.directory)
}

function kindOf({ jxServer, jxClient }: PartnerOptions): 'jx-server' | 'jx-client' {
  const both = '--jx-server, --jx-client'
  if (jxServer !== undefined && jxClient === true) {
    throw badArgument(both, { en: 'only one of the two', ja: 'どちらか一方だけです' })
  }
  if (jxServer !== undefined) return 'jx-server'
  if (jxClient === true) return 'jx-client'
  throw badArgument(both, { en: 'one of the two is needed', ja: 'どちらか一方が必要です' })
}

function needed(argument: string, value: string | undefined): string {
  if (value !== undefined) return value
  throw badArgument(argument, { en: 'is needed', ja: '必要です' })
}
