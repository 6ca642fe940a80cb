import { z } from 'zod'
import type { Route } from '../route.ts'
import * as alerts from '../schemas/alerts.ts'
import { name } from '../schemas/common.ts'

const byName = z.object({ name })

/** 通知: who is told of faults. */
export const alertRoutes = {
  'alerts.list': {
    method: 'GET',
    path: '/alerts',
    role: 'viewer',
    summary: 'List the alerts, with the mail server through which they go',
    response: alerts.alertList,
  },
  'alerts.put': {
    method: 'PUT',
    path: '/alerts/:name',
    role: 'admin',
    summary: 'Put an alert in its place: added, or changed',
    params: byName,
    body: alerts.alertInput,
    response: alerts.alert,
  },
  'alerts.remove': {
    method: 'DELETE',
    path: '/alerts/:name',
    role: 'admin',
    summary: 'Remove an alert',
    params: byName,
    response: 'nothing',
  },
  'alerts.test': {
    method: 'POST',
    path: '/alerts/:name/test',
    role: 'operator',
    summary: 'Send a message as a test of an alert',
    params: byName,
    response: alerts.alertMessage,
  },
  'alerts.mail': {
    method: 'PUT',
    path: '/mail-server',
    role: 'admin',
    summary: 'Set the mail server of the alerts',
    body: alerts.mailServerInput,
    response: alerts.mailServer,
  },
  'alerts.log': {
    method: 'GET',
    path: '/alert-messages',
    role: 'viewer',
    summary: 'List the messages of the alerts, newest first',
    query: alerts.alertMessageQuery,
    response: alerts.alertMessages,
  },
} as const satisfies Record<string, Route>
