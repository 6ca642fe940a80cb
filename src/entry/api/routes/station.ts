import { z } from 'zod'
import type { Route } from '../route.ts'
import { auditCheck, auditPage, auditQuery, auditVerdict } from '../schemas/audit.ts'
import { name } from '../schemas/common.ts'
import { overview } from '../schemas/overview.ts'
import * as session from '../schemas/session.ts'
import { recovery, recoveryOrder } from '../schemas/recovery.ts'
import {
  settings,
  settingsApply,
  settingsImported,
  settingsPlan,
  settingsText,
  settingsTry,
  settingsWritten,
} from '../schemas/settings.ts'
import * as users from '../schemas/users.ts'

const byName = z.object({ name })

export const sessionRoutes = {
  'session.show': {
    method: 'GET',
    path: '/session',
    role: 'anyone',
    summary: 'Who is signed in, and whether the first administrator is still to be made',
    response: session.sessionState,
  },
  'session.login': {
    method: 'POST',
    path: '/session',
    role: 'anyone',
    summary: 'Sign in; sets the session cookie',
    body: session.login,
    response: session.sessionState,
  },
  'session.logout': {
    method: 'DELETE',
    path: '/session',
    role: 'anyone',
    summary: 'Sign out',
    response: 'nothing',
  },
  'session.password': {
    method: 'PUT',
    path: '/session/password',
    role: 'viewer',
    summary: 'Change the own password; ends all other sessions of the user',
    body: session.passwordChange,
    response: session.sessionState,
  },
  'session.set-up': {
    method: 'POST',
    path: '/set-up',
    role: 'anyone',
    summary: 'Make the first administrator, with the one-time code that start prints',
    body: session.setUp,
    response: session.sessionState,
  },
} as const satisfies Record<string, Route>

export const stationRoutes = {
  'overview.show': {
    method: 'GET',
    path: '/overview',
    role: 'viewer',
    summary: 'Today at a glance',
    response: overview,
  },
  'settings.show': {
    method: 'GET',
    path: '/settings',
    role: 'admin',
    summary: 'Show the settings of the station',
    response: settings,
  },
  'settings.change': {
    method: 'PUT',
    path: '/settings',
    role: 'admin',
    summary: 'Replace the settings; they take effect at the next start',
    body: settings,
    response: settings,
  },
  'settings.export': {
    method: 'GET',
    path: '/settings/export',
    role: 'admin',
    summary: 'All settings as JSON, without secrets',
    response: settingsText,
  },
  'settings.import': {
    method: 'POST',
    path: '/settings/import',
    role: 'admin',
    summary: 'Take over exported settings, all or nothing; secrets stay',
    body: settingsText,
    response: settingsImported,
  },
  'settings.text': {
    method: 'GET',
    path: '/settings/text',
    role: 'admin',
    summary: 'All settings as YAML, without secrets',
    response: settingsWritten,
  },
  'settings.schema': {
    method: 'GET',
    path: '/settings/schema',
    role: 'viewer',
    summary: 'The JSON Schema of settings as text, for editors',
    response: z.record(z.string(), z.unknown()),
  },
  'settings.plan': {
    method: 'POST',
    path: '/settings/plan',
    role: 'admin',
    summary: 'What a text of settings would change, and all that is wrong with it; changes nothing',
    body: settingsTry,
    response: settingsPlan,
  },
  'settings.apply': {
    method: 'POST',
    path: '/settings/apply',
    role: 'admin',
    summary: 'Take over a text of settings as it was planned, all or nothing',
    body: settingsApply,
    response: settingsPlan,
  },
  'backup.download': {
    method: 'GET',
    path: '/backup',
    role: 'admin',
    summary: 'Download a backup of the whole home, keys too; restore it with the command line',
    response: 'bytes',
  },
  'station.recover': {
    method: 'POST',
    path: '/recovery',
    role: 'admin',
    summary: 'Clear up what a crash left, in all days; documents in lost+found are put back',
    body: recoveryOrder,
    response: recovery,
  },
  'audit.list': {
    method: 'GET',
    path: '/audit',
    role: 'admin',
    summary: 'Who changed what, newest first',
    query: auditQuery,
    response: auditPage,
  },
  'audit.verify': {
    method: 'GET',
    path: '/audit/verification',
    role: 'admin',
    summary: 'Check that the audit log is as it was written',
    query: auditCheck,
    response: auditVerdict,
  },
  'api.describe': {
    method: 'GET',
    path: '/openapi.json',
    role: 'viewer',
    summary: 'This API as an OpenAPI 3.1 document',
    response: z.record(z.string(), z.unknown()),
  },
  'users.list': {
    method: 'GET',
    path: '/users',
    role: 'admin',
    summary: 'List the users of the console',
    response: users.userList,
  },
  'users.add': {
    method: 'POST',
    path: '/users',
    role: 'admin',
    summary: 'Add a user',
    body: users.newUser,
    response: users.user,
    status: 201,
  },
  'users.change': {
    method: 'PUT',
    path: '/users/:name',
    role: 'admin',
    summary: 'Change the role or the password of a user',
    params: byName,
    body: users.userChange,
    response: users.user,
  },
  'users.remove': {
    method: 'DELETE',
    path: '/users/:name',
    role: 'admin',
    summary: 'Remove a user; the last administrator stays',
    params: byName,
    response: 'nothing',
  },
} as const satisfies Record<string, Route>

export const tokenRoutes = {
  'tokens.list': {
    method: 'GET',
    path: '/tokens',
    role: 'admin',
    summary: 'List the API tokens',
    response: users.tokenList,
  },
  'tokens.add': {
    method: 'POST',
    path: '/tokens',
    role: 'admin',
    summary: 'Make an API token; its secret is told once',
    body: users.newToken,
    response: users.tokenMade,
    status: 201,
  },
  'tokens.remove': {
    method: 'DELETE',
    path: '/tokens/:name',
    role: 'admin',
    summary: 'Remove an API token; it stops working at once',
    params: byName,
    response: 'nothing',
  },
} as const satisfies Record<string, Route>
