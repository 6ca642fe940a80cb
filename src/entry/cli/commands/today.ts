import type { Command } from 'commander'

import { defined } from '../../../base/defined.ts'
import type { ClearedDay } from '../../../domain/clearing/index.ts'
import type { BoardRow, BoardState, DayBoard } from '../../../domain/flows/index.ts'
import { badDate, plainValue } from '../arguments.ts'
import { addCommand, addOption } from '../command.ts'
import { table } from '../print/table.ts'
import { clockTime } from '../print/times.ts'
import type { Session } from '../session.ts'

interface TodayFlags {
  readonly date?: string
  readonly partner?: string
  readonly flow?: string
  readonly check?: boolean
}

/** 本日の予定と実績: did everything come, and did everything go? */
export function registerToday(program: Command, session: Session): void {
  const command = addCommand(program, session, {
    name: 'today',
    help: 'today',
    examples: ['hikyaku today', 'hikyaku today --date yesterday', 'hikyaku today --check --json'],
  })
  const text = (flags: string, help: 'option.today-date' | 'option.today-partner') => {
    addOption(command, session, { flags, help, parse: plainValue(flags.split(' ')[0] ?? '') })
  }
  text('--date <date>', 'option.today-date')
  text('--partner <name>', 'option.today-partner')
  addOption(command, session, {
    flags: '--flow <name>',
    help: 'option.today-flow',
    parse: plainValue('--flow'),
  })
  addOption(command, session, { flags: '--check', help: 'option.today-check' })
  command.action((flags: TodayFlags) =>
    session.withStation(async (station) => {
      const { dayBoard, findFlow } = await import('../../../domain/flows/index.ts')
      const { findPartner } = await import('../../../domain/partners/index.ts')
      if (flags.flow !== undefined) await findFlow(station, flags.flow)
      if (flags.partner !== undefined) await findPartner(station.ledger, flags.partner)
      const board = await dayBoard(station, await dayNamed(flags.date, station.clock.now()))
      const rows = board.rows.filter(
        ({ flow }) =>
          (flags.partner ?? flow.partner) === flow.partner &&
          (flags.flow ?? flow.name) === flow.name,
      )
      const { clearedDay } = await import('../../../domain/clearing/index.ts')
      const { clearing = {} } = session.config.settings
      const cleared = await clearedDay(station, clearing, board.date)
      session.show({ ...board, rows, ...defined({ cleared }) }, () =>
        [clearedText(session, cleared), boardText(session, { ...board, rows })].join(''),
      )
      if (flags.check === true && rows.some(({ state }) => wrong.has(state))) session.endWith(1)
    }),
  )
}

/** What `--check` takes for trouble. */
const wrong: ReadonlySet<BoardState> = new Set(['held', 'failed', 'late', 'to-do'])

async function dayNamed(date: string | undefined, now: Date): Promise<number | undefined> {
  if (date === undefined) return undefined
  const { parseDay, zoneOf } = await import('../../../domain/timetable/index.ts')
  const today = zoneOf('Asia/Tokyo')?.wallTime(now.getTime()).day
  if (date === 'today') return today
  if (date === 'yesterday' && today !== undefined) return today - 1
  const day = parseDay(date)
  if (day !== undefined) return day
  throw badDate('--date', date)
}

/** Said first: what follows is not what it was on that day. */
function clearedText({ t }: Session, cleared: ClearedDay | undefined): string {
  if (cleared === undefined) return ''
  const { records } = cleared
  return `${records === undefined ? t('today.cleared-all') : t('today.cleared', { count: records })}\n\n`
}

function boardText(session: Session, { date, summary, rows, unfiled }: DayBoard): string {
  const { t } = session
  const { verdict, expected, met, late, missed } = summary
  const counts = { date, expected, met, lacking: late + missed }
  const head = `${t(`today.${verdict}`, counts)}\n`
  if (rows.length === 0) return `${head}${t('today.no-flow')}\n`
  const others = unfiled.map(({ partner, documentType, formatType, count }) =>
    t('today.unfiled', { partner, kind: `${documentType} (${formatType})`, count }),
  )
  return [`${head}\n${rowsTable(session, date, rows)}`, ...others.map((line) => `${line}\n`)].join(
    '',
  )
}

function rowsTable({ t }: Session, date: string, rows: readonly BoardRow[]): string {
  return table(
    [
      t('label.flow'),
      t('label.partner'),
      t('label.state'),
      t('label.runs'),
      t('label.deadline'),
      t('label.day-counts'),
      t('label.waits'),
      t('label.next-run'),
    ],
    rows.map((row) => [
      row.flow.name,
      row.flow.partner,
      t(`board.${row.state}`),
      runsText(row),
      row.deadlines
        .map(({ at, state, count, atLeast }) =>
          [clockTime(at, row.zone, date), t(`deadline.${state}`), `${count}/${atLeast}`].join(' '),
        )
        .join(', '),
      [row.counts.first, row.counts.second, row.counts.third].join(' / '),
      String(row.counts.waiting + row.counts.toDo),
      row.next === undefined ? '' : clockTime(row.next, row.zone, date),
    ]),
    { right: [6] },
  )
}

/** Runs that were made, of all that the day has. */
function runsText({ marks }: BoardRow): string {
  if (marks.length === 0) return ''
  return `${marks.filter(({ state }) => state !== 'planned').length}/${marks.length}`
}
