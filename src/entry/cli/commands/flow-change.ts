import type { Command } from 'commander'
import type { FlowInput } from '../../../domain/flows/index.ts'
import { plainValue } from '../arguments.ts'
import { addCommand, addOption } from '../command.ts'
import { sayNext } from '../flow/next-runs.ts'
import { addFlowOptions, changedInput, flowInput, type FlowFlags } from '../flow/options.ts'
import type { Session } from '../session.ts'
import { readWebhook } from '../webhook-options.ts'

/** Loaded late: the start of every command must not load the business. */
const business = () => import('../../../domain/flows/index.ts')

/** `flow add`. */
export function registerAdd(group: Command, session: Session): void {
  const command = addCommand(group, session, {
    name: 'add <name>',
    help: 'flow.add',
    arguments: { name: 'argument.flow' },
    examples: [
      'hikyaku flow add 発注受信 --partner retailer --receive --document-type Order --at 07:00,07:30 --days business',
      'hikyaku flow add 発注受信 --partner retailer --receive --document-type Order --folder /srv/edi/in --make --name {type}_{date}_{day-serial:3}{ext}',
      'hikyaku flow add 支払受信 --partner retailer --receive --document-type Payment --at 18:00 --days d20 --shift before',
    ],
  })
  const text = (
    flags: string,
    help:
      'option.flow-partner' | 'option.document-type' | 'option.format-type' | 'option.flow-note',
  ) => {
    addOption(command, session, { flags, help, parse: plainValue(flags.split(' ')[0] ?? '') })
  }
  addOption(command, session, {
    flags: '--partner <name>',
    help: 'option.flow-partner',
    parse: plainValue('--partner'),
    required: true,
  })
  addOption(command, session, { flags: '--receive', help: 'option.flow-receive' })
  addOption(command, session, { flags: '--send', help: 'option.flow-send' })
  text('--document-type <type>', 'option.document-type')
  text('--format-type <type>', 'option.format-type')
  addOption(command, session, { flags: '--filtered', help: 'option.flow-filtered' })
  addFlowOptions(command, session)
  text('--note <text>', 'option.flow-note')
  command.action((name: string, flags: FlowFlags) =>
    session.withStation(async (station) => {
      const { addFlow, findPartner } = await both()
      const { formatType } = await findPartner(station.ledger, flags.partner ?? '')
      const { directory } = session.io
      const webhook = await readWebhook(session, flags)
      const input = flowInput(flags, { name, formatType, directory, webhook })
      const { parseFlow, readyFolder } = await business()
      await readyFolder(station, parseFlow(input), { make: flags.make === true })
      const flow = await addFlow(station, session.actor, input)
      session.show(flow, () => session.t('flow.added', { flow: name }))
      await sayNext(session, station, flow)
    }),
  )
}

async function both() {
  const { findPartner } = await import('../../../domain/partners/index.ts')
  return { ...(await business()), findPartner }
}

/** `flow set`. */
export function registerSet(group: Command, session: Session): void {
  const command = addCommand(group, session, {
    name: 'set <name>',
    help: 'flow.set',
    arguments: { name: 'argument.flow' },
    examples: [
      'hikyaku flow set 発注受信 --at 06:30,07:30',
      'hikyaku flow set 発注受信 --program /opt/erp/import --argument {file} --retries 3',
      'hikyaku flow set 発注受信 --webhook https://erp.maker.example/edi --secret-file secret.txt',
    ],
  })
  addOption(command, session, { flags: '--filtered', help: 'option.flow-filtered' })
  addFlowOptions(command, session)
  addOption(command, session, { flags: '--no-timetable', help: 'option.flow-no-timetable' })
  addOption(command, session, { flags: '--no-folder', help: 'option.flow-no-folder' })
  addOption(command, session, { flags: '--no-expect', help: 'option.flow-no-expect' })
  addOption(command, session, { flags: '--no-program', help: 'option.flow-no-program' })
  addOption(command, session, { flags: '--no-keep-days', help: 'option.flow-no-keep-days' })
  addOption(command, session, {
    flags: '--note <text>',
    help: 'option.flow-note',
    parse: plainValue('--note'),
  })
  command.action((name: string, flags: FlowFlags) =>
    session.withStation(async (station) => {
      const { changeFlow, findFlow, settingsOf } = await business()
      const before = await findFlow(station, name)
      const { parseFlow, readyFolder } = await business()
      const old = settingsOf(before)
      const { directory } = session.io
      const webhook = await readWebhook(session, flags)
      const input = changedInput(old as FlowInput, flags, { directory, webhook })
      await readyFolder(station, parseFlow(input), { make: flags.make === true, before: old })
      const flow = await changeFlow(station, session.actor, { name, input })
      const said = flow.revision === before.revision ? 'flow.unchanged' : 'flow.changed'
      session.show(flow, () => session.t(said, { flow: name }))
      await sayNext(session, station, flow)
    }),
  )
}
