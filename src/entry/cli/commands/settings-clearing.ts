import type { Command } from 'commander'

import { clearingStandards, type ClearingSettings } from '../../../domain/clearing/index.ts'
import { plainValue, wholeNumber } from '../arguments.ts'
import { addCommand, addOption } from '../command.ts'
import { facts } from '../print/table.ts'
import type { Session } from '../session.ts'

const kinds = ['payload', 'record', 'message-id', 'exchange', 'fault', 'output', 'audit'] as const
type Days = Exclude<keyof ClearingSettings, 'at'>

/** As commander gives them: `--no-fault-days` is `faultDays: false`. */
type ClearingFlags = { readonly [D in Days]?: number | false } & { readonly at?: string }

/** `settings clearing`: shows or sets how long what is kept (整理). */
export function registerSettingsClearing(group: Command, session: Session): void {
  const command = addCommand(group, session, {
    name: 'clearing',
    help: 'settings.clearing',
    examples: [
      'hikyaku settings clearing',
      'hikyaku settings clearing --payload-days 400 --record-days 2600 --exchange-days 400',
      'hikyaku settings clearing --no-audit-days',
    ],
  })
  addOption(command, session, {
    flags: '--at <time>',
    help: 'option.clear-at',
    parse: plainValue('--at'),
    standard: clearingStandards.at,
  })
  for (const kind of kinds) {
    const flag = `--${kind}-days`
    addOption<number | false>(command, session, {
      flags: `${flag} <days>`,
      help: `option.clear-${kind}-days`,
      parse: wholeNumber(flag, { min: 1, max: 36_500 }),
      ...(kind === 'message-id' ? { standard: String(clearingStandards.messageIdDays) } : {}),
    })
    addOption(command, session, { flags: `--no-${kind}-days`, help: 'option.clear-no-days' })
  }
  command.action((flags: ClearingFlags) => clearing(session, flags))
}

async function clearing(session: Session, flags: ClearingFlags): Promise<void> {
  await session.withStation(async (station) => {
    const { changeSettings } = await import('../../../station/settings/index.ts')
    const { parseSettings } = await import('../../../domain/settings/index.ts')
    const { settings } = session.config
    const all: Readonly<Record<string, string | number | false>> = {
      ...settings.clearing,
      ...flags,
    }
    const clearing: ClearingSettings = Object.fromEntries(
      Object.entries(all).filter(([, value]) => value !== false),
    )
    if (Object.keys(flags).length > 0) {
      await changeSettings(station, session.actor, parseSettings({ ...settings, clearing }))
    }
    const flows = (await station.ledger.flows.list()).flatMap(({ name, keepDays }) =>
      keepDays === undefined ? [] : [{ flow: name, keepDays }],
    )
    session.show({ ...clearing, flows }, () => settingsText(session, clearing, flows))
  })
}

function settingsText(
  { t }: Session,
  settings: ClearingSettings,
  flows: readonly { readonly flow: string; readonly keepDays: number }[],
): string {
  const said = (days: number | undefined): string =>
    days === undefined ? t('clear.kept-for-ever') : t('clear.days', { days })
  const all: ClearingSettings = { ...clearingStandards, ...settings }
  const rows = (
    [
      'payloadDays',
      'recordDays',
      'messageIdDays',
      'exchangeDays',
      'faultDays',
      'outputDays',
      'auditDays',
    ] as const
  ).map((key) => [t(`clear.setting.${key}`), said(all[key])] as const)
  return facts([
    [t('clear.setting.at'), all.at],
    ...rows,
    ...flows.map(({ flow, keepDays }) => [t('clear.of-flow', { flow }), said(keepDays)] as const),
  ])
}
