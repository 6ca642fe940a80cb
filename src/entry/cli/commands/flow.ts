import type { Command } from 'commander'
import { defined } from '../../../base/defined.ts'

import type { Flow, FlowInput, PreviewedSlot, SlotRecord } from '../../../domain/flows/index.ts'
import type { Station } from '../../../station/index.ts'
import { plainValue, wholeNumber } from '../arguments.ts'
import { addCommand, addGroup, addOption } from '../command.ts'
import { interruptible } from '../interrupt.ts'
import { addFlowOptions, changedInput, flowInput, type FlowFlags } from '../flow/options.ts'
import { addLimit, printList } from '../print/list.ts'
import { facts, table } from '../print/table.ts'
import { formatTime } from '../print/times.ts'
import type { Session } from '../session.ts'

/** Loaded late: the start of every command must not load the business. */
const business = () => import('../../../domain/flows/index.ts')

/** What the station does by itself with one kind of document (業務). */
export function registerFlow(program: Command, session: Session): void {
  const group = addGroup(program, session, 'flow')
  registerAdd(group, session)
  registerList(group, session)
  registerShow(group, session)
  registerNext(group, session)
  registerSet(group, session)
  registerRun(group, session)
  registerHold(group, session)
  registerRelease(group, session)
  addCommand(group, session, {
    name: 'remove <name>',
    help: 'flow.remove',
    arguments: { name: 'argument.flow' },
    examples: ['hikyaku flow remove 発注受信'],
  }).action((name: string) =>
    session.withStation(async (station) => {
      const { removeFlow } = await business()
      await removeFlow(station, session.actor, name)
      session.show({ removed: name }, () => session.t('flow.removed', { flow: name }))
    }),
  )
}

