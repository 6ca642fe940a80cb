import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Command } from 'commander'

import type { CalendarText, CompanyCalendar } from '../../../domain/flows/index.ts'
import type { CalendarEntry, Weekday } from '../../../domain/timetable/index.ts'
import { builtInCalendars, type BuiltInCalendar } from '../../../domain/timetable/built-in-names.ts'
import { causeText } from '../../../errors/index.ts'
import { badArgument, oneOf, plainValue } from '../arguments.ts'
import { addCommand, addGroup, addOption } from '../command.ts'
import { facts, table } from '../print/table.ts'
import type { Session } from '../session.ts'

const business = () => import('../../../domain/flows/index.ts')
const days = () => import('../../../domain/timetable/index.ts')

/** 営業カレンダー: which days are closed, on top of weekends and public holidays. */
export function registerCalendar(program: Command, session: Session): void {
  const group = addGroup(program, session, 'calendar')
  registerAdd(group, session)
  registerList(group, session)
  registerShow(group, session)
  registerSet(group, session)
  registerImport(group, session)
  registerExport(group, session)
  registerCheck(group, session)
  addCommand(group, session, {
    name: 'remove <name>',
    help: 'calendar.remove',
    arguments: { name: 'argument.calendar' },
    examples: ['hikyaku calendar remove 本社'],
  }).action((name: string) =>
    session.withStation(async (station) => {
      const { removeCalendar } = await business()
      await removeCalendar(station, session.actor, name)
      session.show({ removed: name }, () => session.t('calendar.removed', { calendar: name }))
    }),
  )
}

function registerAdd(group: Command, session: Session): void {
  const command = addCommand(group, session, {
    name: 'add <name>',
    help: 'calendar.add',
    arguments: { name: 'argument.calendar' },
    examples: ['hikyaku calendar add 本社', 'hikyaku calendar add 店舗 --base everyday'],
  })
  addOption(command, session, {
    flags: '--base <calendar>',
    help: 'option.calendar-base',
    parse: oneOf('--base', builtInCalendars),
    words: builtInCalendars,
    standard: 'japan',
  })
  addOption(command, session, {
    flags: '--weekend <days>',
    help: 'option.calendar-weekend',
    parse: plainValue('--weekend'),
  })
  command.action((name: string, flags: { base?: BuiltInCalendar; weekend?: string }) =>
    session.withStation(async (station) => {
      const { putCalendar } = await business()
      if ((await station.ledger.calendars.find(name)) !== undefined) {
        throw badArgument('name', {
          en: `there is a calendar ${name} already`,
          ja: `営業カレンダー ${name} は既にあります`,
        })
      }
      const { base = 'japan', weekend } = flags
      const calendar = { name, base, ...(await weekendOf(weekend)), entries: [] }
      session.show(await putCalendar(station, session.actor, calendar), () =>
        session.t('calendar.added', { calendar: name }),
      )
    }),
  )
}

async function weekendOf(text: string | undefined): Promise<{ weekend?: readonly Weekday[] }> {
  if (text === undefined) return {}
  const { parseDays } = await days()
  const weekend = parseDays(text).flatMap((one) => (one.kind === 'weekdays' ? one.weekdays : []))
  return { weekend }
}

function registerList(group: Command, session: Session): void {
  addCommand(group, session, {
    name: 'list',
    help: 'calendar.list',
    examples: ['hikyaku calendar list'],
  }).action(() =>
    session.withStation(async (station) => {
      const own = await station.ledger.calendars.list()
      for (const calendar of own) session.emit(calendar)
      const { t } = session
      const builtIn = builtInCalendars.map((name) => [name, t('calendar.built-in'), ''])
      const rows = own.map(({ name, base, entries }) => [name, base, String(entries.length)])
      if (session.json) return
      session.say(
        table([t('label.calendar'), t('label.base'), t('label.own-days')], [...builtIn, ...rows], {
          right: [2],
        }),
      )
    }),
  )
}

function registerShow(group: Command, session: Session): void {
  addCommand(group, session, {
    name: 'show <name>',
    help: 'calendar.show',
    arguments: { name: 'argument.calendar' },
    examples: ['hikyaku calendar show 本社'],
  }).action((name: string) =>
    session.withStation(async (station) => {
      const { findCalendar, textOfWhen } = await business()
      const calendar = await findCalendar(station, name)
      session.show(calendar, () => calendarFacts(session, calendar, textOfWhen))
    }),
  )
}

function calendarFacts(
  { t }: Session,
  { name, base, entries }: CompanyCalendar,
  textOfWhen: (when: CalendarEntry['when']) => string,
): string {
  const head = facts([
    [t('label.calendar'), name],
    [t('label.base'), base],
  ])
  if (entries.length === 0) return head
  const rows = entries.map((entry) => [
    textOfWhen(entry.when),
    t(`day.${entry.kind}`),
    entry.name ?? '',
  ])
  return `${head}\n${table([t('label.date'), t('label.kind'), t('label.name')], rows)}`
}

