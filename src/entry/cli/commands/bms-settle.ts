import type { Command } from 'commander'

import { defined } from '../../../base/defined.ts'
import type { MatchDeed } from '../../../domain/matching/index.ts'
import { badArgument, oneOf, plainValue } from '../arguments.ts'
import { addCommand, addOption } from '../command.ts'
import type { Session } from '../session.ts'

interface SettleFlags {
  readonly partner: string
  readonly ordered?: string
  readonly deed?: MatchDeed
  readonly comment?: string
  readonly takeBack?: boolean
}

const deeds = ['as-received', 'carry-over', 'offset', 'corrected', 'accepted', 'other'] as const

/** `bms settle`: a person says why a slip differs, and what is done about it. */
export function registerBmsSettle(group: Command, session: Session): void {
  const command = addCommand(group, session, {
    name: 'settle <slip>',
    help: 'bms.settle',
    arguments: { slip: 'argument.slip-number' },
    examples: [
      'hikyaku bms settle 4179218 --partner retailer --deed as-received --comment "店舗で 8 個破損"',
      'hikyaku bms settle 4179218 --partner retailer --take-back',
    ],
  })
  addOption(command, session, {
    flags: '--partner <name>',
    help: 'option.partner',
    parse: plainValue('--partner'),
    required: true,
  })
  addOption(command, session, {
    flags: '--deed <what>',
    help: 'option.settle-deed',
    words: deeds,
    parse: oneOf('--deed', deeds),
  })
  addOption(command, session, {
    flags: '--comment <text>',
    help: 'option.settle-comment',
    parse: plainValue('--comment', 1000),
  })
  addOption(command, session, {
    flags: '--ordered <day>',
    help: 'option.settle-ordered',
    parse: plainValue('--ordered'),
  })
  addOption(command, session, { flags: '--take-back', help: 'option.settle-take-back' })
  command.action((slip: string, flags: SettleFlags) => settle(session, slip, flags))
}

async function settle(session: Session, slip: string, flags: SettleFlags): Promise<void> {
  const { partner, ordered, deed, comment, takeBack } = flags
  const told = takeBack === true ? undefined : toldOf(deed, comment)
  await session.withStation(async (station) => {
    const { indexSlips } = await import('../../../domain/slips/index.ts')
    const matching = await import('../../../domain/matching/index.ts')
    await indexSlips(station, { most: Infinity })
    const named = { partner, number: slip, ...defined({ ordered }) }
    const { key, settlement } = await matching.slipNumbered(station, named)
    if (told === undefined) {
      const ended = await matching.takeBackSettlement(station, session.actor, settlement)
      session.show(ended, () => session.t('match.taken-back', { slip }))
      return
    }
    const settled = await matching.settleDifference(station, session.actor, {
      partner,
      key,
      ...told,
    })
    const words = matching.deedWords[settled.deed][session.language]
    session.show(settled, () => session.t('match.settled', { slip, deed: words }))
  })
}

function toldOf(
  deed: MatchDeed | undefined,
  comment: string | undefined,
): { readonly deed: MatchDeed; readonly comment: string } {
  if (deed === undefined || comment === undefined) {
    const argument = deed === undefined ? '--deed' : '--comment'
    throw badArgument(argument, { en: 'is needed', ja: '必要です' })
  }
  return { deed, comment }
}
