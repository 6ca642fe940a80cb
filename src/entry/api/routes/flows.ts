import { z } from 'zod'
import type { Route } from '../route.ts'
import { day, limit, name } from '../schemas/common.ts'
import * as flows from '../schemas/flows.ts'
import { holdOrder } from '../schemas/holds.ts'
import { run } from '../schemas/runs.ts'
import { today, todayQuery } from '../schemas/today.ts'

const byName = z.object({ name })

/** 業務: what the station does by itself. */
export const flowRoutes = {
  'today.show': {
    method: 'GET',
    path: '/today',
    role: 'viewer',
    summary: 'Show what was planned for a day and what came of it; today without a date',
    query: todayQuery,
    response: today,
  },
  'flows.list': {
    method: 'GET',
    path: '/flows',
    role: 'viewer',
    summary: 'List the flows with their next runs',
    response: flows.flowList,
  },
  'flows.add': {
    method: 'POST',
    path: '/flows',
    role: 'admin',
    summary: 'Add a flow',
    body: flows.flowAddition,
    response: flows.flow,
    status: 201,
  },
  'flows.try': {
    method: 'POST',
    path: '/flows/check',
    role: 'viewer',
    summary:
      'Tell when a flow would run and how it would name a file, as it is typed; nothing is kept',
    body: flows.triedFlow,
    response: flows.flowTrial,
  },
  'flows.show': {
    method: 'GET',
    path: '/flows/:name',
    role: 'viewer',
    summary: 'Show the settings of a flow',
    params: byName,
    response: flows.flow,
  },
  'flows.next': {
    method: 'GET',
    path: '/flows/:name/next',
    role: 'viewer',
    summary: 'Show the next runs of a flow',
    params: byName,
    query: z.object({ limit }),
    response: flows.plannedRuns,
  },
  'flows.change': {
    method: 'PUT',
    path: '/flows/:name',
    role: 'admin',
    summary: 'Replace the settings of a flow; its partner and direction stay',
    params: byName,
    body: flows.flowChange,
    response: flows.flow,
  },
  'flows.remove': {
    method: 'DELETE',
    path: '/flows/:name',
    role: 'admin',
    summary: 'Remove a flow; its past stays',
    params: byName,
    response: 'nothing',
  },
  'flows.hold': {
    method: 'PUT',
    path: '/flows/:name/hold',
    role: 'operator',
    summary: 'Stop a flow; what waits stays',
    params: byName,
    body: holdOrder,
    response: flows.flow,
  },
  'flows.release': {
    method: 'DELETE',
    path: '/flows/:name/hold',
    role: 'operator',
    summary: 'Let a flow go on that was on hold',
    params: byName,
    response: 'nothing',
  },
  'flows.skip': {
    method: 'PUT',
    path: '/flows/:name/skipped/:date',
    role: 'operator',
    summary: 'Say that nothing comes or goes on a day, so that it is not late',
    params: byName.extend({ date: day }),
    body: flows.flowSkip,
    response: 'nothing',
  },
  'flows.unskip': {
    method: 'DELETE',
    path: '/flows/:name/skipped/:date',
    role: 'operator',
    summary: 'Let the deadlines of that day count again',
    params: byName.extend({ date: day }),
    response: 'nothing',
  },
  'flows.run': {
    method: 'POST',
    path: '/flows/:name/run',
    role: 'operator',
    summary: 'Run a flow now',
    params: byName,
    response: run,
    status: 202,
  },
} as const satisfies Record<string, Route>

/** 営業カレンダー: which days are closed. */
export const calendarRoutes = {
  'calendars.list': {
    method: 'GET',
    path: '/calendars',
    role: 'viewer',
    summary: 'List the calendars of the company; built in are japan, banks and everyday',
    response: flows.calendarList,
  },
  'calendars.try': {
    method: 'POST',
    path: '/calendars/check',
    role: 'viewer',
    summary: 'Tell each day of a year of a calendar as it is typed; nothing is kept',
    body: flows.triedCalendar,
    response: flows.calendarDays,
  },
  'calendars.read': {
    method: 'POST',
    path: '/calendar-files/read',
    role: 'viewer',
    summary: 'Read the days of a CSV in UTF-8 or CP932; nothing is kept',
    body: flows.calendarFile,
    response: flows.calendarText,
  },
  'calendars.export': {
    method: 'GET',
    path: '/calendars/:name/days',
    role: 'viewer',
    summary: 'Download the own days of a calendar as CSV',
    params: byName,
    response: 'bytes',
  },
  'calendars.put': {
    method: 'PUT',
    path: '/calendars/:name',
    role: 'admin',
    summary: 'Put a calendar in its place: added, or changed',
    params: byName,
    body: flows.calendarInput,
    response: flows.calendar,
  },
  'calendars.remove': {
    method: 'DELETE',
    path: '/calendars/:name',
    role: 'admin',
    summary: 'Remove a calendar that no flow uses',
    params: byName,
    response: 'nothing',
  },
  'calendars.check': {
    method: 'GET',
    path: '/calendars/:name/days/:date',
    role: 'viewer',
    summary: 'Tell whether a date is a business day, and why; also of a built-in calendar',
    params: byName.extend({ date: day }),
    response: flows.dayVerdict,
  },
} as const satisfies Record<string, Route>
