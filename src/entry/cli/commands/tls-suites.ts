import type { Command } from 'commander'

import type { ServerPartner } from '../../../domain/partners/index.ts'
import type { CipherSuite } from '../../../wire/tls/index.ts'
import { badArgument } from '../arguments.ts'
import { addCommand, addOption } from '../command.ts'
import { table } from '../print/table.ts'
import type { Session } from '../session.ts'

interface SuitesFlags {
  readonly set?: string
  readonly restore?: boolean
}

export function registerTlsSuites(group: Command, session: Session): void {
  const command = addCommand(group, session, {
    name: 'suites <partner>',
    help: 'tls.suites',
    arguments: { partner: 'argument.partner' },
    examples: [
      'hikyaku tls suites retailer',
      'hikyaku tls suites retailer --set TLS_RSA_WITH_AES_128_CBC_SHA,TLS_RSA_WITH_AES_256_CBC_SHA',
      'hikyaku tls suites retailer --restore',
    ],
  })
  addOption(command, session, { flags: '--set <list>', help: 'option.suites-set' })
  addOption(command, session, { flags: '--restore', help: 'option.suites-restore' })
  command.action((name: string, flags: SuitesFlags) => suites(session, name, flags))
}

async function suites(session: Session, name: string, flags: SuitesFlags): Promise<void> {
  if (flags.set !== undefined && flags.restore === true) {
    throw badArgument('--set, --restore', { en: 'only one of the two', ja: 'どちらか一方だけです' })
  }
  const { parseSuiteList } = await import('../../../wire/tls/index.ts')
  const list = flags.set === undefined ? undefined : parseSuiteList(flags.set)
  await session.withStation(async (station) => {
    const { callablePartner, changeTls } = await import('../../../domain/partners/index.ts')
    const suites = flags.restore === true ? 'restore' : list
    const { partner, refused } =
      suites === undefined
        ? { partner: await callablePartner(station.ledger, name), refused: undefined }
        : { refused: undefined, ...(await changeTls(station, session.actor, name, { suites })) }
    if (refused !== undefined) session.report(refused.fault, refused.params)
    await show(session, partner)
    if (list !== undefined) session.say(session.t('suites.set', { partner: name }))
    if (flags.restore === true) session.say(session.t('suites.restored', { partner: name }))
  })
}

async function show(session: Session, partner: ServerPartner): Promise<void> {
  const { initialSuites, plannedOffer, suiteByName, whyNotOffered } =
    await import('../../../wire/tls/index.ts')
  const plan = plannedOffer(partner)
  const rows = (partner.tlsSuites ?? initialSuites)
    .map(suiteByName)
    .filter((suite) => suite !== undefined)
    .map((suite) => ({
      suite,
      offered: plan.suites.includes(suite),
      // What keeps it out says more than what weakens it.
      why: whyNotOffered(plan, suite) ?? suite.reasons[0],
    }))
  const value = {
    partner: partner.name,
    isInitial: partner.tlsSuites === undefined,
    suites: rows.map(({ suite, offered: isOffered }) => ({
      name: suite.name,
      strength: suite.strength,
      reasons: suite.reasons.map(({ id }) => id),
      versions: suite.versions,
      offered: isOffered,
    })),
    initial: initialSuites,
  }
  session.show(value, () => text(session, partner, rows, initialSuites))
}

interface Row {
  readonly suite: CipherSuite
  readonly offered: boolean
  readonly why: { readonly ja: string; readonly en: string } | undefined
}

function text(
  session: Session,
  partner: ServerPartner,
  rows: readonly Row[],
  initial: readonly string[],
): string {
  const { t, language } = session
  const inForce = table(
    ['#', t('label.suite'), t('label.strength'), t('label.offered'), t('label.reason')],
    rows.map(({ suite, offered, why }, at) => [
      String(at + 1),
      suite.name,
      t(`strength.${suite.strength}`),
      t(offered ? 'word.yes' : 'word.no'),
      why?.[language] ?? '-',
    ]),
    { right: [0] },
  )
  if (partner.tlsSuites === undefined) return `${t('suites.initial-in-force')}\n\n${inForce}`
  return `${t('suites.own-in-force')}\n\n${inForce}\n${t('suites.initial')}\n${initial.join(',')}\n`
}
