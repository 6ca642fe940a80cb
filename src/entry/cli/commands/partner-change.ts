import type { Command } from 'commander'

import { findPartner } from '../../../domain/partners/find-partner.ts'
import { badArgument, oneOf, plainValue } from '../arguments.ts'
import { addCommand, addOption } from '../command.ts'
import { addPartnerOptions, type PartnerOptions } from '../partner/options.ts'
import { clearable } from '../partner/setting-options.ts'
import { warnOfAnchors } from '../partner/anchor-warnings.ts'
import { inOptionWords } from '../partner/option-words.ts'
import type { Session } from '../session.ts'

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
  addPartnerOptions(command, session)
  command.action((name: string, options: PartnerOptions) => addOne(session, name, options))
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
  addPartnerOptions(command, session)
  addOption(command, session, { flags: '--from-date <day>', help: 'option.from-date' })
  const words = [...clearable.keys()]
  const parse = oneOf('--unset', words)
  addOption<readonly string[]>(command, session, {
    flags: '--unset <setting>',
    help: 'option.unset',
    words,
    parse: (text, before = []) => [...before, parse(text)],
  })
  command.action((name: string, options: PartnerOptions) => setOne(session, name, options))
}

async function addOne(session: Session, name: string, options: PartnerOptions): Promise<void> {
  plainValue('NAME', 100)(name)
  const { changedPartner } = await import('../partner/changes.ts')
  const { readSecrets } = await import('../partner/secrets.ts')
  const { addPartner, newPartner } = await import('../../../domain/partners/index.ts')
  const ids = {
    ownId: needed('--own-id', options.ownId),
    partnerId: needed('--partner-id', options.partnerId),
  }
  const anchors = await anchorsOf(session, options)
  const partner = await inOptionWords(() =>
    changedPartner(newPartner(kindOf(options), name, ids), options, anchors),
  )
  const secrets = await readSecrets(session, options)
  await session.withStation((station) =>
    inOptionWords(() => addPartner(station, session.actor, { partner, secrets })),
  )
  const { partnerJson } = await import('../partner/print.ts')
  session.show(partnerJson(partner, secrets, undefined), () =>
    session.t('partner.added', { partner: name }),
  )
  await warnOfAnchors(session, name, anchors)
}

async function setOne(session: Session, name: string, options: PartnerOptions): Promise<void> {
  const { changedPartner } = await import('../partner/changes.ts')
  const { readSecrets, secretChanges } = await import('../partner/secrets.ts')
  const { splitSwitch, switched } = await import('../partner/certificate-switch.ts')
  const { changePartner, secretsAfter, unfinishedTls, waitingUnderOldIds } =
    await import('../../../domain/partners/index.ts')
  const anchors = await anchorsOf(session, options)
  const given = await readSecrets(session, options)
  await session.withStation(async (station) => {
    const { ledger } = station
    const before = {
      partner: await findPartner(ledger, name),
      secrets: await ledger.partners.secrets(name),
    }
    const now = session.io.clock.now()
    const partner = await inOptionWords(() => {
      const { options: atOnce } = splitSwitch(options)
      return switched(changedPartner(before.partner, atOnce, anchors), options, now)
    })
    const secrets = secretsAfter(partner, before.secrets, secretChanges(options, given))
    const after = { partner, secrets }
    const isChanged = await inOptionWords(() =>
      changePartner(station, session.actor, before, after),
    )
    const { partnerJson } = await import('../partner/print.ts')
    const hold = await ledger.holds.find({ of: 'partner', id: name })
    session.show(partnerJson(partner, secrets, hold), () =>
      session.t(isChanged ? 'partner.changed' : 'partner.unchanged', { partner: name }),
    )
    await warnOfAnchors(session, name, anchors)
    const unfinished = unfinishedTls(before.partner, partner, now)
    if (unfinished !== undefined) session.report(unfinished.fault, unfinished.params)
    const oldIds = isChanged ? await waitingUnderOldIds(ledger, partner) : undefined
    if (oldIds !== undefined) session.report(oldIds.fault, oldIds.params)
  })
}

async function anchorsOf(
  session: Session,
  { trust }: PartnerOptions,
): Promise<readonly string[] | undefined> {
  if (trust === undefined) return undefined
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