interface SetFlags {
  readonly close?: string
  readonly open?: string
  readonly name?: string
}

function registerSet(group: Command, session: Session): void {
  const command = addCommand(group, session, {
    name: 'set <name>',
    help: 'calendar.set',
    arguments: { name: 'argument.calendar' },
    examples: [
      'hikyaku calendar set 本社 --close 12-29,12-30,12-31 --name 年末',
      'hikyaku calendar set 本社 --open 2026-11-21',
    ],
  })
  for (const [flags, help] of [
    ['--close <dates>', 'option.calendar-close'],
    ['--open <dates>', 'option.calendar-open'],
    ['--name <text>', 'option.calendar-name'],
  ] as const) {
    addOption(command, session, { flags, help, parse: plainValue(flags.split(' ')[0] ?? '') })
  }
  command.action(async (name: string, { close, open, name: label = '' }: SetFlags) => {
    const lines = [
      ...(close ?? '').split(',').map((date) => `${date},closed,${label}`),
      ...(open ?? '').split(',').map((date) => `${date},open,${label}`),
    ].filter((line) => !line.startsWith(','))
    if (lines.length === 0) {
      throw badArgument('--close, --open', {
        en: 'one of them is needed',
        ja: 'どちらかを指定してください',
      })
    }
    const { parseCalendarText } = await business()
    const text = parseCalendarText(lines.join('\n'))
    await change(session, name, { text, from: '--close, --open' })
  })
}

function registerImport(group: Command, session: Session): void {
  const command = addCommand(group, session, {
    name: 'import <name> <file>',
    help: 'calendar.import',
    arguments: { name: 'argument.calendar', file: 'argument.calendar-file' },
    examples: ['hikyaku calendar import 本社 days.csv'],
  })
  addOption(command, session, { flags: '--replace', help: 'option.calendar-replace' })
  command.action(async (name: string, file: string, { replace }: { replace?: boolean }) => {
    const text = await daysIn(resolve(session.io.directory, file))
    await change(session, name, { text, from: file, isAll: replace === true })
  })
}

function registerExport(group: Command, session: Session): void {
  addCommand(group, session, {
    name: 'export <name>',
    help: 'calendar.export',
    arguments: { name: 'argument.calendar' },
    examples: ['hikyaku calendar export 本社 > days.csv'],
  }).action((name: string) =>
    session.withStation(async (station) => {
      const { calendarText, findCalendar } = await business()
      const { entries } = await findCalendar(station, name)
      session.show({ name, entries }, () => calendarText(entries).trimEnd())
    }),
  )
}

async function daysIn(path: string): Promise<CalendarText> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw badArgument(path, causeText(error))
  })
  const { readCalendarText } = await business()
  return readCalendarText(bytes)
}

async function change(
  session: Session,
  name: string,
  { text, from, isAll = false }: { text: CalendarText; from: string; isAll?: boolean },
): Promise<void> {
  const { findCalendar, putCalendar, withEntries } = await business()
  const { entries, findings } = text
  if (findings.length > 0) {
    const lines = findings.map(({ line, text: wrong }) => `${line}: ${wrong}`).join('; ')
    throw badArgument(from, {
      en: `not a date with closed or open – ${lines}`,
      ja: `日付と closed / open の形ではありません – ${lines}`,
    })
  }
  await session.withStation(async (station) => {
    const before = await findCalendar(station, name)
    const all = isAll ? entries : withEntries(before.entries, entries)
    const calendar = await putCalendar(station, session.actor, { ...before, entries: all })
    session.show(calendar, () =>
      session.t('calendar.changed', { calendar: name, count: entries.length }),
    )
  })
}

function registerCheck(group: Command, session: Session): void {
  const command = addCommand(group, session, {
    name: 'check <date>',
    help: 'calendar.check',
    arguments: { date: 'argument.date' },
    examples: [
      'hikyaku calendar check 2026-09-22',
      'hikyaku calendar check 2026-12-30 --calendar 本社',
    ],
  })
  addOption(command, session, {
    flags: '--calendar <name>',
    help: 'option.flow-calendar',
    parse: plainValue('--calendar'),
    standard: 'japan',
  })
  command.action((date: string, { calendar = 'japan' }: { calendar?: string }) =>
    session.withStation(async (station) => {
      const { verdictOn } = await business()
      const { parseDates } = await days()
      const [day = 0] = parseDates(date)
      const verdict = await verdictOn(station, calendar, day)
      const { t } = session
      session.show({ date, calendar, ...verdict }, () =>
        [
          date,
          t(verdict.business ? 'day.open' : 'day.closed'),
          verdict.name ?? t(`calendar.by-${verdict.by}`),
          ...(verdict.provisional ? [t('calendar.provisional')] : []),
        ].join('  '),
      )
    }),
  )
}