function registerAdd(group: Command, session: Session): void {
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
      const input = flowInput(flags, { name, formatType, directory })
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

function registerSet(group: Command, session: Session): void {
  const command = addCommand(group, session, {
    name: 'set <name>',
    help: 'flow.set',
    arguments: { name: 'argument.flow' },
    examples: [
      'hikyaku flow set 発注受信 --at 06:30,07:30',
      'hikyaku flow set 発注受信 --program /opt/erp/import --argument {file} --retries 3',
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
      const input = changedInput(old as FlowInput, flags, session.io.directory)
      await readyFolder(station, parseFlow(input), { make: flags.make === true, before: old })
      const flow = await changeFlow(station, session.actor, { name, input })
      const said = flow.revision === before.revision ? 'flow.unchanged' : 'flow.changed'
      session.show(flow, () => session.t(said, { flow: name }))
      await sayNext(session, station, flow)
    }),
  )
}

function registerList(group: Command, session: Session): void {
  const command = addCommand(group, session, {
    name: 'list',
    help: 'flow.list',
    examples: ['hikyaku flow list'],
  })
  addLimit(command, session)
  command.action(({ limit }: { readonly limit?: number }) =>
    session.withStation(async (station) => {
      const all = await nextOf(station)
      await printList(session, limit, (most) => Promise.resolve(all.slice(0, most)), {
        head: (['flow', 'partner', 'direction', 'kind', 'next-run'] as const).map((key) =>
          session.t(`label.${key}`),
        ),
        row: ({ flow, slots: [slot] }) => [
          flow.name,
          flow.partner,
          session.t(`direction.${flow.direction}`),
          kindText(session, flow),
          flow.hold === undefined ? (slot?.local.slice(0, 16) ?? '') : session.t('flow.on-hold'),
        ],
        json: ({ flow, slots: [slot] }) => ({
          ...flow,
          ...defined({ next: slot?.at }),
        }),
      })
    }),
  )
}

async function nextOf(
  station: Station,
): Promise<readonly { flow: Flow; slots: readonly PreviewedSlot[] }[]> {
  const flows = await station.ledger.flows.list()
  return Promise.all(
    flows.map(async (flow) => ({ flow, slots: await preview(station, flow, { count: 1 }) })),
  )
}

function registerShow(group: Command, session: Session): void {
  addCommand(group, session, {
    name: 'show <name>',
    help: 'flow.show',
    arguments: { name: 'argument.flow' },
    examples: ['hikyaku flow show 発注受信'],
  }).action((name: string) =>
    session.withStation(async (station) => {
      const { findFlow } = await business()
      const flow = await findFlow(station, name)
      session.show(flow, () => factsOf(session, flow))
      await sayNext(session, station, flow)
    }),
  )
}

function factsOf(session: Session, flow: Flow): string {
  const { t } = session
  const { timetable, hold } = flow
  return facts([
    [t('label.flow'), flow.name],
    [t('label.partner'), flow.partner],
    [t('label.direction'), t(`direction.${flow.direction}`)],
    [t('label.kind'), kindText(session, flow)],
    [
      t('label.days'),
      timetable?.rules
        .map(({ days, shift }) => `${days}${shift === undefined ? '' : ` (${shift})`}`)
        .join(' / '),
    ],
    [t('label.run-times'), timetable?.rules.map(timesText).join(' / ')],
    [t('label.calendar'), timetable?.calendar],
    [t('label.zone'), timetable?.zone],
    [t('label.folder'), flow.folder?.path],
    [t('label.file'), flow.folder?.name],
    [t('label.program'), programsText(session, flow)],
    [t('label.deadline'), expectationsText(session, flow)],
    [
      t('label.hold'),
      hold === undefined
        ? undefined
        : t('flow.held-since', { at: formatTime(hold.at), by: hold.by, reason: hold.reason }),
    ],
    [
      t('clear.setting.payloadDays'),
      flow.keepDays === undefined ? undefined : t('clear.days', { days: flow.keepDays }),
    ],
    [t('label.note'), flow.note],
  ])
}

function programsText({ t }: Session, { programs }: Flow): string | undefined {
  return programs
    ?.map(
      ({ step, file, arguments: given }) => `${t(`step.${step}`)}: ${[file, ...given].join(' ')}`,
    )
    .join(' / ')
}

function expectationsText({ t }: Session, { expectations }: Flow): string | undefined {
  return expectations
    ?.map((one) => {
      if (one.kind === 'by-time') {
        return t('flow.expects', { at: one.at, days: one.days, count: one.atLeast })
      }
      if (one.kind === 'fetched') return t('flow.expects-fetched', { hours: one.withinHours })
      return t('flow.expects-waiting', { minutes: one.atMostMinutes })
    })
    .join(' / ')
}

function timesText({ at, every, cron }: NonNullable<Flow['timetable']>['rules'][number]): string {
  return at ?? cron ?? (every === undefined ? '' : `${every.from}-${every.until} /${every.minutes}`)
}

function kindText({ t }: Session, { kind }: Flow): string {
  return kind === 'any' ? t('kind.any') : `${kind.documentType} (${kind.formatType})`
}

function registerNext(group: Command, session: Session): void {
  const command = addCommand(group, session, {
    name: 'next <name>',
    help: 'flow.next',
    arguments: { name: 'argument.flow' },
    examples: [
      'hikyaku flow next 発注受信',
      'hikyaku flow next 支払受信 --count 24 --after 2027-01-01',
    ],
  })
  addOption(command, session, {
    flags: '--count <count>',
    help: 'option.flow-count',
    parse: wholeNumber('--count', { min: 1, max: 1000 }),
    standard: '20',
  })
  addOption(command, session, {
    flags: '--after <date>',
    help: 'option.flow-after',
    parse: plainValue('--after'),
  })
  command.action((name: string, { count = 20, after }: { count?: number; after?: string }) =>
    session.withStation(async (station) => {
      const { findFlow } = await business()
      const flow = await findFlow(station, name)
      const slots = await preview(station, flow, {
        count,
        ...defined({ after }),
      })
      for (const slot of slots) session.emit(slot)
      if (!session.json) session.say(slotsTable(session, slots))
    }),
  )
}

/** @param after a date; absent: from now on. */
async function preview(
  station: Station,
  flow: Flow,
  { count, after }: { readonly count: number; readonly after?: string },
): Promise<readonly PreviewedSlot[]> {
  const { upcoming } = await business()
  if (after === undefined) return upcoming(station, flow, { count })
  const { parseDates, zoneOf } = await import('../../../domain/timetable/index.ts')
  const [day] = parseDates(after)
  const zone = zoneOf(flow.timetable?.zone ?? 'Asia/Tokyo')
  if (day === undefined || zone === undefined) return []
  const from = new Date(zone.firstInstant({ day, minute: 0 }) - 1)
  return upcoming(station, flow, { count, after: from })
}

function slotsTable({ t, language }: Session, slots: readonly PreviewedSlot[]): string {
  if (slots.length === 0) return t('flow.no-run')
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' })
  const shown = (date: string): string =>
    `${date} (${weekday.format(new Date(`${date}T00:00:00Z`))})`
  return table(
    [t('label.run'), t('label.stands-for'), t('label.because')],
    slots.map(({ local, nominal, moved, provisional }) => [
      `${shown(local.slice(0, 10))} ${local.slice(11)}`,
      nominal.map(shown).join(', '),
      [
        moved === undefined ? undefined : (moved.name ?? t(`calendar.by-${moved.by}`)),
        provisional ? t('calendar.provisional') : undefined,
      ]
        .filter((word) => word !== undefined)
        .join(' · '),
    ]),
  )
}

async function sayNext(session: Session, station: Station, flow: Flow): Promise<void> {
  if (session.json) return
  const slots = await preview(station, flow, { count: 3 })
  if (slots.length > 0) session.say(`\n${slotsTable(session, slots)}`)
}

function registerRun(group: Command, session: Session): void {
  addCommand(group, session, {
    name: 'run <name>',
    help: 'flow.run',
    arguments: { name: 'argument.flow' },
    examples: ['hikyaku flow run 発注受信'],
  }).action((name: string) =>
    session.withStation(async (station) => {
      const { findFlow } = await business()
      const { exchangesOf, programsOf, runFlowNow } = await import('../../../station/index.ts')
      const flow = await findFlow(station, name)
      await interruptible(session, async (signal) => {
        const parts = {
          context: station,
          exchanges: exchangesOf(station),
          programs: programsOf(station),
        }
        const run = await runFlowNow(parts, flow, signal)
        session.show(run, () =>
          session.t(
            `flow.ran-${run.state === 'done' || run.state === 'warning' ? run.state : 'failed'}`,
            {
              flow: name,
              count: run.documents,
            },
          ),
        )
        await reportFault(session, station, run)
      })
    }),
  )
}

/** Why a run did not end well, and with which status. */
async function reportFault(session: Session, station: Station, run: SlotRecord): Promise<void> {
  if (run.state === 'done') return
  const fault =
    run.faultId === undefined ? undefined : await station.ledger.faults.find(run.faultId)
  if (fault !== undefined) session.mention(fault.name, fault.params)
  session.endWith(run.state === 'warning' ? 1 : 4)
}

function registerHold(group: Command, session: Session): void {
  const command = addCommand(group, session, {
    name: 'hold <name>',
    help: 'flow.hold',
    arguments: { name: 'argument.flow' },
    examples: ['hikyaku flow hold 発注受信 --reason 取引停止'],
  })
  addOption(command, session, {
    flags: '--reason <text>',
    help: 'option.reason-hold',
    parse: plainValue('--reason'),
    required: true,
  })
  command.action((name: string, { reason = '' }: { reason?: string }) =>
    changeHold(session, name, { reason }),
  )
}

function registerRelease(group: Command, session: Session): void {
  addCommand(group, session, {
    name: 'release <name>',
    help: 'flow.release',
    arguments: { name: 'argument.flow' },
    examples: ['hikyaku flow release 発注受信'],
  }).action((name: string) => changeHold(session, name, undefined))
}

function changeHold(
  session: Session,
  name: string,
  hold: { readonly reason: string } | undefined,
): Promise<void> {
  return session.withStation(async (station) => {
    const { holdFlow } = await business()
    const changed = await holdFlow(station, session.actor, { name, hold })
    const state = hold === undefined ? 'released' : 'held'
    session.show({ name, held: hold !== undefined, changed }, () =>
      session.t(changed ? `flow.${state}` : `flow.${state}-before`, { flow: name }),
    )
  })
}
